package findings

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/symbolic"
	"github.com/servanda-lang/servanda/model"
)

// The author's checks, asked of all fillings: each as in authors.go.

// check gives the fillings in which a check holds, whatever its reading.
func (w *wide) check(c *model.Check) set {
	switch c.Kind {
	case model.Never:
		return w.Diff(w.Valid, w.event(c))
	case model.Possible:
		return w.event(c)
	case model.LeadsTo:
		return w.Diff(w.Valid, w.neednt(c))
	}
	g := w.Game(symbolic.Match{Players: model.SetOf(c.Players...), Defectors: defectorsIn(w.pact, c)}, w.Reach)
	if c.Kind == model.CanAvoid {
		return w.Diff(w.Valid, w.start(g.Lost(w.Where(c.Cond))))
	}
	return w.start(g.Force(w.Where(c.Cond)))
}

// asked is the fillings in which a check is asked.
func (w *wide) asked(c *model.Check) set {
	out := w.Valid
	if c.Reading != model.None {
		for _, b := range w.pact.Readings[c.Reading].Fixes {
			out = w.And(out, w.Is(w.Program.Points[b.Point], b.Value))
		}
	}
	return out
}

// event is the fillings in which what a check asks for comes about.
func (w *wide) event(c *model.Check) set {
	return w.leadingTo(defectorsIn(w.pact, c), c.Cond, bdd.True)
}

// leadingTo is the fillings with a state of a world that is in a set, and in which the condition holds of it and of a move
// that led to it.
func (w *wide) leadingTo(defectors model.ActorSet, c model.Cond, states set) set {
	world, allowed := w.World(defectors), w.Permitted(defectors)
	if !speaksOfActs(c) {
		return w.Fillings(w.And(world, w.And(w.Where(c), states)))
	}
	out := w.start(w.And(w.just(c, nil), states))
	for i := range w.Moves() {
		l := w.Label(i)
		out = w.Or(out, w.Fillings(w.Leading(i, w.And(allowed[i], world), w.And(w.just(c, &l), states))))
	}
	return out
}

// just is where a condition that may speak of acts holds when that move was just made; nil is the first day.
func (w *wide) just(c model.Cond, l *machine.Label) set {
	switch c := c.(type) {
	case model.And:
		out := bdd.True
		for _, c := range c.Terms {
			out = w.And(out, w.just(c, l))
		}
		return out
	case model.Or:
		out := bdd.False
		for _, c := range c.Terms {
			out = w.Or(out, w.just(c, l))
		}
		return out
	case model.Not:
		return w.just(c.Term, l).Not()
	case model.Done:
		if l != nil && l.Kind == machine.Do && l.Index == int(c.Act) {
			return bdd.True
		}
		return bdd.False
	}
	return w.Where(c)
}

func speaksOfActs(c model.Cond) (yes bool) {
	model.Visit(c, func(c model.Cond) {
		_, done := c.(model.Done)
		yes = yes || done
	})
	return yes
}

// neednt is the fillings in which what is to follow need not.
func (w *wide) neednt(c *model.Check) set {
	defectors := defectorsIn(w.pact, c)
	allowed := w.Permitted(defectors)
	without := w.Diff(w.World(defectors), w.Where(c.Then))
	stops := without
	for i := range allowed {
		stops = w.Diff(stops, allowed[i])
	}
	if c.Within == nil {
		late := w.Or(w.ForEver(without, allowed), w.Backward(stops, allowed, without))
		return w.leadingTo(defectors, c.Cond, late)
	}
	out := bdd.False
	for _, x := range w.times(*c.Within) {
		states := w.And(without, x.fillings)
		late := w.overdue(x.ticks, allowed, states, w.And(stops, x.fillings))
		out = w.Or(out, w.leadingTo(defectors, c.Cond, late))
	}
	return out
}

// overdue is from where more than that many ticks can pass within the states, or the world can come to stop there.
func (w *wide) overdue(ticks int, allowed []set, within, stops set) set {
	pass, other := make([]set, len(allowed)), make([]set, len(allowed))
	for i := range allowed {
		pass[i], other[i] = bdd.False, allowed[i]
		if w.Label(i).Kind == machine.Pass {
			pass[i], other[i] = allowed[i], bdd.False
		}
	}
	last := bdd.False
	for i := range pass {
		last = w.Or(last, pass[i])
	}
	out := w.Backward(w.Or(stops, w.And(within, last)), other, within)
	for range ticks {
		next := w.Backward(w.Or(stops, w.And(within, w.Before(out, pass))), other, within)
		if next == out {
			break
		}
		out = next
	}
	return out
}

// timeIn is a number of ticks, and the fillings in which a time is that long.
type timeIn struct {
	ticks    int
	fillings set
}

// times gives a time in ticks: once, or for each value of the open point that it is.
func (w *wide) times(a model.Amount) []timeIn {
	m := w.Program
	if a.Point == model.None {
		return []timeIn{{int(m.Ticks(a.N)), w.Valid}}
	}
	var out []timeIn
	for v, value := range w.pact.Points[a.Point].Values {
		out = append(out, timeIn{int(m.Ticks(value.N)), w.And(w.Valid, w.Is(w.Program.Points[a.Point], v))})
	}
	return out
}

// askedWays counts for each check, once all fillings were asked.
func (t *together) askedWays() []CheckWays {
	out := make([]CheckWays, len(t.pact.Checks))
	for i := range out {
		asked := t.family.asked(&t.pact.Checks[i])
		out[i] = CheckWays{t.family.ways(asked), t.family.ways(t.family.And(asked, t.failing(i)))}
	}
	return out
}

// failing is the fillings in which a check is not as its author expects, whatever its reading.
func (t *together) failing(check int) set {
	if t.pact.Checks[check].ExpectFails {
		return t.holds[check]
	}
	return t.family.Diff(t.family.Valid, t.holds[check])
}

// compareChecks holds what a filling answers to the checks against the answer for all.
func (t *together) compareChecks(a *FillingAnswer) {
	for _, r := range a.Checks {
		if in := t.family.Has(t.holds[r.Check], a.Filling); in != r.Holds {
			panic(fmt.Errorf("two ways of asking disagree on check %d in filling %v: together %v, alone %v", r.Check, a.Filling, in, r.Holds))
		}
	}
}

// lookUpChecks looks at fillings until each check that fails somewhere was seen to.
func (t *together) lookUpChecks() error {
	for i := range t.pact.Checks {
		c := &t.pact.Checks[i]
		failing := t.family.And(t.family.asked(c), t.failing(i))
		if failing == bdd.False || t.known.fails(i) {
			continue
		}
		if err := t.lookAt(failing); err != nil {
			return err
		}
		if !t.known.fails(i) && !t.tooLarge(failing) {
			panic(fmt.Errorf("check %d does not fail in the filling that was to show it", i))
		}
	}
	return nil
}

// fails reports whether a check failed in one of the fillings looked at.
func (b *behaviours) fails(check int) bool {
	for i := range b.answers {
		for _, r := range b.answers[i].Checks {
			if r.Check == check && !r.Passed {
				return true
			}
		}
	}
	return false
}
