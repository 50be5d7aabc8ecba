package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// maxMessage bounds a message; what is longer is refused without being read into memory.
const maxMessage = 64 << 20

// stream frames messages as the protocol says: a header with their length, then JSON. What is no message is answered with an
// error and passed over, so that nothing a client sends ends the session but the end of the stream, or a header without which it
// cannot be known where the next message begins.
type stream struct {
	in  *bufio.Reader
	out *bufio.Writer
	io.Closer
	writing sync.Mutex
}

func newStream(rwc io.ReadWriteCloser) *stream {
	return &stream{in: bufio.NewReader(rwc), out: bufio.NewWriter(rwc), Closer: rwc}
}

// ReadObject reads the next message.
func (s *stream) ReadObject(v any) error {
	for {
		n, err := s.header()
		if err != nil {
			return err
		}
		if n > maxMessage {
			if _, err := io.CopyN(io.Discard, s.in, n); err != nil {
				return err
			}
			s.refuse(protocol.CodeInvalidRequest, fmt.Sprintf("a message of %d bytes is too long", n))
			continue
		}
		body := make([]byte, n)
		if _, err := io.ReadFull(s.in, body); err != nil {
			return err
		}
		switch err := json.Unmarshal(body, v); {
		case err == nil:
			return nil
		case json.Valid(body):
			s.refuse(protocol.CodeInvalidRequest, "this is neither a request nor a notification nor an answer")
		default:
			s.refuse(protocol.CodeParseError, "this is not JSON: "+err.Error())
		}
	}
}

// header reads up to the empty line before a message, and gives its length.
func (s *stream) header() (length int64, err error) {
	length = -1
	for {
		line, err := s.line()
		if err != nil {
			return 0, err
		}
		if line == "" {
			if length < 0 {
				return 0, errors.New("a message without Content-Length")
			}
			return length, nil
		}
		name, value, _ := strings.Cut(line, ":")
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			if length, err = strconv.ParseInt(strings.TrimSpace(value), 10, 64); err != nil || length < 0 {
				return 0, fmt.Errorf("Content-Length is %q", strings.TrimSpace(value))
			}
		}
	}
}

// line reads a line of a header, without its end.
func (s *stream) line() (string, error) {
	line, err := s.in.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

func (s *stream) refuse(code int, message string) {
	s.WriteObject(map[string]any{"jsonrpc": "2.0", "id": nil, "error": map[string]any{"code": code, "message": message}})
}

// WriteObject writes a message.
func (s *stream) WriteObject(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	fmt.Fprintf(s.out, "Content-Length: %d\r\n\r\n", len(body))
	s.out.Write(body)
	return s.out.Flush()
}
