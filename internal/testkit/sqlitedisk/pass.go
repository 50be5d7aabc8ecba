package sqlitedisk

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The calls that leave what is on the disk as it is. Those that take can fail; those that let go cannot, as in the system.

func fileSize(tls *libc.TLS, p, out uintptr) int32 {
	if does, _ := opened(p).disk.meets("size"); does != passes {
		return sqlite3.SQLITE_IOERR_FSTAT
	}
	q, m := under(p)
	return as[func(*libc.TLS, uintptr, uintptr) int32](&m.FxFileSize)(tls, q, out)
}

func fileLock(tls *libc.TLS, p uintptr, level int32) int32 {
	if does, _ := opened(p).disk.meets("lock"); does != passes {
		return sqlite3.SQLITE_IOERR_LOCK
	}
	q, m := under(p)
	return as[func(*libc.TLS, uintptr, int32) int32](&m.FxLock)(tls, q, level)
}

func fileUnlock(tls *libc.TLS, p uintptr, level int32) int32 {
	q, m := under(p)
	return as[func(*libc.TLS, uintptr, int32) int32](&m.FxUnlock)(tls, q, level)
}

func fileReserved(tls *libc.TLS, p, out uintptr) int32 {
	if does, _ := opened(p).disk.meets("look for a lock"); does != passes {
		return sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK
	}
	q, m := under(p)
	return as[func(*libc.TLS, uintptr, uintptr) int32](&m.FxCheckReservedLock)(tls, q, out)
}

func fileControl(tls *libc.TLS, p uintptr, op int32, arg uintptr) int32 {
	q, m := under(p)
	return as[func(*libc.TLS, uintptr, int32, uintptr) int32](&m.FxFileControl)(tls, q, op, arg)
}

func fileSector(tls *libc.TLS, p uintptr) int32 {
	q, m := under(p)
	return as[func(*libc.TLS, uintptr) int32](&m.FxSectorSize)(tls, q)
}

func fileDevice(tls *libc.TLS, p uintptr) int32 {
	q, m := under(p)
	return as[func(*libc.TLS, uintptr) int32](&m.FxDeviceCharacteristics)(tls, q)
}

func shmMap(tls *libc.TLS, p uintptr, page, size, extend int32, out uintptr) int32 {
	if does, _ := opened(p).disk.meets("share memory"); does != passes {
		return sqlite3.SQLITE_IOERR_SHMMAP
	}
	q, m := under(p)
	return as[func(*libc.TLS, uintptr, int32, int32, int32, uintptr) int32](&m.FxShmMap)(tls, q, page, size, extend, out)
}

func shmLock(tls *libc.TLS, p uintptr, offset, n, flags int32) int32 {
	if flags&sqlite3.SQLITE_SHM_LOCK != 0 {
		if does, _ := opened(p).disk.meets("lock memory"); does != passes {
			return sqlite3.SQLITE_IOERR_SHMLOCK
		}
	}
	q, m := under(p)
	return as[func(*libc.TLS, uintptr, int32, int32, int32) int32](&m.FxShmLock)(tls, q, offset, n, flags)
}

func shmBarrier(tls *libc.TLS, p uintptr) {
	q, m := under(p)
	as[func(*libc.TLS, uintptr)](&m.FxShmBarrier)(tls, q)
}

func shmUnmap(tls *libc.TLS, p uintptr, remove int32) int32 {
	q, m := under(p)
	return as[func(*libc.TLS, uintptr, int32) int32](&m.FxShmUnmap)(tls, q, remove)
}
