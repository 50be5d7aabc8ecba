package lower

import (
	"fmt"
	"maps"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

func (l *lowerer) purpose(d *syntax.PurposeDecl) {
	l.pact.Purposes = append(l.pact.Purposes, model.Purpose{
		Label: label(d.Label), Cond: l.cond(d.Cond(), nil), Cites: l.cites(d.Block.Cites()), At: d.Span(),
	})
}

func (l *lowerer) position(d *syntax.PositionDecl) {
	p := model.Position{Stance: model.Stance(d.Stance), Cites: l.cites(d.Cites), At: d.Span()}
	p.Party, _ = id[model.ActorID](l, d.Party)
	for _, r := range d.Refs {
		l.positionRef(r, &p)
	}
	if d.If != nil {
		p.If = l.recorded(d.If)
	}
	l.pact.Positions = append(l.pact.Positions, p)
}

// recorded lowers a condition that is on record only: nothing hangs on what it speaks of, and it makes no step of time.
func (l *lowerer) recorded(c syntax.Cond) model.Cond {
	reads, durations := maps.Clone(l.reads), l.durations
	defer func() { l.reads, l.durations = reads, durations }()
	return l.cond(c, nil)
}

func (l *lowerer) positionRef(r *syntax.Ref, p *model.Position) {
	s := l.sym(r.Name)
	if s == nil {
		return
	}
	if r.Value != nil {
		if b, ok := l.binding(r.Name, r.Value); ok {
			p.Fillers = append(p.Fillers, b)
		}
		return
	}
	ref := l.ref(s)
	if ref.Kind == model.KindPoint {
		l.fault("M021", r.Span(), "a position on an open point names one of its values",
			fmt.Sprintf("Write `%s is VALUE`.", s.Name))
		return
	}
	p.Refs = append(p.Refs, ref)
}

func (l *lowerer) check(d *syntax.CheckDecl) {
	c := model.Check{Label: label(d.Label), Reading: model.None, At: d.Span()}
	l.asks(d.Question(), &c)
	if it := only[*syntax.KeepItem](d.Block); it != nil {
		c.World = model.World(it.World)
		c.Except = list[model.ActorID](l, it.Except)
	}
	if it := only[*syntax.InReadingItem](d.Block); it != nil {
		if r, ok := id[model.ReadingID](l, it.Reading); ok {
			c.Reading = r
		}
	}
	c.ExpectFails = only[*syntax.ExpectFailsItem](d.Block) != nil
	l.pact.Checks = append(l.pact.Checks, c)
}

func (l *lowerer) asks(q syntax.Question, c *model.Check) {
	switch q := q.(type) {
	case *syntax.NeverQuestion:
		c.Kind, c.Cond = model.Never, l.cond(q.Cond, nil)
	case *syntax.PossibleQuestion:
		c.Kind, c.Cond = model.Possible, l.cond(q.Cond, nil)
	case *syntax.LeadsToQuestion:
		c.Kind, c.Cond, c.Then = model.LeadsTo, l.cond(q.Cond, nil), l.cond(q.Then, nil)
		c.Within = l.days(q.Within)
	case *syntax.CanQuestion:
		c.Kind, c.Cond = model.CanAvoid, l.cond(q.Cond, nil)
		if q.Ensure {
			c.Kind = model.CanEnsure
		}
		c.Players = list[model.ActorID](l, q.Players)
	}
}

func label(s *syntax.String) string {
	if s == nil {
		return ""
	}
	return s.Value
}
