package ledger

import (
	"context"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Tile names a part of an export: hashes of a level of the tree, or entries (Level -1).
type Tile struct {
	Level    int
	N, Width int64
}

// maxTileLevel is the highest level that a tree with numbers of 63 bits can have.
const maxTileLevel = 7

// Path is where the tile stands in an export.
func (t Tile) Path() string { return tileFile(t.Level, t.N, t.Width) }

// Whole tells whether the tile never changes any more.
func (t Tile) Whole() bool { return t.Width == tileWidth }

// ParseTile reads the path of a tile.
func ParseTile(path string) (Tile, error) {
	wrong := fmt.Errorf("%q is no path of a tile: tile/LEVEL/NUMBER or tile/entries/NUMBER, with .p/WIDTH if it is not whole", path)
	rest, ok := strings.CutPrefix(path, "tile/")
	level, rest, ok2 := strings.Cut(rest, "/")
	if !ok || !ok2 || len(path) > 100 {
		return Tile{}, wrong
	}
	t := Tile{Level: -1, Width: tileWidth}
	var err error
	if level != "entries" {
		if t.Level, err = strconv.Atoi(level); err != nil || t.Level < 0 || t.Level > maxTileLevel {
			return Tile{}, wrong
		}
	}
	number, width, partial := strings.Cut(rest, ".p/")
	if partial {
		if t.Width, err = strconv.ParseInt(width, 10, 64); err != nil || t.Width < 1 || t.Width >= tileWidth {
			return Tile{}, wrong
		}
	}
	for _, part := range strings.Split(number, "/") {
		n, err := strconv.ParseInt(strings.TrimPrefix(part, "x"), 10, 64)
		if err != nil || n < 0 || n > 999 || t.N > 1<<44 {
			return Tile{}, wrong
		}
		t.N = t.N*1000 + n
	}
	if t.Path() != path {
		return Tile{}, wrong // it has another form that means the same
	}
	return t, nil
}

// needs is how many entries there have to be for the tile to be there.
func (t Tile) needs() int64 {
	through := t.N*tileWidth + t.Width
	level := max(t.Level, 0)
	if through > (1<<62)>>(tileHeight*level) {
		return 1 << 62
	}
	return through << (tileHeight * level)
}

// ReadTile makes a tile out of a record, if it is under the checkpoint; nil if it is not.
func ReadTile(ctx context.Context, src Source, t Tile, under *Checkpoint) ([]byte, error) {
	if t.needs() > under.Size {
		return nil, nil
	}
	if t.Level < 0 {
		return readBundle(ctx, src, t)
	}
	indexes := make([]int64, t.Width)
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(t.Level*tileHeight, t.N*tileWidth+int64(i))
	}
	hashes, err := src.Hashes(ctx).ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(hashes)*tlog.HashSize)
	for _, h := range hashes {
		out = append(out, h[:]...)
	}
	return out, nil
}

func readBundle(ctx context.Context, src Source, t Tile) ([]byte, error) {
	rows, err := src.Rows(ctx, t.N*tileWidth, int(t.Width))
	if err != nil {
		return nil, err
	}
	if int64(len(rows)) != t.Width {
		return nil, brokenAt(t.N*tileWidth+int64(len(rows)), "it is missing")
	}
	var out []byte
	for _, row := range rows {
		out = bundled(out, row.Data)
	}
	return out, nil
}

// bundled adds an entry to a bundle.
func bundled(to, entry []byte) []byte {
	return append(binary.BigEndian.AppendUint16(to, uint16(len(entry))), entry...)
}
