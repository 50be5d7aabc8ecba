//go:build unix

package safefile

import (
	"io/fs"
	"syscall"
)

// names is the number of names (hard links) that a file has.
func names(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Nlink)
	}
	return 1
}

// keepOwner gives a new file the owner and the group of the old one, if it may, and says which mode goes with
// that: where the group cannot be kept, another group must not be allowed what that one was.
func keepOwner(f File, old fs.FileInfo) fs.FileMode {
	mode := old.Mode() & (fs.ModePerm | fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky)
	st, ok := old.Sys().(*syscall.Stat_t)
	if !ok || f.Chown(int(st.Uid), int(st.Gid)) == nil {
		return mode
	}
	mode &^= fs.ModeSetuid | fs.ModeSetgid
	if f.Chown(-1, int(st.Gid)) == nil {
		return mode
	}
	return mode&^0o070 | mode&0o007<<3&mode
}
