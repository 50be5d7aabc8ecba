// Package campaign looks at many pacts in many readings and with several steps of time, and says what was found over all of them.
//
// Input: pacts as they were read, and what is wished for. Output: the jobs that this comes to (plan.go), what comes of each (do.go), and a
// report of all of them (report.go, document.go). Every job is a value: the digest of the text with all that it uses, the reading, the step,
// what is asked, and the version of the meaning; its id is the digest of that, so that the same job is never done for two. Package store
// keeps jobs and results, and hands them out; it knows nothing of pacts, and this package nothing of databases.
//
// The report is a function of the plan and the results alone: it is the same in whatever order, and by however many workers, they came.
package campaign

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"github.com/servanda-lang/servanda/internal/load"
)

// Ask is what is asked of a pact.
type Ask string

// What can be asked.
const (
	Findings Ask = "findings"
	Repairs  Ask = "repairs"
)

// form is the form of specifications and of answers. Another form makes other jobs.
const form = 1

// Spec says what a job is, all of it.
type Spec struct {
	Form    int         `json:"form"`
	Meaning string      `json:"meaning"` // by which program: its answer counts for no other
	Text    string      `json:"text"`    // the digest of the pact with all that it uses
	Ask     Ask         `json:"ask"`
	Reading string      `json:"reading,omitempty"` // the named reading; all ways to fill the open points if there is none
	Open    [][2]string `json:"open,omitempty"`    // points and their values, in the order of the pact
	Tick    int         `json:"tick"`              // days
}

// text is the specification as it is kept.
func (s *Spec) text() string { return string(written(s)) }

// id names a specification: the SHA-256 (FIPS 180-4) of its text.
func (s *Spec) id() string { return digest([]byte(s.text())) }

func digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// written is plain data as JSON, in one form only.
func written(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain data can be written
	}
	return text
}

// Text is a pact with all that it uses, so that it can be read where there are no files.
type Text struct {
	Main  string            `json:"main"`
	Files map[string]string `json:"files"` // by their paths below a folder that holds all of them
}

// textOf takes the texts of a pact.
func textOf(r *load.Result) (Text, error) {
	paths := map[string]string{}
	for _, f := range r.Files() {
		full, err := filepath.Abs(filepath.FromSlash(f.Path))
		if err != nil {
			return Text{}, err
		}
		paths[full] = string(f.Text)
	}
	main, err := filepath.Abs(filepath.FromSlash(r.Files()[0].Path))
	if err != nil {
		return Text{}, err
	}
	top := above(slices.Sorted(maps.Keys(paths)))
	t := Text{Files: map[string]string{}}
	for full, text := range paths {
		rel, err := filepath.Rel(top, full)
		if err != nil {
			return Text{}, err
		}
		t.Files[filepath.ToSlash(rel)] = text
		if full == main {
			t.Main = filepath.ToSlash(rel)
		}
	}
	return t, nil
}

// above is the lowest folder that holds all of some files.
func above(files []string) string {
	top := filepath.Dir(files[0])
	for !holdsAll(top, files) {
		top = filepath.Dir(top)
	}
	return top
}

func holdsAll(top string, files []string) bool {
	return !slices.ContainsFunc(files, func(f string) bool {
		rel, err := filepath.Rel(top, f)
		return err != nil || !filepath.IsLocal(rel)
	})
}

// none is a tree without files.
type none struct{}

func (none) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// read reads the pact again; other is the text of its main file, if it is another.
func (t *Text) read(limits load.Limits, other []byte) (*load.Result, error) {
	over := load.Overlay{}
	for name, text := range t.Files {
		over[filepath.FromSlash(name)] = []byte(text)
	}
	if other != nil {
		over[filepath.FromSlash(t.Main)] = other
	}
	return limits.FS(over.Over(none{}), t.Main, t.Main)
}

// again reads a pact out of a text that was kept, and holds it to its digest.
func again(limits load.Limits, kept []byte, want string) (Text, *load.Result, error) {
	var t Text
	if err := json.Unmarshal(kept, &t); err != nil {
		return t, nil, fmt.Errorf("the text in the store is damaged: %w", err)
	}
	r, err := t.read(limits, nil)
	if err != nil {
		return t, nil, err
	}
	if got, _, _ := r.Digest(); got != want || r.Pact == nil {
		return t, nil, fmt.Errorf("the text in the store is not that of which the digest is %s", want)
	}
	return t, r, nil
}
