package ledger

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Tree is what a checkpoint says: how many entries there are, and the root of the tree over them.
type Tree struct {
	Origin string
	Size   int64
	Root   tlog.Hash
}

// Cosigned is a witness with the time at which it cosigned.
type Cosigned struct {
	Witness Public
	At      time.Time
}

// Checkpoint is a signed tree that was opened: its log's signature holds, and so do those of the witnesses in By.
type Checkpoint struct {
	Tree
	Note []byte // as it was signed
	By   []Cosigned
}

func (t Tree) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", t.Origin, t.Size, t.Root)
}

// Sign makes a checkpoint of the tree. The origin of a tree is the name of the key of its log.
func (t Tree) Sign(log Private) ([]byte, error) {
	if log.Algorithm != Ed25519 || log.Name != t.Origin {
		return nil, fmt.Errorf("the key of %s does not sign for the log %s", log.Name, t.Origin)
	}
	return note.Sign(&note.Note{Text: t.text()}, logSigner{log})
}

// parseTree reads the text of a checkpoint. Lines beyond the third are refused: nobody could audit them.
func parseTree(text string) (t Tree, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return t, broken("a checkpoint has three lines: origin, size, root")
	}
	t.Origin = lines[0]
	if t.Size, err = strconv.ParseInt(lines[1], 10, 64); err != nil || t.Size < 0 {
		return t, broken("the second line of a checkpoint is its size")
	}
	if t.Root, err = tlog.ParseHash(lines[2]); err != nil || t.text() != text {
		return t, broken("this checkpoint is not in the one form that checkpoints have")
	}
	return t, nil
}

// OpenCheckpoint reads a checkpoint: the log has to have signed it, and what the witnesses signed has to hold.
func OpenCheckpoint(text []byte, log Public, witnesses ...Public) (*Checkpoint, error) {
	keys := []note.Verifier{verifier{log}}
	for _, w := range witnesses {
		keys = append(keys, verifier{w})
	}
	if err := strictNote(text); err != nil {
		return nil, err
	}
	n, err := note.Open(text, note.VerifierList(keys...))
	var unsigned *note.UnverifiedNoteError
	if errors.As(err, &unsigned) {
		return nil, broken("the log %s has not signed this checkpoint", log.Name)
	}
	if err != nil {
		return nil, broken("this is no checkpoint of the log %s: %v", log.Name, err)
	}
	c := &Checkpoint{Note: text}
	if c.Tree, err = parseTree(n.Text); err != nil {
		return nil, err
	}
	if c.Origin != log.Name || !signedWith(n, log) {
		return nil, broken("the log %s has not signed this checkpoint", log.Name)
	}
	for _, w := range witnesses {
		if at, ok := cosignedAt(n, w); ok {
			c.By = append(c.By, Cosigned{w, at})
		}
	}
	return c, nil
}

func signedWith(n *note.Note, key Public) bool {
	for _, s := range n.Sigs {
		if s.Name == key.Name && s.Hash == key.KeyHash() {
			return true
		}
	}
	return false
}

// cosignedAt is the time that a witness gave with its signature.
func cosignedAt(n *note.Note, w Public) (time.Time, bool) {
	if w.Algorithm != Cosignature {
		return time.Time{}, false
	}
	for _, s := range n.Sigs {
		if s.Name == w.Name && s.Hash == w.KeyHash() {
			raw, err := decode64(s.Base64)
			if err != nil || len(raw) != 4+8+ed25519.SignatureSize {
				return time.Time{}, false
			}
			return time.Unix(int64(binary.BigEndian.Uint64(raw[4:12])), 0).UTC(), true
		}
	}
	return time.Time{}, false
}

// signatureLines are the lines of a note that sign it.
func signatureLines(text []byte) []string {
	at := bytes.LastIndex(text, []byte("\n\n"))
	if at < 0 {
		return nil
	}
	return strings.SplitAfter(strings.TrimSuffix(string(text[at+2:]), "\n"), "\n")
}

// strictNote refuses what signed notes would pass over: two signatures of one key, and base64 in another form.
func strictNote(text []byte) error {
	seen := map[string]bool{}
	for _, line := range signatureLines(text) {
		words := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if len(words) != 3 {
			return broken("a line of signature in this checkpoint is damaged")
		}
		raw, err := decode64(words[2])
		if err != nil || len(raw) < 4 {
			return broken("a signature of %s in this checkpoint is damaged", words[1])
		}
		key := words[1] + string(raw[:4])
		if seen[key] {
			return broken("this checkpoint is signed twice by %s", words[1])
		}
		seen[key] = true
	}
	return nil
}

// logSigner signs notes as they are.
// verifier checks signatures on notes.
// cosignedText is what a witness signs.
// cosigner signs notes with the time.
// Cosign gives the line of signature by which a witness cosigns a checkpoint. Whether it may is for Witness to say.
// Line is the signature line of a witness; "" if there is none.
func (c *Checkpoint) Line(witness Public) string {
	for _, line := range signatureLines(c.Note) {
		if line = strings.TrimSuffix(line, "\n") + "\n"; signedBy(line, witness) {
			return line
		}
	}
	return ""
}

// With adds the signature line of a witness to the checkpoint; an older one of the same key gives way to it. The signature has to hold.
func (c *Checkpoint) With(line string, log, witness Public) (*Checkpoint, error) {
	if strings.Count(line, "\n") != 1 || !signedBy(line, witness) {
		return nil, broken("this is no signature line of %s", witness.Name)
	}
	var kept strings.Builder
	kept.WriteString(c.text() + "\n")
	for _, old := range signatureLines(c.Note) {
		if old = strings.TrimSuffix(old, "\n") + "\n"; !signedBy(old, witness) {
			kept.WriteString(old)
		}
	}
	out, err := OpenCheckpoint([]byte(kept.String()+line), log, witness)
	if err != nil {
		return nil, err
	}
	if !out.by(witness) {
		return nil, broken("%s has not cosigned this checkpoint", witness.Name)
	}
	return out, nil
}

// signedBy reports whether a line names a key as the one that it is signed with.
func signedBy(line string, key Public) bool {
	words := strings.Split(strings.TrimSuffix(line, "\n"), " ")
	if len(words) != 3 || words[1] != key.Name {
		return false
	}
	raw, err := decode64(words[2])
	return err == nil && len(raw) > 4 && binary.BigEndian.Uint32(raw) == key.KeyHash()
}
