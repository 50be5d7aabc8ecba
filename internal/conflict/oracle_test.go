package conflict

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/stability"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// moment is a moment of a course in the world of the oracle: a state of it, which choices were carried out for good, which deeds done.
type moment struct {
	state int
	made  string
	done  string
}

// follower follows choices through the oracle's graph, as docs/stability.md has it, with sets and quantifiers.
type follower struct {
	g       *oracle.Graph
	p       *model.Pact
	cs      []Choice
	profile []int
	next    map[moment][]moment
}

// wants lists the choices that want an edge to be taken in a moment.
func (f *follower) wants(at moment, e oracle.Edge) []int {
	var out []int
	for k := range f.cs {
		c, v := &f.cs[k], f.profile[k]
		if e.Mover != c.Actor || slices.Contains([]byte(at.made), byte(k)) {
			continue
		}
		yes := false
		switch c.Kind {
		case Doing:
			yes = v == 1 && e.Kind == oracle.Do && e.Index == c.Of.Index
		case Deciding:
			yes = v > 0 && e.Kind == oracle.Decide && e.Label == fmt.Sprintf("%s decides %s on %s", f.p.Actors[e.Mover].Name, f.p.Decisions[c.Of.Index].Values[v-1], f.p.Decisions[c.Of.Index].Name)
		case Promising:
			d := model.DutyID(c.Of.Index)
			yes = v > 0 && e.Kind == oracle.Do && e.Act == f.p.Duties[d].Acts[v-1] && slices.Contains(e.Performs, d)
		case Refraining:
			yes = v == 0 && f.breaks(at, e, model.BanID(c.Of.Index))
		case Using:
			yes = v == 1 && e.Kind == oracle.Use && e.Index == c.Of.Index
		case Signing:
			yes = v == 1 && e.Kind == oracle.Sign && e.Index == c.Of.Index
		}
		if yes {
			out = append(out, k)
		}
	}
	return out
}

func (f *follower) breaks(at moment, e oracle.Edge, b model.BanID) bool {
	return e.Kind == oracle.Do && e.Act == f.p.Bans[b].Act && e.Mover == f.p.Bans[b].Bound &&
		f.g.World.Holds(model.BanIs{Ban: b, Status: model.BanBinding}, f.g.States[at.state])
}

// forbidden reports whether an edge goes against a choice.
func (f *follower) forbidden(at moment, e oracle.Edge) bool {
	for k := range f.cs {
		c, v := &f.cs[k], f.profile[k]
		switch c.Kind {
		case Promising:
			if d := model.DutyID(c.Of.Index); e.Mover == c.Actor && slices.Contains(e.Performs, d) &&
				(v == 0 || e.Kind != oracle.Do || e.Act != f.p.Duties[d].Acts[v-1]) {
				return true
			}
		case Refraining:
			if v == 1 && f.breaks(at, e, model.BanID(c.Of.Index)) {
				return true
			}
		}
	}
	return false
}

func add(set string, x byte) string {
	b := []byte(set)
	if !slices.Contains(b, x) {
		b = append(b, x)
	}
	slices.Sort(b)
	return string(b)
}

// after is the moment to which an edge leads.
func (f *follower) after(at moment, e oracle.Edge) moment {
	to := moment{e.To, at.made, at.done}
	for _, k := range f.wants(at, e) {
		if f.cs[k].Kind != Promising {
			to.made = add(to.made, byte(k))
		}
	}
	if e.Kind == oracle.Do && f.p.Acts[e.Act].Irreversible {
		to.done = add(to.done, byte(int(e.Act)*40+int(e.Mover)))
	}
	return to
}

// follow finds all moments, and what may come after each.
func (f *follower) follow() {
	f.next = map[moment][]moment{}
	for todo := []moment{{}}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		if _, ok := f.next[at]; ok {
			continue
		}
		var wanted []oracle.Edge
		var time oracle.Edge
		for _, e := range f.g.Edges[at.state] {
			if e.Mover == oracle.Time {
				time = e
			} else if len(f.wants(at, e)) > 0 {
				wanted = append(wanted, e)
			}
		}
		next := []moment{}
		if len(wanted) == 0 {
			next = append(next, moment{time.To, at.made, at.done})
		}
		for _, e := range wanted {
			if !f.forbidden(at, e) && !f.robs(at, e, wanted) {
				next = append(next, f.after(at, e))
			}
		}
		f.next[at] = next
		todo = append(todo, next...)
	}
}

// robs reports whether an edge takes from a choice what it wanted.
func (f *follower) robs(at moment, e oracle.Edge, wanted []oracle.Edge) bool {
	to := f.after(at, e)
	for _, o := range wanted {
		if o.Label == e.Label {
			continue
		}
		still := slices.ContainsFunc(f.g.Edges[to.state], func(x oracle.Edge) bool { return x.Label == o.Label && len(f.wants(to, x)) > 0 })
		for _, k := range f.wants(at, o) {
			carried := slices.Contains([]byte(to.made), byte(k)) || f.cs[k].Kind == Promising && slices.Contains(e.Performs, model.DutyID(f.cs[k].Of.Index))
			if !still && !carried {
				return true
			}
		}
	}
	return false
}

// ends lists the moments that courses that never stop keep coming back to whatever they do.
func (f *follower) ends() []moment {
	for changed := true; changed; {
		changed = false
		for at, next := range f.next {
			alive := slices.DeleteFunc(slices.Clone(next), func(m moment) bool { _, ok := f.next[m]; return !ok })
			if len(alive) == 0 {
				delete(f.next, at)
				changed = true
			} else if len(alive) < len(next) {
				f.next[at] = alive
				changed = true
			}
		}
	}
	if _, ok := f.next[moment{}]; !ok {
		return nil
	}
	var out []moment
	for at := range f.reach(moment{}) {
		always := true
		for other := range f.reach(at) {
			always = always && f.reach(other)[at]
		}
		if always {
			out = append(out, at)
		}
	}
	return out
}

// reach is what can come after a moment, itself only if it comes back.
func (f *follower) reach(from moment) map[moment]bool {
	seen := map[moment]bool{}
	for todo := slices.Clone(f.next[from]); len(todo) > 0; todo = todo[1:] {
		if !seen[todo[0]] {
			seen[todo[0]] = true
			todo = append(todo, f.next[todo[0]]...)
		}
	}
	return seen
}

// statuses are conditions that together tell how everything stands.
func statuses(p *model.Pact) []model.Cond {
	var out []model.Cond
	for i := range p.Facts {
		for v := range p.Facts[i].Size() {
			out = append(out, model.FactIs{Fact: model.FactID(i), Value: p.Facts[i].Low + v})
		}
	}
	for i := range p.Instruments {
		for s := model.Draft; s <= model.Ended; s++ {
			out = append(out, model.InstrumentIs{Instrument: model.InstrumentID(i), Status: s})
		}
	}
	for i := range p.Duties {
		for s := model.Dormant; s <= model.Excused; s++ {
			out = append(out, model.DutyIs{Duty: model.DutyID(i), Status: s})
		}
		out = append(out, model.WasBreached{Duty: model.DutyID(i), Ban: model.None})
	}
	for i := range p.Bans {
		out = append(out, model.WasBreached{Duty: model.None, Ban: model.BanID(i)})
	}
	for i := range p.Decisions {
		for v := range p.Decisions[i].Values {
			out = append(out, model.DecisionIs{Decision: model.DecisionID(i), Status: model.Decided, Value: v})
		}
	}
	return out
}

// What comes of choices is what the oracle says comes of them, on random pacts: which combinations can be carried out at all, and how
// everything stands in the end; and states are one just if nothing ever differs between them.
func TestOutcomesAgainstTheOracle(t *testing.T) {
	pacts, feasible, never, unsettled, merged := 0, 0, 0, 0, 0
	for seed := uint64(1); pacts < 120 && seed < 4000; seed++ {
		c := random.New(seed)
		p, ask := c.Pact, statuses(c.Pact)
		tick, filling := p.TickDays(), firstFilling(p, nil)
		q := Query{Ask: ask, States: 96, Signing: seed%3 == 0, Tick: tick}
		got := &Conflict{Pact: p, Tick: tick, Filling: filling}
		m, err := machine.New(p, filling, tick)
		if err != nil {
			continue
		}
		got.Choices = choicesOf(m, q)
		if n := combinations(got.Choices, 96); len(got.Choices) < 2 || n > 96 || n < 4 {
			continue
		}
		w := oracle.New(p, filling, tick)
		g, err := w.Graph(p.Everyone(), 1500)
		if err != nil {
			continue
		}
		pacts++
		got.players()
		rs, err := got.run(context.Background(), m, q)
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]*result{}
		for i := range rs {
			at[fmt.Sprint(rs[i].profile)] = &rs[i]
			if !rs[i].Settled {
				unsettled++
			}
		}
		for profile := range profiles(got.Choices) {
			f := &follower{g: g, p: p, cs: got.Choices, profile: profile}
			f.follow()
			ends := f.ends()
			r := at[fmt.Sprint(profile)]
			if (r != nil) != (ends != nil) {
				t.Fatalf("seed %d, %v: it can be carried out: %v, by the oracle %v", seed, profile, r != nil, ends != nil)
			}
			if r == nil {
				never++
				continue
			}
			feasible++
			for k, cond := range ask {
				if want := f.truth(cond, ends); r.Asked[k] != want {
					t.Fatalf("seed %d, %v: %#v is %d, by the oracle %d\n%s", seed, profile, cond, r.Asked[k], want, random.Text(p))
				}
			}
		}
		if len(rs) > 0 {
			got.build(context.Background(), rs)
			merged += len(rs) - len(got.States)
			checkMerging(t, seed, got, rs)
		}
	}
	t.Logf("%d pacts, %d combinations carried out, %d that cannot be, %d not settled, %d the same as another", pacts, feasible, never, unsettled, merged)
	if pacts < 60 || feasible < 500 || never < 20 || unsettled < 5 || merged < 50 {
		t.Error("too few of one of these to tell anything")
	}
}

func (f *follower) truth(c model.Cond, ends []moment) Truth {
	yes, no := false, false
	for _, m := range ends {
		if f.g.World.Holds(c, f.g.States[m.state]) {
			yes = true
		} else {
			no = true
		}
	}
	switch {
	case yes && no:
		return stability.Open
	case yes:
		return stability.Yes
	}
	return stability.No
}

// checkMerging looks, pair by pair, which results can be told apart: by what comes of them, or because one player can move from one of
// them to what it cannot come to from the other.
func checkMerging(t *testing.T, seed uint64, c *Conflict, rs []result) {
	raw := c.rawMoves(context.Background(), rs)
	apart := make([][]bool, len(rs))
	for i := range rs {
		apart[i] = make([]bool, len(rs))
		for j := range rs {
			apart[i][j] = i != j && (!rs[i].Settled || !rs[j].Settled || !slices.Equal(rs[i].Results, rs[j].Results) || !slices.Equal(rs[i].Asked, rs[j].Asked))
		}
	}
	// covers: whatever a player can move to from i, and is apart from i, has a twin among what it can move to from j.
	covers := func(i, j, p int) bool {
		for _, m := range raw[p][i] {
			if !apart[i][m.To] {
				continue
			}
			if !slices.ContainsFunc(raw[p][j], func(n stability.Move) bool { return !apart[m.To][n.To] }) {
				return false
			}
		}
		return true
	}
	for changed := true; changed; {
		changed = false
		for i := range rs {
			for j := range rs {
				for p := range raw {
					if !apart[i][j] && i != j && (!covers(i, j, p) || !covers(j, i, p)) {
						apart[i][j], apart[j][i], changed = true, true, true
					}
				}
			}
		}
	}
	n := 0
	for i := range rs {
		first := true
		for j := range i {
			first = first && apart[i][j]
		}
		if first {
			n++
		}
	}
	if n != len(c.States) {
		t.Fatalf("seed %d: %d states, by pairs %d", seed, len(c.States), n)
	}
}
