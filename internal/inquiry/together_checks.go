package inquiry

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/model"
)

// The author's checks, asked of all fillings.

// asked is the fillings in which a check is asked.
func (w *space) asked(c *model.Check) set {
	out := w.Valid()
	if c.Reading != model.None {
		for _, b := range w.pact.Readings[c.Reading].Fixes {
			out = w.And(out, w.Is(w.Program.Points[b.Point], b.Value))
		}
	}
	return out
}

// askedWays counts for each check, once all fillings were asked.
func (t *together) askedWays() []CheckWays {
	out := make([]CheckWays, len(t.pact.Checks))
	for i := range out {
		if t.Unquestioned {
			break
		}
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
	return t.family.Diff(t.family.Valid(), t.holds[check])
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
		if t.Unquestioned {
			break
		}
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
