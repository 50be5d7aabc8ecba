// Package safefile puts a whole new text in a file's place, or leaves the old one.
//
// Input: a path and what is to stand there. Output: the file with the new text, or the file as it was and an
// error; nothing in between, also if the disk is full, a call fails, the program is killed or the power goes.
//
// How: the text is written to a new file beside the old one, brought to the disk, given the place of the old one in
// one step, and the folder brought to the disk after it (Pillai et al., All File Systems Are Not Created Equal,
// OSDI 2014, says why each is needed). Links that lead to the file stay, and so do its mode and, where the system
// allows, its owner. Access lists and extended attributes are not carried over.
//
// What is refused: a file of several names (hard links), since a new file would part them, and writing over the old
// one could leave half of it; and a file that was changed since it was read, since the change would be lost.
//
// A process that is killed in the middle can leave its new file behind. It is called .servanda-*.tmp and is
// cleared away by the first write in that folder an hour later, when nobody can be writing it any more.
package safefile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"time"
)

// The names of files in the making, and the age from which they are taken for left behind.
const (
	prefix   = ".servanda-"
	suffix   = ".tmp"
	leftover = time.Hour
)

// Replace puts text in the place of the file at path, if it still holds what it held when it was read.
func Replace(d Disk, path string, was, text []byte) error {
	w := &Writer{disk: d, path: path}
	if err := w.lookAt(); err != nil {
		return err
	}
	if w.before == nil {
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrNotExist}
	}
	if err := w.open(); err != nil {
		return err
	}
	w.unchanged = func() (bool, error) {
		now, err := d.ReadFile(w.target)
		return err == nil && bytes.Equal(now, was), err
	}
	return w.finish(text)
}

// New puts text into a file that must not be there yet; if it is, the error is fs.ErrExist.
func New(d Disk, path string, text []byte) error {
	return fresh(&Writer{disk: d, path: path, target: path, onlyNew: true}, text)
}

// NewSecret is New for what nobody but its owner may read, such as a private key: at no moment can another open it.
func NewSecret(d Disk, path string, text []byte) error {
	return fresh(&Writer{disk: d, path: path, target: path, onlyNew: true, secret: true}, text)
}

func fresh(w *Writer, text []byte) error {
	if _, err := w.disk.Lstat(w.path); err == nil {
		return &fs.PathError{Op: "write", Path: w.path, Err: fs.ErrExist}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	clear(w.disk, filepath.Dir(w.path))
	if err := w.open(); err != nil {
		return err
	}
	return w.finish(text)
}

// Create begins a file whose text comes piece by piece. It takes the place of what is at path when it is
// committed. What is no ordinary file, such as a pipe or a device, is written to as it comes.
func Create(d Disk, path string) (*Writer, error) {
	info, err := d.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return stream(d, path, info)
	}
	w := &Writer{disk: d, path: path}
	w.unchanged = w.asItWas
	if err := w.lookAt(); err != nil {
		return nil, err
	}
	if err := w.open(); err != nil {
		return nil, err
	}
	return w, nil
}

// stream opens what is no ordinary file.
func stream(d Disk, path string, info fs.FileInfo) (*Writer, error) {
	if info.IsDir() {
		return nil, fmt.Errorf("%s is a folder; name a file", path)
	}
	f, err := d.Append(path)
	if err != nil {
		return nil, err
	}
	return &Writer{disk: d, path: path, file: f}, nil
}

// tempName is a name that nothing else has.
func tempName() string { return fmt.Sprintf("%s%016x%s", prefix, rand.Uint64(), suffix) }

// clear takes away what processes that were killed have left in a folder: what is old, and what has a second name,
// for that is in its place already. Nothing depends on it.
func clear(d Disk, dir string) {
	entries, err := d.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) || !strings.HasSuffix(e.Name(), suffix) {
			continue
		}
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && (names(info) > 1 || time.Since(info.ModTime()) > leftover) {
			d.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
