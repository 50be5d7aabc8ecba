// Package faulty is a disk on which any call can be made to fail, for tests of what writes files.
//
// Input: a disk, and which call is to fail or to be the last. Output: the same disk with that fault, and a list of
// what was done in an order that a power cut could punish.
package faulty

import (
	"fmt"
	"io/fs"
	"syscall"

	"github.com/servanda-lang/servanda/internal/safefile"
)

// Disk counts the calls that are made on a disk. The At-th of them fails (the first is 1; none if it is 0), with
// half of its work done if it is a write. If Killed is set, no call has any effect from then on.
type Disk struct {
	safefile.Disk
	At     int
	Killed bool
	Err    error // what the call says; ENOSPC if nil

	Calls  int
	Failed string   // the call that failed
	Unsafe []string // files that were given their name before their text was on the disk, folders that were not synced

	unsynced map[string]bool // files with text, and folders with names, that are not on the disk yet
}

// Done tells what is still not on the disk, at the end of a write that went well.
func (d *Disk) Done() []string {
	for path := range d.unsynced {
		d.Unsafe = append(d.Unsafe, "not synced at the end: "+path)
	}
	return d.Unsafe
}

// fault counts a call and gives the error it is to fail with.
func (d *Disk) fault(call string) error {
	d.Calls++
	if d.At == 0 || d.Calls < d.At || d.Calls > d.At && !d.Killed {
		return nil
	}
	if d.Failed == "" {
		d.Failed = call
	}
	if d.Err != nil {
		return &fs.PathError{Op: call, Path: "disk", Err: d.Err}
	}
	return &fs.PathError{Op: call, Path: "disk", Err: syscall.ENOSPC}
}

func (d *Disk) mark(path string, unsynced bool) {
	if d.unsynced == nil {
		d.unsynced = map[string]bool{}
	}
	if unsynced {
		d.unsynced[path] = true
	} else {
		delete(d.unsynced, path)
	}
}

// named notes that a file gets a name.
func (d *Disk) named(from, dir string) {
	if d.unsynced[from] {
		d.Unsafe = append(d.Unsafe, fmt.Sprintf("%s was given its name before it was synced", from))
	}
	d.mark(from, false)
	d.mark(dir, true)
}
