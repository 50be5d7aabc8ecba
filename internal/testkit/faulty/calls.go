package faulty

import (
	"io/fs"
	"path/filepath"

	"github.com/servanda-lang/servanda/internal/safefile"
)

// Stat and the others are the calls of a disk, each of which can fail.
func (d *Disk) Stat(path string) (fs.FileInfo, error) {
	if err := d.fault("stat"); err != nil {
		return nil, err
	}
	return d.Disk.Stat(path)
}

func (d *Disk) Lstat(path string) (fs.FileInfo, error) {
	if err := d.fault("lstat"); err != nil {
		return nil, err
	}
	return d.Disk.Lstat(path)
}

func (d *Disk) EvalSymlinks(path string) (string, error) {
	if err := d.fault("follow links"); err != nil {
		return "", err
	}
	return d.Disk.EvalSymlinks(path)
}

func (d *Disk) ReadFile(path string) ([]byte, error) {
	if err := d.fault("read"); err != nil {
		return nil, err
	}
	return d.Disk.ReadFile(path)
}

func (d *Disk) ReadDir(path string) ([]fs.DirEntry, error) {
	if err := d.fault("read folder"); err != nil {
		return nil, err
	}
	return d.Disk.ReadDir(path)
}

func (d *Disk) Writable(path string) error {
	if err := d.fault("writable"); err != nil {
		return err
	}
	return d.Disk.Writable(path)
}

func (d *Disk) Create(path string, mode fs.FileMode) (safefile.File, error) {
	if err := d.fault("create"); err != nil {
		return nil, err
	}
	f, err := d.Disk.Create(path, mode)
	if err != nil {
		return nil, err
	}
	return &file{f, d, path}, nil
}

func (d *Disk) Append(path string) (safefile.File, error) {
	if err := d.fault("append"); err != nil {
		return nil, err
	}
	return d.Disk.Append(path)
}

func (d *Disk) Link(path, second string) error {
	if err := d.fault("link"); err != nil {
		return err
	}
	d.named(path, filepath.Dir(second))
	return d.Disk.Link(path, second)
}

func (d *Disk) Rename(from, to string) error {
	if err := d.fault("rename"); err != nil {
		return err
	}
	d.named(from, filepath.Dir(to))
	return d.Disk.Rename(from, to)
}

func (d *Disk) Remove(path string) error {
	if err := d.fault("remove"); err != nil {
		return err
	}
	return d.Disk.Remove(path)
}

func (d *Disk) SyncDir(path string) error {
	if err := d.fault("sync folder"); err != nil {
		return err
	}
	d.mark(path, false)
	return d.Disk.SyncDir(path)
}

// file is a file on a Disk.
type file struct {
	safefile.File
	disk *Disk
	path string
}

func (f *file) Write(p []byte) (int, error) {
	if err := f.disk.fault("write"); err != nil {
		n := 0
		if f.disk.Calls == f.disk.At {
			n, _ = f.File.Write(p[:len(p)/2])
		}
		return n, err
	}
	f.disk.mark(f.path, true)
	return f.File.Write(p)
}

func (f *file) Sync() error {
	if err := f.disk.fault("sync"); err != nil {
		return err
	}
	f.disk.mark(f.path, false)
	return f.File.Sync()
}

func (f *file) Chmod(mode fs.FileMode) error {
	if err := f.disk.fault("chmod"); err != nil {
		return err
	}
	return f.File.Chmod(mode)
}

func (f *file) Chown(uid, gid int) error {
	if err := f.disk.fault("chown"); err != nil {
		return err
	}
	return f.File.Chown(uid, gid)
}

// Close always closes: a process that is killed closes its files too.
func (f *file) Close() error {
	err := f.disk.fault("close")
	if closed := f.File.Close(); err == nil {
		err = closed
	}
	return err
}
