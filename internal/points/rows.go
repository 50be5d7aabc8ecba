package points

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/model"
)

// Row is one question that is put to every filling alike: can this party be left with nothing? what can be blocked, and by whom?
type Row struct {
	Code    ask.Code      // Exposed, BoundAlone, Hollow, or Veto, which tells of Stuck too
	Party   model.ActorID // or None
	Purpose int           // or -1
	Clause  model.Ref     // Hollow: the guarantee
	Claims  []int         // those that answer it
}

// rowsOf lists the rows that some claim answers.
func rowsOf(p *model.Pact, claims []Claim) []Row {
	var out []Row
	add := func(r Row, mine func(c *Claim) bool) {
		for i := range claims {
			if mine(&claims[i]) {
				r.Claims = append(r.Claims, i)
			}
		}
		if len(r.Claims) > 0 {
			out = append(out, r)
		}
	}
	for _, code := range []ask.Code{ask.Exposed, ask.BoundAlone} {
		for i := range p.Actors {
			party := model.ActorID(i)
			add(Row{Code: code, Party: party, Purpose: -1}, func(c *Claim) bool { return c.Code == code && c.Party == party })
		}
	}
	for i := range p.Duties {
		ref := model.Ref{Kind: model.KindDuty, Index: i}
		add(Row{Code: ask.Hollow, Party: p.Duties[i].Obligor, Purpose: -1, Clause: ref}, func(c *Claim) bool { return c.Code == ask.Hollow && c.Clause == ref })
	}
	for i := range p.Purposes {
		add(Row{Code: ask.Veto, Party: model.None, Purpose: i}, func(c *Claim) bool {
			return (c.Code == ask.Veto || c.Code == ask.Stuck) && c.Purpose == i
		})
	}
	return out
}

// Cell is what a row is in one filling.
type Cell struct {
	Level   Level            // of the gravest claim; of what is out of reach, Anyway
	Stuck   bool             // the purpose is out of reach
	Block   []model.ActorID  // who can block it alone
	Jointly []model.ActorSet // sets of several that can
}

// Cell gives what a row is where some claims hold.
func (t *Table) Cell(r *Row, holds []int) Cell {
	var out Cell
	for _, n := range r.Claims {
		if _, in := slices.BinarySearch(holds, n); !in {
			continue
		}
		c := &t.Claims[n]
		switch {
		case c.Code == ask.Stuck:
			out.Stuck, out.Level = true, Anyway
		case c.Code != ask.Veto:
			out.Level = max(out.Level, c.level())
		case c.By[0].Len() == 1:
			out.Block = append(out.Block, c.By[0].IDs()[0])
		default:
			out.Jointly = append(out.Jointly, c.By[0])
		}
	}
	slices.Sort(out.Block)
	return out
}
