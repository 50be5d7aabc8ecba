package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Idle: a clause can never apply. A duty applies when it has been anything but dormant, a ban when it binds, a power when it
// can be used.
const Idle = codes.Idle

// clause is a duty, ban or power, and where it applies.
type clause struct {
	ref     model.Ref
	decl    *model.Decl
	applies place
}

// clauses lists those that can apply or not.
func clauses(p *model.Pact) []clause {
	var out []clause
	for i := range p.Duties {
		dormant := model.DutyIs{Duty: model.DutyID(i), Status: model.Dormant}
		out = append(out, clause{model.Ref{Kind: model.KindDuty, Index: i}, &p.Duties[i].Decl, where(model.Not{Term: dormant})})
	}
	for i := range p.Bans {
		out = append(out, clause{model.Ref{Kind: model.KindBan, Index: i}, &p.Bans[i].Decl, where(binds(p, i))})
	}
	for i := range p.Powers {
		out = append(out, clause{model.Ref{Kind: model.KindPower, Index: i}, &p.Powers[i].Decl, wherever(machine.Use, i)})
	}
	return out
}

func allClauses(p *model.Pact) []int { return upTo(len(p.Duties) + len(p.Bans) + len(p.Powers)) }

func (a *asker[S, M]) idle(i int) []Found[S] {
	c := clauses(a.Pact)[i]
	idle := a.Diff(a.Valid(), a.Fillings(a.And(a.All(), a.place(c.applies))))
	return a.when(Finding{Code: Idle, Clause: c.ref, Purpose: -1, Party: model.None, At: c.decl.At}, idle)
}

// idle needs no course: nothing happens.
func (t *teller[S, M]) idle(*Finding) {}

func sayIdle(q words.Speaker, f *Finding) string {
	return fmt.Sprintf("%s can never apply.", q.NameOf(f.Clause))
}

// place is a set of states: those in which a condition holds, or those from which a move of a kind is made.
type place struct {
	cond  model.Cond // nil holds everywhere
	made  bool
	kind  machine.MoveKind
	index int
	by    func(model.ActorID) bool // nil for whoever makes it
}

func where(c model.Cond) place { return place{cond: c} }

func wherever(kind machine.MoveKind, index int) place {
	return place{made: true, kind: kind, index: index}
}

// place is the states of a place.
func (a *asker[S, M]) place(x place) S {
	if !x.made {
		return a.Where(x.cond)
	}
	return a.Makes(a.Only(a.Permitted(a.everyone()), func(l machine.Label) bool {
		return l.Kind == x.kind && l.Index == x.index && (x.by == nil || x.by(l.Actor))
	}))
}

// InForce is the condition that an instrument is in force.
func InForce(i model.InstrumentID) model.Cond {
	return model.InstrumentIs{Instrument: i, Status: model.InForce}
}

// binds is the condition that a ban forbids something now, breached before or not.
func binds(p *model.Pact, i int) model.Cond {
	b := &p.Bans[i]
	if b.While == nil {
		return InForce(b.Instrument)
	}
	return model.And{Terms: []model.Cond{InForce(b.Instrument), b.While}}
}
