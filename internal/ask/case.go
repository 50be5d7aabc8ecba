package ask

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// What a guarantee is promised against, and how it can come to nothing when that comes about: what `hollow`, `withheld` and
// `false_call` share.

// IsGuarantee reports whether a duty is one: it falls due upon an act, is at its obligor's discretion, or says against what
// it is promised.
func IsGuarantee(d *model.Duty) bool {
	return d.Upon != model.None || d.Discretion || len(d.Against) > 0
}

// guarantees are the duties that are guarantees, promisedAgainst those that say against what.
func guarantees(p *model.Pact) []int {
	return which(len(p.Duties), func(i int) bool { return IsGuarantee(&p.Duties[i]) })
}

func promisedAgainst(p *model.Pact) []int {
	return which(len(p.Duties), func(i int) bool { return len(p.Duties[i].Against) > 0 })
}

// Case is one case of a guarantee: the moves by which it comes about, and the first day where it has come about then.
type Case[S, M any] struct {
	By    M
	First S
}

// Cases are what a duty is promised against, each by itself, by moves out of some; without that, its falling due.
func Cases[S, M any](w world.World[S, M], p *model.Pact, id model.DutyID, m M) []Case[S, M] {
	return newAsker(w, p).cases(id, m)
}

func (a *asker[S, M]) cases(id model.DutyID, m M) []Case[S, M] {
	d := &a.Pact.Duties[id]
	if len(d.Against) == 0 {
		return []Case[S, M]{{a.Calling(m, id), a.calls(id).first}}
	}
	var out []Case[S, M]
	inForce := a.Where(InForce(d.Instrument))
	for _, c := range d.Against {
		before := a.And(inForce, a.just(c, -1))
		out = append(out, Case[S, M]{a.moved(a.From(m, a.Diff(a.All(), before)), c, inForce), a.And(a.Init(), before)})
	}
	return out
}

// happening is something that can happen to a duty: by which moves, out of some, and the first day where it has happened
// then. A duty that is not dormant on the first day has fallen due on it.
type happening[S, M any] struct {
	among func(M) M
	first S
}

func (a *asker[S, M]) calls(id model.DutyID) happening[S, M] {
	return happening[S, M]{func(m M) M { return a.Calling(m, id) }, a.Diff(a.Init(), a.status(id, model.Dormant))}
}

func (a *asker[S, M]) acts(id model.DutyID) happening[S, M] {
	return happening[S, M]{func(m M) M { return a.Performing(m, id) }, a.And(a.Init(), a.status(id, model.Performed))}
}

// holdingOut is how players, who keep their word as the guarantor does while all others need not, see to it that when a case
// comes about what is unwanted does not follow.
type holdingOut[S, M any] struct {
	a     *asker[S, M]
	id    model.DutyID
	moves M
	out   S              // from here they can avoid the unwanted
	quiet M              // the moves that are not it
	ways  []wayOut[S, M] // by case
}

// wayOut is how they do it for one case.
type wayOut[S, M any] struct {
	Case[S, M]
	start S // the first day, in the fillings in which they can
	safe  S // from here they can see to it that the case comes about only so that they can hold out
}

// holdOut plays the game, in the fillings of some states.
//
// It is for the others to say when a case comes about, whoever's move that is: where it would come about in a way that must
// not be, the players have lost, so that is a bad state.
func (a *asker[S, M]) holdOut(id model.DutyID, players model.ActorSet, unwanted happening[S, M], states S) *holdingOut[S, M] {
	k := world.Match{Players: players, Defectors: a.everyone() &^ players &^ model.SetOf(a.Pact.Duties[id].Obligor)}
	x := &holdingOut[S, M]{a: a, id: id, moves: a.Permitted(k.Defectors)}
	bad := unwanted.among(x.moves)
	late := a.Diff(states, a.Where(model.InstrumentIs{Instrument: a.Pact.Duties[id].Instrument, Status: model.Draft})) // no case comes before
	lost := a.LostMoves(k, a.None(), bad, late)
	x.out, x.quiet = a.Diff(late, lost), a.Without(x.moves, bad)
	k.Willing = players
	for _, c := range a.cases(id, x.moves) {
		wrong := a.And(c.First, a.Or(lost, unwanted.first))                                            // it comes about on the first day, and not so
		states := a.And(states, a.Fillings(a.Or(a.Makes(a.Into(c.By, x.out)), a.And(c.First, x.out)))) // in the others no case comes to nothing
		unsafe := a.Makes(a.Join(unwanted.among(c.By), a.Into(c.By, lost)))
		for more := unsafe; ; {
			more = a.lost(k, more, states)
			unsafe = more
			if more = a.Or(unsafe, a.And(states, a.Before(unsafe, c.By))); a.Empty(a.Diff(more, unsafe)) {
				break
			}
		}
		var none M
		a.ConfirmAvoid(k, a.Before(unsafe, c.By), none, unsafe, states)
		safe := a.Diff(states, unsafe)
		x.ways = append(x.ways, wayOut[S, M]{c, a.Diff(a.And(a.Init(), safe), wrong), safe})
	}
	return x
}

// can is the fillings in which the players can see to it, whether or not a case then ever comes about. More players can no
// less.
func (x *holdingOut[S, M]) can() S {
	out := x.a.None()
	for _, w := range x.ways {
		out = x.a.Or(out, x.a.Fillings(w.start))
	}
	return out
}

// does is the fillings in which they can, and a case does come about on some course of it.
func (x *holdingOut[S, M]) does() S {
	a, out := x.a, x.a.None()
	for _, w := range x.ways {
		here := a.Forward(w.start, x.moves, w.safe)
		comes := a.Or(a.And(w.start, w.First), a.And(a.open(x.id, here), a.Makes(w.By)))
		out = a.Or(out, a.Fillings(comes))
	}
	return out
}

// open leaves out the states in which a duty that falls due but once is performed already.
func (a *asker[S, M]) open(id model.DutyID, states S) S {
	if a.Pact.Duties[id].Recurs() {
		return states
	}
	return a.Diff(states, a.status(id, model.Performed))
}

// whoHoldOut lists the smallest sets of actors that can and do hold out; the empty one where it takes nobody.
func (a *asker[S, M]) whoHoldOut(id model.DutyID, universe model.ActorSet, unwanted happening[S, M], within S) []minimal[S] {
	play := func(answer func(*holdingOut[S, M]) S) func([]model.ActorSet, []S) []S {
		return func(sets []model.ActorSet, within []S) []S {
			return []S{answer(a.holdOut(id, sets[0], unwanted, a.And(a.All(), within[0])))}
		}
	}
	x := &search[S, M]{a: a, universe: universe & (a.Movers() | a.CanBreak()), within: within, atOnce: 1,
		test: play((*holdingOut[S, M]).does), bound: play((*holdingOut[S, M]).can)}
	return x.run(0)
}

// EstablishedBy lists the smallest sets of actors that can see to it that when a case comes about the duty does not fall due; the empty one
// if it never does. // The world is one of a single filling.
func EstablishedBy[S, M any](w world.World[S, M], p *model.Pact, id model.DutyID) []model.ActorSet {
	a := newAsker(w, p)
	return actorsOf(a.whoHoldOut(id, a.everyone(), a.calls(id), a.Valid()))
}

// course is a shortest course on which a case comes about and comes to nothing: the duty falls due and is no longer due; or
// it is due, without a deadline, and time passes; or no act of it can follow any more, whoever helps; or, if there is none of
// these, time goes round without one. The moves after the case pass a test.
func (x *holdingOut[S, M]) course(t *teller[S, M], test func(machine.Label) bool) ([]machine.Label, bool) {
	quiet, d := t.Only(x.quiet, test), &t.Pact.Duties[x.id]
	due := t.And(x.out, t.status(x.id, model.Due))
	acts := t.Performing(t.Permitted(t.everyone()), x.id)
	hopeless := t.Diff(x.out, t.Backward(t.Makes(acts), t.Permitted(t.everyone()), t.And(t.All(), t.filling)))
	ends := world.Stage[S, M]{{By: t.From(quiet, due), Into: t.Diff(x.out, due), To: 2}, {By: quiet, Into: t.Diff(hopeless, due), To: 2}}
	if !hasDeadline(d) {
		ends = append(ends, world.Rule[S, M]{By: t.From(t.Only(quiet, passes), due), Into: due, To: 2})
	}
	ends = append(ends, world.Rule[S, M]{By: quiet, Into: x.out, To: 1})
	var best []machine.Label
	for _, w := range x.ways {
		start := t.And(w.start, t.filling)
		if t.Empty(start) {
			continue
		}
		begin := 0
		if !t.Empty(t.And(start, w.First)) {
			begin = 1
		}
		comesAbout := t.From(w.By, t.open(x.id, w.safe))
		comes := world.Stage[S, M]{{By: comesAbout, Into: w.safe, To: 1}, {By: x.moves, Into: w.safe, To: 0}}
		over := world.Rule[S, M]{By: comesAbout, Into: t.Diff(t.And(w.safe, hopeless), due), To: 2}
		moves, _, ok := t.Path(start, begin, []world.Stage[S, M]{append(world.Stage[S, M]{over}, comes...), ends})
		if !ok {
			moves, ok = x.andRound(t, start, comes, begin, quiet)
		}
		if ok && (best == nil || len(moves) < len(best)) {
			best = moves
		}
	}
	return best, best != nil
}

// andRound is a course to where a case comes about, and on from there to where time goes round without the unwanted.
func (x *holdingOut[S, M]) andRound(t *teller[S, M], start S, comes world.Stage[S, M], begin int, quiet M) ([]machine.Label, bool) {
	var moves []machine.Label
	end := start
	if begin == 0 {
		var ok bool
		if moves, end, ok = t.Path(start, 0, []world.Stage[S, M]{comes}); !ok {
			return nil, false
		}
	}
	more, _, round, ok := t.intoRound(end, t.Into(t.From(quiet, x.out), x.out), t.All())
	return append(moves, more...), ok && round >= 0
}

// TheCase says what a duty is promised against, its terms being given.
func TheCase(q words.Speaker, against []model.Cond) string {
	var out []string
	for _, c := range against {
		if done, ok := c.(model.Done); ok {
			out = append(out, course.Plain(&q.Pact.Acts[done.Act].Decl))
			continue
		}
		out = append(out, q.Condition(c))
	}
	return strings.Join(out, ", or ")
}

// whenItCounts says when a guarantee is judged.
func whenItCounts(q words.Speaker, d *model.Duty) string {
	if len(d.Against) == 0 {
		return "when called upon"
	}
	return "when what it is promised against comes about (" + TheCase(q, d.Against) + ")"
}

// beneficiaries are those a duty is owed to, with their bodies.
func beneficiaries(p *model.Pact, d *model.Duty) model.ActorSet {
	return SideOf(p, model.SetOf(d.For...))
}
