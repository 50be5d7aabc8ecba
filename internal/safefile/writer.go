package safefile

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// Writer is a file in the making. It ends with Commit or Discard; Discard after Commit does nothing.
type Writer struct {
	disk    Disk
	path    string      // as the user wrote it
	target  string      // the file that is to be there, links followed; none if text is written as it comes
	temp    string      // where the text is until then
	before  fs.FileInfo // of the file that is there now; nil if there is none
	file    File        // nil once closed
	failed  error       // what a write said
	onlyNew bool
	secret  bool // nobody but the owner may read it

	unchanged func() (bool, error) // whether what is there is what was there
}

// lookAt finds the file that is to be replaced, and refuses one that cannot be.
func (w *Writer) lookAt() error {
	_, err := w.disk.Lstat(w.path)
	if errors.Is(err, fs.ErrNotExist) {
		w.target = w.path
		clear(w.disk, filepath.Dir(w.target))
		return nil
	}
	if err != nil {
		return err
	}
	if w.target, err = w.disk.EvalSymlinks(w.path); err != nil {
		return fmt.Errorf("%s is a link that leads to nothing", w.path)
	}
	clear(w.disk, filepath.Dir(w.target))
	info, err := w.disk.Stat(w.target)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not an ordinary file", w.path)
	case names(info) > 1:
		return fmt.Errorf("%s has %d names (hard links): a new file in its place would part them, and writing over it could leave half a file; write to another and copy it over", w.path, names(info))
	}
	w.before = info
	return w.disk.Writable(w.target)
}

// open makes the new file, which nobody else can read before it has the mode of the old one.
func (w *Writer) open() (err error) {
	mode := fs.FileMode(0o666)
	if w.before != nil || w.secret {
		mode = 0o600
	}
	w.temp = filepath.Join(filepath.Dir(w.target), tempName())
	w.file, err = w.disk.Create(w.temp, mode)
	return err
}

// Write adds to the text.
func (w *Writer) Write(p []byte) (int, error) {
	n, err := w.file.Write(p)
	if err != nil && w.failed == nil {
		w.failed = err
	}
	return n, err
}

// finish writes the whole text and commits it.
func (w *Writer) finish(text []byte) error {
	defer w.Discard()
	if _, err := w.Write(text); err != nil {
		return err
	}
	return w.Commit()
}

// Commit puts the text in its place. If it gives an error, the old file is there, unless it says otherwise.
func (w *Writer) Commit() error {
	defer w.Discard()
	if w.failed != nil {
		return w.failed
	}
	if w.target == "" {
		f := w.file
		w.file = nil
		return f.Close()
	}
	if err := w.seal(); err != nil {
		return err
	}
	if err := w.place(); err != nil {
		return err
	}
	w.temp = ""
	if err := w.disk.SyncDir(filepath.Dir(w.target)); err != nil {
		return fmt.Errorf("%s is written, but if the power goes now the old file may be back: %w", w.path, err)
	}
	return nil
}

// seal gives the new file owner and mode of the old one and brings it to the disk.
func (w *Writer) seal() error {
	if w.before != nil {
		if err := w.file.Chmod(keepOwner(w.file, w.before)); err != nil {
			return err
		}
	}
	if err := w.file.Sync(); err != nil {
		return err
	}
	f := w.file
	w.file = nil
	return f.Close()
}

// place gives the new file its name in one step.
func (w *Writer) place() error {
	if w.onlyNew {
		return w.placeNew()
	}
	if w.before == nil {
		if _, err := w.disk.Lstat(w.target); err == nil {
			return w.meanwhile()
		}
		return w.disk.Rename(w.temp, w.target)
	}
	same, err := w.unchanged()
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && !same:
		return w.meanwhile()
	case err != nil:
		return err
	}
	return w.disk.Rename(w.temp, w.target)
}

// placeNew never takes the place of another file: a second name is given, which fails if there is one, and the
// first is taken away. Where there are no second names, it is looked whether there is a file before the renaming.
func (w *Writer) placeNew() error {
	err := w.disk.Link(w.temp, w.target)
	switch {
	case err == nil:
		w.disk.Remove(w.temp) // if that fails, the next write clears it away
		return nil
	case errors.Is(err, fs.ErrExist):
		return &fs.PathError{Op: "write", Path: w.path, Err: fs.ErrExist}
	case !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission):
		return err
	}
	if _, err := w.disk.Lstat(w.target); err == nil {
		return &fs.PathError{Op: "write", Path: w.path, Err: fs.ErrExist}
	}
	return w.disk.Rename(w.temp, w.target)
}

// asItWas reports whether the file was not written to since it was looked at.
func (w *Writer) asItWas() (bool, error) {
	now, err := w.disk.Stat(w.target)
	if err != nil {
		return false, err
	}
	return w.disk.SameFile(w.before, now) && now.Size() == w.before.Size() && now.ModTime().Equal(w.before.ModTime()), nil
}

func (w *Writer) meanwhile() error {
	return fmt.Errorf("%s was changed by somebody else meanwhile; it was left as it is", w.path)
}

// Discard takes the text back; after Commit it does nothing.
func (w *Writer) Discard() {
	if w.file != nil {
		w.file.Close()
		w.file = nil
	}
	if w.temp != "" {
		w.disk.Remove(w.temp)
		w.temp = ""
	}
}
