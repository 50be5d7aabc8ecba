package ledger

import (
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Frontier is the right edge of a Merkle tree: all that is needed to add to it and to know its root. It holds one hash for
// each one in the binary form of the size, that of the largest part first.
type Frontier struct {
	size  int64
	peaks []tlog.Hash
}

// Size is the number of leaves.
func (f *Frontier) Size() int64 { return f.size }

// Add adds a leaf, and gives the hashes of the parts that are whole with it: that of the leaf first, each next one twice as wide.
// In the order of tlog these are the ones that are stored for the leaf.
func (f *Frontier) Add(leaf tlog.Hash) []tlog.Hash {
	done := []tlog.Hash{leaf}
	for range bits.TrailingZeros64(^uint64(f.size)) {
		last := len(f.peaks) - 1
		leaf = tlog.NodeHash(f.peaks[last], leaf)
		f.peaks = f.peaks[:last]
		done = append(done, leaf)
	}
	f.peaks = append(f.peaks, leaf)
	f.size++
	return done
}

// Root is the hash of the whole tree.
func (f *Frontier) Root() (tlog.Hash, error) {
	last := len(f.peaks) - 1
	if last < 0 {
		return tlog.TreeHash(0, nil)
	}
	root := f.peaks[last]
	for i := last - 1; i >= 0; i-- {
		root = tlog.NodeHash(f.peaks[i], root)
	}
	return root, nil
}

// Copy is the same edge once more, to be added to by itself.
func (f *Frontier) Copy() *Frontier {
	return &Frontier{f.size, append([]tlog.Hash(nil), f.peaks...)}
}

// ReadFrontier reads the edge of a tree of that size from the hashes that are stored.
func ReadFrontier(size int64, stored tlog.HashReader) (*Frontier, error) {
	var indexes []int64
	from := int64(0)
	for level := 62; level >= 0; level-- {
		if size>>level&1 == 1 {
			indexes = append(indexes, tlog.StoredHashIndex(level, from>>level))
			from += 1 << level
		}
	}
	if len(indexes) == 0 {
		return &Frontier{}, nil
	}
	peaks, err := stored.ReadHashes(indexes)
	return &Frontier{size, peaks}, err
}
