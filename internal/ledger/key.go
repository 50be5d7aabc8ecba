package ledger

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Algorithm says how a key signs, by the type byte of signed notes.
type Algorithm byte

// The algorithms. Another one is another byte and another word in entries.
const (
	Ed25519     Algorithm = 0x01 // of logs and reporters
	Cosignature Algorithm = 0x04 // of witnesses: Ed25519 over a checkpoint and a time (cosignature/v1)
)

// algorithmWord is the word for an algorithm in entries.
var algorithmWord = map[Algorithm]string{Ed25519: "ed25519"}

// maxName is how long the name of a key may be, in bytes.
const maxName = 256

// b64 is the base64 of signed notes; what it would not write itself it does not read.
var b64 = base64.StdEncoding.Strict()

// Public is a key that signatures are checked with. Keys are equal if their texts are.
type Public struct {
	Name      string
	Algorithm Algorithm
	Key       ed25519.PublicKey
}

// Private is a key that signs.
type Private struct {
	Public
	key ed25519.PrivateKey
}

// Generate makes a new key out of what is read from random.
func Generate(name string, a Algorithm, random io.Reader) (Private, error) {
	if err := checkName(name); err != nil {
		return Private{}, err
	}
	if strings.ContainsFunc(name, unicode.IsControl) {
		return Private{}, errors.New("the name of a key holds no control characters")
	}
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return Private{}, err
	}
	return newPrivate(name, a, seed), nil
}

func newPrivate(name string, a Algorithm, seed []byte) Private {
	key := ed25519.NewKeyFromSeed(seed)
	return Private{Public{name, a, key.Public().(ed25519.PublicKey)}, key}
}

// checkName holds a name to what signed notes allow.
func checkName(name string) error {
	switch {
	case name == "":
		return errors.New("a key has a name")
	case len(name) > maxName:
		return fmt.Errorf("the name of a key has at most %d bytes", maxName)
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsSpace) || strings.Contains(name, "+"):
		return fmt.Errorf("%q cannot be the name of a key: it is UTF-8 without spaces and without +", name)
	}
	return nil
}

// KeyHash is the short number that stands for a key in signatures.
func (p Public) KeyHash() uint32 {
	sum := sha256.Sum256(append([]byte(p.Name+"\n"+string(rune(p.Algorithm))), p.Key...))
	return binary.BigEndian.Uint32(sum[:])
}

// String is the key as a vkey of signed notes.
func (p Public) String() string { return p.encode(p.Key) }

// Secret is the whole private key as a text.
func (p Private) Secret() string { return secretPrefix + p.encode(p.key.Seed()) }

const secretPrefix = "PRIVATE+KEY+"

func (p Public) encode(material []byte) string {
	return fmt.Sprintf("%s+%08x+%s", p.Name, p.KeyHash(), b64.EncodeToString(append([]byte{byte(p.Algorithm)}, material...)))
}

// ParsePublic reads a vkey.
func ParsePublic(text string) (Public, error) {
	name, hash, a, key, err := splitKey(text)
	if err != nil {
		return Public{}, err
	}
	p := Public{name, a, key}
	if p.KeyHash() != hash {
		return Public{}, errors.New("this key is damaged: its number is not the one of its name and its bytes")
	}
	return p, nil
}

// ParsePrivate reads a private key.
func ParsePrivate(text string) (Private, error) {
	rest, ok := strings.CutPrefix(text, secretPrefix)
	if !ok {
		return Private{}, errors.New("this is no private key: it does not begin with " + secretPrefix)
	}
	name, hash, a, seed, err := splitKey(rest)
	if err != nil {
		return Private{}, err
	}
	p := newPrivate(name, a, seed)
	if p.KeyHash() != hash {
		return Private{}, errors.New("this private key is damaged: its number is not the one of its name and its bytes")
	}
	return p, nil
}

// splitKey takes NAME+HASH+BYTES apart.
func splitKey(text string) (name string, hash uint32, a Algorithm, material []byte, err error) {
	parts := strings.Split(text, "+")
	if len(parts) < 3 {
		return "", 0, 0, nil, errors.New("this is no key: NAME+NUMBER+BYTES is wanted")
	}
	name, number, rest := parts[0], parts[1], strings.Join(parts[2:], "+")
	if err := checkName(name); err != nil {
		return "", 0, 0, nil, err
	}
	n, err := strconv.ParseUint(number, 16, 32)
	if err != nil || fmt.Sprintf("%08x", n) != number {
		return "", 0, 0, nil, errors.New("the number of a key is eight hexadecimal digits")
	}
	material, err = decode64(rest)
	if err != nil || len(material) != 33 {
		return "", 0, 0, nil, errors.New("the bytes of a key are base64 of one byte for the algorithm and 32 of the key")
	}
	a = Algorithm(material[0])
	if a != Ed25519 && a != Cosignature {
		return "", 0, 0, nil, fmt.Errorf("the algorithm %d of this key is not known here", material[0])
	}
	return name, uint32(n), a, material[1:], nil
}

// decode64 reads base64 in its one form.
func decode64(text string) ([]byte, error) {
	b, err := b64.DecodeString(text)
	if err == nil && b64.EncodeToString(b) != text {
		err = errors.New("base64 with something in it that is passed over")
	}
	return b, err
}

// Is reports whether two keys are the same.
func (p Public) Is(q Public) bool {
	return p.Name == q.Name && p.Algorithm == q.Algorithm && bytes.Equal(p.Key, q.Key)
}

// sign signs a message as it is.
func (p Private) sign(message []byte) []byte {
	return ed25519.Sign(p.key, message)
}
