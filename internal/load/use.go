package load

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// reader reads a file and the files it uses, each once.
type reader struct {
	fsys  fs.FS // nil: there are no files to use
	main  string
	shown string          // what the user knows main by
	taken map[string]bool // files, with the names given in the `use`, that were read or are being read
	open  []string        // files that are being read, each used by the one before
	trees []*syntax.File
	diags []diag.Diagnostic

	limits Limits
	bytes  int        // of text that was taken in
	over   *OverLimit // set once that was too much

	missing bool // a file could not be taken in: names may be declared there
}

// fault reports a `use` that leads to nothing.
func (r *reader) fault(code diag.Code, at source.Span, summary, detail string) {
	r.mendable(code, at, summary, detail, nil)
}

func (r *reader) mendable(code diag.Code, at source.Span, summary, detail string, fix *diag.Fix) {
	r.missing = true
	r.diags = append(r.diags, diag.Diagnostic{Code: code, Span: at, Summary: summary, Detail: detail, Fix: fix})
}

// parse reads the declarations of one text under the names it is taken in with.
func (r *reader) parse(shown string, text []byte, with ...*syntax.Rename) []syntax.Decl {
	tree, ds := syntax.Parse(source.NewFile(shown, text))
	r.trees = append(r.trees, tree)
	r.diags = append(r.diags, ds...)
	if r.fsys == nil {
		r.nothingToUse(tree.Decls)
	}
	r.rename(tree, with, !diag.HasErrors(ds))
	return tree.Decls
}

func (r *reader) nothingToUse(decls []syntax.Decl) {
	for _, d := range decls {
		if u, ok := d.(*syntax.UseDecl); ok && written(u.Path) {
			r.fault("U001", u.Path.Span(), "this text stands alone: there are no files it could use",
				"Put what it needs into the text itself, or save it beside the other file.")
		}
	}
}

// file gives the declarations of a file under the names it is taken in with, those of each file it uses in
// the place of the `use`.
func (r *reader) file(name, shown string, text []byte, with ...*syntax.Rename) []syntax.Decl {
	if name == r.main {
		r.shown = shown
	}
	r.taken[asTaken(name, with)] = true
	r.open = append(r.open, name)
	defer func() { r.open = r.open[:len(r.open)-1] }()
	var out []syntax.Decl
	for _, d := range r.parse(shown, text, with...) {
		out = append(out, d)
		if u, ok := d.(*syntax.UseDecl); ok && written(u.Path) {
			out = append(out, r.use(u, name)...)
		}
	}
	return out
}

// use gives the declarations of the file that is used in the file called from, unless it was taken in
// before or cannot be.
func (r *reader) use(u *syntax.UseDecl, from string) []syntax.Decl {
	at := u.Path.Span()
	name, ok := r.target(u, from)
	if !ok || r.over != nil || r.limits.stopped() != nil {
		return nil
	}
	if i := slices.Index(r.open, name); i >= 0 {
		r.cycle(at, append(slices.Clone(r.open[i:]), name))
		return nil
	}
	if !r.oneMeaningEach(u.With) || r.taken[asTaken(name, u.With)] {
		return nil
	}
	if len(r.trees) >= maxFiles {
		r.fault("U001", at, fmt.Sprintf("the pact consists of more than %d files", maxFiles), "Join some of them.")
		return nil
	}
	text, err := readFile(r.fsys, name)
	if err != nil {
		r.fault("U001", at, fmt.Sprintf("the file `%s` cannot be read: %s", u.Path.Value, plain(err)),
			fmt.Sprintf("Paths are relative to the file that uses them; this one is looked for at %s.", r.show(name)))
		return nil
	}
	if !r.room(at, len(text)) {
		return nil
	}
	return r.file(name, r.show(name), text, u.With...)
}

// written reports whether a path is there, be it an empty one; that one is missing was reported.
func written(path *syntax.String) bool { return path.Span().Text() != "" }

// target gives the place in the root that a `use` speaks of.
func (r *reader) target(u *syntax.UseDecl, from string) (string, bool) {
	rel, at := u.Path.Value, u.Path.Span()
	name := path.Join(path.Dir(from), rel)
	switch {
	case strings.TrimSpace(rel) == "":
		r.fault("U002", at, "this path names no file", "Write the path of a .pact file between the quotes, relative to this file, or delete the `use`.")
	case strings.Contains(rel, `\`):
		slashes := strconv.Quote(strings.ReplaceAll(rel, `\`, "/"))
		r.mendable("U002", at, "a path is written with forward slashes", fmt.Sprintf("Write %s.", slashes), diag.Replace(at, slashes))
	case path.IsAbs(rel) || filepath.IsAbs(rel) || filepath.VolumeName(rel) != "":
		r.fault("U002", at, "a path that begins at the top of the disk is refused", "Write it relative to this file.")
	case !fs.ValidPath(name):
		r.fault("U002", at, "this path leads out of the folder the pact may read in",
			"Move the file inside, or mark a folder around both with an empty file `servanda.root`.")
	case path.Ext(name) != ".pact":
		r.fault("U002", at, "only .pact files can be used", "Name a file that ends in .pact.")
	case r.throughLink(name):
		r.fault("U002", at, "this path goes through a symbolic link, which may lead anywhere", "Name the file itself.")
	default:
		return name, true
	}
	return "", false
}

// throughLink reports whether a part of the path is a symbolic link.
func (r *reader) throughLink(name string) bool {
	parts := strings.Split(name, "/")
	for i := range parts {
		info, err := fs.Lstat(r.fsys, path.Join(parts[:i+1]...))
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return true
		}
	}
	return false
}

func (r *reader) cycle(at source.Span, names []string) {
	shown := make([]string, len(names))
	for i, n := range names {
		shown[i] = r.show(n)
	}
	r.fault("U003", at, "the file uses itself: "+strings.Join(shown, " uses "),
		"Delete one `use` of the ring, or move what both files need into a third.")
}

// show gives the path by which the user will recognise a file: written as that of the main file was.
func (r *reader) show(name string) string {
	rel, err := filepath.Rel(path.Dir(r.main), name)
	if err != nil {
		return name
	}
	return path.Join(path.Dir(r.shown), filepath.ToSlash(rel))
}

// plain says what is wrong with a file, without its path.
func plain(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no such file"
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
