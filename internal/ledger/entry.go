package ledger

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The limits of an entry. A whole entry must fit into the two bytes that tell its length in a bundle of tiles.
const (
	maxLine  = 60_000
	maxID    = 200
	maxKind  = 32
	maxEntry = 1<<16 - 1
)

// The kinds that the ledger itself understands; the log's key signs them. Any other kind is the reporter's own.
const (
	KindAdmit  = "admit"  // the key in the line may report from here on
	KindRetire = "retire" // the key in the line may report no more
)

// header is the first line of every statement: what is signed here is signed for nothing else.
const header = "servanda-ledger-entry/v1"

// Statement is what a reporter says and signs.
type Statement struct {
	Ledger   string // the origin of the ledger it is made for; it counts in no other
	Kind     string
	ID       string // the reporter's own name for it: who says the same under the same name says it once
	Reporter Public
	Claimed  time.Time // the time that the reporter gives
	Line     []byte    // one line of JSON
}

// Signed is a statement with its signature.
type Signed struct {
	Statement
	Signature []byte
}

// Entry is what is recorded: a signed statement, and the time at which the ledger took it.
type Entry struct {
	Signed
	Recorded time.Time
}

// Sign makes a signed statement in the name of the key.
func (s Statement) Sign(key Private) (Signed, error) {
	s.Reporter = key.Public
	s.Claimed = s.Claimed.UTC()
	if err := s.check(); err != nil {
		return Signed{}, err
	}
	return Signed{s, key.sign(s.text())}, nil
}

// Verified reports whether the reporter has signed the statement.
func (s Signed) Verified() bool { return ed25519.Verify(s.Reporter.Key, s.text(), s.Signature) }

// Ref is the name of a statement within a ledger: no two entries have the same. It holds the digest of the whole key, so that nobody
// can make a key whose names are another's.
func (s Statement) Ref() string {
	sum := sha256.Sum256([]byte(s.Reporter.String()))
	return fmt.Sprintf("%x %s", sum[:16], s.ID)
}

// Same reports whether two statements say the same thing, whenever they were signed.
func (s Statement) Same(t Statement) bool {
	return s.Reporter.Is(t.Reporter) && s.ID == t.ID && s.Ledger == t.Ledger && s.Kind == t.Kind && bytes.Equal(s.Line, t.Line) && s.Claimed.Equal(t.Claimed)
}

// text is what is signed.
func (s Statement) text() []byte {
	var b bytes.Buffer
	b.Grow(len(s.Line) + 512)
	fmt.Fprintf(&b, "%s\nledger %s\nkind %s\nid %s\nreporter %s\nclaimed %s\nevent %s\n",
		header, s.Ledger, s.Kind, s.ID, s.Reporter, s.Claimed.Format(time.RFC3339Nano), s.Line)
	return b.Bytes()
}

// Encode is the signed statement as it is handed on.
func (s Signed) Encode() []byte {
	return fmt.Appendf(s.text(), "signature %s %s\n", algorithmWord[s.Reporter.Algorithm], b64.EncodeToString(s.Signature))
}

// Encode is the entry as it is kept and hashed.
func (e Entry) Encode() []byte {
	return fmt.Appendf(e.Signed.Encode(), "recorded %s\n", e.Recorded.Format(time.RFC3339Nano))
}

// check holds a statement to its form.
func (s Statement) check() error {
	switch {
	case s.Reporter.Algorithm != Ed25519:
		return fmt.Errorf("the key of %s is that of a witness; a reporter has another", s.Reporter.Name)
	case !isKind(s.Kind):
		return fmt.Errorf("the kind of an entry is a word of at most %d small letters and hyphens, not %q", maxKind, s.Kind)
	case !isID(s.ID):
		return fmt.Errorf("the id of an entry has 1 to %d bytes, without spaces and control characters", maxID)
	case s.Claimed.Year() < 1 || s.Claimed.Year() > 9999:
		return errors.New("a claimed time is in a year from 1 to 9999")
	}
	if err := checkName(s.Ledger); err != nil {
		return err
	}
	return checkLine(s.Line)
}

// checkLine holds what is reported to one line of JSON.
func checkLine(line []byte) error {
	switch {
	case len(line) > maxLine:
		return fmt.Errorf("an event has at most %d bytes; this one has %d (what is longer is kept elsewhere, and its commitment recorded)", maxLine, len(line))
	case bytes.ContainsAny(line, "\n\r"):
		return errors.New("an event is one line")
	case !utf8.Valid(line):
		return errors.New("an event is UTF-8")
	case !json.Valid(line):
		return errors.New("an event is one value of JSON")
	}
	return nil
}

func isKind(s string) bool {
	return len(s) > 0 && len(s) <= maxKind && s[0] != '-' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz-") == ""
}

func isID(s string) bool {
	return len(s) > 0 && len(s) <= maxID && utf8.ValidString(s) &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
}

// ParseSigned reads a signed statement. It does not check the signature.
// ParseEntry reads an entry. It does not check the signature. What it reads has one form only.
// reader takes lines off a text.
// field takes the line that begins with a word.
// statement reads what a reporter says.
// signed reads a statement and its signature.
// done checks that all was read, and that it was written in its one form.
// linesSigned is how many lines a signed statement has.
// ReadSigned reads signed statements that follow one another, and gives each to a function.
// oneSigned reads the lines of one signed statement.
