package ask

import (
	"slices"
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

// stake is a guarantee and what must not follow upon its case: what of the game does not hang on who plays it.
type stake[S, M any] struct {
	a        *asker[S, M]
	id       model.DutyID
	unwanted happening[S, M]
	states   S   // those of the fillings in which a case can come about at all
	open     S   // from here the unwanted can follow, if everybody helps: nothing is lost elsewhere
	early    []S // by case: those of them from which it can still come about
}

// stake looks at a guarantee in the fillings of some states.
func (a *asker[S, M]) stake(id model.DutyID, unwanted happening[S, M], states S) *stake[S, M] {
	any := a.Permitted(a.everyone())
	cases := a.cases(id, any)
	possible := a.None()
	for _, c := range cases {
		possible = a.Or(possible, a.Or(a.Fillings(a.And(states, c.First)), a.Fillings(a.And(a.unperformed(id, states), a.Makes(c.By)))))
	}
	x := &stake[S, M]{a: a, id: id, unwanted: unwanted, states: a.And(states, possible)}
	x.open = a.Backward(a.Makes(unwanted.among(any)), any, x.states)
	for _, c := range cases {
		x.early = append(x.early, a.Backward(a.And(x.open, a.Makes(c.By)), any, x.open))
	}
	return x
}

// holdingOut is how players, who keep their word as the guarantor does while all others need not, see to it that when a case
// comes about what is unwanted does not follow.
type holdingOut[S, M any] struct {
	*stake[S, M]
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

// holdOut plays the game, in some fillings.
//
// It is for the others to say when a case comes about, whoever's move that is: where it would come about in a way that must
// not be, the players have lost, so that is a bad state. States from which nothing can be lost are left out of the games.
func (x *stake[S, M]) holdOut(players model.ActorSet, within S) *holdingOut[S, M] {
	a := x.a
	k := world.Match{Players: players, Defectors: a.everyone() &^ players &^ model.SetOf(a.Pact.Duties[x.id].Obligor)}
	states, out := a.And(x.states, within), &holdingOut[S, M]{stake: x, moves: a.Permitted(k.Defectors)}
	bad := x.unwanted.among(out.moves)
	lost := a.And(x.open, a.LostMoves(k, a.None(), bad, a.And(x.open, within)))
	out.out, out.quiet = a.Diff(states, lost), a.Without(out.moves, bad)
	k.Willing = players
	for i, c := range a.cases(x.id, out.moves) {
		wrong := a.And(c.First, a.Or(lost, x.unwanted.first)) // it comes about on the first day, and not so
		unsafe := a.Makes(a.Join(x.unwanted.among(c.By), a.Into(c.By, lost)))
		safe := a.Diff(states, x.unsafe(k, c.By, unsafe, a.And(x.early[i], within)))
		out.ways = append(out.ways, wayOut[S, M]{c, a.Diff(a.And(a.Init(), safe), wrong), safe})
	}
	return out
}

// unsafe is from where the players cannot keep a case from coming about in a way that must not be.
func (x *stake[S, M]) unsafe(k world.Match, by M, unsafe, states S) S {
	a := x.a
	for more := unsafe; ; {
		unsafe = a.And(states, a.lost(k, more, states))
		if more = a.Or(unsafe, a.And(states, a.Before(unsafe, by))); a.Empty(a.Diff(more, unsafe)) {
			break
		}
	}
	var none M
	a.ConfirmAvoid(k, a.Before(unsafe, by), none, unsafe, states)
	return unsafe
}

// does is the fillings in which they can, and a case does come about on some course of it.
func (x *holdingOut[S, M]) does() S { return x.comesAbout(x.moves, x.ways) }

// might is the fillings in which some of them, those who keep their word among them, could at the most: what these hold out
// against all of them can as well, and of the others it is left open who keeps their word. Where it is all of them that keep
// their word it is what they do.
func (x *holdingOut[S, M]) might(keep model.ActorSet) S {
	a := x.a
	moves := a.Permitted(a.everyone() &^ keep &^ model.SetOf(a.Pact.Duties[x.id].Obligor))
	ways := slices.Clone(x.ways)
	for i, c := range a.cases(x.id, moves) {
		ways[i].By = c.By
	}
	return x.comesAbout(moves, ways)
}

// comesAbout is the fillings in which a case comes about on some course of certain moves by which they hold out. It is looked
// for backwards: most of what such courses come to has nothing to do with the case.
func (x *holdingOut[S, M]) comesAbout(moves M, ways []wayOut[S, M]) S {
	a, out := x.a, x.a.None()
	for _, w := range ways {
		out = a.Or(out, a.Fillings(a.And(w.start, w.First)))
		start, comes := a.Diff(w.start, out), a.And(a.unperformed(x.id, w.safe), a.Makes(w.By))
		both := a.And(a.Fillings(start), a.Fillings(comes))
		there := a.Backward(a.And(comes, both), moves, a.And(w.safe, both))
		out = a.Or(out, a.Fillings(a.And(start, there)))
	}
	return out
}

// unperformed leaves out the states in which a duty that falls due but once is performed already.
func (a *asker[S, M]) unperformed(id model.DutyID, states S) S {
	if a.Pact.Duties[id].Recurs() {
		return states
	}
	return a.Diff(states, a.status(id, model.Performed))
}

// whoHoldOut lists the smallest sets of actors that can and do hold out; the empty one where it takes nobody.
func (a *asker[S, M]) whoHoldOut(id model.DutyID, universe model.ActorSet, unwanted happening[S, M], within S) []minimal[S] {
	p, breakers := a.stake(id, unwanted, a.And(a.All(), within)), a.CanBreak()
	plays := map[model.ActorSet]*holdingOut[S, M]{} // by players: the first is in all fillings in which they are asked about
	known := map[[2]model.ActorSet]S{}
	return a.between(universe&(a.Movers()|breakers), breakers, a.Fillings(p.states), func(must, may model.ActorSet, within S) S {
		if plays[may] == nil {
			plays[may] = p.holdOut(may, within)
		}
		key := [2]model.ActorSet{may, must & breakers}
		if _, is := known[key]; !is {
			known[key] = plays[may].might(must)
		}
		return a.And(within, known[key])
	})
}

// EstablishedBy lists the smallest sets of actors that can see to it that when a case comes about the duty does not fall due; the empty one
// if it never does. The world is one of a single filling.
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
		comesAbout := t.From(w.By, t.unperformed(x.id, w.safe))
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
