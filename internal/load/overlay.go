package load

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"
)

// Overlay holds texts that stand in place of files: what is being written in an editor and is not saved. The keys are paths as
// RealPath gives them. A text may be there whose file is not. What a pact may reach is the same as without it, unless one of the
// texts marks a folder as a root.
type Overlay map[string][]byte

// RealPath is the absolute path of a file with the links on it followed, as far down as it is there.
func RealPath(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if err == nil {
		return real, nil
	}
	dir := filepath.Dir(abs)
	if !errors.Is(err, fs.ErrNotExist) || dir == abs {
		return abs, nil
	}
	if dir, err = RealPath(dir); err != nil {
		return "", err
	}
	return filepath.Join(dir, filepath.Base(abs)), nil
}

// LoadOver is Load with the texts of an overlay in place of the files they stand for.
func (l Limits) LoadOver(path string, over Overlay) (*Result, error) {
	at, err := find(path, over)
	if err != nil {
		return nil, err
	}
	defer at.close()
	return l.read(at.fsys, at.name, at.shown)
}

// Over is a tree of files with the texts of the overlay in place of its own; the keys are then names in the tree.
func (o Overlay) Over(fsys fs.FS) fs.FS { return overlaid{fsys, "", o} }

// overlaid is a tree of files under an overlay.
type overlaid struct {
	fs.FS
	top  string // the path of the tree
	over Overlay
}

func (o overlaid) text(name string) ([]byte, bool) {
	text, ok := o.over[filepath.Join(o.top, filepath.FromSlash(name))]
	return text, ok
}

func (o overlaid) Open(name string) (fs.File, error) {
	if text, ok := o.text(name); ok {
		return &unsaved{bytes.NewReader(text), unsavedInfo{path.Base(name), int64(len(text))}}, nil
	}
	return o.FS.Open(name)
}

func (o overlaid) Stat(name string) (fs.FileInfo, error) {
	if text, ok := o.text(name); ok {
		return unsavedInfo{path.Base(name), int64(len(text))}, nil
	}
	return fs.Stat(o.FS, name)
}

// Lstat tells a link from what it leads to: a text does not hide that its file is reached through one.
func (o overlaid) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(o.FS, name)
	if text, ok := o.text(name); ok && errors.Is(err, fs.ErrNotExist) {
		return unsavedInfo{path.Base(name), int64(len(text))}, nil
	}
	return info, err
}

func (o overlaid) ReadLink(name string) (string, error) { return fs.ReadLink(o.FS, name) }

// unsaved is a text as a file.
type unsaved struct {
	*bytes.Reader
	info unsavedInfo
}

func (u *unsaved) Stat() (fs.FileInfo, error) { return u.info, nil }
func (u *unsaved) Close() error               { return nil }

type unsavedInfo struct {
	name string
	size int64
}

func (i unsavedInfo) Name() string       { return i.name }
func (i unsavedInfo) Size() int64        { return i.size }
func (i unsavedInfo) Mode() fs.FileMode  { return 0o444 }
func (i unsavedInfo) ModTime() time.Time { return time.Time{} }
func (i unsavedInfo) IsDir() bool        { return false }
func (i unsavedInfo) Sys() any           { return nil }

// noFiles is the tree of a folder that is not there.
type noFiles struct{}

func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// openRoot opens the tree below a folder; one that is not there has no files but those of the overlay.
func openRoot(top string, over Overlay) (*os.Root, fs.FS, error) {
	root, err := os.OpenRoot(top)
	switch {
	case err == nil && len(over) == 0:
		return root, root.FS(), nil
	case err == nil:
		return root, overlaid{root.FS(), top, over}, nil
	case len(over) > 0 && errors.Is(err, fs.ErrNotExist):
		return nil, overlaid{noFiles{}, top, over}, nil
	}
	return nil, nil, err
}
