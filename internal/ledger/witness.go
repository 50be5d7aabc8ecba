package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
	"github.com/servanda-lang/servanda/internal/safefile"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Request is what a witness is asked to cosign: a checkpoint, and the proof that it goes on from the one it cosigned last. Its text
// is the body of add-checkpoint of C2SP tlog-witness.
type Request struct {
	Old        int64
	Path       tlog.TreeProof
	Checkpoint []byte
}

// maxPath is how many hashes a proof between two trees may have.
const maxPath = 63

// Encode is the request as a text.
func (r *Request) Encode() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "old %d\n", r.Old)
	for _, h := range r.Path {
		fmt.Fprintln(&b, h)
	}
	fmt.Fprintf(&b, "\n%s", r.Checkpoint)
	return b.Bytes()
}

// ParseRequest reads a request. Nothing in it is checked but its form.
func ParseRequest(text []byte) (*Request, error) {
	head, checkpoint, ok := bytes.Cut(text, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	number, old := strings.CutPrefix(lines[0], "old ")
	size, err := strconv.ParseInt(number, 10, 64)
	if !ok || !old || err != nil || size < 0 {
		return nil, errors.New("this is no request to a witness: it begins with a line old and a number")
	}
	if len(lines)-1 > maxPath {
		return nil, fmt.Errorf("a request has at most %d hashes", maxPath)
	}
	r := &Request{Old: size, Checkpoint: checkpoint}
	for _, line := range lines[1:] {
		h, err := tlog.ParseHash(line)
		if err != nil {
			return nil, fmt.Errorf("%q in this request is no hash", line)
		}
		r.Path = append(r.Path, h)
	}
	if !bytes.Equal(r.Encode(), text) {
		return nil, errors.New("this request is not in the one form that requests have")
	}
	return r, nil
}

// Ask makes the request to cosign a checkpoint, of a witness that has cosigned one of old entries.
func Ask(ctx context.Context, src Source, old int64, c *Checkpoint) (*Request, error) {
	r := &Request{Old: old, Checkpoint: c.Note}
	if old == 0 || old >= c.Size {
		return r, nil // nothing to prove, or nothing that could be proved: the witness will say which
	}
	path, err := tlog.ProveTree(c.Size, old, src.Hashes(ctx))
	r.Path = path
	return r, err
}

// Witness cosigns what goes on from all that it cosigned before. What it cosigned last stands in a file of its own, which it writes
// before it answers.
type Witness struct {
	Key    Private
	Log    Public
	Memory string
	Disk   safefile.Disk
	Now    func() time.Time
}

// Last is the checkpoint that the witness cosigned last; nil if there is none.
func (w *Witness) Last() (*Checkpoint, error) {
	text, err := w.Disk.ReadFile(w.Memory)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c, err := OpenCheckpoint(text, w.Log, w.Key.Public)
	if err != nil {
		return nil, fmt.Errorf("what %s remembers, in %s: %w", w.Key.Name, w.Memory, err)
	}
	if !c.by(w.Key.Public) {
		return nil, broken("what stands in %s was not cosigned by %s", w.Memory, w.Key.Name)
	}
	return c, nil
}

// Look verifies a record from its first entry on, and makes the request to cosign its newest checkpoint.
func (w *Witness) Look(ctx context.Context, src Source) (*Request, error) {
	last, err := w.Last()
	if err != nil {
		return nil, err
	}
	trust, old := Trust{Log: &w.Log}, int64(0)
	if last != nil {
		trust.Earlier, old = [][]byte{last.Note}, last.Size
	}
	sum, err := Verify(ctx, src, trust)
	if err != nil {
		return nil, err
	}
	return Ask(ctx, src, old, sum.Newest)
}

// Why is why a witness does not cosign, as add-checkpoint of C2SP tlog-witness tells it apart.
type Why uint8

// The reasons.
const (
	Unreadable   Why = iota // the checkpoint has not the form of one, or is shorter than what it is to go on from
	UnknownLog              // it is of a log that this witness knows nothing of
	Unsigned                // the log has not signed it
	OtherSize               // the request goes on from another size than that of the checkpoint that was cosigned last
	OtherRoot               // another root was cosigned for the same size: the record was forked
	Inconsistent            // it does not go on from the one that was cosigned last
)

// Refusal is that a witness does not cosign.
type Refusal struct {
	Why  Why
	Last int64 // how many entries the checkpoint has that it cosigned last; 0 if there is none
	Err  error
}

func (r *Refusal) Error() string { return r.Err.Error() }
func (r *Refusal) Unwrap() error { return r.Err }

// Cosign checks a request and gives the checkpoint with the signature of the witness, once it is remembered on the disk. Two processes
// that cosign with one memory do so one after the other. What it refuses is a *Refusal; any other error is its own fault, such as a full disk.
func (w *Witness) Cosign(r *Request) (*Checkpoint, error) {
	unlock, err := lockedfile.MutexAt(w.Memory + ".lock").Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	last, err := w.Last()
	if err != nil {
		return nil, err
	}
	c, err := w.open(r)
	if err != nil {
		return nil, err
	}
	if err := w.goesOn(last, c, r); err != nil {
		return nil, err
	}
	line, err := c.cosign(w.Key, w.Now())
	if err != nil {
		return nil, err
	}
	if c, err = c.With(line, w.Log, w.Key.Public); err != nil {
		return nil, err
	}
	return c, w.remember(last, c)
}

// open opens the checkpoint of a request.
func (w *Witness) open(r *Request) (*Checkpoint, error) {
	origin, _, _ := bytes.Cut(r.Checkpoint, []byte("\n"))
	if string(origin) != w.Log.Name {
		return nil, &Refusal{Why: UnknownLog, Err: broken("%s knows nothing of the log %q", w.Key.Name, origin)}
	}
	c, err := OpenCheckpoint(r.Checkpoint, w.Log)
	if err == nil {
		return c, nil
	}
	why := Unreadable
	var none *note.UnverifiedNoteError
	var wrong *note.InvalidSignatureError
	if _, is := note.Open(r.Checkpoint, note.VerifierList(verifier{w.Log})); errors.As(is, &none) || errors.As(is, &wrong) {
		why = Unsigned
	}
	return nil, &Refusal{Why: why, Err: err}
}

// goesOn checks that a checkpoint goes on from the last one.
func (w *Witness) goesOn(last, c *Checkpoint, r *Request) error {
	was := Tree{Origin: w.Log.Name}
	if last != nil {
		was = last.Tree
	}
	refuse := func(why Why, err error) error { return &Refusal{why, was.Size, err} }
	other := OtherRoot
	if r.Old != was.Size {
		other = OtherSize // which is told first: who asks may not know better
	}
	switch {
	case r.Old > c.Size:
		return refuse(Unreadable, broken("the record was rolled back: the request goes on from %d entries, and the checkpoint is of %d", r.Old, c.Size))
	case c.Size < was.Size:
		return refuse(OtherSize, broken("the record was rolled back: %s has cosigned a checkpoint of %d entries, and this one is of %d", w.Key.Name, was.Size, c.Size))
	case last != nil && c.Size == was.Size && c.Root != was.Root:
		return refuse(other, broken("the record was forked: %s has cosigned another checkpoint of %d entries, signed by the same log", w.Key.Name, c.Size))
	case r.Old != was.Size:
		return refuse(OtherSize, fmt.Errorf("%s has cosigned a checkpoint of %d entries; the request goes on from one of %d", w.Key.Name, was.Size, r.Old))
	case was.Size == 0 || c.Size == was.Size:
		if len(r.Path) > 0 {
			return refuse(Inconsistent, broken("this request proves something where there is nothing to prove"))
		}
		return nil
	}
	if tlog.CheckTree(r.Path, c.Size, c.Root, was.Size, was.Root) != nil {
		return refuse(Inconsistent, broken("the record was forked: the checkpoint of %d entries does not go on from the one of %d that %s has cosigned", c.Size, was.Size, w.Key.Name))
	}
	return nil
}

// remember brings a checkpoint to the disk.
func (w *Witness) remember(last, c *Checkpoint) error {
	if last == nil {
		return safefile.New(w.Disk, w.Memory, c.Note)
	}
	return safefile.Replace(w.Disk, w.Memory, last.Note, c.Note)
}
