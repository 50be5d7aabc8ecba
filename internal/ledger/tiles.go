package ledger

import (
	"bytes"
	"context"
	"encoding/binary"
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

// Export writes the record up to a checkpoint into a folder, so that everybody can verify it who gets a copy. A folder that holds an
// earlier export is gone on with; what stands there already is not written again, and has to be the same.
func Export(ctx context.Context, d safefile.Disk, dir string, src Source, c *Checkpoint) error {
	x := &exporting{ctx: ctx, disk: d, dir: dir, src: src, size: c.Size, tiles: map[int][]byte{}}
	if err := x.put(keyFile, []byte(src.LogKey().String()+"\n")); err != nil {
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
	return x.replace(checkpointFile, c.Note)
}

// exporting is an export under way.
type exporting struct {
	ctx   context.Context
	disk  safefile.Disk
	dir   string
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
		entries = binary.BigEndian.AppendUint16(entries, uint16(len(row.Data)))
		entries = append(entries, row.Data...)
		if err := x.hashes(x.tree.Add(tlog.RecordHash(row.Data))); err != nil {
			return err
		}
	}
	if err := x.put(tileFile(-1, from/tileWidth, want), entries); err != nil {
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
			if err := x.put(tileFile(level, n, tileWidth), x.tiles[level]); err != nil {
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
		if err := x.put(tileFile(level, n, int64(len(tile)/tlog.HashSize)), tile); err != nil {
			return err
		}
	}
	return nil
}

// put writes a file that is never to change.
func (x *exporting) put(name string, text []byte) error {
	path := filepath.Join(x.dir, filepath.FromSlash(name))
	old, err := x.disk.ReadFile(path)
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
	return safefile.New(x.disk, path, text)
}

// replace writes the file that changes with each export.
func (x *exporting) replace(name string, text []byte) error {
	w, err := safefile.Create(x.disk, filepath.Join(x.dir, name))
	if err != nil {
		return err
	}
	defer w.Discard()
	if _, err := w.Write(text); err != nil {
		return err
	}
	return w.Commit()
}
