package ledger

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"time"
)

func ParseSigned(text []byte) (Signed, error) {
	r := reader{rest: text}
	s, err := r.signed()
	if err == nil {
		err = r.done(text, s.Encode())
	}
	return s, err
}

func ParseEntry(text []byte) (Entry, error) {
	if len(text) > maxEntry {
		return Entry{}, fmt.Errorf("an entry has at most %d bytes, not %d", maxEntry, len(text))
	}
	r := reader{rest: text}
	var e Entry
	var err error
	if e.Signed, err = r.signed(); err != nil {
		return Entry{}, err
	}
	if e.Recorded, err = r.time("recorded"); err != nil {
		return Entry{}, err
	}
	return e, r.done(text, e.Encode())
}

type reader struct {
	rest []byte
	at   int
}

func (r *reader) field(word string) ([]byte, error) {
	line, rest, ok := bytes.Cut(r.rest, []byte("\n"))
	value, fits := bytes.CutPrefix(line, []byte(word+" "))
	if !ok || !fits {
		return nil, fmt.Errorf("at byte %d: a line %q is wanted", r.at, word+" …")
	}
	r.at += len(line) + 1
	r.rest = rest
	return value, nil
}

func (r *reader) time(word string) (time.Time, error) {
	at := r.at
	text, err := r.field(word)
	if err != nil {
		return time.Time{}, err
	}
	t, err := time.Parse(time.RFC3339Nano, string(text))
	if err != nil {
		return time.Time{}, fmt.Errorf("at byte %d: this is no time", at+len(word)+1)
	}
	return t.UTC(), nil
}

func (r *reader) statement() (s Statement, err error) {
	if !bytes.HasPrefix(r.rest, []byte(header+"\n")) {
		return s, fmt.Errorf("at byte 0: an entry begins with the line %q", header)
	}
	r.at, r.rest = len(header)+1, r.rest[len(header)+1:]
	for _, f := range []struct {
		word string
		to   *string
	}{{"ledger", &s.Ledger}, {"kind", &s.Kind}, {"id", &s.ID}} {
		value, err := r.field(f.word)
		if err != nil {
			return s, err
		}
		*f.to = string(value)
	}
	at := r.at
	key, err := r.field("reporter")
	if err != nil {
		return s, err
	}
	if s.Reporter, err = ParsePublic(string(key)); err != nil {
		return s, fmt.Errorf("at byte %d: %w", at, err)
	}
	if s.Claimed, err = r.time("claimed"); err != nil {
		return s, err
	}
	at = r.at
	if s.Line, err = r.field("event"); err != nil {
		return s, err
	}
	if err := s.check(); err != nil {
		return s, fmt.Errorf("in the lines before byte %d: %w", at, err)
	}
	return s, nil
}

func (r *reader) signed() (s Signed, err error) {
	if s.Statement, err = r.statement(); err != nil {
		return s, err
	}
	at := r.at
	word := "signature " + algorithmWord[s.Reporter.Algorithm]
	text, err := r.field(word)
	if err != nil {
		return s, err
	}
	if s.Signature, err = decode64(string(text)); err != nil || len(s.Signature) != ed25519.SignatureSize {
		return s, fmt.Errorf("at byte %d: this is no signature", at+len(word)+1)
	}
	return s, nil
}

func (r *reader) done(text, again []byte) error {
	if bytes.Equal(text, again) {
		return nil
	}
	for i := range min(len(text), len(again)) {
		if text[i] != again[i] {
			return fmt.Errorf("at byte %d: this is not in the one form that entries have", i)
		}
	}
	return fmt.Errorf("at byte %d: the entry ends here", min(len(text), len(again)))
}

const linesSigned = 8

func ReadSigned(from io.Reader, each func(Signed) error) error {
	in := bufio.NewReaderSize(from, maxEntry)
	for n := 1; ; n++ {
		text, err := oneSigned(in)
		if errors.Is(err, io.EOF) && len(text) == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("statement %d: %w", n, err)
		}
		s, err := ParseSigned(text)
		if err != nil {
			return fmt.Errorf("statement %d: %w", n, err)
		}
		if err := each(s); err != nil {
			return err
		}
	}
}

func oneSigned(in *bufio.Reader) ([]byte, error) {
	var text []byte
	for range linesSigned {
		line, err := in.ReadSlice('\n')
		text = append(text, line...)
		switch {
		case errors.Is(err, io.EOF) && len(text) > 0:
			return text, io.ErrUnexpectedEOF
		case errors.Is(err, bufio.ErrBufferFull) || len(text) > maxEntry:
			return text, errors.New("it is longer than an entry can be")
		case err != nil:
			return text, err
		}
	}
	return text, nil
}
