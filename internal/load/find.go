package load

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// rootMarks are what marks the root.
var rootMarks = []string{"servanda.root", "go.mod", ".git"}

// place is a file on disk, under its root.
type place struct {
	root  *os.Root // nil if its folder is not there
	fsys  fs.FS
	name  string // in the root
	shown string // what the user knows it by
}

func (p *place) close() {
	if p.root != nil {
		p.root.Close()
	}
}

// find says which file a path stands for, and opens the root around it.
func find(path string, over Overlay) (*place, error) {
	// The root is that of the file itself, not that of a link to it.
	file := path
	real, err := RealPath(path)
	if err != nil {
		return nil, err
	}
	if _, unsaved := over[real]; !unsaved {
		if file, err = mainFile(path); err != nil {
			return nil, err
		}
		if real, err = RealPath(file); err != nil {
			return nil, err
		}
	}
	top := rootOf(filepath.Dir(real), over)
	name, err := filepath.Rel(top, real)
	if err != nil {
		return nil, err
	}
	root, fsys, err := openRoot(top, over)
	if err != nil {
		return nil, err
	}
	return &place{root: root, fsys: fsys, name: filepath.ToSlash(name), shown: filepath.ToSlash(file)}, nil
}

// rootOf is the nearest folder, going up from dir, that is marked as a root, on disk or in the overlay; else dir.
func rootOf(dir string, over Overlay) string {
	for d := dir; ; d = filepath.Dir(d) {
		for _, mark := range rootMarks {
			at := filepath.Join(d, mark)
			if _, marked := over[at]; marked {
				return d
			}
			if _, err := os.Lstat(at); err == nil {
				return d
			}
		}
		if d == filepath.Dir(d) {
			return dir
		}
	}
}

// mainFile is path if that is a file, and the main file in it if that is a folder: the one called like
// the folder, or main.pact, or the only one there is.
func mainFile(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		return path, nil
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	pacts, err := pactsIn(path)
	if err != nil {
		return "", err
	}
	own := filepath.Base(abs) + ".pact"
	switch {
	case len(pacts) == 0:
		return "", fmt.Errorf("%s: the folder holds no .pact file", path)
	case slices.Contains(pacts, own):
		return filepath.Join(path, own), nil
	case slices.Contains(pacts, "main.pact"):
		return filepath.Join(path, "main.pact"), nil
	case len(pacts) == 1:
		return filepath.Join(path, pacts[0]), nil
	}
	return "", fmt.Errorf("%s: which file is meant? Name one of %s, or call the main one %s or main.pact",
		path, strings.Join(pacts, ", "), own)
}

func pactsIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && filepath.Ext(e.Name()) == ".pact" {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// renamed is an error about a file, with the path the user knows the file by.
func renamed(err error, shown string) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return &fs.PathError{Op: p.Op, Path: shown, Err: p.Err}
	}
	return err
}
