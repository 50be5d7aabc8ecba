package sqlitedisk

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// platter is what is on the disk for sure, and what was done since and may be there or not.
type platter struct {
	files map[string]*inode // by name, as they are seen now
	down  map[string]*inode // by name, as they are if the power goes
}

// inode is a file, whatever its name.
type inode struct {
	synced  []byte
	pending []change // since the last sync, in their order
}

// change is a write or a truncation.
type change struct {
	at   int64
	text []byte
	cut  bool // to the length at
}

func readPlatter(dir string) (platter, error) {
	p := platter{map[string]*inode{}, map[string]*inode{}}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return p, err
	}
	for _, e := range entries {
		if !outlives(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return p, err
		}
		p.files[e.Name()] = &inode{synced: text}
	}
	p.down = maps.Clone(p.files)
	return p, nil
}

// outlives reports whether a file is there after the power went: the memory that processes share is not.
func outlives(name string) bool { return !strings.HasSuffix(name, "-shm") }

func (c change) apply(text []byte) []byte {
	if c.cut {
		return text[:min(int64(len(text)), c.at)]
	}
	if end := c.at + int64(len(c.text)); end > int64(len(text)) {
		text = append(text, make([]byte, end-int64(len(text)))...)
	}
	copy(text[c.at:], c.text)
	return text
}

// open gives a name to a new file, or finds the one that has it.
func (p *platter) open(name string) *inode {
	f := p.files[name]
	if f == nil {
		f = &inode{}
		p.files[name] = f
	}
	return f
}

func (p *platter) delete(name string, synced bool) {
	delete(p.files, name)
	if synced {
		p.down = maps.Clone(p.files)
	}
}

// sync brings a file down, and with it the names in its folder: SQLite syncs the folder of a file that it made with the file.
func (p *platter) sync(f *inode) {
	for _, c := range f.pending {
		f.synced = c.apply(f.synced)
	}
	f.pending = nil
	if !slices.Contains(slices.Collect(maps.Values(p.down)), f) {
		p.down = maps.Clone(p.files)
	}
}

// Cut is what a power cut does with what was not synced.
type Cut struct {
	Name string
	// Write says what is left of a change, the n-th of so many: the change, part of it, something else in its place, nothing.
	Write func(n, of int, text []byte) ([]byte, bool)
	Names bool // the names are those that were seen last, and not those that were synced
}

// Left is what the disk holds after a power cut.
func (d *Disk) Left(cut Cut) map[string][]byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	names := d.down
	if cut.Names {
		names = d.files
	}
	out := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		f := names[name]
		text := bytes.Clone(f.synced)
		for n, c := range f.pending {
			left, done := cut.Write(n, len(f.pending), c.text)
			if !done {
				continue
			}
			c.text = left
			text = c.apply(text)
		}
		out[name] = text
	}
	return out
}

// Unsynced is how many changes a power cut could undo.
func (d *Disk) Unsynced() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := 0
	for _, f := range d.files {
		n += len(f.pending)
	}
	return n
}
