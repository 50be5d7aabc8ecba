package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// The statuses as they are kept; the same as the machine's.
const (
	iDraft, iInForce, iSuspended, iEndedByTerm, iEndedOtherwise = 0, 1, 2, 3, 4

	dDormant, dDue, dPaused, dInTime, dLate, dBreached, dLapsed, dExcusedWhile, dExcused = 0, 1, 2, 3, 4, 5, 6, 7, 8

	qUnasked, qAsked, qLapsed, qValue = 0, 1, 2, 3

	pUnused, pNoticed, pUsed = 0, 1, 2
)

// builder makes the program of a pact. The things below mirror the model; they say which variables hold
// their changing parts. A variable that a thing has no use for is nil.
type builder struct {
	*program
	p     *model.Pact
	names map[string]bool

	facts       []*variable
	instruments []instrument
	decisions   []decision
	acts        []act
	duties      []duty
	bans        []ban
	powers      []power
}

type instrument struct {
	*model.Instrument
	status, term *variable
	signed       []*variable // as Between
	termTicks    int
}

type decision struct {
	*model.Decision
	status, clock *variable
	clockTicks    int
}

type act struct {
	*model.Act
	id         model.ActID
	done, ever []*variable // as By
	guarded    bool        // it can become impossible
}

type duty struct {
	*model.Duty
	status, deadline, wait, period, date, wasBreached *variable
	withinTicks, waitTicks, periodTicks               int
	early                                             []*variable             // as Acts: done during the wait
	performed                                         *variable               // scratch
	had                                               [dExcused + 1]*variable // scratch, by status
}

type ban struct {
	*model.Ban
	breached *variable
}

type power struct {
	*model.Power
	status, notice, used *variable
	noticeTicks          int
}

// newProgram says the pact of a machine as a program.
func newProgram(m *machine.Machine) *program {
	b := &builder{program: &program{machine: m}, p: m.Pact, names: map[string]bool{}}
	b.layOut()
	b.makeMoves()
	b.makeSettling()
	b.findStart()
	b.makePromises()
	b.makeChecks()
	return b.program
}

// layOut makes the variables, thing by thing in order of the model.
func (b *builder) layOut() {
	for i := range b.p.Facts {
		b.facts = append(b.facts, b.factCell(&b.p.Facts[i]))
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
		b.bans = append(b.bans, ban{x, b.cell(yesNo, "breached_"+x.Name, 2, "whether the ban "+x.Name+" was ever breached")})
	}
	for i := range b.p.Powers {
		b.layOutPower(&b.p.Powers[i])
	}
	b.ruleOut()
	b.move = b.scrap("move", len(b.machine.Labels())+1)
	b.changed = b.scrap("changed", 2)
}

// cell makes a variable of the state.
func (b *builder) cell(k kind, name string, size int, says string) *variable {
	v := &variable{name: b.free(name), says: says, size: size, kind: k, at: len(b.cells)}
	b.cells = append(b.cells, v)
	return v
}

// scrap makes a variable that is only used while a move is made.
func (b *builder) scrap(name string, size int) *variable {
	v := &variable{name: b.free(name), size: size, at: len(b.scratch), scratch: true}
	b.scratch = append(b.scratch, v)
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

func (b *builder) clock(name string, ticks int, says string) *variable {
	return b.cell(clock, name, ticks+1, "ticks left "+says)
}

// status makes a variable with a word for each of its numbers.
func (b *builder) status(prefix string, d *model.Decl, values ...string) *variable {
	var list []string
	for i, v := range values {
		list = append(list, strconv.Itoa(i)+" "+v)
	}
	v := b.cell(status, prefix+d.Name, len(values), d.Title()+": "+strings.Join(list, ", "))
	v.title, v.values = d.Name, values
	return v
}

func (b *builder) ticks(a *model.Amount) int {
	return int(b.machine.Ticks(a.In(b.p, b.machine.Filling)))
}

func (b *builder) factCell(f *model.Fact) *variable {
	if f.Values != nil {
		return b.status("fact_", &f.Decl, f.Values...)
	}
	v := b.cell(counter, "fact_"+f.Name, f.Size(), fmt.Sprintf("%s: 0 stands for %d", f.Title(), f.Low))
	v.title, v.low = f.Name, f.Low
	return v
}

func (b *builder) layOutInstrument(i int) {
	x := &b.p.Instruments[i]
	n := instrument{Instrument: x}
	n.status = b.status("text_", &x.Decl, "draft", "in force", "suspended", "ended by its term", "ended")
	for _, party := range x.Between {
		who := b.p.Actors[party].Name
		n.signed = append(n.signed, b.cell(yesNo, "signed_"+x.Name+"_"+who, 2, "whether "+who+" has signed "+x.Name))
	}
	if x.Expires != nil {
		n.termTicks = b.ticks(x.Expires)
		n.term = b.clock("term_"+x.Name, n.termTicks, "of the term of "+x.Name)
	}
	b.instruments = append(b.instruments, n)
}

func (b *builder) layOutDecision(x *model.Decision) {
	q := decision{Decision: x}
	q.status = b.status("vote_", &x.Decl, append([]string{"unasked", "asked", "lapsed"}, x.Values...)...)
	if x.Within != nil {
		q.clockTicks = b.ticks(x.Within)
		q.clock = b.clock("time_"+x.Name, q.clockTicks, "for the decision "+x.Name)
	}
	b.decisions = append(b.decisions, q)
}

func (b *builder) layOutAct(id model.ActID) {
	x := &b.p.Acts[id]
	a := act{Act: x, id: id, guarded: x.When != nil, ever: make([]*variable, len(x.By))}
	for _, e := range x.Effects {
		a.guarded = a.guarded || e.Op != model.Becomes
	}
	for _, actor := range x.By {
		who := b.p.Actors[actor].Name
		v := b.cell(memory, "done_"+x.Name+"_"+who, 2, "whether "+who+" has done "+x.Name+" in this tick")
		a.done = append(a.done, v)
	}
	b.acts = append(b.acts, a)
}

func (b *builder) layOutDuty(x *model.Duty) {
	d := duty{Duty: x, early: make([]*variable, len(x.Acts))}
	d.status = b.status("duty_", &x.Decl, "dormant", "due", "suspended while due", "performed in time", "performed late",
		"breached", "lapsed", "excused for now", "excused")
	if x.Within != nil {
		d.withinTicks = b.ticks(x.Within)
		d.deadline = b.clock("deadline_"+x.Name, d.withinTicks, "until "+x.Name+" must be done")
	}
	if x.NotBefore != nil {
		d.waitTicks = b.ticks(x.NotBefore)
		d.wait = b.clock("wait_"+x.Name, d.waitTicks, "until doing "+x.Name+" counts")
	}
	if x.Every != nil {
		d.periodTicks = b.ticks(x.Every)
		d.period = b.clock("period_"+x.Name, d.periodTicks, "until "+x.Name+" comes round")
	}
	if x.By != nil {
		ticks := int(b.machine.Ticks(b.p.Starts.Days(*x.By)))
		d.date = b.clock("date_"+x.Name, ticks, "until the date of "+x.Name)
		d.date.start = ticks
	}
	if x.Recurs() {
		d.wasBreached = b.cell(yesNo, "broken_"+x.Name, 2, "whether "+x.Name+" was ever breached")
	}
	d.performed = b.scrap("performed_"+x.Name, 2)
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
			d.early[i] = b.cell(yesNo, "early_"+d.Name+"_"+a.Name, 2, "whether "+who+" has done "+a.Name+" during the wait of "+d.Name)
		case !d.Recurs() && a.ever[seat] == nil:
			a.ever[seat] = b.cell(yesNo, "ever_"+a.Name+"_"+who, 2, "whether "+who+" has ever done "+a.Name)
		}
	}
}

func (b *builder) layOutPower(x *model.Power) {
	w := power{Power: x}
	w.status = b.status("power_", &x.Decl, "unused", "noticed", "used")
	w.used = b.cell(memory, "used_"+x.Name, 2, "whether the power "+x.Name+" was used in this tick")
	if x.Notice != nil {
		w.noticeTicks = b.ticks(x.Notice)
		w.notice = b.clock("notice_"+x.Name, w.noticeTicks, "of the notice under "+x.Name)
	}
	b.powers = append(b.powers, w)
}

// findStart settles the state of day 0.
func (b *builder) findStart() {
	r := newRun(b.program)
	r.settle()
	for i, v := range b.cells {
		v.start = r.cell[i]
	}
}
