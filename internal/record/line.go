package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// mostBytes bounds a line: an event is a report, not the evidence itself.
const mostBytes = 1 << 20

// ParseLine reads one event from a line of JSON, without its end. The error is *Error; its Line is 1.
func ParseLine(text []byte) (Event, error) {
	e, err := parseLine(text)
	if err != nil {
		err.Line, err.Text = 1, string(text)
		return Event{}, err
	}
	return e, nil
}

func parseLine(text []byte) (Event, *Error) {
	x := lineReader{text: text}
	if !utf8.Valid(text) {
		for utf8.Valid(text[:x.at+1]) || !utf8.FullRune(text[:x.at+1]) {
			if x.at++; x.at == len(text)-1 {
				break
			}
		}
		return Event{}, x.wrong("this is no UTF-8", "save the log as UTF-8")
	}
	e, err := x.object()
	if err != nil {
		return Event{}, err
	}
	if f := e.whole(); f != nil {
		x.at = 0
		return Event{}, x.wrong(f.message, f.mend)
	}
	return e, nil
}

// lineReader reads the object of a line: its values are texts and lists of texts.
type lineReader struct {
	text []byte
	at   int
}

func (x *lineReader) wrong(message, mend string) *Error {
	return &Error{Column: column(x.text, x.at), Message: message, Mend: mend}
}

// column counts characters from 1.
func column(text []byte, at int) int { return utf8.RuneCount(text[:min(at, len(text))]) + 1 }

func (x *lineReader) space() {
	for x.at < len(x.text) && strings.IndexByte(" \t\r\n", x.text[x.at]) >= 0 {
		x.at++
	}
}

// next takes a sign if it comes next.
func (x *lineReader) next(c byte) bool {
	x.space()
	if x.at < len(x.text) && x.text[x.at] == c {
		x.at++
		return true
	}
	return false
}

func (x *lineReader) object() (e Event, _ *Error) {
	if !x.next('{') {
		return e, x.wrong("a line of the log is one JSON object", `write it as {"when": "2026-03-31", "actor": "north", "move": "pull_back"}`)
	}
	var seen [32]bool // more than there are fields
	for first := true; !x.next('}'); first = false {
		if !first && !x.next(',') {
			return e, x.wrong("here the object should go on or end", `put a comma between fields, and "}" at the end`)
		}
		x.space()
		at := x.at
		name, err := x.str()
		if err != nil {
			return e, err
		}
		i, known := fieldNamed(name)
		if !known || seen[i] {
			x.at = at
			return e, x.strange(name, known)
		}
		seen[i] = true
		if err := x.value(&e, &fields[i]); err != nil {
			return e, err
		}
	}
	if x.space(); x.at < len(x.text) {
		return e, x.wrong("something follows the object", "write one event a line")
	}
	return e, nil
}

// strange tells of a field that should not be there.
func (x *lineReader) strange(name string, twice bool) *Error {
	if twice {
		return x.wrong(fmt.Sprintf("%q is given twice", clip(name)), "keep one of the two")
	}
	return x.wrong(fmt.Sprintf("an event has no field %q", clip(name)), "its fields are "+strings.Join(Fields(), ", "))
}

// value reads a colon and the value of a field.
func (x *lineReader) value(e *Event, f *field) *Error {
	if !x.next(':') {
		return x.wrong("here a colon is missing", `write "`+f.name+`": and its value`)
	}
	x.space()
	at := x.at
	values, err := x.texts()
	if err != nil {
		return err
	}
	if fault := e.set(f, values); fault != nil {
		x.at = at
		return x.wrong(fault.message, fault.mend)
	}
	return nil
}

// texts reads a text, or a list of texts.
func (x *lineReader) texts() ([]string, *Error) {
	if !x.next('[') {
		s, err := x.str()
		return []string{s}, err
	}
	out := []string{}
	for first := true; !x.next(']'); first = false {
		if !first && !x.next(',') {
			return nil, x.wrong("here the list should go on or end", `put a comma between texts, and "]" at the end`)
		}
		s, err := x.str()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		out = nil
	}
	return out, nil
}

// str reads a text in quotes.
func (x *lineReader) str() (string, *Error) {
	x.space()
	if x.at >= len(x.text) || x.text[x.at] != '"' {
		return "", x.wrong("here a text in quotes is missing", "names and values are texts in double quotes")
	}
	from, plain := x.at, true
	for i := from + 1; i < len(x.text); i++ {
		switch c := x.text[i]; {
		case c == '\\':
			plain = false
			i++
		case c == '"':
			x.at = i + 1
			if plain {
				return string(x.text[from+1 : i]), nil
			}
			return x.unescaped(from)
		case c < ' ':
			x.at = i
			return "", x.wrong("a control character stands in a text", `write it as an escape, such as \t or \u0007`)
		}
	}
	return "", x.wrong("the text that begins here does not end", `put a double quote at its end`)
}

// unescaped reads the text in quotes from some place to x.at.
func (x *lineReader) unescaped(from int) (string, *Error) {
	raw := x.text[from:x.at]
	var out string
	if json.Unmarshal(raw, &out) != nil {
		x.at = from
		return "", x.wrong("an escape in this text is none", `escapes are \" \\ \/ \b \f \n \r \t and \u with four digits`)
	}
	if strings.ContainsRune(out, utf8.RuneError) && !bytes.ContainsRune(raw, utf8.RuneError) &&
		!strings.Contains(strings.ToLower(string(raw)), `\ufffd`) {
		x.at = from
		return "", x.wrong("an escape in this text is half a character", "write both halves, or the character itself")
	}
	return out, nil
}

// AppendLine appends the event as one line of JSON, without its end: fields in their order, what is empty left out.
func (e *Event) AppendLine(b []byte) []byte {
	b = append(b, '{')
	for i := range fields {
		f := &fields[i]
		if !e.has(f.name) || f.name == "kind" && e.Kind == Happened {
			continue
		}
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, f.name...)
		b = append(b, '"', ':')
		b = e.appendValue(b, f)
	}
	return append(b, '}')
}

func (e *Event) appendValue(b []byte, f *field) []byte {
	switch {
	case f.time != nil:
		return appendText(b, f.time(e).Text)
	case f.text != nil:
		return appendText(b, *f.text(e))
	case f.list == nil:
		return appendText(b, e.Kind.String())
	}
	b = append(b, '[')
	for i, s := range *f.list(e) {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, s)
	}
	return append(b, ']')
}

// appendText appends a text in quotes, with no more escapes than JSON asks for.
func appendText(b []byte, s string) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic(err) // a text can be written
	}
	return append(b, bytes.TrimRight(out.Bytes(), "\n")...)
}
