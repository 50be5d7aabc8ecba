package verify

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// The answers to the author's own checks (docs/language.md, section 14): each is the finding "holds" or "fails".

func (a *Asker) check(i int) Answer {
	c := &a.p.Checks[i]
	breaking := model.SetOf(c.Except...)
	switch c.World {
	case model.EveryoneKeeps:
		breaking = 0
	case model.NobodyKeeps:
		breaking = a.p.Everyone()
	}
	k := Match{model.SetOf(c.Players...), breaking, 0}
	switch c.Kind {
	case model.CanAvoid:
		return says(!a.lose(k, a.cond(c.Cond), nil)[0], nil, nil)
	case model.CanEnsure:
		return says(a.force(k, a.cond(c.Cond), nil)[0], nil, nil)
	case model.LeadsTo:
		return a.leadsTo(c, breaking)
	}
	holds := a.after(c.Cond)
	may := among(breaking, nil)
	comes := holds(0, nil) || a.made(a.world(breaking), among(breaking, func(_ int, m *Move) bool { return holds(int(m.To), m) }))
	x := &Showing{begun: true, may: may, ends: holds}
	if c.Kind == model.Possible {
		return says(comes, x, nil)
	}
	return says(!comes, nil, x)
}

// says is an answer, with what shows that it holds, or that it fails.
func says(holds bool, yes, no *Showing) Answer {
	if holds {
		return Answer{Found{Code: "holds"}, yes}
	}
	return Answer{Found{Code: "fails"}, no}
}

// leadsTo: whenever the one comes about, no course goes on without the other for ever, or for more ticks than it may, or to
// where nothing can happen at all.
func (a *Asker) leadsTo(c *model.Check, breaking model.ActorSet) Answer {
	then, left, may := a.cond(c.Then), a.after(c.Cond), among(breaking, nil)
	without := func(s int, m *Move) bool { return may(s, m) && !then[m.To] }
	stops := a.where(func(s int) bool {
		return !then[s] && !slices.ContainsFunc(a.From(s), func(m Move) bool { return may(s, &m) })
	})
	x := &Showing{
		early: may, begun: left(0, nil) && !then[0], may: without,
		turns: func(_ int, m *Move) bool { return left(int(m.To), m) && !then[m.To] },
	}
	var late states
	if c.Within == nil {
		ends := or(stops, and(a.rounds(without), not(then)))
		late = a.back(ends, without)
		x.ends = func(s int, _ *Move) bool { return ends[s] }
	} else {
		late = a.outlasting(int(a.Ticks(a.Amount(*c.Within))), may, then, stops)
		x = a.counted(x, int(a.Ticks(a.Amount(*c.Within))), may, then, stops)
	}
	fails := x.begun && late[0]
	for _, s := range a.list(a.world(breaking)) {
		fails = fails || slices.ContainsFunc(a.From(s), func(m Move) bool { return may(s, &m) && x.turns(s, &m) && late[m.To] })
	}
	return says(!fails, nil, x)
}

// outlasting is from where more than so many ticks can pass without the other, or it comes to where nothing can happen.
func (a *Asker) outlasting(ticks int, may moves, then, stops states) states {
	within := func(s int, m *Move) bool { return may(s, m) && m.Kind != program.Pass && !then[s] && !then[m.To] }
	late := not(then) // a tick passes out of it, wherever that leads
	for n := 0; n <= ticks; n++ {
		out := a.where(func(s int) bool {
			return stops[s] || !then[s] && slices.ContainsFunc(a.From(s), func(m Move) bool {
				return m.Kind == program.Pass && may(s, &m) && (n == 0 || late[m.To])
			})
		})
		if out = a.back(out, within); n > 0 && slices.Equal(out, late) {
			break
		}
		late = out
	}
	return late
}

// counted is a course on which the ticks are counted.
func (a *Asker) counted(x *Showing, ticks int, may moves, then, stops states) *Showing {
	return &Showing{
		early: x.early, begun: x.begun, turns: x.turns, waits: ticks + 1, stops: stops,
		may:  func(s int, m *Move) bool { return may(s, m) && !then[s] && (!then[m.To] || m.Kind == program.Pass) },
		ends: func(_ int, last *Move) bool { return last != nil && last.Kind == program.Pass },
	}
}
