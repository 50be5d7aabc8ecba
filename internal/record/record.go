// Package record is the log of what happened while a pact is followed: one event after the other, as somebody reported it.
//
// Input: JSON Lines (RFC 8259, one object a line) or CSV (RFC 4180), read as a stream. Output: events as plain data, or an error
// that says in which line and column what is wrong and what would mend it. An event is written in one form only (AppendLine), so
// that whoever keeps events as lines of bytes keeps the same bytes for the same event. The package knows what a report is
// made of and nothing of pacts: whether an actor or a move is one of the pact, and what comes of it, is the matter of package
// track. docs/tracking.md describes the form.
package record

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"
)

// SchemaText is the JSON Schema (draft 2020-12) of an event.
//
//go:embed schema/event.schema.json
var SchemaText []byte

// Event is one report.
type Event struct {
	ID       string   // what other reports call it; may be empty if none does
	Kind     Kind     // what is reported
	When     When     // when it happened, as claimed
	Until    When     // DidNotHappen: the last day that is meant, if it is more than one
	Actor    string   // who did it
	Move     string   // what it did
	Value    string   // of a decision, or of an open point
	Point    string   // Answer: the open point
	Of       string   // the report that this one is about
	Against  []string // Happened: reports that cannot be true as well
	Text     string   // Amendment: the changed text, by its path beside the log
	Digest   string   // Amendment: that of the changed text
	Agreed   []string // Amendment: who is reported to have agreed to it
	Renamed  []string // Amendment: what has another name in the changed text, "old=new"
	Reporter string   // who says so
	Recorded When     // when it was said; unset: at once
	Evidence []string // what it rests on
	Note     string

	Line int // where it stood in the log, from 1; no part of the event
}

// Kind is what a report says.
type Kind uint8

// The kinds of reports.
const (
	Happened     Kind = iota // an actor made a move
	DidNotHappen             // it did not
	Correction               // an earlier report should have been this
	Withdrawal               // an earlier report is taken back
	Confirmation             // an earlier report is true
	Settlement               // of reports that contradict one another this one stands
	Answer                   // an open point of the pact has this value
	Note                     // something outside the pact
	Amendment                // a changed text of the pact is in force
)

// kinds are their names in a log.
var kinds = []string{"happened", "did_not_happen", "correction", "withdrawal", "confirmation", "settlement", "answer", "note", "amendment"}

func (k Kind) String() string { return kinds[k] }

// Kinds lists the names of all kinds.
func Kinds() []string { return slices.Clone(kinds) }

// Told is when it was reported: what was recorded, else the time claimed.
func (e *Event) Told() When {
	if e.Recorded.IsSet() {
		return e.Recorded
	}
	if e.Until.IsSet() {
		return e.Until
	}
	return e.When
}

// Same reports whether two events say the same, wherever they stood.
func (e *Event) Same(o *Event) bool {
	return string(e.AppendLine(nil)) == string(o.AppendLine(nil))
}

// field is one field of an event by its name.
type field struct {
	name string
	text func(*Event) *string   // one of these three is set
	list func(*Event) *[]string // several values
	time func(*Event) *When

	every bool // an event of any kind may have it
}

// fields are all of them, in the order in which they are written.
var fields = []field{
	{name: "id", text: func(e *Event) *string { return &e.ID }, every: true},
	{name: "kind", every: true}, // read by itself: it has names of its own
	{name: "when", time: func(e *Event) *When { return &e.When }, every: true},
	{name: "until", time: func(e *Event) *When { return &e.Until }},
	{name: "actor", text: func(e *Event) *string { return &e.Actor }},
	{name: "move", text: func(e *Event) *string { return &e.Move }},
	{name: "value", text: func(e *Event) *string { return &e.Value }},
	{name: "point", text: func(e *Event) *string { return &e.Point }},
	{name: "of", text: func(e *Event) *string { return &e.Of }},
	{name: "against", list: func(e *Event) *[]string { return &e.Against }},
	{name: "text", text: func(e *Event) *string { return &e.Text }},
	{name: "digest", text: func(e *Event) *string { return &e.Digest }},
	{name: "agreed", list: func(e *Event) *[]string { return &e.Agreed }},
	{name: "renamed", list: func(e *Event) *[]string { return &e.Renamed }},
	{name: "reporter", text: func(e *Event) *string { return &e.Reporter }, every: true},
	{name: "recorded", time: func(e *Event) *When { return &e.Recorded }, every: true},
	{name: "evidence", list: func(e *Event) *[]string { return &e.Evidence }, every: true},
	{name: "note", text: func(e *Event) *string { return &e.Note }, every: true},
}

// Fields lists the names of the fields in the order in which they are written.
func Fields() []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.name)
	}
	return out
}

func fieldNamed(name string) (int, bool) {
	i := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
	return i, i >= 0
}

// set gives a field its value; the fault says what is wrong with it.
func (e *Event) set(f *field, values []string) *fault {
	switch {
	case f.list != nil:
		*f.list(e) = values
	case len(values) != 1:
		return &fault{f.name + " is one text and no list", "write it in quotes"}
	case f.time != nil:
		w, err := parseWhen(values[0])
		if err != nil {
			return &fault{fmt.Sprintf("%s: %q is no time", f.name, clip(values[0])), err.Error()}
		}
		*f.time(e) = w
	case f.text != nil:
		*f.text(e) = values[0]
	default:
		k := slices.Index(kinds, values[0])
		if k < 0 {
			return &fault{fmt.Sprintf("there is no kind of event %q", clip(values[0])), "it is one of " + strings.Join(kinds, ", ")}
		}
		e.Kind = Kind(k)
	}
	return nil
}

// fault is what is wrong, before it is known where.
type fault struct{ message, mend string }

// needs says which fields a kind must have, and may have besides those that every kind may have.
var needs = map[Kind]struct{ must, may []string }{
	Happened:     {[]string{"when", "actor", "move"}, []string{"value", "against"}},
	DidNotHappen: {nil, []string{"until", "actor", "move", "value", "of"}},
	Correction:   {[]string{"of", "when", "actor", "move"}, []string{"value"}},
	Withdrawal:   {[]string{"of"}, nil},
	Confirmation: {[]string{"of"}, nil},
	Settlement:   {[]string{"of"}, nil},
	Answer:       {[]string{"point", "value"}, nil},
	Note:         {[]string{"note"}, nil},
	Amendment:    {[]string{"when"}, []string{"text", "digest", "agreed", "renamed", "against"}},
}

// whole says what is missing in an event, or too much.
func (e *Event) whole() *fault {
	n := needs[e.Kind]
	for _, name := range n.must {
		if !e.has(name) {
			return &fault{fmt.Sprintf("an event of the kind %s needs %q", e.Kind, name), "it needs " + strings.Join(n.must, ", ")}
		}
	}
	if e.Kind == DidNotHappen && e.Of == "" && !(e.has("when") && e.has("actor") && e.has("move")) {
		return &fault{"it is not said what did not happen", `give "of", the id of the report that is denied, or "when", "actor" and "move"`}
	}
	if e.Kind == Amendment && e.Text == "" && e.Digest == "" {
		return &fault{"it is not said which text is in force from then on", `give "text", the path of the changed pact beside the log, or "digest", that of the changed pact`}
	}
	for _, name := range e.Renamed {
		if old, new, ok := strings.Cut(name, "="); !ok || strings.TrimSpace(old) == "" || strings.TrimSpace(new) == "" {
			return &fault{fmt.Sprintf("%q says of nothing that it has another name", clip(name)), `write it as "old_name=new_name"`}
		}
	}
	for i := range fields {
		f := &fields[i]
		if !f.every && f.given(e) && !slices.Contains(n.must, f.name) && !slices.Contains(n.may, f.name) {
			return &fault{fmt.Sprintf("an event of the kind %s has no %q", e.Kind, f.name), "leave it out, or say what kind of event it is"}
		}
	}
	if e.Until.IsSet() && !e.When.IsSet() {
		return &fault{`"until" needs a "when"`, "say from when on it did not happen"}
	}
	if e.Until.IsSet() && e.Until.Numbered() == e.When.Numbered() && e.Until.DayFrom(time.Time{}) < e.When.DayFrom(time.Time{}) {
		return &fault{`"until" is before "when"`, "exchange the two"}
	}
	return nil
}

// Renames are the pairs of names in Renamed.
func (e *Event) Renames() [][2]string {
	var out [][2]string
	for _, name := range e.Renamed {
		old, new, _ := strings.Cut(name, "=")
		out = append(out, [2]string{strings.TrimSpace(old), strings.TrimSpace(new)})
	}
	return out
}

// has reports whether a field was given.
func (e *Event) has(name string) bool {
	i, _ := fieldNamed(name)
	return fields[i].given(e)
}

func (f *field) given(e *Event) bool {
	switch {
	case f.text != nil:
		return *f.text(e) != ""
	case f.list != nil:
		return len(*f.list(e)) > 0
	case f.time != nil:
		return f.time(e).IsSet()
	}
	return true
}

// clip makes a text short enough to be quoted.
func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
