package repair

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// What cannot touch what is to go is not run.
//
// A finding is about the courses of one world: that in which certain actors may break their word and nobody else does. A change
// that applies only after a breach which that world does not have, or that makes something wait for what in that world always is
// so, leaves all courses of that world as they are, and the finding with them. Whether it is so is asked of the pact as it is, in
// every filling that is asked about. Only conditions are used that nothing changes while a pact settles: breaches, which stay for
// good, and facts and outcomes, which moves alone change. Several such changes together leave that world as it is too.
//
// Findings that are read off the text besides (toothless, self_judged, open_ended, one_origin) are not pruned in this way.

// watched is a world whose courses a target is about.
type watched struct {
	world  model.World
	except []model.ActorID
}

func (w watched) key() string { return fmt.Sprint(w.world, w.except) }

// worldOf is the world of a target; false if the courses of a world do not decide it alone.
func (r *runner) worldOf(t *claim) (watched, bool) {
	but := func(names ...string) (watched, bool) {
		w := watched{world: model.AllButKeep}
		for i := range r.base.Pact.Actors {
			if slices.Contains(names, r.base.Pact.Actors[i].Name) {
				w.except = append(w.except, model.ActorID(i))
			}
		}
		return w, !slices.Contains(names, "outsider")
	}
	switch t.code {
	case codes.Exposed, codes.BoundAlone:
		return but(append(slices.Clone(t.defectors), t.party)...)
	case codes.FalseCall:
		return but(t.defectors...)
	case codes.Conflict, codes.Impossible, codes.Dependent:
		return but(t.party)
	case codes.Stuck, codes.Veto, codes.Limbo, codes.DeadEnd, codes.Uncovered, codes.Outlasted:
		return watched{world: model.EveryoneKeeps}, true
	case codes.Hollow, codes.Withheld, codes.BlankCheque:
		return watched{world: model.NobodyKeeps}, true
	}
	return watched{}, false
}

// settledAlone reports whether nothing changes a condition while a pact settles.
func settledAlone(c model.Cond) bool {
	ok := true
	model.Visit(c, func(c model.Cond) {
		switch c := c.(type) {
		case model.And, model.Or, model.Not, model.FactIs, model.FactAtLeast, model.FactAtMost, model.WasBreached:
		case model.DecisionIs:
			ok = ok && (c.Status == model.Decided || c.Status == model.DecisionLapsed)
		default:
			ok = false
		}
	})
	return ok
}

// learn asks of the pact as it is, in the world of each target, which of the conditions of the changes never hold there, and which
// always do.
func (r *runner) learn(opts inquiry.Query) error {
	r.idle = map[string][]bool{}
	for i := range r.targets {
		w, ok := r.worldOf(&r.targets[i])
		if _, known := r.idle[w.key()]; !ok || known {
			continue
		}
		idle, err := r.learnIn(w, opts)
		if err != nil {
			return err
		}
		r.idle[w.key()] = idle
	}
	return nil
}

// learnIn says of each change whether it leaves a world as it is.
func (r *runner) learnIn(w watched, opts inquiry.Query) ([]bool, error) {
	p := *r.base.Pact
	p.Checks, p.Scenarios = nil, nil
	of := make([]int, len(r.changes)) // by change: its check, from 1
	known := map[string]int{}
	ask := func(c model.Cond) int {
		key := fmt.Sprintf("%#v", c)
		if _, there := known[key]; !there {
			p.Checks = append(p.Checks, model.Check{Kind: model.Never, Cond: c, World: w.world, Except: w.except, Reading: model.None})
			known[key] = len(p.Checks)
		}
		return known[key]
	}
	for i := range r.changes {
		c := &r.changes[i]
		switch {
		case c.trigger != nil && settledAlone(c.trigger):
			of[i] = ask(c.trigger)
		case c.bar != nil && settledAlone(c.bar):
			of[i] = ask(model.Not{Term: c.bar})
		}
	}
	out := make([]bool, len(r.changes))
	if len(p.Checks) == 0 {
		return out, nil
	}
	opts.Only, opts.Unquestioned, opts.Unshown = []codes.Code{inquiry.NothingElse}, false, true
	a, err := inquiry.Check(r.ctx, &p, opts)
	if err != nil {
		return nil, err
	}
	if a.Looked < a.AllFillings {
		return out, nil
	}
	for i, n := range of {
		out[i] = n > 0 && a.Checks[n-1].Asked > 0 && a.Checks[n-1].Failed == 0
	}
	return out, nil
}

// inert reports whether there is a target that none of the changes can touch.
func (r *runner) inert(c []int) bool {
	for i := range r.targets {
		w, ok := r.worldOf(&r.targets[i])
		if !ok {
			continue
		}
		idle := r.idle[w.key()]
		if !slices.ContainsFunc(c, func(k int) bool { return !idle[k] }) {
			return true
		}
	}
	return false
}
