package workbench

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/servanda-lang/servanda/docs"
)

// session is one window: what it looks at, and what was found there.
type session struct {
	*Bench
	*wire
	ctx  context.Context
	work sync.WaitGroup

	mu     sync.Mutex
	asking map[string]context.CancelFunc // requests that are being answered, by their IDs
	boards map[string]*board             // by the URI of the main file; those of the texts as they are now
	wanted map[string]choice             // what is looked at first, likewise
	game   *game                         // that is played; nil if none is

	still   context.Context // ends when a text changes
	changed context.CancelFunc
}

func newSession(b *Bench, ctx context.Context, w *wire) *session {
	s := &session{Bench: b, wire: w, ctx: ctx, asking: map[string]context.CancelFunc{}, boards: map[string]*board{}, wanted: map[string]choice{}}
	s.still, s.changed = context.WithCancel(ctx)
	return s
}

// edited ends what was asked about a text that is another now.
func (s *session) edited() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed()
	s.still, s.changed = context.WithCancel(s.ctx)
}

// method answers requests of one kind.
type method func(s *session, ctx context.Context, raw json.RawMessage) (any, error)

// methods are all there are.
var methods map[string]method

func init() {
	methods = map[string]method{
		"workbench/start":  with((*session).start),
		"workbench/text":   with((*session).text),
		"workbench/save":   with((*session).save),
		"workbench/choose": with((*session).choose),
		"workbench/view":   with((*session).view),
		"workbench/play":   with((*session).play),
		"workbench/export": with((*session).export),
		"workbench/pages":  with((*session).pages),
	}
}

// with is a method that is given its parameters.
func with[P, R any](do func(*session, context.Context, P) (R, error)) method {
	return func(s *session, ctx context.Context, raw json.RawMessage) (any, error) {
		var p P
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &p); err != nil {
				return nil, errors.New("these are no parameters for this")
			}
		}
		return do(s, ctx, p)
	}
}

// started is what a page is told when it begins.
type started struct {
	Version string  `json:"version"`
	Folder  string  `json:"folder"` // its name, as it is shown and as drafts are kept by
	Root    string  `json:"root"`   // its URI
	Shelves []shelf `json:"shelves"`
}

func (s *session) start(context.Context, struct{}) (started, error) {
	return started{s.Version, s.files.dir, s.files.folderURI(), s.files.shelves()}, nil
}

// manual is a page of the documentation.
type manual struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Text  string `json:"text"` // in Markdown
}

// firstPages are those that stand before the others.
var firstPages = []string{"tutorial.md", "workbench.md", "handbook/README.md"}

// pages are the pages of the documentation, those for whoever begins first.
func (s *session) pages(context.Context, struct{}) ([]manual, error) {
	var out []manual
	err := fs.WalkDir(docs.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(docs.Files, name)
		title, _, _ := strings.Cut(string(text), "\n")
		out = append(out, manual{name, strings.TrimPrefix(title, "# "), string(text)})
		return err
	})
	rank := func(m manual) int {
		switch i := slices.Index(firstPages, m.Name); {
		case i >= 0:
			return i
		case strings.HasPrefix(m.Name, "handbook/"):
			return len(firstPages)
		}
		return len(firstPages) + 1
	}
	slices.SortStableFunc(out, func(a, b manual) int { return rank(a) - rank(b) })
	return out, err
}

// named asks for a text by its name.
type named struct {
	Name string `json:"name"`
}

// textOf is a text.
type textOf struct {
	Name  string `json:"name"`
	URI   string `json:"uri"`
	Text  string `json:"text"`
	Title string `json:"title"`
}

func (s *session) text(_ context.Context, p named) (textOf, error) {
	text, err := s.files.text(p.Name)
	if err != nil {
		return textOf{}, err
	}
	return textOf{p.Name, s.files.uri(p.Name), string(text), titleIn(text)}, nil
}

// saving asks to write a file.
type saving struct {
	Name string  `json:"name"`
	Was  *string `json:"was"` // what it held when it was read; null for a new file
	Text string  `json:"text"`
}

// saved says what came of it.
type saved struct {
	URI     string  `json:"uri"`
	Changed *string `json:"changed"` // what the file holds now, if it was not as it was; then nothing was written
}

func (s *session) save(_ context.Context, p saving) (saved, error) {
	err := s.files.save(p.Name, p.Was, p.Text)
	if errors.Is(err, errChanged) {
		now, err := s.files.text(p.Name)
		text := string(now)
		return saved{s.files.uri(p.Name), &text}, err
	}
	return saved{URI: s.files.uri(p.Name)}, err
}

// Close ends the connection.
func (s *session) Close() error { return s.wire.Close() }
