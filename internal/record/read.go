package record

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// Form is how a log is written.
type Form uint8

// The forms.
const (
	JSONLines Form = iota
	CSV
)

// FormOf tells the form by the name of a file: .csv, else JSON Lines.
func FormOf(name string) Form {
	if strings.EqualFold(filepath.Ext(name), ".csv") {
		return CSV
	}
	return JSONLines
}

// Reader gives the events of a log one after the other. It holds one of them at a time.
type Reader struct {
	name string
	next func() (Event, error)
	tail bool // the last line may still be being written
}

// NewReader reads a log; the name is for errors.
func NewReader(name string, r io.Reader, f Form) *Reader {
	x := &Reader{name: name}
	if f == CSV {
		x.next = (&csvReader{r: r}).next
	} else {
		x.next = (&linesReader{in: bufio.NewReaderSize(r, 64<<10), reader: x}).next
	}
	return x
}

// Growing lets the last line be one that has no end yet and cannot be read: whoever writes it is not done.
func (x *Reader) Growing() *Reader {
	x.tail = true
	return x
}

// Next gives the next event; at the end the error is io.EOF. An error in the log is *Error.
func (x *Reader) Next() (Event, error) {
	e, err := x.next()
	var wrong *Error
	if errors.As(err, &wrong) {
		wrong.File = x.name
	}
	return e, err
}

type linesReader struct {
	in     *bufio.Reader
	reader *Reader
	line   int
	long   []byte
}

func (x *linesReader) next() (Event, error) {
	for {
		text, ended, err := x.read()
		if err != nil {
			return Event{}, err
		}
		if x.line == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		e, wrong := parseLine(text)
		if wrong != nil {
			if !ended && x.reader.tail {
				return Event{}, io.EOF
			}
			wrong.Line, wrong.Text = x.line, string(text)
			return Event{}, wrong
		}
		e.Line = x.line
		return e, nil
	}
}

// read gives the next line without its end, and whether it has one.
func (x *linesReader) read() (text []byte, ended bool, err error) {
	x.long = x.long[:0]
	for {
		part, err := x.in.ReadSlice('\n')
		x.long = append(x.long, part...)
		if len(x.long) > mostBytes {
			return nil, false, &Error{Line: x.line + 1, Column: 1, Message: fmt.Sprintf("this line is longer than %d bytes", mostBytes),
				Mend: "an event is a report: name where the evidence is to be found, and leave it there"}
		}
		switch {
		case err == nil:
			x.line++
			return bytes.TrimRight(x.long, "\r\n"), true, nil
		case err == io.EOF && len(x.long) > 0:
			x.line++
			return x.long, false, nil
		case err != bufio.ErrBufferFull:
			return nil, false, err
		}
	}
}
