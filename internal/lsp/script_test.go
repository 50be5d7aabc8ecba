package lsp

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

var update = flag.Bool("update", false, "write what was answered into the scenarios")

// Each archive of testdata is a scenario: what an editor does, a line each, then the files of the folder, and in want what it is
// told. A place is given by a piece of text with a | in it.
//
//	open FILE                    the text on disk
//	type FILE "a|b" "text"       puts text at a place
//	change FILE "old" "new"
//	write FILE                   the text of new/FILE, on disk
//	close FILE
//	diagnostics FILE, status FILE, symbols FILE, folds FILE, format FILE, tokens FILE, lenses FILE, statements FILE, show FILE
//	hover, complete, definition, references, highlight, actions FILE "a|b"
//	rename FILE "a|b" NAME       and makes the edits
//	do N                         the N-th of the actions or lenses shown last
//	command NAME ARGUMENT
func TestScenarios(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no scenarios", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { playScenario(t, name) })
	}
}

func playScenario(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files, want := map[string]string{}, -1
	later := map[string]string{}
	for i, f := range a.Files {
		text := strings.ReplaceAll(string(f.Data), "\\r\n", "\r\n")
		switch rest, ok := strings.CutPrefix(f.Name, "new/"); {
		case f.Name == "want":
			want = i
		case ok:
			later[rest] = text
		default:
			files[f.Name] = text
		}
	}
	s := &scenario{client: connect(t, files, Options{Workers: 1}, everything), files: files, later: later}
	for line := range strings.Lines(string(a.Comment)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			fmt.Fprintf(&s.out, "> %s\n", line)
			s.step(line)
		}
	}
	got := s.out.String()
	if *update {
		if want < 0 {
			a.Files = append(a.Files, txtar.File{Name: "want"})
			want = len(a.Files) - 1
		}
		a.Files[want].Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want < 0 {
		t.Fatal("the scenario says nothing of what is wanted; -update writes it")
	}
	if diff := cmp.Diff(string(a.Files[want].Data), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// scenario is one being played.
type scenario struct {
	*client
	files, later map[string]string
	out          strings.Builder
	offered      []offered // actions or lenses, as shown last
}

type offered struct {
	edit    *protocol.WorkspaceEdit
	command *protocol.Command
}

func (s *scenario) printf(format string, args ...any) { fmt.Fprintf(&s.out, format, args...) }

// words cuts a line into words; those in quotes are as Go writes them.
func (s *scenario) words(line string) []string {
	var out []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if line[0] == '"' {
			q, err := strconv.QuotedPrefix(line)
			if err != nil {
				s.t.Fatalf("%s: %v", line, err)
			}
			w, _ := strconv.Unquote(q)
			out, line = append(out, w), line[len(q):]
			continue
		}
		w, rest, _ := strings.Cut(line, " ")
		out, line = append(out, w), rest
	}
	return out
}

// offset finds a place, given by a piece of text with a | in it.
func (s *scenario) offset(name, piece string) int {
	before, after, _ := strings.Cut(piece, "|")
	i := strings.Index(string(s.docs[name].text), before+after)
	if i < 0 {
		s.t.Fatalf("there is no %q in %s:\n%s", before+after, name, s.docs[name].text)
	}
	return i + len(before)
}

func (s *scenario) position(name, piece string) protocol.TextDocumentPositionParams {
	return protocol.TextDocumentPositionParams{
		TextDocument: protocol.TextDocumentIdentifier{URI: s.uri(name)}, Position: s.docs[name].position(s.offset(name, piece), s.enc),
	}
}

func (s *scenario) document(name string) protocol.DocumentParams {
	return protocol.DocumentParams{TextDocument: protocol.TextDocumentIdentifier{URI: s.uri(name)}}
}

func (s *scenario) step(line string) {
	w := s.words(line)
	if len(w) < 2 {
		s.t.Fatalf("a step without a file: %s", line)
	}
	if s.edit(w) {
		s.settle()
		return
	}
	show, known := shows[w[0]]
	if !known {
		s.t.Fatalf("no such step: %s", line)
	}
	show(s, w[1], w[2:])
}

// edit does what changes texts.
func (s *scenario) edit(w []string) bool {
	switch name := w[1]; w[0] {
	case "open":
		s.open(name, s.files[name])
	case "type":
		at := s.offset(name, w[2])
		s.replace(name, at, at, w[3])
	case "change":
		at := s.offset(name, "|"+w[2])
		s.replace(name, at, at+len(w[2]), w[3])
	case "write":
		before := s.server.snapshot().texts
		s.write(name, s.later[name])
		s.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{}})
		for s.server.snapshot().texts == before {
			time.Sleep(time.Millisecond)
		}
	case "close":
		s.notify("textDocument/didClose", s.document(name))
		delete(s.docs, name)
	case "do":
		n, _ := strconv.Atoi(w[1])
		if n < 1 || n > len(s.offered) {
			s.t.Fatalf("there is no action %s", w[1])
		}
		if c := s.offered[n-1].command; c != nil {
			s.run(c.Command, c.Arguments)
		} else {
			s.apply(s.offered[n-1].edit)
		}
	case "command":
		arguments := []any{}
		for _, a := range w[2:] {
			if strings.HasSuffix(a, ".pact") {
				a = s.uri(a)
			}
			arguments = append(arguments, a)
		}
		s.run(w[1], arguments)
	default:
		return false
	}
	return true
}

// run does a command and shows the page that it gives.
func (s *scenario) run(name string, arguments []any) {
	var p *protocol.Page
	if err := s.try("workspace/executeCommand", protocol.ExecuteCommandParams{Command: name, Arguments: arguments}, &p); err != nil {
		s.printf("error: %v\n", err)
	} else if p != nil {
		s.printf("page %q (%s)\n%s", p.Title, p.Kind, indented(p.Value))
	}
}

func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight("\t"+line, "\n\t ") + "\n")
	}
	return b.String()
}

// shows are the steps that ask the server something.
var shows = map[string]func(s *scenario, name string, rest []string){
	"diagnostics": func(s *scenario, name string, _ []string) {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, d := range s.diagnostics[name].Diagnostics {
			s.printf("%s %s %s\n%s", at(d.Range), [...]string{"", "error", "warning", "information", "hint"}[d.Severity], d.Code, indented(d.Message))
			for _, r := range d.RelatedInformation {
				s.printf("\t  %s %s: %s\n", s.name(r.Location.URI), at(r.Location.Range), r.Message)
			}
		}
	},
	"status": func(s *scenario, name string, _ []string) {
		s.mu.Lock()
		defer s.mu.Unlock()
		st := s.states[name]
		s.printf("%s: %s [%d %d %d %d]\n", st.State, st.Message, st.Serious, st.Warnings, st.Notes, st.Failed)
	},
	"show": func(s *scenario, name string, _ []string) {
		if d := s.docs[name]; d != nil {
			s.printf("%s", indented(strings.ReplaceAll(string(d.text), "\r", "\\r")))
			return
		}
		text, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil {
			s.t.Fatal(err)
		}
		s.printf("%s", indented(string(text)))
	},
	"hover": func(s *scenario, name string, rest []string) {
		var h *protocol.Hover
		s.call("textDocument/hover", s.position(name, rest[0]), &h)
		if h == nil {
			s.printf("nothing\n")
			return
		}
		s.printf("%s\n%s", at(*h.Range), indented(h.Contents.Value))
	},
	"complete": func(s *scenario, name string, rest []string) {
		var l protocol.CompletionList
		s.call("textDocument/completion", s.position(name, rest[0]), &l)
		slices.SortFunc(l.Items, func(a, b protocol.CompletionItem) int { return strings.Compare(a.SortText, b.SortText) })
		for _, it := range l.Items {
			s.printf("%s", it.Label)
			if it.Detail != "" {
				s.printf(" (%s)", it.Detail)
			}
			if it.TextEdit.NewText != it.Label && it.InsertTextFormat == 0 {
				s.printf(" %q", it.TextEdit.NewText)
			}
			if r := it.TextEdit.Range; r.Start != r.End {
				s.printf(" for %s", at(r))
			}
			s.printf("\n")
		}
	},
	"definition": func(s *scenario, name string, rest []string) {
		var l []protocol.Location
		s.call("textDocument/definition", s.position(name, rest[0]), &l)
		s.locations(l)
	},
	"references": func(s *scenario, name string, rest []string) {
		var l []protocol.Location
		p := protocol.ReferenceParams{TextDocumentPositionParams: s.position(name, rest[0])}
		p.Context.IncludeDeclaration = true
		s.call("textDocument/references", p, &l)
		s.locations(l)
	},
	"highlight": func(s *scenario, name string, rest []string) {
		var l []protocol.DocumentHighlight
		s.call("textDocument/documentHighlight", s.position(name, rest[0]), &l)
		for _, h := range l {
			s.printf("%s %d\n", at(h.Range), h.Kind)
		}
	},
	"rename": func(s *scenario, name string, rest []string) {
		var prepared *protocol.PrepareRenameResult
		if err := s.try("textDocument/prepareRename", s.position(name, rest[0]), &prepared); err != nil {
			s.printf("not: %v\n", err)
			return
		}
		var e protocol.WorkspaceEdit
		err := s.try("textDocument/rename", protocol.RenameParams{TextDocumentPositionParams: s.position(name, rest[0]), NewName: rest[1]}, &e)
		if err != nil {
			s.printf("refused: %v\n", err)
			return
		}
		s.printf("%s %s\n", at(prepared.Range), prepared.Placeholder)
		s.edits(&e)
		s.apply(&e)
		s.settle()
	},
	"symbols": func(s *scenario, name string, _ []string) {
		var l []protocol.DocumentSymbol
		s.call("textDocument/documentSymbol", s.document(name), &l)
		s.symbols("", l)
	},
	"folds": func(s *scenario, name string, _ []string) {
		var l []protocol.FoldingRange
		s.call("textDocument/foldingRange", s.document(name), &l)
		for _, f := range l {
			s.printf("%d-%d %s\n", f.StartLine+1, f.EndLine+1, f.Kind)
		}
	},
	"format": func(s *scenario, name string, _ []string) {
		var l []protocol.TextEdit
		s.call("textDocument/formatting", s.document(name), &l)
		for _, e := range l {
			s.printf("%s %q\n", at(e.Range), e.NewText)
		}
		d := s.docs[name]
		s.replace(name, 0, len(d.text), string(edited(d.lines, l, s.enc)))
		s.settle()
	},
	"tokens": func(s *scenario, name string, _ []string) {
		var l protocol.SemanticTokens
		s.call("textDocument/semanticTokens/full", s.document(name), &l)
		var p protocol.Position
		for x := range slices.Chunk(l.Data, 5) {
			if p.Line += x[0]; x[0] > 0 {
				p.Character = 0
			}
			p.Character += x[1]
			d := s.docs[name]
			word := d.text[d.offset(p, s.enc):d.offset(protocol.Position{Line: p.Line, Character: p.Character + x[2]}, s.enc)]
			s.printf("%d:%d %s %s%s\n", p.Line+1, p.Character+1, word, legend().TokenTypes[x[3]], [...]string{"", ", declared"}[x[4]])
		}
	},
	"actions": func(s *scenario, name string, rest []string) {
		at := s.position(name, rest[0])
		var l []protocol.CodeAction
		s.call("textDocument/codeAction", protocol.CodeActionParams{
			TextDocument: at.TextDocument, Range: protocol.Range{Start: at.Position, End: at.Position},
		}, &l)
		s.offered = nil
		for i, a := range l {
			s.printf("%d %s\n", i+1, a.Title)
			if a.Edit != nil {
				s.edits(a.Edit)
			}
			s.offered = append(s.offered, offered{a.Edit, a.Command})
		}
	},
	"lenses": func(s *scenario, name string, _ []string) {
		var l []protocol.CodeLens
		s.call("textDocument/codeLens", s.document(name), &l)
		s.offered = nil
		for i, x := range l {
			s.printf("%d %s %s (%s)\n", i+1, at(x.Range), x.Command.Title, x.Command.Command)
			s.offered = append(s.offered, offered{nil, x.Command})
		}
	},
	"statements": func(s *scenario, name string, _ []string) {
		var l []protocol.PactStatements
		s.call("servanda/statements", s.document(name), &l)
		for _, p := range l {
			s.printf("%s: %s, %d statements\n", s.name(p.URI), p.State, len(p.Statements))
			for _, x := range p.Statements {
				s.printf("%s %s %s %s [%s; %s]\n", x.ID, x.Severity, s.located(x.Location), x.Sentence, x.Where, x.Cites)
				for _, c := range x.Courses {
					s.printf("  %s\n", c.Title)
					for _, step := range c.Steps {
						s.printf("    %s %s\n", s.located(step.Location), step.Text)
					}
				}
			}
		}
	},
}

func (s *scenario) located(l *protocol.Location) string {
	if l == nil {
		return "nowhere"
	}
	return s.name(l.URI) + ":" + at(l.Range)
}

func (s *scenario) locations(list []protocol.Location) {
	for _, l := range list {
		s.printf("%s %s\n", s.name(l.URI), at(l.Range))
	}
}

func (s *scenario) symbols(indent string, list []protocol.DocumentSymbol) {
	for _, x := range list {
		s.printf("%s%s, %s, %d, %s in %s\n", indent, x.Name, x.Detail, x.Kind, at(x.SelectionRange), at(x.Range))
		s.symbols(indent+"  ", x.Children)
	}
}

func (s *scenario) edits(e *protocol.WorkspaceEdit) {
	for _, d := range e.DocumentChanges {
		for _, x := range d.Edits {
			s.printf("\t%s %s %q\n", s.name(d.TextDocument.URI), at(x.Range), x.NewText)
		}
	}
}

// at is a range for people.
func at(r protocol.Range) string {
	if r.Start == r.End {
		return fmt.Sprintf("%d:%d", r.Start.Line+1, r.Start.Character+1)
	}
	if r.Start.Line == r.End.Line {
		return fmt.Sprintf("%d:%d-%d", r.Start.Line+1, r.Start.Character+1, r.End.Character+1)
	}
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line+1, r.Start.Character+1, r.End.Line+1, r.End.Character+1)
}
