package load

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/servanda-lang/servanda/model"
)

// Documents reads what sources of a pact name as their text, by the rules by which a `use` reads: a path relative to the file
// that the source stands in, with forward slashes, that does not lead out of the root nor through a symbolic link.
type Documents struct{ at *place }

// Beside opens the root around the pact at a path.
func Beside(path string) (*Documents, error) { return BesideOver(path, nil) }

// BesideOver is Beside with the texts of an overlay in place of the files they stand for.
func BesideOver(path string, over Overlay) (*Documents, error) {
	at, err := find(path, over)
	if err != nil {
		return nil, err
	}
	return &Documents{at}, nil
}

// Close gives the root back.
func (d *Documents) Close() { d.at.close() }

// Read reads the document that a source names. The error says why it cannot be read, without its path.
func (d *Documents) Read(s *model.Source) ([]byte, error) {
	r := &reader{fsys: d.at.fsys, main: d.at.name}
	name := path.Join(path.Dir(d.hidden(s)), s.File)
	switch {
	case strings.TrimSpace(s.File) == "":
		return nil, errors.New("the path names no file")
	case strings.Contains(s.File, `\`):
		return nil, errors.New("a path is written with forward slashes")
	case path.IsAbs(s.File) || filepath.IsAbs(s.File) || filepath.VolumeName(s.File) != "":
		return nil, errors.New("a path that begins at the top of the disk is refused; write it relative to the pact")
	case !fs.ValidPath(name):
		return nil, errors.New("the path leads out of the folder the pact may read in")
	case r.throughLink(name):
		return nil, errors.New("the path goes through a symbolic link, which may lead anywhere")
	}
	text, err := readFile(d.at.fsys, name)
	if err != nil {
		return nil, errors.New(plain(err))
	}
	return text, nil
}

// hidden is the place in the root of the file that a source stands in.
func (d *Documents) hidden(s *model.Source) string {
	if s.At.File == nil {
		return d.at.name
	}
	rel, err := filepath.Rel(path.Dir(d.at.shown), s.At.File.Path)
	if err != nil {
		return d.at.name
	}
	return path.Join(path.Dir(d.at.name), filepath.ToSlash(rel))
}
