package assistant

import (
	"context"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/servanda-lang/servanda/docs"
	"github.com/servanda-lang/servanda/examples"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/library"
)

// item is something that is part of the program and can be read: a page or a pact.
type item struct {
	name, title, text string
	pact              bool
}

// The pages that are told to clients, in the order in which one reads them.
var pages = []string{"tutorial.md", "drafting.md", "language.md", "answers.md"}

// shelf is all there is to read: the pages, then the library, then the examples.
var shelf = sync.OnceValue(func() []*item {
	var out []*item
	for _, name := range pages {
		text, err := fs.ReadFile(docs.Files, name)
		if err != nil {
			panic(err)
		}
		title, _, _ := strings.Cut(strings.TrimPrefix(string(text), "# "), "\n")
		out = append(out, &item{name: "docs/" + name, title: title, text: string(text)})
	}
	out = append(out, pactsIn("library")...)
	return append(out, pactsIn("examples")...)
})

// folders is a tree of trees.
type folders map[string]fs.FS

// Open opens a file in one of the trees.
func (f folders) Open(name string) (fs.File, error) {
	first, rest, _ := strings.Cut(name, "/")
	if tree, ok := f[first]; ok && rest != "" {
		return tree.Open(rest)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ours are the pacts that are part of the program, as they lie in it: the examples use parts of the library.
var ours = folders{"library": library.Files, "examples": examples.Files}

// pactsIn are the pacts in one of our folders.
func pactsIn(folder string) []*item {
	var out []*item
	err := fs.WalkDir(ours[folder], ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".pact" {
			return err
		}
		text, err := fs.ReadFile(ours[folder], name)
		out = append(out, &item{name: folder + "/" + name, title: titleOf(name, text), text: string(text), pact: true})
		return err
	})
	if err != nil {
		panic(err)
	}
	return out
}

// titleOf is the title of a pact; one that has none is a part.
func titleOf(name string, text []byte) string {
	f, _ := syntax.Parse(source.NewFile(name, text))
	for _, d := range f.Decls {
		if p, ok := d.(*syntax.PactDecl); ok {
			return diag.Visible(p.Title.Value)
		}
	}
	return "a part that other pacts use"
}

// onShelf is the item of that name; nil if there is none.
func onShelf(name string) *item {
	for _, x := range shelf() {
		if x.name == name {
			return x
		}
	}
	return nil
}

func names(items []*item) []string {
	var out []string
	for _, x := range items {
		out = append(out, x.name)
	}
	return out
}

func (x *item) uri() string { return "servanda://" + x.name }

func (x *item) mime() string {
	if !x.pact {
		return "text/markdown"
	}
	return "text/plain"
}

// read answers a client that reads the item as a resource.
func (x *item) read(context.Context, *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: x.uri(), MIMEType: x.mime(), Text: x.text}}}, nil
}
