package sqlitedisk

import (
	"fmt"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The VFS of the system, and ours, which stands before it. Both outlive every connection.
var (
	base        *sqlite3.Tsqlite3_vfs
	basePointer uintptr
	own         sqlite3.Tsqlite3_vfs
	methods     sqlite3.Tsqlite3_io_methods
)

// as is a function of SQLite's, or the place for one of ours, with its type: in SQLite translated to Go a pointer to a function is
// the address of what Go keeps of it.
func as[F any](p *uintptr) F { return *(*F)(unsafe.Pointer(p)) }

func put[F any](p *uintptr, f F) { *(*F)(unsafe.Pointer(p)) = f }

// register makes ours the VFS that every connection uses that names none.
var register = sync.OnceValue(func() error {
	tls := libc.NewTLS()
	defer tls.Close()
	if rc := sqlite3.Xsqlite3_initialize(tls); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("SQLite does not start: %d", rc)
	}
	basePointer = sqlite3.Xsqlite3_vfs_find(tls, 0)
	base = (*sqlite3.Tsqlite3_vfs)(at(basePointer))
	name, err := libc.CString("servanda-faulty")
	if err != nil {
		return err
	}
	own = *base
	own.FpNext, own.FzName, own.FszOsFile = 0, name, base.FszOsFile+int32(ownSize)
	put(&own.FxOpen, vfsOpen)
	put(&own.FxDelete, vfsDelete)
	put(&own.FxAccess, vfsAccess)
	fillMethods()
	if rc := sqlite3.Xsqlite3_vfs_register(tls, uintptr(unsafe.Pointer(&own)), 1); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("SQLite does not take another VFS: %d", rc)
	}
	return nil
})

func fillMethods() {
	methods.FiVersion = 2 // with the memory that connections share, without files in memory
	put(&methods.FxClose, fileClose)
	put(&methods.FxRead, fileRead)
	put(&methods.FxWrite, fileWrite)
	put(&methods.FxTruncate, fileTruncate)
	put(&methods.FxSync, fileSync)
	put(&methods.FxFileSize, fileSize)
	put(&methods.FxLock, fileLock)
	put(&methods.FxUnlock, fileUnlock)
	put(&methods.FxCheckReservedLock, fileReserved)
	put(&methods.FxFileControl, fileControl)
	put(&methods.FxSectorSize, fileSector)
	put(&methods.FxDeviceCharacteristics, fileDevice)
	put(&methods.FxShmMap, shmMap)
	put(&methods.FxShmLock, shmLock)
	put(&methods.FxShmBarrier, shmBarrier)
	put(&methods.FxShmUnmap, shmUnmap)
}
