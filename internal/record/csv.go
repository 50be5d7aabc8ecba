package record

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// between stands between the values of a field that may have several.
const between = " | "

// csvReader reads a table: its first row has the names of the fields, in any order.
type csvReader struct {
	r     io.Reader
	in    *limited
	table *csv.Reader
	head  []int // by column: the field
	last  int   // the line of the last row
}

func (x *csvReader) next() (Event, error) {
	if x.table == nil {
		if err := x.begin(); err != nil {
			return Event{}, err
		}
	}
	row, err := x.row()
	if err != nil {
		return Event{}, err
	}
	var e Event
	for i, value := range row {
		if value == "" {
			continue
		}
		if wrong := x.cell(&e, &fields[x.head[i]], i, value); wrong != nil {
			return Event{}, wrong
		}
	}
	if f := e.whole(); f != nil {
		return Event{}, x.wrong(0, row, f.message, f.mend)
	}
	e.Line, _ = x.table.FieldPos(0)
	return e, nil
}

// begin reads the names of the columns.
func (x *csvReader) begin() error {
	x.in = &limited{r: x.r}
	x.table = csv.NewReader(x.in)
	x.table.ReuseRecord = true
	head, err := x.row()
	if err == io.EOF {
		return &Error{Line: 1, Column: 1, Message: "a table begins with the names of its columns", Mend: "they are " + strings.Join(Fields(), ", ")}
	}
	if err != nil {
		return err
	}
	seen := map[int]bool{}
	for i, name := range head {
		if i == 0 {
			name = strings.TrimPrefix(name, "\ufeff")
		}
		at, known := fieldNamed(strings.TrimSpace(name))
		if !known {
			return x.wrong(i, head, fmt.Sprintf("an event has no field %q", clip(name)), "its fields are "+strings.Join(Fields(), ", "))
		}
		if seen[at] {
			return x.wrong(i, head, fmt.Sprintf("there are two columns %q", name), "keep one of the two")
		}
		seen[at] = true
		x.head = append(x.head, at)
	}
	return nil
}

// row reads a row; what is wrong with it is told as an Error.
func (x *csvReader) row() ([]string, error) {
	x.in.n = 0
	row, err := x.table.Read()
	if errors.Is(err, errLongRow) {
		return nil, &Error{Line: x.last + 1, Column: 1, Message: errLongRow.Error(), Mend: "perhaps a quote is not closed"}
	}
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		mend := "double a quote within quotes, and close what you open"
		if errors.Is(bad.Err, csv.ErrFieldCount) {
			mend = fmt.Sprintf("the first row has %d columns; put what holds commas in quotes", len(x.head))
		}
		return nil, &Error{Line: bad.Line, Column: bad.Column, Message: bad.Err.Error(), Mend: mend}
	}
	if err != nil {
		return nil, err
	}
	x.last, _ = x.table.FieldPos(0)
	for i, value := range row {
		if !utf8.ValidString(value) {
			return nil, x.wrong(i, nil, "this is no UTF-8", "save the table as UTF-8")
		}
	}
	return row, nil
}

func (x *csvReader) cell(e *Event, f *field, i int, value string) error {
	values := []string{value}
	if f.list != nil {
		values = nil
		for _, v := range strings.Split(value, between) {
			if v != "" {
				values = append(values, v)
			}
		}
	}
	if fault := e.set(f, values); fault != nil {
		return x.wrong(i, nil, fault.message, fault.mend)
	}
	return nil
}

func (x *csvReader) wrong(i int, row []string, message, mend string) *Error {
	line, col := x.table.FieldPos(i)
	return &Error{Line: line, Column: col, Text: strings.Join(row, ","), Message: message, Mend: mend}
}

// limited lets no quote that is never closed take in the whole of a log.
type limited struct {
	r io.Reader
	n int // bytes since the last row
}

var errLongRow = fmt.Errorf("a row is longer than %d bytes", mostBytes)

func (x *limited) Read(p []byte) (int, error) {
	if x.n > mostBytes {
		return 0, errLongRow
	}
	n, err := x.r.Read(p)
	x.n += n
	return n, err
}

// WriteCSV writes events as a table with all columns.
func WriteCSV(w io.Writer, events func(yield func(*Event) bool)) error {
	table := csv.NewWriter(w)
	if err := table.Write(Fields()); err != nil {
		return err
	}
	for e := range events {
		var row []string
		for i := range fields {
			row = append(row, e.cellOf(&fields[i]))
		}
		if err := table.Write(row); err != nil {
			return err
		}
	}
	table.Flush()
	return table.Error()
}

func (e *Event) cellOf(f *field) string {
	switch {
	case f.time != nil:
		return f.time(e).Text
	case f.text != nil:
		return *f.text(e)
	case f.list != nil:
		return strings.Join(*f.list(e), between)
	}
	return e.Kind.String()
}
