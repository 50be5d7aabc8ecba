package guarantees

import (
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// The days from the case to an act. They are counted from a first case: one before which none came about, the duty did not fall
// due, and nothing was done or used in the tick.

// firstCases are the moves by which a case first comes about, and the first day where one has come about then.
func (x *pledge[S, M]) firstCases() (m M, atFirst S) {
	quiet, atFirst := x.Without(x.kept, x.calls), x.None()
	comes := x.Only(x.kept, func(machine.Label) bool { return false })
	for _, c := range ask.Cases(x.World, x.Pact, x.id, x.kept) {
		comes, quiet, atFirst = x.Join(comes, c.By), x.Without(quiet, c.By), x.Or(atFirst, x.And(x.first, c.First))
	}
	if !x.Empty(atFirst) {
		return x.Without(comes, comes), atFirst
	}
	before := x.Forward(x.first, quiet, x.All())
	return x.From(comes, x.fresh(before, quiet)), atFirst
}

// fresh are those of the states come to by certain moves in which nothing was done or used in the tick: the first day, and those
// to which time led and nothing else since.
func (x *pledge[S, M]) fresh(states S, quiet M) S {
	inert := x.Only(quiet, func(l machine.Label) bool { return l.Kind != machine.Do && l.Kind != machine.Use })
	start := x.Or(x.first, x.After(states, x.Only(quiet, passes)))
	return x.Forward(x.And(start, states), inert, states)
}

// leastDays: the fewest days from a first case to an act of the duty, on any course on which the guarantor keeps its word.
func (x *pledge[S, M]) leastDays() Said {
	if x.caseless() {
		return noCase
	}
	if n := x.leastTicks(); n >= 0 {
		return x.counted(n)
	}
	return Said{Text: "none: no act can follow"}
}

// mostDays: the least number of days within which all but the guarantor, who keeps its word, can force an act of the duty from
// each first case from which they can; none if they nowhere can.
func (x *pledge[S, M]) mostDays() Said {
	if x.caseless() {
		return noCase
	}
	if n := x.mostTicks(); n >= 0 {
		return x.counted(n)
	}
	return Said{Text: "no number of days: the others cannot make sure of an act", Missing: true}
}

var noCase = Said{Text: "none: no case comes about"}

func (x *pledge[S, M]) caseless() bool {
	comes, start := x.firstCases()
	return x.Empty(start) && x.Empty(x.Makes(comes))
}

// DaysFromCase gives both for a duty, in the filling of the machine; -1 where there is none.
func DaysFromCase[S, M any](w world.World[S, M], exact *machine.Machine, d model.DutyID) (least, most int) {
	x := begin(w, exact, d)
	days := func(ticks int) int { return max(ticks*exact.Tick, -1) }
	return days(x.leastTicks()), days(x.mostTicks())
}

// counted says a number of ticks.
func (x *pledge[S, M]) counted(ticks int) Said {
	n := ticks * x.exact.Tick
	said := Said{Text: Span(n), Days: &n, Assumed: assumed(x.duty.Within, x.duty.NotBefore)}
	switch {
	case n == 0 && x.exact.Tick == 1:
		said.Text = "the same day"
	case n == 0:
		said.Text = "in the same step of " + Span(x.exact.Tick)
	}
	return said
}

// atOnce reports whether an act of the duty is what a first case itself comes about by.
func (x *pledge[S, M]) atOnce(comes M, start S) bool {
	performed := x.And(start, x.Where(model.DutyIs{Duty: x.id, Status: model.Performed}))
	return !x.Empty(performed) || !x.Empty(x.Makes(x.Performing(comes, x.id)))
}

func (x *pledge[S, M]) leastTicks() int {
	comes, start := x.firstCases()
	if x.atOnce(comes, start) {
		return 0
	}
	acts, ticks := x.Makes(x.acts()), x.Only(x.kept, passes)
	still := x.Without(x.kept, ticks)
	at := x.Or(start, x.After(x.All(), comes))
	for n, seen := 0, x.None(); !x.Empty(at); n++ {
		at = x.Forward(at, still, x.Diff(x.All(), seen))
		if !x.Empty(x.And(at, acts)) {
			return n
		}
		seen = x.Or(seen, at)
		at = x.Diff(x.After(at, ticks), seen)
	}
	return -1
}

// mostTicks looks at each first case that is not itself an act. An act that comes with time's own passing is nothing that
// anybody makes sure of.
func (x *pledge[S, M]) mostTicks() int {
	comes, start := x.firstCases()
	most := -1
	if x.atOnce(comes, start) {
		most = 0
	}
	at := x.Or(x.Diff(start, x.Where(model.DutyIs{Duty: x.id, Status: model.Performed})), x.After(x.All(), x.Without(comes, x.Performing(comes, x.id))))
	others := x.Pact.Everyone() &^ model.SetOf(x.duty.Obligor)
	made := x.Only(x.acts(), func(l machine.Label) bool { return !passes(l) })
	n, won := 0, x.None()
	for win := range x.ForceWithin(world.Match{Players: others, Defectors: others}, x.None(), made, x.All()) {
		if !x.Empty(x.And(at, x.Diff(win, won))) {
			most = n
		}
		won, n = win, n+1
	}
	return most
}
