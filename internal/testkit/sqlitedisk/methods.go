package sqlitedisk

import (
	"bytes"
	"path/filepath"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// open is a file that SQLite has opened.
type open struct {
	disk *Disk // nil if nothing goes wrong there
	f    *inode
}

// file is how SQLite sees one: its methods, our number for it, and behind them what the system's own VFS keeps of it.
type file struct {
	methods uintptr
	number  uintptr
}

const ownSize = unsafe.Sizeof(file{})

// at is the memory at an address outside of Go's own.
func at(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }

// under is the file as the system's VFS sees it, with its methods.
func under(p uintptr) (uintptr, *sqlite3.Tsqlite3_io_methods) {
	p += ownSize
	return p, (*sqlite3.Tsqlite3_io_methods)(at((*sqlite3.Tsqlite3_file)(at(p)).FpMethods))
}

func opened(p uintptr) *open {
	mu.Lock()
	defer mu.Unlock()
	return files[(*file)(at(p)).number]
}

// diskOf finds the disk that a file is on, and its name there.
func diskOf(zName uintptr) (*Disk, string) {
	if zName == 0 {
		return nil, "" // a file for this moment alone
	}
	path := libc.GoString(zName)
	mu.Lock()
	defer mu.Unlock()
	return disks[filepath.Dir(path)], filepath.Base(path)
}

func (d *Disk) do(what func(p *platter)) {
	if d == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	what(&d.platter)
}

func vfsOpen(tls *libc.TLS, _, zName, p uintptr, flags int32, out uintptr) int32 {
	*(*file)(at(p)) = file{}
	d, name := diskOf(zName)
	if does, _ := d.meets("open"); does != passes {
		return sqlite3.SQLITE_CANTOPEN
	}
	(*sqlite3.Tsqlite3_file)(at(p + ownSize)).FpMethods = 0
	rc := as[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](&base.FxOpen)(tls, basePointer, zName, p+ownSize, flags, out)
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	o := &open{disk: d}
	d.do(func(pl *platter) { o.f = pl.open(name) })
	mu.Lock()
	defer mu.Unlock()
	last++
	files[last] = o
	*(*file)(at(p)) = file{uintptr(unsafe.Pointer(&methods)), last}
	return sqlite3.SQLITE_OK
}

func vfsDelete(tls *libc.TLS, _, zName uintptr, sync int32) int32 {
	d, name := diskOf(zName)
	if does, _ := d.meets("delete"); does != passes {
		return sqlite3.SQLITE_IOERR_DELETE
	}
	rc := as[func(*libc.TLS, uintptr, uintptr, int32) int32](&base.FxDelete)(tls, basePointer, zName, sync)
	if rc == sqlite3.SQLITE_OK {
		d.do(func(pl *platter) { pl.delete(name, sync != 0) })
	}
	return rc
}

func vfsAccess(tls *libc.TLS, _, zName uintptr, flags int32, out uintptr) int32 {
	if d, _ := diskOf(zName); d != nil {
		if does, _ := d.meets("access"); does != passes {
			return sqlite3.SQLITE_IOERR_ACCESS
		}
	}
	return as[func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32](&base.FxAccess)(tls, basePointer, zName, flags, out)
}

func fileClose(tls *libc.TLS, p uintptr) int32 {
	q, m := under(p)
	rc := as[func(*libc.TLS, uintptr) int32](&m.FxClose)(tls, q)
	mu.Lock()
	defer mu.Unlock()
	delete(files, (*file)(at(p)).number)
	return rc
}

func fileRead(tls *libc.TLS, p, buf uintptr, n int32, off int64) int32 {
	if does, _ := opened(p).disk.meets("read"); does != passes {
		return sqlite3.SQLITE_IOERR_READ
	}
	q, m := under(p)
	return as[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](&m.FxRead)(tls, q, buf, n, off)
}

func fileWrite(tls *libc.TLS, p, buf uintptr, n int32, off int64) int32 {
	o := opened(p)
	does, torn := o.disk.meets("write")
	if torn {
		n /= 2
	}
	if does == passes || torn {
		q, m := under(p)
		if rc := as[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](&m.FxWrite)(tls, q, buf, n, off); rc != sqlite3.SQLITE_OK {
			return rc
		}
		text := bytes.Clone(unsafe.Slice((*byte)(at(buf)), n))
		o.disk.do(func(*platter) { o.f.pending = append(o.f.pending, change{at: off, text: text}) })
	}
	return map[outcome]int32{passes: sqlite3.SQLITE_OK, lies: sqlite3.SQLITE_OK, full: sqlite3.SQLITE_FULL, fails: sqlite3.SQLITE_IOERR_WRITE}[does]
}

func fileTruncate(tls *libc.TLS, p uintptr, size int64) int32 {
	o := opened(p)
	switch does, _ := o.disk.meets("truncate"); does {
	case lies:
		return sqlite3.SQLITE_OK
	case passes:
	default:
		return sqlite3.SQLITE_IOERR_TRUNCATE
	}
	q, m := under(p)
	rc := as[func(*libc.TLS, uintptr, int64) int32](&m.FxTruncate)(tls, q, size)
	if rc == sqlite3.SQLITE_OK {
		o.disk.do(func(*platter) { o.f.pending = append(o.f.pending, change{at: size, cut: true}) })
	}
	return rc
}

// fileSync syncs. Where it fails, what was to be brought down is given up: a later sync that goes well does not bring it down.
func fileSync(tls *libc.TLS, p uintptr, flags int32) int32 {
	o := opened(p)
	switch does, _ := o.disk.meets("sync"); does {
	case lies:
		return sqlite3.SQLITE_OK
	case passes:
	default:
		if !o.disk.isDead() {
			o.disk.do(func(*platter) { o.f.pending = nil })
		}
		return sqlite3.SQLITE_IOERR_FSYNC
	}
	q, m := under(p)
	rc := as[func(*libc.TLS, uintptr, int32) int32](&m.FxSync)(tls, q, flags)
	if rc == sqlite3.SQLITE_OK {
		o.disk.do(func(pl *platter) { pl.sync(o.f) })
	}
	return rc
}
