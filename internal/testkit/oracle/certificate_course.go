package oracle

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/model"
)

// What a course of a certificate has to show, by finding.

// walked is a course that was followed: the states it comes through, and its moves.
type walked struct {
	at    []int
	made  []Edge
	round bool
}

func (x *walked) end() int { return x.at[len(x.at)-1] }

// last is the last move; ok is false if there is none.
func (x *walked) last() (e Edge, ok bool) {
	if len(x.made) == 0 {
		return e, false
	}
	return x.made[len(x.made)-1], true
}

// all tells whether all moves, from one on and up to another, are made by a world and pass a test.
func (x *walked) all(from, to int, world model.ActorSet, is moves) bool {
	for i := from; i < to; i++ {
		if !x.made[i].Culprits.Within(world) || is != nil && !is(x.at[i], x.made[i]) {
			return false
		}
	}
	return true
}

// turns tells whether at some point a thing comes about, on the first day or by a move, and a test holds of that point.
func (x *walked) turns(first bool, by moves, is func(k int) bool) bool {
	if first && is(0) {
		return true
	}
	for k := 1; k <= len(x.made) && !first; k++ {
		if by(x.at[k-1], x.made[k-1]) && is(k) {
			return true
		}
	}
	return false
}

var errShown = errors.New("it does not show what it has to")

// shows holds a course to what it has to show.
func (w *World) shows(q question, f certFound, c *certCourse) error {
	needs := !slices.Contains([]string{"stuck", "veto", "idle", "self_judged", "open_ended", "one_origin", "holds", "fails"}, f.Code)
	var check *model.Check
	if q.asks == "check" {
		n, _ := strconv.Atoi(strings.TrimPrefix(q.about, "check "))
		check = &w.Pact.Checks[n]
		needs = check.Kind == model.Possible && f.Code == "holds" || (check.Kind == model.Never || check.Kind == model.LeadsTo) && f.Code == "fails"
	}
	if needs != (c != nil) {
		return errors.New("it is missing, or there should be none")
	}
	if c == nil {
		return nil
	}
	at, made, err := w.walk(c)
	if err != nil {
		return err
	}
	x := &walked{at, made, c.Round != nil}
	if x.round != (f.Code == "limbo" || f.Code == "dead_end") {
		return errShown
	}
	var yes bool
	switch {
	case check != nil:
		yes = w.showsCheck(x, check)
	case f.Code == "limbo" || f.Code == "dead_end":
		n, _ := strconv.Atoi(strings.TrimPrefix(q.about, "purpose "))
		yes = w.showsWaiting(x, n, f.Code)
	default:
		yes = w.showsClause(x, q.about, f)
	}
	if !yes {
		return errShown
	}
	return nil
}

func (w *World) showsCheck(x *walked, c *model.Check) bool {
	d := w.defectors(c)
	holds := func(k int) bool {
		act := model.ActID(model.None)
		if k > 0 {
			act = x.made[k-1].Act
		}
		return w.HoldsAfter(c.Cond, act, w.physical().States[x.at[k]])
	}
	if c.Kind != model.LeadsTo {
		return x.all(0, len(x.made), d, nil) && holds(len(x.made))
	}
	g := w.in(d)
	then := g.where(func(s *State) bool { return w.Holds(c.Then, s) })
	stops := func(i int) bool { return !then[i] && len(g.Edges[i]) == 0 }
	ends := func(k int) bool {
		if stops(x.end()) {
			return true
		}
		if c.Within == nil {
			return !then[x.end()] && g.comesBack(x.end(), func(_ int, e Edge) bool { return !then[e.To] })
		}
		ticks := 0
		for _, e := range x.made[k:] {
			if e.Kind == Pass {
				ticks++
			}
		}
		e, ok := x.last()
		return ok && e.Kind == Pass && k < len(x.made) && ticks > w.ticks(c.Within)
	}
	return x.turns(holds(0) && !then[0], func(int, Edge) bool { return true }, func(k int) bool {
		waits := func(from int, e Edge) bool {
			return !then[from] && (!then[e.To] || c.Within != nil && e.Kind == Pass)
		}
		return (k == 0 || holds(k) && !then[x.at[k]]) && x.all(0, k, d, nil) && x.all(k, len(x.made), d, waits) && ends(k)
	})
}

func (w *World) showsWaiting(x *walked, purpose int, code string) bool {
	g := w.lawful()
	reached := g.where(w.reached(purpose))
	s := g.States[x.end()]
	hope := anyOf(g.reach(x.end(), nil), reached)
	counts := hope || w.anySuspended(s)
	if code == "dead_end" {
		counts = !hope && w.anythingBinds(s)
	}
	return w.allSigned(s) && counts && x.all(0, len(x.made), 0, func(_ int, e Edge) bool { return !reached[e.To] })
}

// set is a set of actors by their names.
func (w *World) setOf(names []string) (out model.ActorSet) {
	for i, a := range w.Pact.Actors {
		if slices.Contains(names, a.Name) {
			out |= model.SetOf(model.ActorID(i))
		}
	}
	return out
}

// showsClause is for findings about duties and bans.
func (w *World) showsClause(x *walked, about string, f certFound) bool {
	d := slices.IndexFunc(w.Pact.Duties, func(d model.Duty) bool { return d.Name == about })
	b := slices.IndexFunc(w.Pact.Bans, func(b model.Ban) bool { return b.Name == about })
	all := len(x.made)
	switch f.Code {
	case "toothless":
		s := w.physical().States[x.end()]
		return b >= 0 && s.BanBroken[b] || d >= 0 && w.dutyWasBreached(s, model.DutyID(d))
	case "bound_alone":
		if b >= 0 {
			ban := &w.Pact.Bans[b]
			return w.showsBound(x, restraint{ban.Bound, func(s *State) bool { return w.binding(s, model.BanID(b)) }, ban.Return}, w.setOf(f.Breaking))
		}
		duty := &w.Pact.Duties[d]
		return w.showsBound(x, restraint{duty.Obligor, func(s *State) bool { return s.Instruments[duty.Instrument].Status == InForce }, duty.Return}, w.setOf(f.Breaking))
	case "outlasted":
		return x.all(0, all, 0, nil) && w.over(model.DutyID(d), w.physical().States[x.end()])
	}
	return w.showsDuty(x, model.DutyID(d), f)
}

// over tells whether what was got for a duty has ended, by a term or a power of others, and the duty is performed.
func (w *World) over(d model.DutyID, s *State) bool {
	if !dutyIs(s.Duties[d].Status, model.Performed) {
		return false
	}
	for _, i := range w.testedForForce(w.Pact.Duties[d].Return) {
		for u, power := range w.Pact.Powers {
			if s.Instruments[i].Status == EndedOtherwise && s.Powers[u].Status == Used && power.Effect == model.Terminate && power.Target == i &&
				power.Holder != w.Pact.Duties[d].Obligor {
				return true
			}
		}
		if s.Instruments[i].Status == EndedByTerm {
			return true
		}
	}
	return false
}

func (w *World) showsBound(x *walked, r restraint, breaking model.ActorSet) bool {
	g, p := w.in(breaking), model.SetOf(r.party)
	returned, bound := g.where(func(s *State) bool { return w.given(r.gives, s) }), g.where(r.bound)
	free := Game{g, p, 0}.Force(or(returned, not(bound)))
	evil := and(bound, not(or(or(returned, free), Game{g, p, 0}.Force(returned))))
	caught := not(Game{g, p, 0}.Avoid(evil))
	return x.turns(bound[0] && caught[0], func(from int, e Edge) bool { return !bound[from] && bound[e.To] && caught[e.To] }, func(int) bool {
		return x.all(0, len(x.made), breaking, nil) && evil[x.end()]
	})
}

func (w *World) showsDuty(x *walked, d model.DutyID, f certFound) bool {
	p, breaking := model.SetOf(w.Pact.Duties[d].Obligor), w.setOf(f.Breaking)
	last, moved := x.last()
	all := len(x.made)
	switch f.Code {
	case "exposed":
		g := Game{w.in(breaking), p, 0}
		returned := g.where(func(s *State) bool { return w.returned(d, s) })
		gone := not(or(returned, g.Force(returned)))
		bare := gone[x.end()] && (dutyIs(g.States[x.end()].Duties[d].Status, model.Performed) || moved && slices.Contains(last.Performs, d))
		if f.How != "" {
			_, sure := w.spared(d, p, breaking)
			performs := func(_ int, e Edge) bool { return slices.Contains(e.Performs, d) && (gone[e.To] || !sure[e.To]) }
			return bare && x.all(0, all, breaking, nil) && x.turns(false, performs, func(int) bool { return true })
		}
		return bare && w.comesThrough(x, w.unsafe(d, p, breaking), p, breaking)
	case "dependent", "conflict", "impossible":
		return moved && slices.Contains(last.Breaches, d) && w.comesThrough(x, w.slips(d, p, 0), p, 0)
	case "uncovered":
		in := Game{w.lawful(), p, 0}.forceWithin(w.lawful().where(func(s *State) bool { return w.returned(d, s) }), none)
		return moved && x.all(0, all, 0, nil) && slices.Contains(last.Performs, d) && in[last.To]*w.Tick == f.Days
	case "hollow":
		return w.showsHolding(x, w.holdingOut(d, p, w.performs(d), performedIn), d)
	case "withheld":
		return w.showsHolding(x, w.holdingOut(d, w.setOf(f.By[0]), w.performs(d), performedIn), d)
	case "false_call":
		cases := w.cases(w.in(breaking), d)
		quiet := func(from int, e Edge) bool {
			return !slices.ContainsFunc(cases, func(c occasion) bool { return c.by(from, e) })
		}
		if slices.Contains(w.physical().States[0].fellDue, d) {
			return !moved
		}
		return moved && slices.Contains(last.FallsDue, d) && x.all(0, all, breaking, quiet)
	case "blank_cheque":
		return x.all(0, all, 0, nil) && w.callsForEver(d, w.side(model.SetOf(w.Pact.Duties[d].For...)))[x.end()]
	}
	return false
}

// comesThrough tells whether a course comes through one of some moments, in the world of the defectors, where the obligor may
// break its word before if none can be come to otherwise.
func (w *World) comesThrough(x *walked, m moments, obligor, breaking model.ActorSet) bool {
	before := breaking
	if !w.in(breaking).comesTo(m) {
		before |= obligor
	}
	return x.turns(m.first, m.moves, func(k int) bool { return x.all(0, k, before, nil) && x.all(k, len(x.made), breaking, nil) })
}

func (w *World) showsHolding(x *walked, h *holding, d model.DutyID) bool {
	if h == nil {
		return false
	}
	early := func(from int, e Edge) bool { return h.way[e.To] && !h.lost(from, e) }
	late := func(_ int, e Edge) bool { return !slices.Contains(e.Performs, d) && h.out[e.To] }
	comes := func(from int, e Edge) bool { return h.by(from, e) && !h.done(h.States[from]) }
	return x.turns(h.atFirst, comes, func(k int) bool {
		return x.all(0, k, h.Defectors, early) && x.all(k, len(x.made), h.Defectors, late)
	})
}
