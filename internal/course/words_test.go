package course_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

// play makes a course of the sample from short names of moves: "sign 1 0" is actor 1 signing instrument
// 0, "wait 3" three ticks, "strike", "do 2 0", "decide 3 0 1", "use 2 0".
func play(t *testing.T, round int, moves ...string) *course.Course {
	t.Helper()
	m, err := machine.New(sample.SmallExchange(), model.Filling{0}, 3)
	if err != nil {
		t.Fatal(err)
	}
	var ids []machine.LabelID
	for _, mv := range moves {
		ids = append(ids, labels(m, mv)...)
	}
	c, err := course.Replay(m, ids, round)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func labels(m *machine.Machine, move string) []machine.LabelID {
	var kind string
	var actor, index, value int
	fmt.Sscan(move, &kind, &actor, &index, &value)
	want := machine.Label{Actor: model.ActorID(actor), Index: index, Value: value}
	switch kind {
	case "wait":
		ids := make([]machine.LabelID, actor)
		for i := range ids {
			ids[i] = m.PassID()
		}
		return ids
	case "strike":
		return []machine.LabelID{m.StrikeID()}
	case "sign":
		want.Kind = machine.Sign
	case "do":
		want.Kind = machine.Do
	case "decide":
		want.Kind = machine.Decide
	case "use":
		want.Kind = machine.Use
	}
	for i, l := range m.Labels() {
		if l == want {
			return []machine.LabelID{machine.LabelID(i)}
		}
	}
	panic("no move " + move)
}

func told(c *course.Course) string {
	var b strings.Builder
	for _, l := range c.Lines() {
		fmt.Fprintf(&b, "day %d, %s: %s\n", l.Day, course.Date(l.Date), l.Sentence())
	}
	return b.String()
}

func TestACourseReadsAloud(t *testing.T) {
	c := play(t, -1, "sign 1 0", "sign 2 0", "wait 3", "do 2 0", "sign 1 1", "sign 2 1", "wait 10", "do 1 1", "use 2 0", "decide 3 0 1", "wait 1")
	want := `day 0, 1 Jan 2026: Northland and Southland sign the Peace agreement: the Peace agreement enters into force; "leave_hill" falls due, Southland has 30 days
day 9, 10 Jan 2026: Southland: pull back from the hill: "Who holds the hill" is now nobody; "leave_hill" is performed in time
day 9, 10 Jan 2026: Northland and Southland sign the Aid guarantee: "The Senate votes on the aid guarantee" is put to Northern Senate, with 90 days to decide
day 39, 9 Feb 2026: Northland: seize the hill: "Who holds the hill" is now north (Northland breaks "keep_off")
day 39, 9 Feb 2026: Southland uses its right "walk_away" to end the Peace agreement: the Peace agreement ends
day 39, 9 Feb 2026: Northern Senate decides "rejected" on "The Senate votes on the aid guarantee"
day 42, 12 Feb 2026: Nothing has happened since
`
	if d := cmp.Diff(want, told(c)); d != "" {
		t.Error(d)
	}
}

func TestAStrikeSaysWhatRunsOut(t *testing.T) {
	c := play(t, -1, "sign 1 0", "sign 2 0", "wait 10", "strike")
	want := `day 30, 31 Jan 2026: The 30 days of "leave_hill" run out (Southland breaks "leave_hill")`
	if got := told(c); !strings.Contains(got, want) {
		t.Errorf("got\n%swant a line\n%s", got, want)
	}
}

func TestARoundSaysSo(t *testing.T) {
	for _, c := range []struct {
		course *course.Course
		want   string
	}{
		{play(t, 0, "wait 1"), "Nothing more has to happen, for ever"},
		{play(t, 0, "do 0 3", "wait 1"), "And so on, for ever: all is again as on day 0 (1 Jan 2026)"},
	} {
		if got := told(c.course); !strings.Contains(got, c.want) {
			t.Errorf("got\n%swant a line with %q", got, c.want)
		}
	}
}
