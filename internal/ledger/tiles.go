package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/servanda-lang/servanda/internal/safefile"
	"golang.org/x/mod/sumdb/tlog"
)

// The layout of an export: C2SP tlog-tiles, and the key of the log.
const (
	tileHeight     = 8
	tileWidth      = 1 << tileHeight
	checkpointFile = "checkpoint"
	keyFile        = "log.pub"
)

// tileFile is where a tile stands. Level -1 are the entries.
func tileFile(level int, n, width int64) string {
	name := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		name = fmt.Sprintf("x%03d/%s", n%1000, name)
	}
	if width < tileWidth {
		name = fmt.Sprintf("%s.p/%d", name, width)
	}
	if level < 0 {
		return "tile/entries/" + name
	}
	return fmt.Sprintf("tile/%d/%s", level, name)
}

// Place takes the files of an export.
type Place interface {
	Put(name string, text []byte) error     // a file that is never to change
	Replace(name string, text []byte) error // the file that changes with each export, the last to be written
}

// Export writes the record up to a checkpoint into a place, so that everybody can verify it who gets a copy.
func Export(ctx context.Context, to Place, src Source, c *Checkpoint) error {
	x := &exporting{ctx: ctx, to: to, src: src, size: c.Size, tiles: map[int][]byte{}}
	if err := to.Put(keyFile, []byte(src.LogKey().String()+"\n")); err != nil {
		return err
	}
	for x.tree.Size() < c.Size {
		if err := x.bundle(); err != nil {
			return err
		}
	}
	if root, err := x.tree.Root(); err != nil || root != c.Root {
		return broken("the entries are not those that the log has signed; nothing of this export can be relied on (verify the ledger)")
	}
	return to.Replace(checkpointFile, c.Note)
}

// exporting is an export under way.
type exporting struct {
	ctx   context.Context
	to    Place
	src   Source
	size  int64
	tree  Frontier
	tiles map[int][]byte // of each level, what is collected of its next tile
}

// bundle writes the next entries, and each tile that is whole with them.
func (x *exporting) bundle() error {
	from := x.tree.Size()
	want := min(tileWidth, x.size-from)
	rows, err := x.src.Rows(x.ctx, from, int(want))
	if err != nil {
		return err
	}
	if int64(len(rows)) != want {
		return brokenAt(from+int64(len(rows)), "it is missing")
	}
	var entries []byte
	for _, row := range rows {
		entries = bundled(entries, row.Data)
		if err := x.hashes(x.tree.Add(tlog.RecordHash(row.Data))); err != nil {
			return err
		}
	}
	if err := x.to.Put(tileFile(-1, from/tileWidth, want), entries); err != nil {
		return err
	}
	if x.tree.Size() == x.size {
		return x.partial()
	}
	return nil
}

// hashes puts the hashes that belong into tiles there.
func (x *exporting) hashes(done []tlog.Hash) error {
	for level := 0; level*tileHeight < len(done); level++ {
		x.tiles[level] = append(x.tiles[level], done[level*tileHeight][:]...)
		if int64(len(x.tiles[level])) == tileWidth*tlog.HashSize {
			n := x.tree.Size()>>(tileHeight*(level+1)) - 1
			if err := x.to.Put(tileFile(level, n, tileWidth), x.tiles[level]); err != nil {
				return err
			}
			x.tiles[level] = nil
		}
	}
	return nil
}

// partial writes the tiles that are not whole.
func (x *exporting) partial() error {
	for level, tile := range x.tiles {
		if len(tile) == 0 {
			continue
		}
		n := x.size >> (tileHeight * (level + 1))
		if err := x.to.Put(tileFile(level, n, int64(len(tile)/tlog.HashSize)), tile); err != nil {
			return err
		}
	}
	return nil
}

// Folder is a folder to export into. A folder that holds an earlier export is gone on with; what stands there already is not written
// again, and has to be the same.
type Folder struct {
	Disk safefile.Disk
	Dir  string
}

// Put writes a file that is never to change.
func (f Folder) Put(name string, text []byte) error {
	path := filepath.Join(f.Dir, filepath.FromSlash(name))
	old, err := f.Disk.ReadFile(path)
	switch {
	case err == nil && bytes.Equal(old, text):
		return nil
	case err == nil:
		return fmt.Errorf("%s is there already and holds something else: this is the export of another ledger, or it was changed", path)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return safefile.New(f.Disk, path, text)
}

// Replace writes the file that changes with each export.
func (f Folder) Replace(name string, text []byte) error {
	w, err := safefile.Create(f.Disk, filepath.Join(f.Dir, name))
	if err != nil {
		return err
	}
	defer w.Discard()
	if _, err := w.Write(text); err != nil {
		return err
	}
	return w.Commit()
}
