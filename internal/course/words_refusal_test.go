package course_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

const refusing = `pact "Refusals"
party north "Northland"
party twins "the Twins" plural
fact gate { shut, ajar }
fact toll 0..3
act knock by north { }
act pay by north { toll rises by 2 }
act slip_in by north { when gate is ajar and (toll is at least 2 or deal is signed)  toll falls by 1 }
decision vote { twins decides yes or no  once gate is ajar  within 3 days }
instrument deal {
  between north, twins
  in force once signed
  duty to_knock { north must knock  within 3 days }
  power stop { twins may suspend deal  on notice of 3 days }
  power open_up { twins may gate becomes ajar }
  power shut_up { twins may gate becomes shut }
  power forgive { twins may excuse to_knock  when gate is not shut }
}
instrument annex { between north, twins  in force once deal is in force }
`

// refused plays moves, and then tells why the last cannot be made.
func refused(t *testing.T, m *machine.Machine, before []machine.Label, l machine.Label) string {
	t.Helper()
	s := m.Initial()
	for _, l := range before {
		to, _, err := m.Apply(s, l)
		if err != nil {
			t.Fatalf("%v: %v", l, err)
		}
		s = to
	}
	var r *machine.Refusal
	if _, _, err := m.Apply(s, l); !errors.As(err, &r) {
		t.Fatalf("%v is not refused: %v", l, err)
	}
	return course.Refused(m, s, r)
}

func TestRefusalsInWords(t *testing.T) {
	p := load.Source("in.pact", []byte(refusing)).Pact
	if p == nil {
		t.Fatal("the pact does not compile")
	}
	m, err := machine.New(p, nil, p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	label := func(kind machine.MoveKind, who, what string) machine.Label {
		find := func(name string) int {
			return p.Declared()[slices.IndexFunc(p.Declared(), func(d model.Declared) bool { return d.Decl.Name == name })].Ref.Index
		}
		return machine.Label{Kind: kind, Actor: model.ActorID(find(who)), Index: find(what)}
	}
	signed := []machine.Label{label(machine.Sign, "north", "deal"), label(machine.Sign, "twins", "deal")}
	tick, strike := m.Label(m.PassID()), m.Label(m.StrikeID())
	with := func(ls ...machine.Label) []machine.Label { return append(slices.Clone(signed), ls...) }
	for _, c := range []struct {
		before []machine.Label
		move   machine.Label
		want   string
	}{
		{nil, label(machine.Do, "twins", "knock"), `this is for Northland`},
		{nil, machine.Label{Kind: machine.Do, Index: 99}, `the pact knows no such move`},
		{nil, label(machine.Sign, "north", "annex"), `nothing in the pact speaks of "annex" being signed`},
		{signed[:1], signed[0], `Northland has signed it already`},
		{signed[1:], signed[1], `the Twins have signed it already`},
		{signed, signed[0], `"deal" is in force; and Northland has signed it already`},
		{with(label(machine.Do, "north", "knock")), label(machine.Do, "north", "knock"), `Northland has done it already in this tick of 3 days`},
		{[]machine.Label{label(machine.Do, "north", "pay"), tick}, label(machine.Do, "north", "pay"), `"toll", which is 2, would leave its range of 0 to 3`},
		{nil, label(machine.Do, "north", "slip_in"),
			`it takes that "gate" is ajar and (toll is at least 2 or "deal" is signed by everybody); but "gate" is shut, "toll" is 0, "deal" is draft; and "toll", which is 0, would leave its range of 0 to 3`},
		{[]machine.Label{label(machine.Do, "north", "pay")}, label(machine.Do, "north", "slip_in"),
			`it takes that "gate" is ajar and (toll is at least 2 or "deal" is signed by everybody); but "gate" is shut`},
		{nil, label(machine.Decide, "twins", "vote"), `"vote" is unasked`},
		{nil, label(machine.Use, "twins", "stop"), `"deal" is draft`},
		{with(label(machine.Use, "twins", "stop")), label(machine.Use, "twins", "stop"),
			`the Twins have used it already in this tick of 3 days; and the notice of it is running`},
		{with(label(machine.Use, "twins", "stop"), tick), label(machine.Use, "twins", "stop"), `the notice of it is running`},
		{signed, label(machine.Use, "twins", "shut_up"), `it would change nothing: "gate" is shut`},
		{with(label(machine.Do, "north", "knock")), label(machine.Use, "twins", "forgive"),
			`it takes that "gate" is not shut; but "gate" is shut; and it would change nothing: "to_knock" is performed`},
		{signed, strike, `nothing runs out today`},
		{with(label(machine.Use, "twins", "stop"), tick), tick, `"to_knock" and "stop" run out first`},
	} {
		if got := refused(t, m, c.before, c.move); got != c.want {
			t.Errorf("%v after %v:\n%s, want\n%s", c.move, c.before, got, c.want)
		}
	}
}
