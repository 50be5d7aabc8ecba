package ask

import (
	"reflect"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Who waits for whom.
//
// When a condition is not fulfilled one asks: what would fulfil it, and what does that wait for in turn?
// Following such questions one comes to a ring of conditions that wait for each other, or to a step that
// somebody could take but need not, or to something nobody can bring about. The same search explains why a
// purpose can never be reached ("unfulfilled" means: in no lawful state) and why the deal stands still
// ("unfulfilled" means: in this state).

// literal is a simple condition that is to hold, or, if Holds is false, not to hold.
type literal struct {
	cond  model.Cond
	holds bool
}

// way is one way in which a literal could come to be fulfilled.
type way struct {
	who   model.ActorSet // those who could do it; empty if it comes by itself
	what  string         // what they would do: "decide approved on ratification"
	needs []model.Cond
}

// waits is a chain of literals, each waiting for the next. If ring is not -1 the last waits for number
// ring again; else end says why the chain stops.
type waits struct {
	chain []literal
	ring  int
	end   string
}

// waiter searches for what waits for what; open says whether a literal is unfulfilled.
type waiter struct {
	q    waiting
	open func(literal) bool
	idle string // how to speak of a step that somebody could take: "can" or "can, but need not"
	path []literal
	best *waits
}

// waitsOf explains why a condition does not hold in any of some states, line by line; idle is how to speak of a step that
// somebody could take.
func (t *teller[S, M]) waitsOf(c model.Cond, states S, idle string) []string {
	w := &waiter{q: waiting{t.Speaker, t.exact.Filling, &t.explained}, idle: idle, open: func(l literal) bool {
		if l.holds {
			return !t.Some(states, l.cond)
		}
		return !t.Some(states, model.Not{Term: l.cond})
	}}
	return w.explain(c).lines(w.q)
}

// waiting is what the search needs of a pact in one filling.
type waiting struct {
	words.Speaker
	filling   model.Filling
	explained *[]model.PointID
}

func (w *waiter) explain(c model.Cond) *waits {
	c = w.q.settled(c)
	todo := w.unfulfilled(c, true)
	if len(todo) == 0 {
		return &waits{ring: -1, end: "each part of it can hold, but never all of them together"}
	}
	if w.idle != "" {
		if x := w.nearest(todo); x != nil {
			return x
		}
	}
	for _, l := range todo {
		w.follow(l)
	}
	return w.best
}

// nearest is a shortest chain to a step that somebody could take: where all stands still though it need not, no ring keeps it
// there. None if there is no such step.
func (w *waiter) nearest(todo []literal) *waits {
	chains := make([][]literal, 0, len(todo))
	for _, l := range todo {
		chains = append(chains, []literal{l})
	}
	for seen := []literal(nil); len(chains) > 0; chains = chains[1:] {
		chain := chains[0]
		l := chain[len(chain)-1]
		if slices.ContainsFunc(seen, func(x literal) bool { return reflect.DeepEqual(x, l) }) {
			continue
		}
		seen = append(seen, l)
		for _, y := range w.q.openWays(l) {
			next := w.missing(y)
			if len(next) == 0 && y.who != 0 {
				return &waits{chain: chain, ring: -1, end: w.q.People(y.who) + " can " + y.what + w.idle}
			}
			for _, n := range next {
				chains = append(chains, append(slices.Clone(chain), n))
			}
		}
	}
	return nil
}

// missing lists what stands in the way of a way.
func (w *waiter) missing(y way) []literal {
	var out []literal
	for _, c := range y.needs {
		out = append(out, w.unfulfilled(w.q.settled(c), true)...)
	}
	return out
}

// unfulfilled lists the simple conditions that stand in the way of c (or, if holds is false, of its
// opposite); none if it is fulfilled, or if only its parts are.
func (w *waiter) unfulfilled(c model.Cond, holds bool) []literal {
	var terms []model.Cond
	all := holds
	switch c := c.(type) {
	case nil, model.True:
		return nil
	case model.Not:
		return w.unfulfilled(c.Term, !holds)
	case model.And:
		terms = c.Terms
	case model.Or:
		terms, all = c.Terms, !holds
	default:
		if l := (literal{c, holds}); w.open(l) {
			return []literal{l}
		}
		return nil
	}
	var out []literal
	for _, t := range terms {
		ls := w.unfulfilled(t, holds)
		if !all && len(ls) == 0 {
			return nil
		}
		out = append(out, ls...)
	}
	return out
}

// follow goes on from a literal and keeps the most telling chain: a ring before any other.
func (w *waiter) follow(l literal) {
	for i, seen := range w.path {
		if reflect.DeepEqual(seen, l) {
			w.keep(&waits{chain: append([]literal(nil), w.path[i:]...), ring: 0})
			return
		}
	}
	if len(w.path) > 12 || len(w.path) > 0 && w.best != nil && w.best.ring >= 0 {
		return
	}
	w.path = append(w.path, l)
	defer func() { w.path = w.path[:len(w.path)-1] }()
	ways := w.q.openWays(l)
	for _, y := range ways {
		next := w.missing(y)
		if len(next) == 0 {
			w.stop(w.q.People(y.who) + " can " + y.what + w.idle)
		}
		for _, n := range next {
			w.follow(n)
		}
	}
	if len(ways) == 0 {
		w.stop("nobody can bring it about that " + course.Condition(w.q.Pact, l.cond, l.holds))
	}
}

func (w *waiter) stop(end string) {
	w.keep(&waits{chain: append([]literal(nil), w.path...), ring: -1, end: end})
}

// keep prefers a ring, the shorter the better.
func (w *waiter) keep(found *waits) {
	switch {
	case w.best == nil,
		found.ring >= 0 && w.best.ring < 0,
		found.ring >= 0 && len(found.chain) < len(w.best.chain):
		w.best = found
	}
}

// openWays lists the ways to a literal that the open points, as filled, do not rule out.
func (q waiting) openWays(l literal) []way {
	return slices.DeleteFunc(q.ways(l), func(y way) bool {
		return slices.ContainsFunc(y.needs, func(c model.Cond) bool { return q.settled(c) == model.False{} })
	})
}

// lines puts the chain into words.
func (w *waits) lines(q waiting) []string {
	if w == nil {
		return nil
	}
	var out []string
	for i, l := range w.chain {
		next := ""
		switch {
		case i+1 < len(w.chain):
			next = w.words(q, i+1)
		case w.ring >= 0:
			next = w.words(q, w.ring) + ", where the ring closes"
		default:
			continue
		}
		out = append(out, course.Condition(q.Pact, l.cond, l.holds)+" only once "+next)
	}
	if w.ring < 0 {
		out = append(out, w.end)
	}
	return out
}

func (w *waits) words(q waiting, i int) string {
	return course.Condition(q.Pact, w.chain[i].cond, w.chain[i].holds)
}

// ways lists how a literal could come to be fulfilled.
func (q waiting) ways(l literal) []way {
	switch c := l.cond.(type) {
	case model.FactIs:
		return q.waysToFact(c.Fact, func(v int) bool { return (v == c.Value) == l.holds })
	case model.FactAtLeast:
		n := c.N.In(q.Pact, q.filling)
		return q.waysToFact(c.Fact, func(v int) bool { return (v >= n) == l.holds })
	case model.FactAtMost:
		n := c.N.In(q.Pact, q.filling)
		return q.waysToFact(c.Fact, func(v int) bool { return (v <= n) == l.holds })
	}
	if !l.holds {
		return nil
	}
	switch c := l.cond.(type) {
	case model.InstrumentIs:
		return q.waysToInstrument(c.Instrument, c.Status)
	case model.Signed:
		who := model.SetOf(q.Pact.Instruments[c.Instrument].Between...)
		if c.Party != model.None {
			who = model.SetOf(c.Party)
		}
		return []way{{who: who, what: "sign " + words.Thing(q.Pact, model.KindInstrument, int(c.Instrument))}}
	case model.DutyIs:
		return q.waysToDuty(c.Duty, c.Status)
	case model.InTime:
		return q.waysToDuty(c.Duty, model.Performed)
	case model.DecisionIs:
		return q.waysToDecision(c)
	case model.Kept:
		switch c.Thing.Kind {
		case model.KindInstrument:
			return q.waysToInstrument(model.InstrumentID(c.Thing.Index), model.InForce)
		case model.KindDuty:
			return q.waysToDuty(model.DutyID(c.Thing.Index), model.Performed)
		case model.KindBan:
			return []way{{what: "bind", needs: []model.Cond{InForce(q.Pact.Bans[c.Thing.Index].Instrument)}}}
		}
	case model.PowerIs:
		w := &q.Pact.Powers[c.Power]
		return []way{{who: model.SetOf(w.Holder), what: q.Using(int(c.Power)), needs: []model.Cond{InForce(w.Instrument), w.When}}}
	}
	return nil
}

// settled is a condition with the open points put in, so that no chain leads to what the filling rules out.
func (q waiting) settled(c model.Cond) model.Cond {
	settled, by := model.SettleBy(q.Pact, c, q.filling)
	*q.explained = append(*q.explained, by...)
	return settled
}

// waysToFact lists the acts and powers that can bring a fact to a value that is wanted.
func (q waiting) waysToFact(f model.FactID, wanted func(v int) bool) []way {
	var out []way
	for i := range q.Pact.Acts {
		a := &q.Pact.Acts[i]
		for _, e := range a.Effects {
			if e.Fact == f && (e.Op != model.Becomes || wanted(e.Amount.In(q.Pact, q.filling))) {
				out = append(out, way{who: model.SetOf(a.By...), what: course.Plain(&a.Decl), needs: []model.Cond{a.When}})
				break
			}
		}
	}
	for i := range q.Pact.Powers {
		if w := &q.Pact.Powers[i]; w.Effect == model.SetFact && w.Fact == f && wanted(w.Value) {
			out = append(out, q.useOf(i))
		}
	}
	return out
}

// useOf is the way of using a power.
func (q waiting) useOf(i int) way {
	w := &q.Pact.Powers[i]
	return way{who: model.SetOf(w.Holder), what: q.Using(i), needs: []model.Cond{InForce(w.Instrument), w.When}}
}

func (q waiting) waysToInstrument(id model.InstrumentID, s model.InstrumentStatus) []way {
	in := &q.Pact.Instruments[id]
	var out []way
	effect := model.Resume
	switch s {
	case model.Draft:
		return nil
	case model.InForce:
		out = append(out, way{what: "enter into force", needs: []model.Cond{in.InForceOnce}})
	case model.Suspended:
		effect = model.Suspend
	case model.Ended:
		effect = model.Terminate
		if in.EndsOnce != nil {
			out = append(out, way{what: "end", needs: []model.Cond{in.EndsOnce}})
		}
	}
	for i := range q.Pact.Powers {
		w := &q.Pact.Powers[i]
		if w.Effect == effect && w.Target == id {
			out = append(out, q.useOf(i))
		}
	}
	return out
}

func (q waiting) waysToDuty(id model.DutyID, s model.DutyStatus) []way {
	d := &q.Pact.Duties[id]
	due := []model.Cond{InForce(d.Instrument), d.Once}
	var calls []way
	if d.Upon != model.None {
		a := &q.Pact.Acts[d.Upon]
		calls = append(calls, way{who: model.SetOf(a.By...), what: course.Plain(&a.Decl), needs: append(due, a.When)})
	}
	switch {
	case s == model.Due && d.Upon != model.None:
		return calls
	case s == model.Due:
		return []way{{what: "fall due", needs: due}}
	case s != model.Performed:
		return nil
	case d.Ensure != nil:
		return []way{{who: model.SetOf(d.Obligor), what: q.Doing(d), needs: append(due, d.Ensure)}}
	}
	for _, a := range d.Acts {
		act := &q.Pact.Acts[a]
		calls = append(calls, way{who: model.SetOf(d.Obligor), what: course.Plain(&act.Decl), needs: append(due[:len(due):len(due)], act.When)})
	}
	return calls
}

func (q waiting) waysToDecision(c model.DecisionIs) []way {
	d := &q.Pact.Decisions[c.Decision]
	switch c.Status {
	case model.Decided:
		return []way{{who: model.SetOf(d.By...), what: q.Deciding(int(c.Decision), c.Value), needs: []model.Cond{d.Once}}}
	case model.Asked:
		return []way{{what: "be asked", needs: []model.Cond{d.Once}}}
	}
	return nil
}
