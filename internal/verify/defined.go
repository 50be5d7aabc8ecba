package verify

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Answer is what is found of one thing, each with what shows it.
type Answer struct {
	Found
	Shown *Showing // nil if it needs no course: it is shown by sets alone
}

// topic is what is asked together, of which things, and the definition.
type topic struct {
	asks  string
	kind  model.Kind // of what; KindNone for purposes
	of    func(p *model.Pact, i int) bool
	holds func(a *Asker, i int) []Answer
}

// topics lists all that is asked of what can happen.
var topics = []topic{
	{"stuck", model.KindNone, anything, (*Asker).stuck},
	{"exposed", model.KindDuty, sacrifice, (*Asker).exposed},
	{"keeping", model.KindDuty, deadline, (*Asker).keeping},
	{"veto", model.KindNone, anything, (*Asker).veto},
	{"limbo", model.KindNone, anything, func(a *Asker, i int) []Answer { return a.waits(i, "limbo") }},
	{"dead_end", model.KindNone, anything, func(a *Asker, i int) []Answer { return a.waits(i, "dead_end") }},
	{"bound_alone", model.KindDuty, standing, func(a *Asker, i int) []Answer { return a.boundAlone(a.standing(i)) }},
	{"bound_alone", model.KindBan, paid, func(a *Asker, i int) []Answer { return a.boundAlone(a.ban(i)) }},
	{"uncovered", model.KindDuty, sacrifice, (*Asker).uncovered},
	{"hollow", model.KindDuty, guarantee, (*Asker).hollow},
	{"withheld", model.KindDuty, against, (*Asker).withheld},
	{"false_call", model.KindDuty, against, (*Asker).falseCall},
	{"blank_cheque", model.KindDuty, callable, (*Asker).blankCheque},
	{"toothless", model.KindDuty, anything, (*Asker).toothlessDuty},
	{"toothless", model.KindBan, anything, (*Asker).toothlessBan},
	{"outlasted", model.KindDuty, sacrifice, (*Asker).outlasted},
	{"idle", model.KindDuty, anything, (*Asker).idleDuty},
	{"idle", model.KindBan, anything, (*Asker).idleBan},
	{"idle", model.KindPower, anything, (*Asker).idlePower},
}

func anything(*model.Pact, int) bool { return true }

// sacrifice: all acts of the duty are irreversible, and there is a return.
func sacrifice(p *model.Pact, i int) bool {
	d := &p.Duties[i]
	lasting := func(a model.ActID) bool { return p.Acts[a].Irreversible }
	return len(d.Return) > 0 && len(d.Acts) > 0 && !slices.ContainsFunc(d.Acts, func(a model.ActID) bool { return !lasting(a) })
}

func deadline(p *model.Pact, i int) bool {
	d := &p.Duties[i]
	return (d.Within != nil || d.By != nil) && !d.Discretion
}

func standing(p *model.Pact, i int) bool {
	d := &p.Duties[i]
	return (d.Upon != model.None || d.Every != nil) && len(d.Return) > 0
}

func paid(p *model.Pact, i int) bool    { return len(p.Bans[i].Return) > 0 }
func against(p *model.Pact, i int) bool { return len(p.Duties[i].Against) > 0 }

func guarantee(p *model.Pact, i int) bool {
	d := &p.Duties[i]
	return d.Upon != model.None || d.Discretion || len(d.Against) > 0
}

func callable(p *model.Pact, i int) bool {
	d := &p.Duties[i]
	return d.Upon != model.None && !d.Discretion && p.Instruments[d.Instrument].Expires == nil &&
		side(p, model.SetOf(d.For...))&model.SetOf(p.Acts[d.Upon].By...) != 0
}

// side is a set of parties with their bodies.
func side(p *model.Pact, of model.ActorSet) model.ActorSet {
	out := of
	for i := range p.Actors {
		if x := &p.Actors[i]; x.Kind == model.IsBody && x.Of != model.None && of.Has(x.Of) {
			out |= model.SetOf(model.ActorID(i))
		}
	}
	return out
}

func (a *Asker) parties() (out model.ActorSet) {
	for i := range a.p.Actors {
		if a.p.Actors[i].Kind == model.IsParty {
			out |= model.SetOf(model.ActorID(i))
		}
	}
	return out
}

func (a *Asker) others(p model.ActorID) model.ActorSet {
	return (a.movers | a.breakers) &^ model.SetOf(p)
}

func (a *Asker) sets(ss []model.ActorSet) (out [][]string) {
	for _, s := range ss {
		out = append(out, Names(a.p, s))
	}
	return out
}

func (a *Asker) found(code string, party model.ActorID) Found {
	f := Found{Code: code}
	if party != model.None {
		f.Party = a.p.Actors[party].Name
	}
	return f
}

func (a *Asker) goal(i int) states { return a.cond(a.p.Purposes[i].Cond) }

// isStuck: no state that satisfies the purpose can be come to lawfully.
func (a *Asker) isStuck(i int) bool { return !some(and(a.world(0), a.goal(i))) }

func (a *Asker) stuck(i int) []Answer {
	if !a.isStuck(i) {
		return nil
	}
	return []Answer{{Found: a.found("stuck", model.None)}}
}

func (a *Asker) veto(i int) (out []Answer) {
	if a.isStuck(i) {
		return nil
	}
	goal := a.goal(i)
	for _, set := range least(a.movers, 1, func(set model.ActorSet) bool {
		return !a.lose(Match{set, 0, a.p.Everyone()}, goal, nil)[0]
	}) {
		if f := a.found("veto", model.None); !a.parties().Within(set) {
			f.By = a.sets([]model.ActorSet{set})
			out = append(out, Answer{Found: f})
		}
	}
	return out
}

// waits is limbo, and dead_end.
func (a *Asker) waits(i int, code string) []Answer {
	goal, lawful := a.goal(i), among(0, nil)
	if goal[0] || a.isStuck(i) {
		return nil
	}
	free := among(0, func(_ int, m *Move) bool { return !goal[m.To] })
	hope := a.back(goal, lawful)
	counts := a.where(func(s int) bool { return hope[s] })
	if code == "dead_end" {
		counts = and(not(hope), a.binding())
	} else {
		counts = or(counts, a.suspended())
	}
	at := and(a.reach(a.start(), free), a.signed(), counts)
	at = and(at, a.rounds(free))
	if !some(at) {
		return nil
	}
	return []Answer{{a.found(code, model.None), &Showing{may: free, round: at}}}
}

// signed is where all have signed what is a matter of signing.
func (a *Asker) signed() states {
	out := not(a.none())
	for i := range a.p.Instruments {
		if a.Signable(i) {
			out = and(out, a.cond(model.Signed{Instrument: model.InstrumentID(i), Party: model.None}))
		}
	}
	return out
}

func (a *Asker) suspended() states {
	out := a.none()
	for i := range a.p.Instruments {
		out = or(out, a.cond(model.InstrumentIs{Instrument: model.InstrumentID(i), Status: model.Suspended}))
	}
	return out
}

func (a *Asker) inForce(i model.InstrumentID) states {
	return a.cond(model.InstrumentIs{Instrument: i, Status: model.InForce})
}

// binds is where a ban forbids something, breached before or not.
func (a *Asker) binds(i int) states {
	b := &a.p.Bans[i]
	return and(a.inForce(b.Instrument), a.cond(b.While))
}

// binding is where something binds somebody.
func (a *Asker) binding() states {
	out := a.none()
	for i := range a.p.Duties {
		d := &a.p.Duties[i]
		if out = or(out, a.duty(model.DutyID(i), model.Due)); d.Upon != model.None || d.Every != nil {
			out = or(out, a.inForce(d.Instrument))
		}
	}
	for i := range a.p.Bans {
		out = or(out, a.binds(i))
	}
	return out
}

// moments are the moves by which a duty falls due at which something is so, and whether it is so on the first day.
type moments struct {
	calls moves
	first bool
}

// momentsOf are those after which something is so: in the state they lead to, and where the duty is performed there and then.
func (a *Asker) momentsOf(d model.DutyID, is, performing states) moments {
	due, done := a.duty(d, model.Due), a.duty(d, model.Performed)
	return moments{
		func(_ int, m *Move) bool {
			return slices.Contains(m.FallsDue, d) && (is[m.To] || slices.Contains(m.Performs, d) && performing[m.To])
		},
		(due[0] || done[0]) && is[0] || done[0] && performing[0],
	}
}

// met tells whether one of them can be come to.
func (a *Asker) met(m moments, breaking model.ActorSet) bool {
	return m.first || a.made(a.world(breaking), among(breaking, m.calls))
}

// loses is from where the players cannot avoid them.
func (a *Asker) loses(k Match, m moments) states {
	bad := a.none()
	bad[0] = m.first
	return a.lose(k, bad, m.calls)
}

// judged is the class of a loss, and its price.
type judged struct {
	class string
	price []string
	care  []string
	own   bool // it takes a breach of the obligor's own
	later bool // no moment can be come to, but a later loss
}

// graver orders the classes.
var graver = map[string]int{"": 0, "with care": 1, "at a price": 2, "unavoidable": 3}

// judge finds the class of a loss: of some moments or, where the obligor, keeping its word, can come to none of them, of moves of
// a later kind.
func (a *Asker) judge(d model.DutyID, breaking model.ActorSet, m moments, later moves) judged {
	p := model.SetOf(a.p.Duties[d].Obligor)
	k := Match{p, breaking, p}
	lost := a.loses(k, m)
	met := a.met(m, breaking)
	switch {
	case lost[0]:
		return judged{class: "unavoidable"}
	case !met && a.met(moments{calls: later}, breaking):
		lost = a.lose(k, a.none(), later)
		out := a.careful(d, k, lost, func(s int, x *Move) bool { return !lost[x.To] && !later(s, x) })
		out.later = true
		return out
	case !met && !a.met(m, breaking|p):
		return judged{}
	case !met:
		return judged{class: "with care", care: []string{"keep one's word"}, own: true}
	}
	return a.careful(d, k, lost, func(s int, x *Move) bool { return !lost[x.To] && !m.calls(s, x) })
}

// careful is the class of what the obligor can avoid, and its price.
func (a *Asker) careful(d model.DutyID, k Match, lost states, stays moves) judged {
	out := judged{class: "with care", price: a.price(d, among(0, stays)), care: a.care(k, lost, stays)}
	if len(out.price) > 0 {
		out.class = "at a price"
	}
	return out
}

// care tells the moves of the players that lead out of the safe states or make the loss, and, where time leads out, those that
// come as soon as can be to where it does not; where a course comes that stays safe.
func (a *Asker) care(k Match, lost states, stays moves) (out []string) {
	may := among(k.Breaking, nil)
	far := a.hurry(k, lost, stays)
	for _, s := range a.list(a.reach(a.start(), among(k.Breaking, stays))) {
		for i := range a.From(s) {
			m := &a.From(s)[i]
			if ours, _, _ := k.side(m.sort); !ours || !may(s, m) {
				continue
			}
			switch {
			case !stays(s, m):
				out = append(out, "not "+m.Name)
			case far[s] > 0 && far[m.To] == far[s]-1:
				out = append(out, "in time "+m.Name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hurry is how many moves of the players it takes from a safe state to one where time does not lead out; Never if they do not.
func (a *Asker) hurry(k Match, lost states, stays moves) []int {
	may, far := among(k.Breaking, nil), make([]int, len(a.States))
	some := func(s int, is func(m *Move) bool) bool {
		return slices.ContainsFunc(a.From(s), func(m Move) bool { return may(s, &m) && is(&m) })
	}
	for s := range far {
		far[s] = Never
		if !lost[s] && !some(s, func(m *Move) bool { return m.Actor == program.Time && !stays(s, m) }) {
			far[s] = 0
		}
	}
	for n, more := 1, true; more; n++ {
		more = false
		for s := range far {
			if !lost[s] && far[s] == Never && some(s, func(m *Move) bool {
				ours, _, _ := k.side(m.sort)
				return ours && stays(s, m) && far[m.To] == n-1
			}) {
				far[s], more = n, true
			}
		}
	}
	return far
}

// price is what some lawful course reaches and none by certain moves.
func (a *Asker) price(d model.DutyID, stays moves) (out []string) {
	lawful := a.world(0)
	costs := func(goal states, may moves) bool {
		return some(and(lawful, goal)) && !some(and(a.reach(a.start(), may), goal))
	}
	for i := range a.p.Purposes {
		if costs(a.goal(i), stays) {
			out = append(out, fmt.Sprint("purpose ", i))
		}
	}
	duty := &a.p.Duties[d]
	if len(duty.Return) == 0 {
		return out
	}
	given := a.given(duty.Return)
	if costs(and(a.duty(d, model.Performed), given), func(s int, m *Move) bool {
		gift := m.Kind == program.Do && m.Actor != duty.Obligor && len(m.Performs) == 0 && !given[s] && given[m.To]
		return stays(s, m) && !gift
	}) {
		out = append(out, "the exchange")
	}
	return out
}

// bare is where the obligor has performed, the return does not hold and the players cannot force it; gone is where they
// cannot; unsafe the moments from which they cannot avoid to be bare, by being so or by performing into where it is gone.
func (a *Asker) unsafe(d model.DutyID, players, breaking model.ActorSet) (m moments, bare, gone, lost states) {
	k := Match{players, breaking, 0}
	gone = not(a.force(k, a.given(a.p.Duties[d].Return), nil))
	bare = and(gone, a.duty(d, model.Performed))
	lost = a.lose(k, bare, a.performing(d, gone))
	return a.momentsOf(d, lost, gone), bare, gone, lost
}

func (a *Asker) performing(d model.DutyID, into states) moves {
	return func(_ int, m *Move) bool { return slices.Contains(m.Performs, d) && into[m.To] }
}

func (a *Asker) exposed(i int) (out []Answer) {
	d := model.DutyID(i)
	p := a.p.Duties[d].Obligor
	var told []model.ActorSet
	for _, set := range subsets(a.parties() & a.breakers &^ model.SetOf(p)) {
		m, bare, gone, lost := a.unsafe(d, model.SetOf(p), set)
		performs, loses := a.performing(d, gone), a.performing(d, or(gone, lost))
		j := a.judge(d, set, m, loses)
		covered := func(k int) bool { return told[k].Within(set) && graver[out[k].Class] >= graver[j.class] }
		if j.class == "" || slices.ContainsFunc(upTo(len(told)), covered) {
			continue
		}
		f := a.found("exposed", p)
		f.Class, f.Price, f.Care, f.Breaking = j.class, j.price, j.care, Names(a.p, set)
		bared := func(s int, e *Move) bool { return bare[s] || e != nil && performs(0, e) }
		shown := a.loss(d, set, j, m, bared)
		if j.later {
			f.How, shown = "later", &Showing{early: among(set, nil), turns: loses, may: among(set, nil), ends: bared}
		} else {
			f.By = a.sets(a.deniers(d, set, j, m))
		}
		told, out = append(told, set), append(out, Answer{f, shown})
	}
	return out
}

func upTo(n int) (out []int) {
	for i := range n {
		out = append(out, i)
	}
	return out
}

// deniers: the least sets of actors who can deny the return when all others help, asked at the moments at which there is hope.
func (a *Asker) deniers(d model.DutyID, breaking model.ActorSet, j judged, m moments) (out []model.ActorSet) {
	p, all := model.SetOf(a.p.Duties[d].Obligor), a.p.Everyone()
	world := breaking
	if !a.met(m, breaking) {
		world |= p
	}
	hopeless, _, _, _ := a.unsafe(d, all, breaking)
	denied := func(b model.ActorSet) moments {
		m, _, _, _ := a.unsafe(d, all&^b, breaking)
		return moments{func(s int, x *Move) bool { return m.calls(s, x) && !hopeless.calls(s, x) }, m.first && !hopeless.first}
	}
	universe := a.others(a.p.Duties[d].Obligor)
	if j.class == "unavoidable" {
		out = least(universe, 1, func(b model.ActorSet) bool { return a.loses(Match{p, breaking, p}, denied(b))[0] })
	}
	if len(out) == 0 {
		out = least(universe, 1, func(b model.ActorSet) bool { return a.met(denied(b), world) })
	}
	return out
}

// slips are the moments from which the players cannot avoid every move by which a duty is breached.
func (a *Asker) slips(d model.DutyID, players, breaking model.ActorSet) moments {
	lost := a.lose(Match{players, breaking, 0}, a.none(), func(_ int, m *Move) bool { return slices.Contains(m.Breaches, d) })
	return a.momentsOf(d, lost, a.none())
}

// keeping is dependent, conflict and impossible.
func (a *Asker) keeping(i int) []Answer {
	d := model.DutyID(i)
	obligor := a.p.Duties[d].Obligor
	p, all, universe := model.SetOf(obligor), a.p.Everyone(), a.others(obligor)
	m := a.slips(d, p, 0)
	j := a.judge(d, 0, m, nothing)
	if j.class == "" {
		return nil
	}
	f := a.found("impossible", obligor)
	f.Class, f.Price, f.Care = j.class, j.price, j.care
	world := model.ActorSet(0)
	if !a.met(m, 0) {
		world = p
	}
	enough := func(before, after, breaking model.ActorSet) bool {
		if j.class == "unavoidable" {
			return !a.loses(Match{before, breaking, before}, a.slips(d, after, breaking))[0]
		}
		return !a.met(a.slips(d, after, breaking), world)
	}
	needs := least(universe, 1, func(x model.ActorSet) bool { return enough(p, p|x, 0) })
	if len(needs) == 0 && j.class == "unavoidable" {
		needs = least(universe, 1, func(x model.ActorSet) bool { return enough(p|x, p|x, 0) })
	}
	switch {
	case len(needs) > 0:
		f.Code, f.Needs = "dependent", a.sets(needs)
	case enough(all, all, p):
		f.Code = "conflict"
	}
	return []Answer{{f, a.loss(d, 0, j, m, func(_ int, e *Move) bool { return e != nil && slices.Contains(e.Breaches, d) })}}
}

// loss shows a loss: a course over one of its moments to what comes of it.
func (a *Asker) loss(d model.DutyID, breaking model.ActorSet, j judged, m moments, ends func(int, *Move) bool) *Showing {
	before := breaking
	if j.own {
		before |= model.SetOf(a.p.Duties[d].Obligor)
	}
	return &Showing{early: among(before, nil), turns: m.calls, begun: m.first, may: among(breaking, nil), ends: ends}
}

// restraint is a promise by which a party is bound in certain states, for something in return.
type restraint struct {
	party model.ActorID
	bound states
	given states
}

func (a *Asker) standing(i int) restraint {
	d := &a.p.Duties[i]
	return restraint{d.Obligor, a.inForce(d.Instrument), a.given(d.Return)}
}

func (a *Asker) ban(i int) restraint {
	b := &a.p.Bans[i]
	return restraint{b.Bound, a.binds(i), a.given(b.Return)}
}

func (a *Asker) boundAlone(r restraint) (out []Answer) {
	p, all := model.SetOf(r.party), a.p.Everyone()
	becoming := func(breaking model.ActorSet) states {
		at, here := a.none(), a.world(breaking)
		at[0] = r.bound[0]
		for _, s := range a.list(and(here, not(r.bound))) {
			for i := range a.From(s) {
				m := &a.From(s)[i]
				at[m.To] = at[m.To] || m.Culprits.Within(breaking) && r.bound[m.To]
			}
		}
		return at
	}
	caught := func(players, breaking model.ActorSet) (lost, evil states) {
		free := a.force(Match{p, breaking, 0}, or(r.given, not(r.bound)), nil)
		evil = and(r.bound, not(r.given), not(free), not(a.force(Match{players, breaking, 0}, r.given, nil)))
		return a.lose(Match{players, breaking, 0}, evil, nil), evil
	}
	for _, set := range least(a.parties()&a.breakers&^p, 0, func(set model.ActorSet) bool {
		lost, _ := caught(p, set)
		return some(and(becoming(set), lost))
	}) {
		lost, evil := caught(p, set)
		help, _ := caught(all, set)
		at := becoming(set)
		hope := and(at, not(help))
		by := least(a.others(r.party), 1, func(b model.ActorSet) bool {
			lost, _ := caught(all&^b, set)
			return some(and(hope, lost))
		})
		f := a.found("bound_alone", r.party)
		f.Breaking, f.By = Names(a.p, set), a.sets(by)
		out = append(out, Answer{f, &Showing{
			early: among(set, nil), may: among(set, nil), begun: at[0] && lost[0],
			turns: func(s int, m *Move) bool { return !r.bound[s] && r.bound[m.To] && lost[m.To] },
			ends:  func(s int, _ *Move) bool { return evil[s] },
		}})
	}
	return out
}

func (a *Asker) uncovered(i int) []Answer {
	d := model.DutyID(i)
	duty := &a.p.Duties[d]
	performs := among(0, func(_ int, m *Move) bool { return slices.Contains(m.Performs, d) })
	in, most := a.forceIn(Match{model.SetOf(duty.Obligor), 0, 0}, a.given(duty.Return)), 0
	for _, s := range a.list(a.world(0)) {
		for k := range a.From(s) {
			if m := &a.From(s)[k]; performs(s, m) {
				if in[m.To] == Never {
					return nil
				}
				most = max(most, in[m.To])
			}
		}
	}
	if most == 0 {
		return nil
	}
	f := a.found("uncovered", duty.Obligor)
	f.Days = most * a.Tick
	return []Answer{{f, &Showing{
		early: among(0, nil), may: nothing, turns: func(s int, m *Move) bool { return performs(s, m) && in[m.To] == most },
		ends: func(int, *Move) bool { return true },
	}}}
}

func nothing(int, *Move) bool { return false }

func (a *Asker) outlasted(i int) []Answer {
	d := model.DutyID(i)
	duty := &a.p.Duties[d]
	done, over, term, by := and(a.world(0), a.duty(d, model.Performed)), a.none(), false, model.ActorSet(0)
	for _, in := range a.lasting(duty.Return) {
		ran := a.where(func(s int) bool { return a.RanOut(a.States[s], int(in)) })
		ended := a.cond(model.InstrumentIs{Instrument: in, Status: model.Ended})
		term, over = term || some(and(done, ran)), or(over, and(done, ran))
		for u := range a.p.Powers {
			w := &a.p.Powers[u]
			if w.Effect != model.Terminate || w.Target != in || w.Holder == duty.Obligor {
				continue
			}
			used := and(done, ended, not(ran), a.cond(model.PowerIs{Power: model.PowerID(u), Status: model.Used}))
			if some(used) {
				by, over = by|model.SetOf(w.Holder), or(over, used)
			}
		}
	}
	if !term && by == 0 {
		return nil
	}
	f := a.found("outlasted", duty.Obligor)
	if term {
		f.How = "term"
	}
	if by != 0 {
		f.By = a.sets([]model.ActorSet{by})
	}
	return []Answer{{f, &Showing{begun: true, may: among(0, nil), ends: func(s int, _ *Move) bool { return over[s] }}}}
}

// lasting lists the instruments that a return tests for being in force.
func (a *Asker) lasting(terms []model.Cond) (out []model.InstrumentID) {
	for _, c := range terms {
		model.Visit(a.Settle(c), func(c model.Cond) {
			if in, ok := a.p.Lasting(c); ok {
				out = append(out, in)
			}
		})
	}
	return out
}

// occasion is one case of a guarantee.
type occasion struct {
	by    moves
	first bool
}

func (a *Asker) cases(d model.DutyID) (out []occasion) {
	duty := &a.p.Duties[d]
	if len(duty.Against) == 0 {
		return []occasion{{func(_ int, m *Move) bool { return slices.Contains(m.FallsDue, d) }, !a.duty(d, model.Dormant)[0]}}
	}
	force := a.inForce(duty.Instrument)
	for _, c := range duty.Against {
		holds := a.after(c)
		before := a.where(func(s int) bool { return force[s] && holds(s, nil) })
		out = append(out, occasion{func(s int, m *Move) bool { return !before[s] && force[m.To] && holds(int(m.To), m) }, before[0]})
	}
	return out
}

// after is a condition in which an act may stand, which is true of the move just made; none was on the first day.
func (a *Asker) after(c model.Cond) func(s int, m *Move) bool {
	switch c := c.(type) {
	case model.And:
		terms := a.afterEach(c.Terms)
		return func(s int, m *Move) bool {
			return !slices.ContainsFunc(terms, func(holds func(int, *Move) bool) bool { return !holds(s, m) })
		}
	case model.Or:
		terms := a.afterEach(c.Terms)
		return func(s int, m *Move) bool {
			return slices.ContainsFunc(terms, func(holds func(int, *Move) bool) bool { return holds(s, m) })
		}
	case model.Not:
		holds := a.after(c.Term)
		return func(s int, m *Move) bool { return !holds(s, m) }
	case model.Done:
		return func(_ int, m *Move) bool { return m != nil && m.Kind == program.Do && m.Index == int(c.Act) }
	}
	holds := a.cond(c)
	return func(s int, _ *Move) bool { return holds[s] }
}

func (a *Asker) afterEach(cs []model.Cond) (out []func(int, *Move) bool) {
	for _, c := range cs {
		out = append(out, a.after(c))
	}
	return out
}

// holdOut tells whether players can see to it that a case comes about only so that they can avoid every act of the duty, and
// how one does then.
func (a *Asker) holdOut(d model.DutyID, players model.ActorSet) *Showing {
	duty := &a.p.Duties[d]
	breaking := a.p.Everyone() &^ players &^ model.SetOf(duty.Obligor)
	k, may := Match{players, breaking, 0}, among(breaking, nil)
	unwanted := moves(func(_ int, m *Move) bool { return slices.Contains(m.Performs, d) })
	lost, done := a.lose(k, a.none(), unwanted), a.duty(d, model.Performed)
	willing := Match{players, breaking, players}
	for _, c := range a.cases(d) {
		if c.first && (lost[0] || done[0]) {
			continue
		}
		evil := func(s int, m *Move) bool { return c.by(s, m) && (unwanted(s, m) || lost[m.To]) }
		away := a.loseWhenever(willing, evil, among(breaking, c.by))
		if away[0] {
			continue
		}
		early := func(s int, m *Move) bool { return may(s, m) && !away[m.To] && !evil(s, m) }
		x := &Showing{
			early: early, begun: c.first, ends: func(int, *Move) bool { return true },
			turns: func(s int, m *Move) bool {
				return c.by(s, m) && (duty.Upon != model.None || duty.Every != nil || !done[s])
			},
			may: func(s int, m *Move) bool { return may(s, m) && !unwanted(s, m) && !lost[m.To] },
		}
		if c.first || a.made(a.reach(a.start(), early), func(s int, m *Move) bool { return early(s, m) && x.turns(s, m) }) {
			return x
		}
	}
	return nil
}

// loseWhenever is from where players cannot avoid evil moves, if it is for the others to say when a case comes about,
// whoever's move that is.
func (a *Asker) loseWhenever(k Match, evil, comes moves) states {
	for lost := a.none(); ; {
		open := a.where(func(s int) bool {
			return lost[s] || slices.ContainsFunc(a.From(s), func(m Move) bool { return comes(s, &m) && (evil(s, &m) || lost[m.To]) })
		})
		next := a.lose(k, open, evil)
		if slices.Equal(next, lost) {
			return lost
		}
		lost = next
	}
}

func (a *Asker) hollow(i int) []Answer {
	p := a.p.Duties[i].Obligor
	if x := a.holdOut(model.DutyID(i), model.SetOf(p)); x != nil {
		return []Answer{{a.found("hollow", p), x}}
	}
	return nil
}

func (a *Asker) withheld(i int) []Answer {
	d := &a.p.Duties[i]
	shown := map[model.ActorSet]*Showing{}
	by := smallest(a.others(d.Obligor)&^side(a.p, model.SetOf(d.For...)), 0, nil, func(set model.ActorSet) bool {
		shown[set] = a.holdOut(model.DutyID(i), set)
		return shown[set] != nil
	})
	if len(by) == 0 || by[0] == 0 {
		return nil
	}
	f := a.found("withheld", d.Obligor)
	f.By = a.sets(by)
	return []Answer{{f, shown[by[0]]}}
}

func (a *Asker) falseCall(i int) (out []Answer) {
	d := model.DutyID(i)
	cases := a.cases(d)
	if slices.ContainsFunc(cases, func(c occasion) bool { return c.first }) {
		return nil
	}
	first := !a.duty(d, model.Dormant)[0]
	quiet := func(set model.ActorSet) moves {
		return among(set, func(s int, m *Move) bool {
			return !slices.ContainsFunc(cases, func(c occasion) bool { return c.by(s, m) })
		})
	}
	calls := func(set model.ActorSet) moves {
		may := quiet(set)
		return func(s int, m *Move) bool { return may(s, m) && slices.Contains(m.FallsDue, d) }
	}
	for _, set := range least(a.parties()&a.breakers, 0, func(set model.ActorSet) bool {
		return first || a.made(a.reach(a.start(), quiet(set)), calls(set))
	}) {
		f := a.found("false_call", a.p.Duties[d].Obligor)
		f.Breaking = Names(a.p, set)
		out = append(out, Answer{f, &Showing{
			early: quiet(set), turns: calls(set), begun: first, may: nothing, ends: func(int, *Move) bool { return true },
		}})
	}
	return out
}

func (a *Asker) blankCheque(i int) []Answer {
	d := model.DutyID(i)
	duty := &a.p.Duties[d]
	callers := side(a.p, model.SetOf(duty.For...))
	call := func(_ int, m *Move) bool {
		return m.Kind == program.Do && m.Index == int(duty.Upon) && callers.Has(m.Actor) && slices.Contains(m.FallsDue, d)
	}
	z := not(a.none())
	for {
		next := and(z, a.force(Match{callers, 0, 0}, a.none(), func(s int, m *Move) bool { return z[m.To] && call(s, m) }))
		if slices.Equal(next, z) {
			break
		}
		z = next
	}
	if !some(and(z, a.world(0))) {
		return nil
	}
	return []Answer{{a.found("blank_cheque", duty.Obligor), &Showing{
		begun: true, may: among(0, nil), ends: func(s int, _ *Move) bool { return z[s] },
	}}}
}

func (a *Asker) idle(applies bool) []Answer {
	if applies {
		return nil
	}
	return []Answer{{Found: a.found("idle", model.None)}}
}

func (a *Asker) idleDuty(i int) []Answer {
	return a.idle(some(not(a.duty(model.DutyID(i), model.Dormant))))
}

func (a *Asker) idleBan(i int) []Answer { return a.idle(some(a.binds(i))) }

func (a *Asker) idlePower(i int) []Answer {
	return a.idle(a.made(not(a.none()), func(_ int, m *Move) bool { return m.Kind == program.Use && m.Index == i }))
}

// Asked is a question with its definition.
type Asked struct {
	Question
	holds func(a *Asker, i int) []Answer
	index int
}

// ofText are the questions that are about the text alone.
var ofText = []Asked{
	{Question{"self_judged", TheText}, (*Asker).selfJudged, 0},
	{Question{"open_ended", TheText}, (*Asker).openEnded, 0},
	{Question{"one_origin", TheText}, (*Asker).oneOrigin, 0},
}

// TheText is what those questions are about.
const TheText = "the text"

// Questions lists all that is asked of a pact in a filling, in order: findings, gravest first, then the author's checks whose reading
// agrees with it.
func Questions(p *model.Pact, f model.Filling) (out []Asked) {
	for _, t := range topics {
		n := len(p.Purposes)
		if t.kind != model.KindNone {
			n = p.Count(t.kind)
		}
		for i := range n {
			if t.of(p, i) {
				out = append(out, Asked{Question{t.asks, about(p, t.kind, i)}, t.holds, i})
			}
		}
	}
	for i := range p.Checks {
		if c := &p.Checks[i]; c.Reading == model.None || f.Agrees(p.Readings[c.Reading].Fixes) {
			out = append(out, Asked{Question{"check", fmt.Sprint("check ", i)}, func(a *Asker, i int) []Answer { return []Answer{a.check(i)} }, i})
		}
	}
	return append(out, ofText...)
}

// about names what a question is asked of.
func about(p *model.Pact, k model.Kind, i int) string {
	if k == model.KindNone {
		return fmt.Sprint("purpose ", i)
	}
	return p.Declaration(model.Ref{Kind: k, Index: i}).Name
}
