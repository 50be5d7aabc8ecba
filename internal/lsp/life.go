package lsp

import (
	"context"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// notifications are those that are listened to.
var notifications = map[string]func(*server, json.RawMessage) error{
	"initialized":                         taking((*server).initialized),
	"$/cancelRequest":                     taking((*server).cancelled),
	"window/workDoneProgress/cancel":      taking((*server).progressCancelled),
	"textDocument/didOpen":                taking((*server).opened),
	"textDocument/didChange":              taking((*server).changed),
	"textDocument/didClose":               taking((*server).closed),
	"textDocument/didSave":                taking((*server).saved),
	"workspace/didChangeWatchedFiles":     taking((*server).filesChanged),
	"workspace/didChangeWorkspaceFolders": taking((*server).foldersChanged),
	"workspace/didChangeConfiguration":    taking(func(*server, struct{}) error { return nil }),
	"$/setTrace":                          taking(func(*server, struct{}) error { return nil }),
}

// wishes are the options of initialize that this server knows.
type wishes struct {
	Check     *bool    `json:"check"`     // whether to look for findings
	Seconds   *float64 `json:"seconds"`   // that a check may take
	Megabytes *int64   `json:"megabytes"` // that a check may take
}

func (s *server) initialize(r *jsonrpc2.Request) (any, error) {
	p, err := decode[protocol.InitializeParams](params(r))
	if err != nil {
		return nil, err
	}
	var w wishes
	if len(p.InitializationOptions) > 0 {
		if err := json.Unmarshal(p.InitializationOptions, &w); err != nil {
			s.log.Printf("initializationOptions: %v", err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heed(w)
	s.client, s.enc, s.stage = p.Capabilities, pick(p.Capabilities.General.PositionEncodings), ready
	for _, f := range p.WorkspaceFolders {
		s.addFolder(f.URI)
	}
	if len(p.WorkspaceFolders) == 0 && p.RootURI != nil {
		s.addFolder(*p.RootURI)
	}
	return protocol.InitializeResult{
		Capabilities: capabilities(s.enc), ServerInfo: protocol.ServerInfo{Name: "servanda", Version: s.Version},
	}, nil
}

// heed takes over what the client wishes. The server is locked.
func (s *server) heed(w wishes) {
	if w.Check != nil && !*w.Check {
		s.NoCheck = true
	}
	if w.Seconds != nil && *w.Seconds > 0 {
		s.Time = time.Duration(min(*w.Seconds, 24*60*60) * float64(time.Second))
	}
	if w.Megabytes != nil && *w.Megabytes > 0 {
		s.Bytes = min(*w.Megabytes, 1<<20) << 20
	}
}

func capabilities(e encoding) protocol.ServerCapabilities {
	c := protocol.ServerCapabilities{
		PositionEncoding:           string(e),
		TextDocumentSync:           protocol.TextDocumentSyncOptions{OpenClose: true, Change: protocol.SyncIncremental},
		HoverProvider:              true,
		CompletionProvider:         protocol.CompletionOptions{TriggerCharacters: []string{"\""}},
		DefinitionProvider:         true,
		ReferencesProvider:         true,
		DocumentHighlightProvider:  true,
		DocumentSymbolProvider:     true,
		FoldingRangeProvider:       true,
		DocumentFormattingProvider: true,
		RenameProvider:             protocol.RenameOptions{PrepareProvider: true},
		CodeActionProvider:         protocol.CodeActionOptions{CodeActionKinds: []string{protocol.QuickFix}},
		ExecuteCommandProvider:     protocol.ExecuteCommandOptions{Commands: commandNames()},
		SemanticTokensProvider:     protocol.SemanticTokensOptions{Legend: legend(), Full: true},
	}
	c.Workspace.WorkspaceFolders.Supported = true
	c.Workspace.WorkspaceFolders.ChangeNotifications = true
	return c
}

// initialized asks to be told of files that change on disk, and looks which files there are.
func (s *server) initialized(struct{}) error {
	s.mu.Lock()
	watch := s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration
	s.mu.Unlock()
	s.start(func() {
		if watch {
			s.call("client/registerCapability", protocol.RegistrationParams{Registrations: []protocol.Registration{{
				ID: "pacts", Method: "workspace/didChangeWatchedFiles",
				RegisterOptions: map[string]any{"watchers": []protocol.FileSystemWatcher{{GlobPattern: "**/*.pact"}}},
			}}})
		}
		s.survey()
	})
	return nil
}

// call asks the client something, the answer to which does not matter, and waits for it.
func (s *server) call(method string, params any) {
	ctx, stop := context.WithTimeout(s.ctx, 10*time.Second)
	defer stop()
	if err := s.conn.Call(ctx, method, params, nil); err != nil && s.ctx.Err() == nil {
		s.log.Printf("%s: %v", method, err)
	}
}

func (s *server) shutdown(*jsonrpc2.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stage = shut
	for _, p := range s.pacts {
		p.halt()
	}
	return nil, nil
}

// lookBeside notes the folder of a file that is in no open folder; it reports whether that is new. The server is locked.
func (s *server) lookBeside(path string) bool {
	dir := filepath.Dir(filepath.FromSlash(path))
	for _, f := range s.folders {
		if rel, err := filepath.Rel(f, dir); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return false
		}
	}
	if slices.Contains(s.beside, dir) {
		return false
	}
	s.beside = append(s.beside, dir)
	return true
}

// addFolder notes an open folder. The server is locked.
func (s *server) addFolder(uri string) {
	if name, ok := fileOf(uri); ok && !slices.Contains(s.folders, name) {
		s.folders = append(s.folders, name)
	}
}

func (s *server) foldersChanged(p protocol.DidChangeWorkspaceFoldersParams) error {
	s.mu.Lock()
	for _, f := range p.Event.Added {
		s.addFolder(f.URI)
	}
	for _, f := range p.Event.Removed {
		name, _ := fileOf(f.URI)
		s.folders = slices.DeleteFunc(s.folders, func(have string) bool { return have == name })
	}
	s.mu.Unlock()
	s.start(s.survey)
	return nil
}

// The bounds of a survey. Who has more files has opened a folder that is not about pacts, and misses at most that a part is
// looked at with a pact far away.
const (
	mostFiles   = 2000
	mostEntries = 200_000
)

// survey finds out which files in the open folders use which.
func (s *server) survey() {
	s.mu.Lock()
	folders, beside := slices.Clone(s.folders), slices.Clone(s.beside)
	s.mu.Unlock()
	uses, seen := map[string][]string{}, 0
	for i, dir := range slices.Concat(folders, beside) {
		shallow := i >= len(folders)
		_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			seen++
			switch {
			case s.ctx.Err() != nil || len(uses) >= mostFiles || seen > mostEntries:
				return fs.SkipAll
			case err != nil:
				return nil
			case d.IsDir() && name != dir && (shallow || strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
				return fs.SkipDir
			case d.Type().IsRegular() && filepath.Ext(name) == ".pact":
				if text, err := load.ReadFile(name); err == nil {
					path := pathOf(uriOf(filepath.ToSlash(name)))
					uses[path] = used(path, text)
				}
			}
			return nil
		})
	}
	s.mu.Lock()
	s.uses = uses
	s.texts++
	s.mu.Unlock()
	s.kick()
}

// filesChanged reads anew what may have changed on disk.
func (s *server) filesChanged(struct{}) error {
	s.start(s.survey)
	return nil
}
