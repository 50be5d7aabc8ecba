package ledger

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// maxFile is how long a file of an export can be: a bundle of the longest entries.
const maxFile = tileWidth * (2 + maxEntry)

// Fetch reads a file of an export that has at most so many bytes. It tells fs.ErrNotExist if there is none.
type Fetch func(ctx context.Context, name string, most int64) ([]byte, error)

// Dir is an export that is read: from a folder, or from wherever else its files are to be had.
type Dir struct {
	fetch      Fetch
	log        Public
	size       int64
	root       tlog.Hash
	checkpoint []byte

	held  [][]byte // the bundle that was read last
	which int64    // its number; -1 if there is none
}

// OpenDir opens an export in a folder.
func OpenDir(path string) (*Dir, error) {
	d, err := OpenExport(context.Background(), folder(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is no export of a ledger: there is no %s in it", path, keyFile)
	}
	return d, err
}

// OpenExport opens an export: it reads what it says of itself, and checks that the checkpoint is signed by the key that stands there.
func OpenExport(ctx context.Context, fetch Fetch) (*Dir, error) {
	d := &Dir{fetch: fetch, which: -1}
	key, err := d.fetch(ctx, keyFile, 4096)
	if err != nil {
		return nil, err
	}
	text, ended := strings.CutSuffix(string(key), "\n")
	if d.log, err = ParsePublic(text); err != nil || !ended {
		return nil, broken("the key of the log in %s is damaged", keyFile)
	}
	if d.checkpoint, err = d.fetch(ctx, checkpointFile, 1<<20); err != nil {
		return nil, gone(checkpointFile, err)
	}
	c, err := OpenCheckpoint(d.checkpoint, d.log)
	if err != nil {
		return nil, err
	}
	d.size, d.root = c.Size, c.Root
	return d, nil
}

// folder reads the files of an export in a folder.
func folder(dir string) Fetch {
	return func(_ context.Context, name string, most int64) ([]byte, error) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() || info.Size() > most {
			return nil, broken("%s is no file of an export", name)
		}
		return os.ReadFile(path)
	}
}

// gone makes a broken export of a file that is not there.
func gone(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return broken("%s is missing", name)
	}
	return err
}

// Size is how many entries the checkpoint is of; there are no others.
func (d *Dir) Size(context.Context) (int64, error) { return d.size, nil }

// Checkpoints is the one checkpoint.
func (d *Dir) Checkpoints(context.Context) ([][]byte, error) { return [][]byte{d.checkpoint}, nil }

// Levels: tiles keep every eighth level.
func (d *Dir) Levels() int { return tileHeight }

// LogKey is the key that stands in the export.
func (d *Dir) LogKey() Public { return d.log }

// width is how wide a tile of a level is.
func (d *Dir) width(level int, n int64) int64 {
	return min(tileWidth, d.size>>(tileHeight*level)-n*tileWidth)
}

// Rows reads entries, and beside each the hashes that stand in tiles.
func (d *Dir) Rows(ctx context.Context, from int64, most int) ([]Row, error) {
	var out []Row
	tiles := map[string][]byte{}
	for n := from; n < min(d.size, from+int64(most)); n++ {
		if n/tileWidth != d.which {
			if err := d.bundle(ctx, n/tileWidth); err != nil {
				return nil, err
			}
		}
		r := Row{Data: d.held[n%tileWidth]}
		for level := 0; (n+1)&(1<<(tileHeight*level)-1) == 0; level++ {
			h, err := d.hash(ctx, tiles, level, (n+1)>>(tileHeight*level)-1)
			if err != nil {
				return nil, err
			}
			r.Hashes = append(r.Hashes, h...)
		}
		out = append(out, r)
	}
	return out, nil
}

// hash is one hash out of a tile.
func (d *Dir) hash(ctx context.Context, tiles map[string][]byte, level int, i int64) ([]byte, error) {
	n := i / tileWidth
	name := tileFile(level, n, d.width(level, n))
	if tiles[name] == nil {
		tile, err := d.fetch(ctx, name, tileWidth*tlog.HashSize)
		if err != nil {
			return nil, gone(name, err)
		}
		if int64(len(tile)) != d.width(level, n)*tlog.HashSize {
			return nil, broken("%s has %d bytes and is to have %d", name, len(tile), d.width(level, n)*tlog.HashSize)
		}
		tiles[name] = tile
	}
	at := i % tileWidth * tlog.HashSize
	return tiles[name][at : at+tlog.HashSize], nil
}

// bundle reads a bundle of entries.
func (d *Dir) bundle(ctx context.Context, n int64) error {
	name := tileFile(-1, n, d.width(0, n))
	rest, err := d.fetch(ctx, name, maxFile)
	if err != nil {
		return gone(name, err)
	}
	d.held, d.which = nil, -1
	for i := range d.width(0, n) {
		if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
			return brokenAt(n*tileWidth+i, "%s ends before it does", name)
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		d.held = append(d.held, rest[2:end])
		rest = rest[end:]
	}
	if len(rest) > 0 {
		return broken("%s has %d bytes after its last entry", name, len(rest))
	}
	d.which = n
	return nil
}

// Hashes reads hashes out of the tiles; those between the levels of the tiles are made of them.
func (d *Dir) Hashes(ctx context.Context) tlog.HashReader {
	return tlog.TileHashReader(tlog.Tree{N: d.size, Hash: d.root}, tileReader{ctx, d})
}

// tileReader reads whole tiles for package tlog.
type tileReader struct {
	ctx context.Context
	d   *Dir
}

func (tileReader) Height() int                     { return tileHeight }
func (tileReader) SaveTiles([]tlog.Tile, [][]byte) {}

func (r tileReader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range tiles {
		text, err := r.d.fetch(r.ctx, tileFile(t.L, t.N, r.d.width(t.L, t.N)), tileWidth*tlog.HashSize)
		if err != nil {
			return nil, err
		}
		if len(text) < t.W*tlog.HashSize {
			return nil, broken("%s is too short", tileFile(t.L, t.N, r.d.width(t.L, t.N)))
		}
		out = append(out, text[:t.W*tlog.HashSize])
	}
	return out, nil
}
