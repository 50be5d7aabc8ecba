// Package sqlitedisk stands between SQLite and the disk, so that tests can make any call fail, and see what a power cut would leave.
//
// Input: a folder, and which of the calls that SQLite makes on the files in it is to go wrong, and how. Output: the same folder with
// that fault; and what would be on the disk if the power went now, in each of the orders in which a disk may write what it was not
// yet told to bring down. It is a VFS of SQLite (sqlite.org/vfs.html) that hands each call on to that of the system, as the one that
// SQLite's own crash tests use does (sqlite.org/testing.html, section 3). What a disk may do to what is not synced follows Pillai et
// al., "All File Systems Are Not Created Equal" (OSDI 2014); that a sync which failed once may say it went well the next time, and the
// data are gone, Rebello et al., "Can Applications Recover from fsync Failures?" (USENIX ATC 2020).
package sqlitedisk

import (
	"path/filepath"
	"slices"
	"sync"
)

// Fault says what goes wrong.
type Fault struct {
	At      int  // at the At-th call; the first is 1, none is 0
	Kind    Kind // how
	Lasting bool // and at all later calls that it can befall
	Torn    bool // a write does half of its work first
	Changes bool // calls that leave the disk as it is do not count
}

// Kind is a way to go wrong.
type Kind int

const (
	Fails Kind = iota // any call: an error of the device
	Full              // a write: no room
	Dies              // the process is gone: no call has any effect from then on
	Lies              // a write, a truncation or a sync does nothing, and says that it went well
)

// Disk is a folder with a fault.
type Disk struct {
	mu    sync.Mutex
	dir   string
	fault Fault

	calls int
	hit   string // the call that went wrong
	dead  bool

	platter
}

var (
	mu    sync.Mutex
	disks = map[string]*Disk{} // by folder
	files = map[uintptr]*open{}
	last  uintptr
)

// On puts a fault under SQLite for the files of a folder, which are taken to be on the disk as they are now. Off ends it.
func On(dir string, fault Fault) (*Disk, error) {
	if err := register(); err != nil {
		return nil, err
	}
	dir, err := filepath.EvalSymlinks(dir) // SQLite does the same
	if err != nil {
		return nil, err
	}
	d := &Disk{fault: fault, dir: dir}
	if d.platter, err = readPlatter(dir); err != nil {
		return nil, err
	}
	mu.Lock()
	defer mu.Unlock()
	disks[dir] = d
	return d, nil
}

// Off lets calls on files that are opened from now on pass as they come.
func (d *Disk) Off() {
	mu.Lock()
	defer mu.Unlock()
	delete(disks, d.dir)
}

// Hit is the call that went wrong; "" if none did.
func (d *Disk) Hit() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.hit
}

func (d *Disk) isDead() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dead
}

// Mend takes the fault away, unless the process is dead.
func (d *Disk) Mend() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault = Fault{}
}

// The calls that change something, and those that can do so only in appearance.
var (
	changes = []string{"open", "delete", "write", "truncate", "sync", "share memory"}
	pretend = []string{"write", "truncate", "sync"}
)

// befalls reports whether a fault can come to a call.
func (f Fault) befalls(call string) bool {
	switch {
	case f.Kind == Full:
		return call == "write"
	case f.Kind == Lies:
		return slices.Contains(pretend, call)
	}
	return !f.Changes || slices.Contains(changes, call)
}

// outcome is what becomes of a call.
type outcome int

const (
	passes outcome = iota
	fails
	full
	lies
)

// meets counts a call and tells what becomes of it, and whether half of it is done.
func (d *Disk) meets(call string) (outcome, bool) {
	if d == nil {
		return passes, false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.dead {
		return fails, false
	}
	f := d.fault
	if f.At == 0 || !f.befalls(call) {
		return passes, false
	}
	d.calls++
	if d.calls < f.At || d.calls > f.At && !f.Lasting {
		return passes, false
	}
	if d.hit == "" {
		d.hit = call
	}
	torn := f.Torn && call == "write"
	switch f.Kind {
	case Dies:
		d.dead = true
		return fails, torn
	case Full:
		return full, torn
	case Lies:
		return lies, torn
	}
	return fails, torn
}
