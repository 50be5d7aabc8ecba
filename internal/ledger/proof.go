package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// proofHeader is the first line of a bundle.
const proofHeader = "c2sp.org/tlog-proof@v1"

// Proof shows that an entry is in a tree that a log has signed. It stands by itself: the entry is its extra data.
type Proof struct {
	Index      int64
	Entry      []byte
	Path       tlog.RecordProof
	Checkpoint []byte
}

// Prove makes the proof that an entry is in the tree of a checkpoint.
func Prove(ctx context.Context, src Source, n int64, under *Checkpoint) (*Proof, error) {
	if n < 0 || n >= under.Size {
		return nil, fmt.Errorf("entry %d is not under the checkpoint, which is of %d entries", n, under.Size)
	}
	rows, err := src.Rows(ctx, n, 1)
	if err != nil {
		return nil, err
	}
	if len(rows) != 1 {
		return nil, brokenAt(n, "it is missing")
	}
	path, err := tlog.ProveRecord(under.Size, n, src.Hashes(ctx))
	if err != nil {
		return nil, err
	}
	p := &Proof{n, rows[0].Data, path, under.Note}
	if err := p.holds(under); err != nil {
		return nil, err
	}
	return p, nil
}

// holds checks that the path leads from the entry to the root.
func (p *Proof) holds(under *Checkpoint) error {
	if p.Index >= under.Size || tlog.CheckRecord(p.Path, under.Size, under.Root, p.Index, tlog.RecordHash(p.Entry)) != nil {
		return brokenAt(p.Index, "the proof does not lead from it to the root that was signed")
	}
	return nil
}

// Encode writes the bundle.
func (p *Proof) Encode() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nextra %s\nindex %d\n", proofHeader, b64.EncodeToString(p.Entry), p.Index)
	for _, h := range p.Path {
		fmt.Fprintln(&b, h)
	}
	fmt.Fprintf(&b, "\n%s", p.Checkpoint)
	return b.Bytes()
}

// ParseProof reads a bundle that holds its entry. Nothing in it is checked but its form.
func ParseProof(text []byte) (*Proof, error) {
	head, checkpoint, ok := bytes.Cut(text, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !ok || len(lines) < 3 || lines[0] != proofHeader {
		return nil, fmt.Errorf("this is no proof: it begins with the line %q", proofHeader)
	}
	p := &Proof{Checkpoint: checkpoint}
	extra, ok := strings.CutPrefix(lines[1], "extra ")
	if !ok {
		return nil, errors.New("this proof does not hold its entry: its second line is to be extra and the entry")
	}
	var err error
	if p.Entry, err = decode64(extra); err != nil {
		return nil, fmt.Errorf("the entry in this proof: %w", err)
	}
	index, ok := strings.CutPrefix(lines[2], "index ")
	if p.Index, err = strconv.ParseInt(index, 10, 64); err != nil || !ok || p.Index < 0 {
		return nil, errors.New("the third line of this proof is to be index and a number")
	}
	if len(lines) > 3+63 {
		return nil, errors.New("this proof has more hashes than a tree has levels")
	}
	for _, line := range lines[3:] {
		h, err := tlog.ParseHash(line)
		if err != nil {
			return nil, fmt.Errorf("%q in this proof is no hash", line)
		}
		p.Path = append(p.Path, h)
	}
	if !bytes.Equal(p.Encode(), text) {
		return nil, errors.New("this proof is not in the one form that proofs have")
	}
	return p, nil
}

// Check checks a proof by itself: the entry is signed by its reporter, in the tree, and the tree is signed by the log and by all
// these witnesses. Whether the reporter was admitted only the whole record shows.
func (p *Proof) Check(log Public, witnesses ...Public) (*Entry, *Checkpoint, error) {
	c, err := OpenCheckpoint(p.Checkpoint, log, witnesses...)
	if err != nil {
		return nil, nil, err
	}
	if len(c.By) < len(witnesses) {
		return nil, nil, broken("%s has not cosigned the checkpoint of this proof", missing(c, witnesses).Name)
	}
	v := &verifying{log: log}
	e, err := v.parse(p.Index, p.Entry)
	if err != nil {
		return nil, nil, err
	}
	return &e, c, p.holds(c)
}

// missing is the first witness that has not cosigned.
func missing(c *Checkpoint, witnesses []Public) Public {
	for _, w := range witnesses {
		if !c.by(w) {
			return w
		}
	}
	return Public{}
}

// by reports whether a witness has cosigned.
func (c *Checkpoint) by(w Public) bool {
	for _, b := range c.By {
		if b.Witness.Is(w) {
			return true
		}
	}
	return false
}
