package ledger

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
)

// What a commitment and an opening begin with.
const (
	commitmentWord = "salted-sha256:"
	openingWord    = "servanda-opening/v1 "
)

// saltSize is how many random bytes keep what is withheld from being guessed.
const saltSize = 32

// Opening is what shows, later, what was withheld: the salt. Without it nobody can tell what a commitment is of, not by trying either.
type Opening struct{ salt [saltSize]byte }

// Withhold makes the opening for something that is not shown yet.
func Withhold(random io.Reader) (o Opening, err error) {
	_, err = io.ReadFull(random, o.salt[:])
	return o, err
}

// Commitment is what is recorded in the place of what is withheld: SHA-256 over the salt and the content, which is read to its end.
func (o Opening) Commitment(content io.Reader) (string, error) {
	sum := sha256.New()
	sum.Write(o.salt[:])
	if _, err := io.Copy(sum, content); err != nil {
		return "", err
	}
	return commitmentWord + hex.EncodeToString(sum.Sum(nil)), nil
}

// Opens reports whether this is the content that was committed to.
func (o Opening) Opens(commitment string, content io.Reader) (bool, error) {
	is, err := o.Commitment(content)
	return err == nil && subtle.ConstantTimeCompare([]byte(is), []byte(commitment)) == 1, err
}

// Encode is the opening as a text.
func (o Opening) Encode() []byte { return fmt.Appendf(nil, "%s%x\n", openingWord, o.salt) }

// ParseOpening reads an opening.
func ParseOpening(text []byte) (o Opening, err error) {
	digits, ok := strings.CutPrefix(string(text), openingWord)
	digits, end := strings.CutSuffix(digits, "\n")
	if !ok || !end || len(digits) != 2*saltSize || strings.Trim(digits, "0123456789abcdef") != "" {
		return o, errors.New("this is no opening: it is one line, " + openingWord + "and 64 hexadecimal digits")
	}
	_, err = hex.Decode(o.salt[:], []byte(digits))
	return o, err
}

// IsCommitment reports whether a text is a commitment.
func IsCommitment(text string) bool {
	digits, ok := strings.CutPrefix(text, commitmentWord)
	return ok && len(digits) == 2*sha256.Size && strings.Trim(digits, "0123456789abcdef") == ""
}
