package lsp

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// shape is what a pact says but for what one thing is called: its names by kind, and how often each is spoken of.
func shape(r *load.Result, called, as string) []string {
	uses := map[string]int{}
	for _, s := range r.Names.Uses {
		uses[s.Name]++
	}
	var out []string
	for _, s := range r.Names.Symbols {
		name, n := s.Name, uses[s.Name]
		if name == called {
			name = as
		}
		out = append(out, s.Kind.String()+" "+name+strings.Repeat("+", n))
	}
	return out
}

// Every name of pacts of several files can be another one, from wherever it is spoken of, and all else stays as it is.
func TestRenamingEverything(t *testing.T) {
	files := map[string]string{"servanda.root": ""}
	for _, pattern := range []string{"../../library/parts/*.pact", "../testkit/sample/everything.pact"} {
		names, _ := filepath.Glob(pattern)
		for _, n := range names {
			text, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(n)] = string(text)
		}
	}
	c := connect(t, files, Options{NoCheck: true}, everything)
	renamed := 0
	for _, main := range []string{"parts.pact", "everything.pact"} {
		before := loaded(t, files, main)
		for _, tree := range before.Trees {
			name := tree.Source.Path
			if c.docs[name] == nil {
				c.open(name, files[name])
			}
			for _, id := range everyOther(tree.Names) {
				if id.Name == "outsider" {
					continue
				}
				after := c.renamed(t, files, name, id, "called_otherwise")
				got, want := loaded(t, after, main), shape(before, id.Name, "called_otherwise")
				written := id.Span().Text()
				given := name != main && strings.Contains(files[main], written+" as ")
				if n := newFault(before, got); n != nil || !sameShape(shape(got, "", ""), want, given, shape(before, "", "")) {
					t.Errorf("%s: %s at %v: %v\n%v\n%v", name, written, id.Span().Position(), n, shape(got, "", ""), want)
				}
				renamed++
			}
		}
	}
	if renamed < 100 {
		t.Errorf("only %d names were changed", renamed)
	}
}

// sameShape compares shapes; of a name that a `use` gives something of a part, the part's own name may change without the pact
// noticing.
func sameShape(got, want []string, given bool, before []string) bool {
	return slices.Equal(got, want) || given && slices.Equal(got, before)
}

// everyOther thins out a list; what is near is alike.
func everyOther(ids []*syntax.Ident) []*syntax.Ident {
	var out []*syntax.Ident
	for i, id := range ids {
		if i%2 == 0 {
			out = append(out, id)
		}
	}
	return out
}

// renamed gives the files after a name was changed.
func (c *client) renamed(t *testing.T, files map[string]string, name string, id *syntax.Ident, to string) map[string]string {
	t.Helper()
	d := c.docs[name]
	var e protocol.WorkspaceEdit
	c.call("textDocument/rename", protocol.RenameParams{TextDocumentPositionParams: protocol.TextDocumentPositionParams{
		TextDocument: protocol.TextDocumentIdentifier{URI: d.uri}, Position: d.position(id.Span().Start, c.enc),
	}, NewName: to}, &e)
	out := map[string]string{}
	for n, text := range files {
		out[n] = text
	}
	for _, x := range e.DocumentChanges {
		n := c.name(x.TextDocument.URI)
		out[n] = string(edited(newLines([]byte(files[n])), x.Edits, c.enc))
	}
	return out
}

func loaded(t *testing.T, files map[string]string, main string) *load.Result {
	t.Helper()
	fsys := fstest.MapFS{}
	for n, text := range files {
		fsys[n] = &fstest.MapFile{Data: []byte(text)}
	}
	r, err := load.FS(fsys, main)
	if err != nil || diag.HasErrors(r.Diagnostics) && r.Pact != nil {
		t.Fatal(err)
	}
	return r
}
