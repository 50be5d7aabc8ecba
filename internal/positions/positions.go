// Package positions says where the parties stand: on the values of open points and on whatever is declared, as far as it is recorded,
// on which conditions, on whose word; which fillings all accept who have spoken; and whose silence decides about the rest.
//
// Input: a pact. Output: a Table, as plain data, and as a doc.Document. Nobody's silence is read as consent, and neither is
// that a party has not said, nor that it accepts on a condition that nothing decides yet (docs/positions.md).
package positions

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/model"
)

// Table is all that is on record.
type Table struct {
	Pact    *model.Pact
	Parties []model.ActorID // in order of declaration
	Rows    []Row           // open points value by value, then what else a position speaks of, in order of the table of the model
	Common  Common
}

// Row is one thing that a party can stand on.
type Row struct {
	On        model.Ref
	Value     int             // of an open point, or None
	Concerned []model.ActorID // whose word is needed: the parties to the instrument, for it and its clauses; else all
	Words     [][]int         // by party of the table: the positions on it, by number; none: silent
}

// Common is which fillings all accept who have spoken.
type Common struct {
	Spoken   []model.ActorID // the parties of whom something is recorded that they accept or oppose
	All      bool            // no filling is ruled out by what is recorded
	None     bool            // every filling is
	When     []fillings.Cube
	Except   []fillings.Cube
	Clashes  []model.Ref // on which what is said rules out every filling: no value, or no case, is left that all accept
	Unspoken []Unsaid    // by party: what it would still have to say
}

// Unsaid is what one party has not accepted of what it is concerned by, in any filling of those that are left.
type Unsaid struct {
	Party      model.ActorID
	Undeclared []model.Ref // it is recorded that it has not said
	Silent     []model.Ref // instruments and open points of which nothing is recorded
	Condition  []int       // positions that accept on a condition that the open points do not decide
}

// Of makes the table of a pact. The error is that of ctx, if it is done first.
func Of(ctx context.Context, p *model.Pact) (*Table, error) {
	t := &Table{Pact: p}
	for i := range p.Actors {
		if p.Actors[i].Kind == model.IsParty {
			t.Parties = append(t.Parties, model.ActorID(i))
		}
	}
	for i := range p.Points {
		for v := range p.Points[i].Values {
			t.Rows = append(t.Rows, t.row(model.Ref{Kind: model.KindPoint, Index: i}, v))
		}
	}
	for _, ref := range t.spokenOf() {
		t.Rows = append(t.Rows, t.row(ref, model.None))
	}
	err := fillings.Try(func() { t.Common = t.common(fillings.Over(ctx, p, nil)) })
	return t, err
}

// spokenOf is what positions speak of besides open points, and all instruments, in order of the table of the model.
func (t *Table) spokenOf() []model.Ref {
	said := map[model.Ref]bool{}
	for i := range t.Pact.Positions {
		for _, r := range t.Pact.Positions[i].Refs {
			said[r] = true
		}
	}
	var out []model.Ref
	for i := range model.Sections {
		k := model.Sections[i].Kind
		for n := range t.Pact.Count(k) {
			if r := (model.Ref{Kind: k, Index: n}); k != model.KindPoint && (said[r] || k == model.KindInstrument) {
				out = append(out, r)
			}
		}
	}
	return out
}

func (t *Table) row(on model.Ref, value int) Row {
	r := Row{On: on, Value: value, Concerned: Concerned(t.Pact, on)}
	for _, party := range t.Parties {
		r.Words = append(r.Words, Words(t.Pact, party, on, value))
	}
	return r
}

// Words are the positions of a party on a thing, or on a value of an open point; with None for the value, on any of its values.
func Words(p *model.Pact, party model.ActorID, on model.Ref, value int) []int {
	var out []int
	for i := range p.Positions {
		x := &p.Positions[i]
		if x.Party != party {
			continue
		}
		speaks := slices.Contains(x.Refs, on)
		for _, b := range x.Fillers {
			speaks = speaks || on == model.Ref{Kind: model.KindPoint, Index: int(b.Point)} && (value == model.None || b.Value == value)
		}
		if speaks {
			out = append(out, i)
		}
	}
	return out
}

// Concerned are those whose word counts on a thing: the parties to an instrument, for it and its clauses; all parties otherwise.
func Concerned(p *model.Pact, ref model.Ref) []model.ActorID {
	switch ref.Kind {
	case model.KindInstrument:
		return p.Instruments[ref.Index].Between
	case model.KindDuty:
		return p.Instruments[p.Duties[ref.Index].Instrument].Between
	case model.KindBan:
		return p.Instruments[p.Bans[ref.Index].Instrument].Between
	case model.KindPower:
		return p.Instruments[p.Powers[ref.Index].Instrument].Between
	}
	var out []model.ActorID
	for i := range p.Actors {
		if p.Actors[i].Kind == model.IsParty {
			out = append(out, model.ActorID(i))
		}
	}
	return out
}
