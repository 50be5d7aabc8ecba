package assistant

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/model"
)

// Given is how a client gives a pact: its text, or the name of a place it is read from.
type Given struct {
	Text string `json:"text,omitempty" jsonschema:"the text of the pact; it may use parts of the library, as in: use \"../parts/legislature.pact\""`
	Path string `json:"path,omitempty" jsonschema:"a .pact file below the server's folder; together with text, the place where that text is taken to stand"`
	Name string `json:"name,omitempty" jsonschema:"a pact that is part of the program, by its name in list, such as library/budapest-1994/budapest-1994.pact"`
}

// Texts that a client sends without a place stand here, in a folder of the library, and are called so.
const (
	draft     = "library/draft/draft.pact"
	draftName = "draft.pact"
)

// place is where a pact is read: a file of a tree, and what it is called in messages.
type place struct {
	tree        fs.FS
	file, shown string
}

// find says which pact is meant, when it is the turn of this call to read one.
func (c *call) find(g Given) (place, error) {
	if err := c.take(); err != nil {
		return place{}, err
	}
	ways := 0
	for _, given := range []bool{g.Name != "", g.Text != "" || g.Path != ""} {
		if given {
			ways++
		}
	}
	switch {
	case ways != 1:
		return place{}, errors.New("give a pact by its text, by its path, or by its name in list")
	case g.Name != "":
		x := onShelf(g.Name)
		if x == nil || !x.pact {
			return place{}, fmt.Errorf("there is no pact %s%s", diag.Visible(g.Name), diag.DidYouMean(g.Name, names(shelf())))
		}
		return place{ours, x.name, x.name}, nil
	case g.Path == "":
		over := load.Overlay{draft: []byte(g.Text)}
		return place{over.Over(ours), draft, draftName}, nil
	}
	return c.below(g)
}

// below finds a path below the server's folder, with the text in its place if there is one.
func (c *call) below(g Given) (place, error) {
	switch {
	case c.Files == nil:
		return place{}, errors.New("this server was given no folder to read in: send the text of the pact")
	case !fs.ValidPath(g.Path) || strings.Contains(g.Path, `\`) || path.Ext(g.Path) != ".pact":
		return place{}, fmt.Errorf("%s is no path of a .pact file below the server's folder, written with forward slashes and without going up", diag.Visible(g.Path))
	case g.Text == "":
		return place{c.Files, g.Path, g.Path}, nil
	}
	return place{load.Overlay{g.Path: []byte(g.Text)}.Over(c.Files), g.Path, g.Path}, nil
}

// read reads a pact. If it does not compile the answer says so, and there is no pact; otherwise the answer is one to begin with.
func (c *call) read(g Given, l int64) (*model.Pact, *Answer, error) {
	at, err := c.find(g)
	if err != nil {
		return nil, nil, err
	}
	r, err := load.Limits{Context: c.ctx, Bytes: textRoom(l)}.FS(at.tree, at.file, at.shown)
	if err != nil {
		return nil, nil, at.unread(err)
	}
	a := &Answer{Pact: diag.Visible(at.shown)}
	a.diagnosed(r.Diagnostics)
	if r.Pact == nil {
		a.Status, a.Why = Unavailable, "the text does not compile; what is wrong stands below, and nothing was looked at"
	}
	return r.Pact, a, nil
}

// unread is an error about the place; of what lies elsewhere on the disk it says nothing.
func (p place) unread(err error) error {
	var gone *fs.PathError
	if errors.As(err, &gone) {
		return fmt.Errorf("%s cannot be read: %w", diag.Visible(p.shown), gone.Err)
	}
	return err
}

// textRoom is how many bytes of text may be read: a tree takes about a hundred times as much.
func textRoom(memory int64) int { return int(max(1<<20, min(memory/200, 16<<20))) }
