package workbench

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/examples"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/library"
)

//go:embed templates/*.pact
var templates embed.FS

// files are the texts that a workbench knows: those in its folder, which can be saved, and those that the program brings with
// it, which can be read and taken as a beginning. Each has a name: the shelf that it is on, and its path there.
type files struct {
	dir  string // its real path
	root *os.Root
	disk safefile.Disk
	own  load.Overlay // the program's own, by paths that no disk has, and the mark that nothing above the folder is read
}

// The shelves.
const (
	shelfFiles     = "files"
	shelfLibrary   = "library"
	shelfExamples  = "examples"
	shelfTemplates = "templates"
)

// noPlace is a folder that is on no disk; the program's own texts lie there, for whoever thinks in paths.
var noPlace = func() string {
	at, err := filepath.Abs(string(filepath.Separator) + "servanda-has-these-with-it")
	if err != nil {
		panic(err) // it is absolute already, but for the drive
	}
	return at
}()

func newFiles(dir string, disk safefile.Disk) (*files, error) {
	real, err := load.RealPath(dir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(real)
	if err != nil {
		return nil, err
	}
	f := &files{dir: real, root: root, disk: disk, own: load.Overlay{}}
	f.own[filepath.Join(real, "servanda.root")] = nil
	f.own[filepath.Join(noPlace, "servanda.root")] = nil
	for shelf, from := range map[string]fs.FS{shelfLibrary: library.Files, shelfExamples: examples.Files, shelfTemplates: sub(templates, "templates")} {
		err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(from, name)
			f.own[filepath.Join(noPlace, shelf, filepath.FromSlash(name))] = text
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return f, nil
}

func sub(from fs.FS, dir string) fs.FS {
	out, err := fs.Sub(from, dir)
	if err != nil {
		panic(err) // the folder is a valid one
	}
	return out
}

// file is what a list says of a text.
type file struct {
	Name  string `json:"name"` // by which it is asked for
	Title string `json:"title"`
	URI   string `json:"uri"`
}

// shelf is a list of texts of one kind.
type shelf struct {
	Name  string `json:"name"`
	Files []file `json:"files"`
}

// The bounds of a folder that is listed.
const (
	mostFiles   = 1000
	mostEntries = 100_000
	mostText    = 2 << 20 // of one file
)

// shelves lists all texts.
func (f *files) shelves() []shelf {
	out := []shelf{{Name: shelfFiles, Files: f.below()}}
	for _, name := range []string{shelfTemplates, shelfExamples, shelfLibrary} {
		s := shelf{Name: name}
		top := filepath.Join(noPlace, name)
		for at, text := range f.own {
			if rel, err := filepath.Rel(top, at); err == nil && filepath.IsLocal(rel) && filepath.Ext(rel) == ".pact" {
				s.Files = append(s.Files, f.listed(name+"/"+filepath.ToSlash(rel), text))
			}
		}
		slices.SortFunc(s.Files, func(a, b file) int { return strings.Compare(a.Name, b.Name) })
		out = append(out, s)
	}
	return out
}

func (f *files) listed(name string, text []byte) file {
	return file{Name: name, Title: titleIn(text), URI: f.uri(name)}
}

// titleIn is the title of the pact in a text; empty if the text is a part of one.
func titleIn(text []byte) string {
	for line := range bytes.Lines(text) {
		rest, ok := strings.CutPrefix(string(line), "pact \"")
		if !ok {
			continue
		}
		if title, _, ok := strings.Cut(rest, "\""); ok {
			return title
		}
	}
	return ""
}

// below lists the pacts in the folder, hidden ones and links left out.
func (f *files) below() []file {
	out, seen := []file{}, 0
	_ = fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		seen++
		switch {
		case len(out) >= mostFiles || seen > mostEntries:
			return fs.SkipAll
		case err != nil:
			return nil // what cannot be read is not there
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.Type().IsRegular() && path.Ext(name) == ".pact" && !strings.HasPrefix(d.Name(), "."):
			if text, err := f.read(name); err == nil {
				out = append(out, f.listed(shelfFiles+"/"+name, text))
			}
		}
		return nil
	})
	return out
}

// read reads a file of the folder; what leads out of it is refused, links included.
func (f *files) read(name string) ([]byte, error) {
	at, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer at.Close()
	if info, err := at.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no ordinary file", name)
	}
	text, err := io.ReadAll(io.LimitReader(at, mostText+1))
	if err == nil && len(text) > mostText {
		err = fmt.Errorf("%s has more than the %d MB that are shown here", name, mostText>>20)
	}
	return text, err
}

// split is the shelf of a name and the path on it.
func split(name string) (shelf, rest string, err error) {
	shelf, rest, ok := strings.Cut(name, "/")
	clean := path.Clean(rest)
	if !ok || clean != rest || !filepath.IsLocal(filepath.FromSlash(rest)) || path.Ext(rest) != ".pact" || strings.ContainsAny(rest, "\\\x00") {
		return "", "", fmt.Errorf("%q is not the name of a pact here", name)
	}
	return shelf, rest, nil
}

// text gives the text of a name.
func (f *files) text(name string) ([]byte, error) {
	shelf, rest, err := split(name)
	if err != nil {
		return nil, err
	}
	if shelf == shelfFiles {
		return f.read(rest)
	}
	text, ok := f.own[filepath.Join(noPlace, shelf, filepath.FromSlash(rest))]
	if !ok {
		return nil, fmt.Errorf("there is no %s", name)
	}
	return text, nil
}

// errChanged is the error of a file that is not as it was when it was read.
var errChanged = errors.New("the file was changed by somebody else since it was opened here; it was left as it is")

// save puts a text in the place of what the file held when it was read; was is nil for a new file.
func (f *files) save(name string, was *string, text string) error {
	shelf, rest, err := split(name)
	if err != nil {
		return err
	}
	if shelf != shelfFiles || slices.ContainsFunc(strings.Split(rest, "/"), func(part string) bool { return strings.HasPrefix(part, ".") }) {
		return errors.New("this can be read, and saved under another name in your own folder")
	}
	at, err := f.inside(rest)
	if err != nil {
		return err
	}
	if was == nil {
		if err = safefile.New(f.disk, at, []byte(text)); errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s is there already; choose another name", rest)
		}
		return err
	}
	if now, err := f.read(rest); err != nil {
		return err
	} else if string(now) != *was {
		return errChanged
	}
	return safefile.Replace(f.disk, at, []byte(*was), []byte(text))
}

// inside is the path of a file of the folder, which no link leads out of it.
func (f *files) inside(rest string) (string, error) {
	at := filepath.Join(f.dir, filepath.FromSlash(rest))
	real, err := load.RealPath(at)
	if err != nil {
		return "", err
	}
	if !within(f.dir, real) {
		return "", fmt.Errorf("%s leads out of the folder that this page is for", rest)
	}
	return real, nil
}

func within(dir, file string) bool {
	rel, err := filepath.Rel(dir, file)
	return err == nil && filepath.IsLocal(rel)
}

// path is where a text lies, on disk or as if it were.
func (f *files) path(name string) string {
	shelf, rest, _ := strings.Cut(name, "/")
	if shelf == shelfFiles {
		return filepath.Join(f.dir, filepath.FromSlash(rest))
	}
	return filepath.Join(noPlace, shelf, filepath.FromSlash(rest))
}

// uri is the name by which the language server knows a text.
func (f *files) uri(name string) string { return f.uriOf(filepath.ToSlash(f.path(name))) }

// folderURI is the name of the folder.
func (f *files) folderURI() string { return f.uriOf(filepath.ToSlash(f.dir)) }

// uriOf is the name of a path with forward slashes; what is no path has one already.
func (f *files) uriOf(at string) string {
	if !filepath.IsAbs(filepath.FromSlash(at)) {
		return at
	}
	if runtime.GOOS == "windows" {
		at = "/" + at
	}
	return (&url.URL{Scheme: "file", Path: at}).String()
}

// knows reports whether a text of that URI may be opened: it is one of ours.
func (f *files) knows(uri string) bool {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Host != "" {
		return false
	}
	at := u.Path
	if runtime.GOOS == "windows" {
		at = strings.TrimPrefix(at, "/")
	}
	at = filepath.FromSlash(at)
	if within(noPlace, at) {
		return f.own[at] != nil
	}
	real, err := load.RealPath(at)
	return err == nil && within(f.dir, real) && filepath.Ext(at) == ".pact"
}
