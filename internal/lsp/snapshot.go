package lsp

import (
	"maps"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// snapshot is all texts as they are at one moment, and what was read of them so far. Its texts never change.
type snapshot struct {
	server *server
	enc    encoding
	texts  int                  // which moment
	docs   map[string]*document // by URI
	byPath map[string]*document
	onDisk map[string][]string // which files use which, of those that are not open

	graphed sync.Once
	users   map[string][]string // by which files a file is used

	mu       sync.Mutex
	readings map[string]*reading
}

// snapshot gives the texts as they are now.
func (s *server) snapshot() *snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last != nil && s.last.texts == s.texts {
		return s.last
	}
	now := &snapshot{
		server: s, enc: s.enc, texts: s.texts, docs: map[string]*document{}, byPath: map[string]*document{}, onDisk: map[string][]string{},
		readings: map[string]*reading{},
	}
	for uri, d := range s.docs {
		now.docs[uri], now.byPath[d.path] = d, d
	}
	for p, us := range s.uses {
		now.onDisk[p] = us
	}
	s.last = now
	return now
}

// overlay holds the open texts, over those that are there besides the files.
func (n *snapshot) overlay() load.Overlay {
	over := load.Overlay{}
	maps.Copy(over, n.server.Beneath)
	for p, d := range n.byPath {
		over[filepath.FromSlash(p)] = d.text
	}
	return over
}

// used lists the paths of the files that a text takes declarations from.
func used(name string, text []byte) []string {
	if !isFile(name) {
		return nil
	}
	tree, _ := syntax.Parse(source.NewFile(name, text))
	var out []string
	for _, d := range tree.Decls {
		if u, ok := d.(*syntax.UseDecl); ok && u.Path.Value != "" {
			out = append(out, path.Join(path.Dir(name), u.Path.Value))
		}
	}
	return out
}

// graph turns round which files use which.
func (n *snapshot) graph() {
	n.users = map[string][]string{}
	add := func(from string, to []string) {
		for _, t := range to {
			if t != from && !slices.Contains(n.users[t], from) {
				n.users[t] = append(n.users[t], from)
			}
		}
	}
	for from, to := range n.onDisk {
		if n.byPath[from] == nil {
			add(from, to)
		}
	}
	for from, d := range n.byPath {
		add(from, used(from, d.text))
	}
}

// mostMains is how many pacts a part is looked at with.
const mostMains = 4

// mains gives the main files of the pacts that a file belongs to: those that use it, or those that use these, and are used by
// none; itself if no other file uses it. They come in order of their paths, those that are open first.
func (n *snapshot) mains(path string) []string {
	tops := n.allMains(path)
	return tops[:min(len(tops), mostMains)]
}

// allMains is mains without a bound.
func (n *snapshot) allMains(path string) []string {
	n.graphed.Do(n.graph)
	seen := map[string]bool{path: true}
	var tops []string
	for todo := []string{path}; len(todo) > 0; todo = todo[1:] {
		users := n.users[todo[0]]
		if len(users) == 0 {
			tops = append(tops, todo[0])
		}
		for _, u := range users {
			if !seen[u] {
				seen[u] = true
				todo = append(todo, u)
			}
		}
	}
	if len(tops) == 0 {
		return []string{path} // files that use each other in a ring
	}
	slices.SortFunc(tops, func(a, b string) int {
		if x, y := n.byPath[a] != nil, n.byPath[b] != nil; x != y {
			return map[bool]int{true: -1, false: 1}[x]
		}
		if a < b {
			return -1
		}
		return 1
	})
	return tops
}

// readFile reads a file by its path inside.
func readFile(path string) ([]byte, error) { return load.ReadFile(filepath.FromSlash(path)) }

// reading is a pact as it was read from the texts of one moment.
type reading struct {
	*load.Result // nil if there was nothing to read
	main         string
	err          error
	once         sync.Once
	tables       map[string]*lines // of the files, by path
}

// maxText bounds the text of a pact that is read while somebody types.
const maxText = 2 << 20

// reading reads a pact by its main file, once.
func (n *snapshot) reading(main string) *reading {
	n.mu.Lock()
	r := n.readings[main]
	if r == nil {
		r = &reading{main: main}
		n.readings[main] = r
	}
	n.mu.Unlock()
	r.once.Do(func() {
		defer fault.Catch(&r.err)
		r.Result, r.err = n.loadWith(main, n.overlay())
		r.tables = map[string]*lines{}
		if r.Result == nil {
			return
		}
		for _, f := range r.Files() {
			if r.tables[f.Path] == nil {
				r.tables[f.Path] = n.table(f)
			}
		}
	})
	return r
}

// table gives the lines of a file.
func (n *snapshot) table(f *source.File) *lines {
	if d := n.byPath[f.Path]; d != nil && len(d.text) == len(f.Text) {
		return d.lines
	}
	return newLines(f.Text)
}

// trees are those of a file; several if it is taken in under several names.
func (r *reading) trees(path string) []*syntax.File {
	if r.Result == nil {
		return nil
	}
	var out []*syntax.File
	for _, t := range r.Trees {
		if t.Source.Path == path {
			out = append(out, t)
		}
	}
	return out
}

// same reports whether two readings are of the same texts.
func (r *reading) same(o *reading) bool {
	if r == nil || o == nil || r.Result == nil || o.Result == nil || len(r.Trees) != len(o.Trees) {
		return false
	}
	for i := range r.Trees {
		a, b := r.Trees[i].Source, o.Trees[i].Source
		if a.Path != b.Path || string(a.Text) != string(b.Text) {
			return false
		}
	}
	return true
}
