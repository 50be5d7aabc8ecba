package load

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// maxSize bounds a file, and all files of a pact together. The whole of the treaties of a century is smaller.
const maxSize = 16 << 20

var errTooLarge = fmt.Errorf("it is larger than %d MB", maxSize>>20)

// ReadFile reads one file: an ordinary one that is not too large.
func ReadFile(path string) ([]byte, error) {
	return readOrdinary(path, func() (fs.FileInfo, error) { return os.Stat(path) }, func() (fs.File, error) { return os.Open(path) })
}

// ReadAll reads a stream, which may be an endless one, as long as it is not too large.
func ReadAll(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err == nil && len(text) > maxSize {
		return nil, errTooLarge
	}
	return text, err
}

// ReadFileIn is ReadFile in a file system.
func ReadFileIn(fsys fs.FS, name string) ([]byte, error) { return readFile(fsys, name) }

// readFile is ReadFile in a file system.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	return readOrdinary(name, func() (fs.FileInfo, error) { return fs.Stat(fsys, name) }, func() (fs.File, error) { return fsys.Open(name) })
}

// readOrdinary looks at a file before it opens it, since to open a pipe is to wait for who writes to it.
func readOrdinary(name string, stat func() (fs.FileInfo, error), open func() (fs.File, error)) ([]byte, error) {
	info, err := stat()
	if err != nil {
		return nil, err
	}
	if err := ordinary(info.Mode()); err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := ReadAll(f)
	if errors.Is(err, errTooLarge) {
		err = &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return text, err
}

// ordinary says what a file is if it is no ordinary one.
func ordinary(mode fs.FileMode) error {
	switch {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		return errors.New("it is a folder")
	case mode&fs.ModeNamedPipe != 0:
		return errors.New("it is a pipe, which may never end; what comes out of it can be read with - and < in place of its name")
	case mode&fs.ModeSocket != 0:
		return errors.New("it is a socket")
	case mode&(fs.ModeDevice|fs.ModeCharDevice) != 0:
		return errors.New("it is a device, which may never end")
	}
	return errors.New("it is not an ordinary file")
}
