package program

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/model"
)

// builder makes the program of a pact. The things below mirror the model; they say which variables hold
// their changing parts. A variable that a thing has no use for is nil.
type builder struct {
	*Program
	p     *model.Pact
	names map[string]bool

	facts       []*Variable
	instruments []instrument
	decisions   []decision
	acts        []act
	duties      []duty
	bans        []ban
	powers      []power

	points   points
	ask      func(model.PointID) // called for every point of which the value is put in
	reduced  bool                // memory that makes no difference is left out
	carried  bool                // states are carried over from another text: nothing is ruled out by what this one has no means for
	asReturn bool                // an instrument that ran its full term counts as in force
}

// points is what becomes of the open points.
type points int

const (
	putIn  points = iota // their values are put in
	tested               // their tests stay, amounts are put in
	open                 // nothing is known of them
)

type instrument struct {
	*model.Instrument
	expiry       *Expiry
	status, term *Variable
	signed       []*Variable // as Between
	termTicks    number
}

type decision struct {
	*model.Decision
	expiry        *Expiry
	status, clock *Variable
	clockTicks    number
}

type act struct {
	*model.Act
	id         model.ActID
	done, ever []*Variable // as By
	guarded    bool        // it can become impossible
}

type duty struct {
	*model.Duty
	expiry                                                    *Expiry
	status, deadline, wait, period, date, wasBreached, behind *Variable
	withinTicks, waitTicks, periodTicks                       number
	early                                                     []*Variable                  // as Acts: done during the wait
	events                                                    [EventKinds]*Variable        // scratch
	had                                                       [dDormantAgain + 1]*Variable // scratch, by status: come to in this settling
}

type ban struct {
	*model.Ban
	index    int
	breached *Variable
}

type power struct {
	*model.Power
	expiry               *Expiry
	status, notice, used *Variable
	noticeTicks          number
}

// New says a pact under one filling: the values of the open points are put in.
func New(f *Frame) *Program {
	b := newBuilder(f, putIn)
	b.build()
	b.findStart()
	b.makeChecks()
	return b.Program
}

// Family says a pact as one program for all fillings: the open points are variables that never change. Memory that
// makes no difference is left out.
func Family(f *Frame) *Program {
	b := newBuilder(f, open)
	b.reduced = true
	b.build()
	return b.Program
}

// Asking says a pact under one filling so that it can be noted what hangs on the open points: amounts are put in, and
// ask is called for each point that gave one, but conditions still test the points. reduced leaves out memory that
// makes no difference.
func Asking(f *Frame, reduced bool, ask func(model.PointID)) *Program {
	b := newBuilder(f, tested)
	b.reduced, b.ask = reduced, ask
	b.build()
	return b.Program
}

// Carried is Asking for states that come from another text: a thing may have a status that it could not come to under this one.
func Carried(f *Frame, ask func(model.PointID)) *Program {
	b := newBuilder(f, tested)
	b.carried, b.ask = true, ask
	b.build()
	return b.Program
}

func newBuilder(f *Frame, of points) *builder {
	b := &builder{Program: &Program{Frame: f}, p: f.Pact, names: map[string]bool{}, points: of, ask: func(model.PointID) {}}
	b.builder = b
	return b
}

func (b *builder) build() {
	if b.points != putIn {
		b.layOutPoints()
	}
	b.layOut()
	b.listExpiries()
	b.makeMoves()
	b.makeSettling()
	b.makePromises()
}

// layOut makes the variables, thing by thing in order of the model.
func (b *builder) layOut() {
	for i := range b.p.Facts {
		b.facts = append(b.facts, b.factCell(&b.p.Facts[i]).keeps(Stands, model.KindFact, i))
	}
	for i := range b.p.Instruments {
		b.layOutInstrument(i)
	}
	for i := range b.p.Decisions {
		b.layOutDecision(&b.p.Decisions[i])
	}
	for i := range b.p.Acts {
		b.layOutAct(model.ActID(i))
	}
	for i := range b.p.Duties {
		b.layOutDuty(&b.p.Duties[i])
	}
	for i := range b.p.Bans {
		x := &b.p.Bans[i]
		breached := b.cell(YesNo, "breached_"+x.Name, 2, "whether the ban "+x.Name+" was ever breached")
		b.bans = append(b.bans, ban{x, i, breached.keeps(Broken, model.KindBan, i)})
	}
	for i := range b.p.Powers {
		b.layOutPower(&b.p.Powers[i])
	}
	if !b.carried {
		b.ruleOut()
	}
	b.Move = b.scrap("move", len(b.labels)+1)
	b.Changed = b.scrap("changed", 2)
}

// cell makes a variable of the state.
func (b *builder) cell(k Kind, name string, size int, says string) *Variable {
	v := &Variable{Name: b.free(name), Says: says, Size: size, Kind: k, At: len(b.Cells)}
	b.Cells = append(b.Cells, v)
	return v
}

// scrap makes a variable that is only used while a move is made.
func (b *builder) scrap(name string, size int) *Variable {
	v := &Variable{Name: b.free(name), Size: size, At: len(b.Scratch), Scratch: true}
	b.Scratch = append(b.Scratch, v)
	return v
}

// free is the name, or if it is taken the name with an ending that makes it free.
func (b *builder) free(name string) string {
	for b.names[name] {
		name += "_"
	}
	b.names[name] = true
	return name
}

func (b *builder) clock(name string, ticks number, says string) *Variable {
	return b.cell(Clock, name, ticks.most()+1, "ticks left "+says)
}

// memory makes a variable for what was done in this tick, if that has to be remembered.
func (b *builder) memory(needed bool, name, says string) *Variable {
	if !needed {
		return nil
	}
	return b.cell(Memory, name, 2, says)
}

// status makes a variable with a word for each of its numbers.
func (b *builder) status(prefix string, d *model.Decl, values ...string) *Variable {
	var list []string
	for i, v := range values {
		list = append(list, strconv.Itoa(i)+" "+v)
	}
	v := b.cell(Status, prefix+d.Name, len(values), d.Title()+": "+strings.Join(list, ", "))
	v.Title, v.Values = d.Name, values
	return v
}

// ticks is an amount of days in ticks.
func (b *builder) ticks(a *model.Amount) number {
	n := b.number(*a)
	for i := range n.each {
		n.each[i] = int(b.Ticks(n.each[i]))
	}
	return n
}

func (b *builder) factCell(f *model.Fact) *Variable {
	if f.Values != nil {
		return b.status("fact_", &f.Decl, f.Values...)
	}
	v := b.cell(Counter, "fact_"+f.Name, f.Size(), fmt.Sprintf("%s: 0 stands for %d", f.Title(), f.Low))
	v.Title, v.Low = f.Name, f.Low
	return v
}

func (b *builder) layOutInstrument(i int) {
	x := &b.p.Instruments[i]
	n := instrument{Instrument: x}
	n.status = b.status("text_", &x.Decl, "draft", "in force", "suspended", "ended by its term", "ended").keeps(Stands, model.KindInstrument, i)
	for _, party := range x.Between {
		who := b.p.Actors[party].Name
		v := b.cell(YesNo, "signed_"+x.Name+"_"+who, 2, "whether "+who+" has signed "+x.Name)
		n.signed = append(n.signed, v.keeps(Signed, model.KindInstrument, i).ofWhom(party))
	}
	if x.Expires != nil {
		n.termTicks = b.ticks(x.Expires)
		n.term = b.clock("term_"+x.Name, n.termTicks, "of the term of "+x.Name).keeps(Left, model.KindInstrument, i)
	}
	b.instruments = append(b.instruments, n)
}

func (b *builder) layOutDecision(x *model.Decision) {
	q, i := decision{Decision: x}, len(b.decisions)
	q.status = b.status("vote_", &x.Decl, append([]string{"unasked", "asked", "lapsed"}, x.Values...)...).keeps(Stands, model.KindDecision, i)
	if x.Within != nil {
		q.clockTicks = b.ticks(x.Within)
		q.clock = b.clock("time_"+x.Name, q.clockTicks, "for the decision "+x.Name).keeps(Left, model.KindDecision, i)
	}
	b.decisions = append(b.decisions, q)
}

func (b *builder) layOutAct(id model.ActID) {
	x := &b.p.Acts[id]
	a := act{Act: x, id: id, guarded: x.When != nil, ever: make([]*Variable, len(x.By))}
	for _, e := range x.Effects {
		a.guarded = a.guarded || e.Op != model.Becomes
	}
	for _, actor := range x.By {
		who := b.p.Actors[actor].Name
		v := b.memory(!b.reduced || b.Remembers(id, len(a.done)), "done_"+x.Name+"_"+who, "whether "+who+" has done "+x.Name+" in this tick")
		a.done = append(a.done, v.keeps(DoneInTick, model.KindAct, int(id)).ofWhom(actor))
	}
	b.acts = append(b.acts, a)
}

func (b *builder) layOutDuty(x *model.Duty) {
	d, i := duty{Duty: x, early: make([]*Variable, len(x.Acts))}, len(b.duties)
	d.status = b.status("duty_", &x.Decl, "dormant", "due", "suspended while due", "performed in time", "performed late",
		"breached", "lapsed", "excused for now", "excused", "dormant again").keeps(Stands, model.KindDuty, i)
	if x.Within != nil {
		d.withinTicks = b.ticks(x.Within)
		d.deadline = b.clock("deadline_"+x.Name, d.withinTicks, "until "+x.Name+" must be done").keeps(Left, model.KindDuty, i)
	}
	if x.NotBefore != nil {
		d.waitTicks = b.ticks(x.NotBefore)
		d.wait = b.clock("wait_"+x.Name, d.waitTicks, "until doing "+x.Name+" counts").keeps(Wait, model.KindDuty, i)
	}
	if x.Every != nil {
		d.periodTicks = b.ticks(x.Every)
		d.period = b.clock("period_"+x.Name, d.periodTicks, "until "+x.Name+" comes round").keeps(Period, model.KindDuty, i)
	}
	if x.By != nil {
		ticks := int(b.Ticks(b.p.Starts.Days(*x.By)))
		d.date = b.clock("date_"+x.Name, fixed(ticks), "until the date of "+x.Name).keeps(ByDate, model.KindDuty, i)
		d.date.Start = ticks
	}
	if x.Recurs() && (x.Within != nil || x.By != nil) {
		d.behind = b.cell(YesNo, "behind_"+x.Name, 2, "whether "+x.Name+" was breached or lapsed and not performed since").keeps(Behind, model.KindDuty, i)
	}
	if x.Recurs() {
		d.wasBreached = b.cell(YesNo, "broken_"+x.Name, 2, "whether "+x.Name+" was ever breached").keeps(Broken, model.KindDuty, i)
	}
	b.layOutEvents(&d)
	b.layOutDoings(&d)
	b.duties = append(b.duties, d)
}

// layOutDoings makes the variables for what has to be remembered of the obligor's doings.
func (b *builder) layOutDoings(d *duty) {
	who := b.p.Actors[d.Obligor].Name
	for i, id := range d.Acts {
		a := &b.acts[id]
		seat := slices.Index(a.By, d.Obligor)
		switch {
		case !a.guarded:
		case d.Recurs() && d.wait != nil:
			d.early[i] = b.cell(YesNo, "early_"+d.Name+"_"+a.Name, 2, "whether "+who+" has done "+a.Name+" during the wait of "+d.Name)
			d.early[i].keeps(Early, model.KindDuty, len(b.duties)).Part.Act = id
		case !d.Recurs() && a.ever[seat] == nil:
			v := b.cell(YesNo, "ever_"+a.Name+"_"+who, 2, "whether "+who+" has ever done "+a.Name)
			a.ever[seat] = v.keeps(EverDone, model.KindAct, int(id)).ofWhom(d.Obligor)
		}
	}
}

func (b *builder) layOutPower(x *model.Power) {
	w := power{Power: x}
	id := model.PowerID(len(b.powers))
	if !b.reduced || b.RemembersStatus(id) {
		w.status = b.status("power_", &x.Decl, "unused", "noticed", "used").keeps(Stands, model.KindPower, int(id))
	}
	used := b.memory(!b.reduced || b.RemembersUse(id), "used_"+x.Name, "whether the power "+x.Name+" was used in this tick")
	w.used = used.keeps(UsedInTick, model.KindPower, int(id))
	if x.Notice != nil {
		w.noticeTicks = b.ticks(x.Notice)
		w.notice = b.clock("notice_"+x.Name, w.noticeTicks, "of the notice under "+x.Name).keeps(Left, model.KindPower, int(id))
	}
	b.powers = append(b.powers, w)
}

// findStart settles the state of day 0.
func (b *builder) findStart() {
	r := NewRun(b.Program)
	r.settle()
	for i, v := range b.Cells {
		v.Start = r.Cell[i]
	}
}
