package ledger

import (
	"crypto/ed25519"
	"encoding/binary"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"
)

type logSigner struct{ key Private }

func (s logSigner) Name() string                     { return s.key.Name }
func (s logSigner) KeyHash() uint32                  { return s.key.KeyHash() }
func (s logSigner) Sign(text []byte) ([]byte, error) { return s.key.sign(text), nil }

type verifier struct{ key Public }

func (v verifier) Name() string    { return v.key.Name }
func (v verifier) KeyHash() uint32 { return v.key.KeyHash() }
func (v verifier) Verify(text, sig []byte) bool {
	if v.key.Algorithm == Ed25519 {
		return len(sig) == ed25519.SignatureSize && ed25519.Verify(v.key.Key, text, sig)
	}
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(sig)
	return at < 1<<63 && ed25519.Verify(v.key.Key, cosignedText(at, text), sig[8:])
}

func cosignedText(at uint64, text []byte) []byte {
	return fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", at, text)
}

type cosigner struct {
	key Private
	now time.Time
}

func (s cosigner) Name() string    { return s.key.Name }
func (s cosigner) KeyHash() uint32 { return s.key.KeyHash() }
func (s cosigner) Sign(text []byte) ([]byte, error) {
	at := uint64(s.now.Unix())
	return append(binary.BigEndian.AppendUint64(nil, at), s.key.sign(cosignedText(at, text))...), nil
}

func (c *Checkpoint) cosign(key Private, now time.Time) (string, error) {
	if key.Algorithm != Cosignature {
		return "", fmt.Errorf("the key of %s is not that of a witness", key.Name)
	}
	signed, err := note.Sign(&note.Note{Text: c.text()}, cosigner{key, now})
	if err != nil {
		return "", err
	}
	return signatureLines(signed)[0] + "\n", nil
}
