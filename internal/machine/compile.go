package machine

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// The compiled things mirror the model; cells say where their changing parts are, conditions are ready
// to be asked, amounts are in ticks.

type instrument struct {
	status, term cell
	signed       []cell // as Between
	between      []model.ActorID
	signable     bool // some condition speaks of its being signed
	inForceOnce  test
	endsOnce     test // nil: none
	termTicks    int32
	hasTerm      bool
	duties       []int
}

type decision struct {
	status, clock cell
	once          test // nil: from the first day
	hasClock      bool
	clockTicks    int32
}

type duty struct {
	status, deadline, wait, period, date cell
	wasBreached                          cell // recurring duties only
	index, order                         int  // in Pact.Duties and in Pact.Order

	instrument                                     int
	obligor                                        model.ActorID
	acts                                           []dutyAct
	ensure, once, unless                           test
	upon                                           model.ActID
	recurs, every, discretion, hasWithin, hasDate  bool
	withinTicks, waitTicks, periodTicks, dateTicks int32
	hasLastDay                                     bool
}

// dutyAct is one act that performs a duty, as far as its obligor does it.
type dutyAct struct {
	act   int
	done  cell // in this tick
	ever  cell // at any time; unless the duty recurs
	early cell // during the present wait; only if the duty recurs
}

type ban struct {
	breached   cell
	instrument int
	bound      model.ActorID
	act        model.ActID
	while      test
}

type power struct {
	status, notice, used cell
	instrument           int
	holder               model.ActorID
	effect               model.PowerEffect
	target               int // instrument or duty
	fact                 cell
	value                int32
	hasNotice            bool
	noticeTicks          int32
	when                 test
}

type act struct {
	by      []model.ActorID
	done    []cell // as by: done in this tick
	ever    []cell // as by: noCell unless a duty asks
	when    test   // nil: always
	effects []effect
	bans    []int
	calls   []int // duties upon this act
	serves  []int // duties this act performs
	guarded bool  // has a `when` or counts, so it can become impossible
}

type effect struct {
	fact cell
	op   model.EffectOp
	n    int32
	top  int32 // largest value of the fact's cell
}

type compiler struct {
	*program
	reduced bool // leave out memory that makes no difference
}

// layOut reserves the cells, thing by thing in order of the model.
func (c *compiler) layOut() {
	p := c.Pact
	for i := range p.Facts {
		c.add(p.Facts[i].Size()) // facts come first: fact i is cell i
	}
	signable := c.signable()
	for i := range p.Instruments {
		c.layOutInstrument(&p.Instruments[i], signable[i])
	}
	for i := range p.Decisions {
		c.layOutDecision(&p.Decisions[i])
	}
	for i := range p.Acts {
		c.layOutAct(&p.Acts[i])
	}
	for i := range p.Duties {
		c.layOutDuty(&p.Duties[i])
	}
	for i := range p.Bans {
		b := &p.Bans[i]
		c.bans = append(c.bans, ban{breached: c.add(2), instrument: int(b.Instrument), bound: b.Bound, act: b.Act})
	}
	for i := range p.Powers {
		c.layOutPower(&p.Powers[i])
	}
}

func (c *compiler) layOutInstrument(in *model.Instrument, signable bool) {
	x := instrument{status: c.add(int(iCount)), between: in.Between, signable: signable, term: noCell}
	for range in.Between {
		x.signed = append(x.signed, c.add(2))
	}
	if in.Expires != nil {
		x.hasTerm, x.termTicks = true, c.ticks(in.Expires)
		x.term = c.clock(x.termTicks)
	}
	for _, d := range in.Duties {
		x.duties = append(x.duties, int(d))
	}
	c.instruments = append(c.instruments, x)
}

func (c *compiler) layOutDecision(d *model.Decision) {
	x := decision{status: c.add(int(qValue) + len(d.Values)), clock: noCell}
	if d.Within != nil {
		x.hasClock, x.clockTicks = true, c.ticks(d.Within)
		x.clock = c.clock(x.clockTicks)
	}
	c.decisions = append(c.decisions, x)
}

func (c *compiler) layOutAct(a *model.Act) {
	x := act{by: a.By, guarded: a.When != nil}
	for seat := range a.By {
		x.done = append(x.done, c.memory(2, c.Remembers(model.ActID(len(c.acts)), seat)))
		x.ever = append(x.ever, noCell)
	}
	for _, e := range a.Effects {
		x.guarded = x.guarded || e.Op != model.Becomes
		f := &c.Pact.Facts[e.Fact]
		n := int32(c.Amount(e.Amount))
		if e.Op == model.Becomes && f.Values == nil {
			n -= int32(f.Low)
		}
		x.effects = append(x.effects, effect{fact: cell(e.Fact), op: e.Op, n: n, top: int32(f.Size() - 1)})
	}
	c.acts = append(c.acts, x)
}

func (c *compiler) layOutDuty(d *model.Duty) {
	x := duty{
		status: c.add(int(dCount)), deadline: noCell, wait: noCell, period: noCell, date: noCell,
		wasBreached: noCell, index: len(c.duties),
		instrument: int(d.Instrument), obligor: d.Obligor, upon: d.Upon,
		recurs: d.Recurs(), every: d.Every != nil, discretion: d.Discretion,
		hasLastDay: d.Within != nil || d.By != nil,
	}
	if d.Within != nil {
		x.hasWithin, x.withinTicks = true, c.ticks(d.Within)
		x.deadline = c.clock(x.withinTicks)
	}
	if d.By != nil {
		x.hasDate, x.dateTicks = true, c.Ticks(c.Pact.Starts.Days(*d.By))
		x.date = c.clock(x.dateTicks)
	}
	if d.NotBefore != nil {
		x.waitTicks = c.ticks(d.NotBefore)
		x.wait = c.clock(x.waitTicks)
	}
	if d.Every != nil {
		x.periodTicks = c.ticks(d.Every)
		x.period = c.clock(x.periodTicks)
	}
	if x.recurs {
		x.wasBreached = c.add(2)
	}
	for _, a := range d.Acts {
		x.acts = append(x.acts, c.dutyAct(&x, int(a)))
	}
	c.duties = append(c.duties, x)
}

// dutyAct reserves what has to be remembered of the obligor's doings for one act of a duty.
func (c *compiler) dutyAct(d *duty, a int) dutyAct {
	act := &c.acts[a]
	act.serves = append(act.serves, len(c.duties))
	k := slices.Index(act.by, d.obligor)
	out := dutyAct{act: a, done: act.done[k], ever: noCell, early: noCell}
	switch {
	case !act.guarded:
	case d.recurs && d.wait != noCell:
		out.early = c.add(2)
	case !d.recurs:
		if act.ever[k] == noCell {
			act.ever[k] = c.add(2) // shared by all duties of this obligor to do this act
		}
		out.ever = act.ever[k]
	}
	return out
}

func (c *compiler) layOutPower(w *model.Power) {
	id := model.PowerID(len(c.powers))
	x := power{
		status: c.memory(int(pCount), c.RemembersStatus(id)), used: c.memory(2, c.RemembersUse(id)), notice: noCell,
		instrument: int(w.Instrument), holder: w.Holder, effect: w.Effect,
	}
	switch w.Effect {
	case model.Excuse:
		x.target = int(w.Duty)
	case model.SetFact:
		x.fact, x.value = cell(w.Fact), int32(w.Value)
		if f := &c.Pact.Facts[w.Fact]; f.Values == nil {
			x.value -= int32(f.Low)
		}
	default:
		x.target = int(w.Target)
	}
	if w.Notice != nil {
		x.hasNotice, x.noticeTicks = true, c.ticks(w.Notice)
		x.notice = c.clock(x.noticeTicks)
	}
	c.powers = append(c.powers, x)
}

// compile makes the conditions askable, now that every cell has its place, and wires acts to the clauses
// they touch.
func (c *compiler) compile() {
	p := c.Pact
	for i := range p.Instruments {
		c.instruments[i].inForceOnce = c.test(p.Instruments[i].InForceOnce)
		c.instruments[i].endsOnce = c.test(p.Instruments[i].EndsOnce)
	}
	for i := range p.Decisions {
		c.decisions[i].once = c.test(p.Decisions[i].Once)
	}
	for i := range p.Acts {
		c.acts[i].when = c.test(p.Acts[i].When)
	}
	for i := range p.Duties {
		d := &c.duties[i]
		d.ensure, d.once, d.unless = c.test(p.Duties[i].Ensure), c.test(p.Duties[i].Once), c.test(p.Duties[i].Unless)
		if d.upon != model.None {
			c.acts[d.upon].calls = append(c.acts[d.upon].calls, i)
		}
	}
	for i := range p.Bans {
		c.bans[i].while = c.test(p.Bans[i].While)
		c.acts[p.Bans[i].Act].bans = append(c.acts[p.Bans[i].Act].bans, i)
	}
	for i := range p.Powers {
		c.powers[i].when = c.test(p.Powers[i].When)
	}
	c.isTickMemory = make([]bool, len(c.cells))
	for i := range c.acts {
		for _, at := range c.acts[i].done {
			c.isTickMemory[at] = true
		}
	}
	for i := range c.powers {
		c.isTickMemory[c.powers[i].used] = true
	}
	for at, ref := range p.Order {
		if ref.Kind == model.KindDuty {
			c.duties[ref.Index].order = at
		}
	}
}

// signable tells for each instrument whether some condition, checks and scenarios included, speaks of
// its being signed: only then is signing a move.
func (c *compiler) signable() []bool {
	out := make([]bool, len(c.Pact.Instruments))
	for _, cond := range c.Pact.Conditions() {
		model.Visit(cond, func(x model.Cond) {
			if s, ok := x.(model.Signed); ok {
				out[s.Instrument] = true
			}
		})
	}
	return out
}

func (c *compiler) ticks(a *model.Amount) int32 { return c.Ticks(c.Amount(*a)) }

// memory reserves a cell, or, in a reduced machine, one without room for anything if it makes no difference.
func (c *compiler) memory(size int, matters bool) cell {
	if c.reduced && !matters {
		size = 1
	}
	return c.add(size)
}

func (c *compiler) clock(ticks int32) cell { return c.add(int(ticks) + 1) }
