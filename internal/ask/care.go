package ask

import (
	"cmp"
	"slices"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Care: whether a party can be spared a loss by what it does before, and what that costs it.
//
// A loss is a set of moments of a duty, in the world of some defectors; of exposed, where none of these can be come to, it is
// to perform the duty too late or too early: who was safe when it fell due may not be so for long. The obligor keeps its word, and its
// signature counts as available. Where it cannot avoid the loss from the first day on, it is unavoidable; where it can, staying
// safe may cost a purpose, or the exchange itself; else care is enough. A loss that takes a breach by the obligor itself before
// the moment is one that care avoids.

// Class says whether a loss can be avoided by care, and at what price.
type Class uint8

// The graver the greater; NoClass is of findings that are about no loss.
const (
	NoClass Class = iota
	WithCare
	AtPrice
	Unavoidable
)

// String gives the words for it.
func (c Class) String() string {
	return [...]string{"", "with care", "at a price", "unavoidable"}[c]
}

// Price is what a party gives up that stays safe.
type Price struct {
	Purposes []int
	Exchange bool // having given and got
}

// Care is what a party has to do, or not to do, to stay safe.
type Care struct {
	Not    []machine.Label // moves of its own that lead out of safety
	InTime []machine.Label // moves that lead, as soon as can be, to where time does not lead out of safety
	Keep   []string        // promises of its own, by their names, if the loss takes a breach of one
}

// loss is the moments of a duty, in the world of some defectors, at which its obligor has lost; worked out for more and more
// fillings, as they are asked about.
type loss[S, M any] struct {
	*asker[S, M]
	duty            model.DutyID
	self, defectors model.ActorSet
	// of gives those of some moments that are lost: once the duty has fallen due the obligor keeps its word in the world
	// of the defectors.
	of func(m moments[S, M], states S) moments[S, M]
	// giving gives the moves out of some states by which the obligor performs the duty, and from where they lead to has lost; nil
	// if it is not asked what it can come to from moments that are not lost.
	giving func(states S) M

	kept   lossIn[S, M] // without a breach by the obligor
	broken lossIn[S, M] // perhaps with one, before the moment
	later  later[S, M]  // without a lost moment

	weighed  S   // the fillings in which it is known what staying safe costs:
	purposes []S // a purpose, by number
	exchange S   // the exchange
}

// lossIn is what is known of a loss.
type lossIn[S, M any] struct {
	known S // the fillings in which it is
	bad   moments[S, M]
	out   S // from where the obligor cannot avoid them by care; not worked out where that is not asked
}

// later is what is known of a loss that comes about after moments that are not lost.
type later[S, M any] struct {
	known    S // the fillings in which it is
	moves    M // by which
	fillings S // in which
}

func (a *asker[S, M]) loss(d model.DutyID, defectors model.ActorSet, of func(moments[S, M], S) moments[S, M]) *loss[S, M] {
	nothing := lossIn[S, M]{a.None(), a.noMoments(), a.None()}
	return &loss[S, M]{
		asker: a, duty: d, self: model.SetOf(a.Pact.Duties[d].Obligor), defectors: defectors, of: of, kept: nothing, broken: nothing,
		later:   later[S, M]{a.None(), nothing.bad.calls, a.None()},
		weighed: a.None(), purposes: repeat(a.None(), len(a.Pact.Purposes)), exchange: a.None(),
	}
}

// before is the match until the moment.
func (l *loss[S, M]) before() world.Match {
	return world.Match{Players: l.self, Defectors: l.defectors, Willing: l.self}
}

// ask works the loss out for some more fillings.
func (l *loss[S, M]) ask(fillings S) {
	more := l.Diff(fillings, l.kept.known)
	if l.Empty(more) {
		return
	}
	states := l.And(l.Cover(l.defectors), more)
	bad := l.of(l.moments(l.duty, l.defectors, states), states)
	if made := l.Fillings(l.made(bad)); !l.Empty(made) {
		early := l.early(l.duty, l.And(states, made))
		lost := l.LostMoves(l.before(), bad.first, bad.calls, early)
		l.ConfirmAvoid(l.before(), bad.first, bad.calls, lost, early)
		l.kept.bad, l.kept.out = l.both(l.kept.bad, bad), l.Or(l.kept.out, l.And(lost, made))
	}
	l.kept.known = l.Or(l.kept.known, more)
}

// unavoidable is the fillings in which the obligor cannot avoid the loss from the first day on.
func (l *loss[S, M]) unavoidable(fillings S) S {
	l.ask(fillings)
	return l.And(fillings, l.AtStart(l.kept.out))
}

// met is the fillings in which the loss can be come to while the obligor keeps its word: one of the moments or, where none can, a
// move by which it performs and has lost.
func (l *loss[S, M]) met(fillings S) S {
	l.ask(fillings)
	met := l.comesTo(l.kept.bad, l.defectors, l.And(l.Cover(l.defectors), fillings))
	return l.Or(met, l.metLater(l.Diff(fillings, met)))
}

// metLater is the fillings, of some in which no lost moment can be come to, in which the obligor can perform the duty and have
// lost by it, keeping its word: it was safe when the duty fell due, and is no longer by when it performs it, or that it does.
func (l *loss[S, M]) metLater(fillings S) S {
	if l.giving == nil {
		return l.None()
	}
	if more := l.Diff(fillings, l.later.known); !l.Empty(more) {
		l.askLater(more)
		l.later.known = l.Or(l.later.known, more)
	}
	return l.And(fillings, l.later.fillings)
}

func (l *loss[S, M]) askLater(more S) {
	states := l.And(l.Cover(l.defectors), more)
	moves := l.giving(states)
	goal := l.And(states, l.Makes(moves))
	if l.Empty(goal) {
		return
	}
	met := l.AtStart(l.Backward(goal, l.Permitted(l.defectors), states))
	if l.Empty(met) {
		return
	}
	states, moves = l.And(states, met), l.From(moves, met)
	lost := l.LostMoves(l.before(), l.None(), moves, states)
	l.ConfirmAvoid(l.before(), l.None(), moves, lost, states)
	l.later.moves, l.later.fillings = l.Join(l.later.moves, moves), l.Or(l.later.fillings, met)
	l.kept.out = l.Or(l.kept.out, l.And(lost, states))
}

// harm is the moves by which the loss comes about.
func (l *loss[S, M]) harm() M { return l.Join(l.kept.bad.calls, l.later.moves) }

// metByBreach is the fillings in which it can be come to if the obligor may break its word before.
func (l *loss[S, M]) metByBreach(fillings S) S {
	world := l.defectors | l.self
	if more := l.Diff(fillings, l.broken.known); !l.Empty(more) {
		states := l.And(l.Cover(world), more)
		l.broken.bad = l.both(l.broken.bad, l.of(l.moments(l.duty, world, states), states))
		l.broken.known = l.Or(l.broken.known, more)
	}
	return l.comesTo(l.broken.bad, world, l.And(l.Cover(world), fillings))
}

// comesTo is the fillings in which one of some moments can be come to from the first day.
func (l *loss[S, M]) comesTo(m moments[S, M], defectors model.ActorSet, states S) S {
	goal := l.And(states, l.made(m))
	if l.Empty(goal) {
		return goal
	}
	early := l.early(l.duty, l.And(states, l.Fillings(goal)))
	return l.AtStart(l.Backward(goal, l.Permitted(defectors), early))
}

// costs is some fillings in which staying safe has a price, and the price.
type costs[S any] struct {
	price    Price
	fillings S
}

// weigh works out for some more fillings what staying safe costs.
func (l *loss[S, M]) weigh(fillings S) {
	l.ask(fillings)
	more := l.Diff(fillings, l.weighed)
	if l.Empty(more) {
		return
	}
	reach := l.And(l.Reach(0), more)
	safe := l.Diff(reach, l.kept.out)
	for i := range l.purposes {
		reached := l.And(reach, l.reached(i))
		l.purposes[i] = l.Or(l.purposes[i], l.Diff(l.Fillings(reached), l.staying(safe, l.Permitted(0), reached)))
	}
	if len(l.Pact.Duties[l.duty].Return) > 0 {
		l.exchange = l.Or(l.exchange, l.noExchange(reach, safe))
	}
	l.weighed = l.Or(l.weighed, more)
}

// price divides fillings in which the obligor can avoid the loss by what that costs; where it costs nothing they are left
// out.
func (l *loss[S, M]) price(fillings S) []costs[S] {
	l.weigh(fillings)
	out := []costs[S]{{Price{}, fillings}}
	for i, where := range l.purposes {
		out = l.divide(out, where, func(p *Price) { p.Purposes = append(p.Purposes[:len(p.Purposes):len(p.Purposes)], i) })
	}
	return l.divide(out, l.exchange, func(p *Price) { p.Exchange = true })[1:] // the first costs nothing
}

// divide adds something to the price in some fillings. The first part stays that without a price.
func (l *loss[S, M]) divide(parts []costs[S], where S, add func(*Price)) []costs[S] {
	var out []costs[S]
	var dearer []costs[S]
	for i, x := range parts {
		if without := l.Diff(x.fillings, where); i == 0 || !l.Empty(without) {
			out = append(out, costs[S]{x.price, without})
		}
		if with := l.And(x.fillings, where); !l.Empty(with) {
			add(&x.price)
			dearer = append(dearer, costs[S]{x.price, with})
		}
	}
	return append(out, dearer...)
}

// staying is the fillings in which the obligor can come to a goal from the first day by certain moves and stay safe.
func (l *loss[S, M]) staying(safe S, moves M, goal S) S {
	return l.AtStart(l.Backward(l.And(safe, goal), l.Without(moves, l.harm()), safe))
}

// noExchange is the fillings in which a lawful course leads to where the obligor has performed and has its return, and none
// that stays safe and on which nobody gives what it does not owe.
func (l *loss[S, M]) noExchange(reach, safe S) S {
	given := l.Given(l.Pact.Duties[l.duty].Return)
	exchanged := l.And(reach, l.And(l.status(l.duty, model.Performed), given))
	some, lawful := l.Fillings(exchanged), l.Permitted(0)
	if l.Empty(l.staying(safe, lawful, exchanged)) {
		return some
	}
	gifts := l.From(l.Only(lawful, func(x machine.Label) bool { return x.Kind == machine.Do && !l.self.Has(x.Actor) }), l.Diff(reach, given))
	for d := range l.Pact.Duties {
		gifts = l.Without(gifts, l.Performing(gifts, model.DutyID(d)))
	}
	gifts = l.Into(gifts, given)
	return l.Diff(some, l.staying(safe, l.Without(lawful, gifts), exchanged))
}

// spare tells the care, as it is come to from some states.
func (l *loss[S, M]) spare(first S) Care {
	safe := l.Diff(l.And(l.Cover(l.defectors), l.Fillings(first)), l.kept.out)
	allowed := l.Permitted(l.defectors)
	rash := l.Join(l.Into(allowed, l.kept.out), l.harm())
	here := l.From(allowed, l.Forward(l.And(first, safe), l.Without(allowed, rash), safe))
	rash = l.Without(here, l.Without(here, rash))
	own := l.Only(here, func(x machine.Label) bool { return x.Actor != machine.Time && l.self.Has(x.Actor) })
	late := l.Makes(l.Only(rash, func(x machine.Label) bool { return x.Actor == machine.Time }))
	return Care{
		Not:    l.told(l.Without(own, l.Without(own, rash))),
		InTime: l.told(l.nearer(l.Without(own, rash), l.Diff(safe, late))),
	}
}

// nearer is those of some moves that lead nearer to some states, by as few of these moves as can be.
func (l *loss[S, M]) nearer(moves M, goal S) M {
	out := l.Only(moves, func(machine.Label) bool { return false })
	for {
		into := l.From(l.Into(moves, goal), l.Diff(l.All(), goal))
		next := l.Or(goal, l.Makes(into))
		if l.Empty(l.Diff(next, goal)) {
			return out
		}
		out, goal = l.Join(out, into), next
	}
}

// told is what some moves are, each once, in order.
func (l *loss[S, M]) told(m M) []machine.Label {
	out := l.Labels(m)
	slices.SortFunc(out, func(a, b machine.Label) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Index, b.Index), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Actor, b.Actor))
	})
	return out
}

// judge gives of each class, gravest first, the sets of defectors for which a loss has it and that contain none told of in
// it or in a graver one, with the price, and the fillings.
func (a *asker[S, M]) judge(others model.ActorSet, of func(model.ActorSet) *loss[S, M]) []judged[S] {
	known := map[model.ActorSet]*loss[S, M]{}
	test := func(holds func(l *loss[S, M], fillings S) S) func([]model.ActorSet, []S) []S {
		return func(sets []model.ActorSet, within []S) []S {
			if known[sets[0]] == nil {
				known[sets[0]] = of(sets[0])
			}
			return []S{holds(known[sets[0]], within[0])}
		}
	}
	var out []judged[S]
	found := a.minimal(others, 0, 1, a.Valid(), test((*loss[S, M]).unavoidable))
	for _, x := range found {
		out = append(out, judged[S]{Unavoidable, x.actors, Price{}, x.fillings, false})
	}
	dear := a.further(found, others, 0, 1, a.Valid(), test((*loss[S, M]).dear))
	for _, x := range dear {
		for _, part := range known[x.actors].price(x.fillings) {
			out = append(out, a.byTime(judged[S]{AtPrice, x.actors, part.price, part.fillings, false}, known[x.actors])...)
		}
	}
	for _, x := range a.further(append(found, dear...), others, 0, 1, a.Valid(), test((*loss[S, M]).possible)) {
		out = append(out, a.byTime(judged[S]{WithCare, x.actors, Price{}, x.fillings, false}, known[x.actors])...)
	}
	return out
}

// byTime divides a loss that care avoids by whether the care is for before the duty falls due or for later.
func (a *asker[S, M]) byTime(x judged[S], l *loss[S, M]) []judged[S] {
	var out []judged[S]
	later := x
	x.fillings, later.fillings, later.later = a.Diff(x.fillings, l.later.fillings), a.And(x.fillings, l.later.fillings), true
	for _, part := range []judged[S]{x, later} {
		if !a.Empty(part.fillings) {
			out = append(out, part)
		}
	}
	return out
}

// judged is a class of a loss.
type judged[S any] struct {
	class     Class
	defectors model.ActorSet
	price     Price
	fillings  S
	later     bool // the obligor was safe when the duty fell due
}

// dear is the fillings in which the loss can be come to and staying safe has a price.
func (l *loss[S, M]) dear(fillings S) S {
	fillings = l.met(l.Diff(fillings, l.unavoidable(fillings)))
	if l.Empty(fillings) {
		return fillings
	}
	l.weigh(fillings)
	some := l.exchange
	for _, where := range l.purposes {
		some = l.Or(some, where)
	}
	return l.And(fillings, some)
}

// possible is the fillings in which the loss can be come to at all, be it by a breach by the obligor.
func (l *loss[S, M]) possible(fillings S) S {
	met := l.met(fillings)
	if rest := l.Diff(fillings, met); !l.Empty(rest) {
		met = l.Or(met, l.metByBreach(rest))
	}
	return met
}
