package safefile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// Disk is what is asked of a file system. Tests put one in its place that fails.
type Disk interface {
	Stat(path string) (fs.FileInfo, error)
	Lstat(path string) (fs.FileInfo, error)
	SameFile(a, b fs.FileInfo) bool
	EvalSymlinks(path string) (string, error)
	ReadFile(path string) ([]byte, error)
	ReadDir(path string) ([]fs.DirEntry, error)
	Writable(path string) error                         // whether a file that is there may be written to
	Create(path string, mode fs.FileMode) (File, error) // a file that is not there
	Append(path string) (File, error)                   // a pipe or a device
	Link(path, second string) error                     // a second name
	Rename(from, to string) error
	Remove(path string) error
	SyncDir(path string) error
}

// File is a file that is being written.
type File interface {
	io.WriteCloser
	Sync() error
	Chmod(mode fs.FileMode) error
	Chown(uid, gid int) error
}

// OS is the disk of this computer.
var OS Disk = disk{}

type disk struct{}

func (disk) Stat(path string) (fs.FileInfo, error)      { return os.Stat(path) }
func (disk) Lstat(path string) (fs.FileInfo, error)     { return os.Lstat(path) }
func (disk) SameFile(a, b fs.FileInfo) bool             { return os.SameFile(a, b) }
func (disk) EvalSymlinks(path string) (string, error)   { return filepath.EvalSymlinks(path) }
func (disk) ReadFile(path string) ([]byte, error)       { return os.ReadFile(path) }
func (disk) ReadDir(path string) ([]fs.DirEntry, error) { return os.ReadDir(path) }
func (disk) Link(path, second string) error             { return os.Link(path, second) }
func (disk) Rename(from, to string) error               { return os.Rename(from, to) }
func (disk) Remove(path string) error                   { return os.Remove(path) }

func (disk) Create(path string, mode fs.FileMode) (File, error) {
	return file(os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode))
}

func (disk) Append(path string) (File, error) { return file(os.OpenFile(path, os.O_WRONLY, 0)) }

// file keeps a nil pointer from becoming a File.
func file(f *os.File, err error) (File, error) {
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (disk) Writable(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// SyncDir brings the names in a folder to the disk, where the system can do that.
func (disk) SyncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil // it has no such call; the renaming is in the journal
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
