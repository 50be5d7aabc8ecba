package differential

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/model"
)

// lockstep walks through both physical worlds at once, move by move, and says where they part; "" if they
// are the same.
func lockstep(g *explore.Graph, w *oracle.World, limit int) string {
	og, err := w.Graph(everyone(w.Pact), limit)
	if err != nil {
		return fmt.Sprintf("the engine has %d states, the oracle %v", g.States(), err)
	}
	twin := make([]int, g.States()) // 1 + the oracle's number of the state
	twin[0] = 1
	back := map[int]int32{0: 0}
	how := make([]string, g.States())
	for todo := []int32{0}; len(todo) > 0; todo = todo[1:] {
		s := todo[0]
		theirs := map[string]oracle.Edge{}
		for _, e := range og.Edges[twin[s]-1] {
			theirs[e.Label] = e
		}
		if n := int(g.First[s+1] - g.First[s]); n != len(og.Edges[twin[s]-1]) {
			return fmt.Sprintf("%s\nthe engine has %d moves, the oracle %d:%s", how[s], n, len(og.Edges[twin[s]-1]), bothMoves(g, s, og.Edges[twin[s]-1]))
		}
		for e := g.First[s]; e < g.First[s+1]; e++ {
			sort := g.SortOf(e)
			label := labelOf(w.Pact, sort.Move)
			course := how[s] + "\n  " + label
			their, ok := theirs[label]
			if !ok {
				return course + "\nonly the engine has this move"
			}
			if their.Culprits != sort.Culprits {
				return fmt.Sprintf("%s\nthe culprits are %s by the engine, %s by the oracle", course, actors(w.Pact, sort.Culprits), actors(w.Pact, their.Culprits))
			}
			to := g.To[e]
			other, known := back[their.To]
			switch {
			case twin[to] == 0 && !known:
				twin[to], back[their.To], how[to] = their.To+1, to, course
				todo = append(todo, to)
				if d := differ(g, to, og.States[their.To]); d != "" {
					return course + "\n" + d
				}
			case twin[to] != their.To+1:
				return fmt.Sprintf("%s\none side has come to a state it knows, the other has not; the engine's was reached by%s\nthe oracle's by%s", course, how[to], how[other])
			}
		}
	}
	if len(og.States) != g.States() {
		return fmt.Sprintf("%d states by the engine, %d by the oracle", g.States(), len(og.States))
	}
	return ""
}

// differ says in which value or status, as the language has them, two states differ.
func differ(g *explore.Graph, s int32, o *oracle.State) string {
	m := g.Machine
	for i := range m.Pact.Facts {
		f := &m.Pact.Facts[i]
		want := fmt.Sprint(o.Facts[i])
		if f.Values != nil {
			want = f.Values[o.Facts[i]]
		}
		if got := m.Reads(g.State(int(s)), model.Ref{Kind: model.KindFact, Index: i}); got != want {
			return fmt.Sprintf("%s is %s by the engine, %s by the oracle", f.Name, got, want)
		}
	}
	for i := range m.Pact.Instruments {
		want := [...]string{"draft", "in force", "suspended", "ended (its term ran out)", "ended"}[o.Instruments[i].Status]
		if got := m.Reads(g.State(int(s)), model.Ref{Kind: model.KindInstrument, Index: i}); got != want {
			return fmt.Sprintf("%s is %s by the engine, %s by the oracle", m.Pact.Instruments[i].Name, got, want)
		}
	}
	for i := range m.Pact.Duties {
		want := [...]string{"dormant", "due", "dormant (suspended)", "performed", "performed (late)", "breached", "lapsed", "excused (for now)", "excused", "dormant"}[o.Duties[i].Status]
		if got := m.Reads(g.State(int(s)), model.Ref{Kind: model.KindDuty, Index: i}); got != want {
			return fmt.Sprintf("%s is %s by the engine, %s by the oracle", m.Pact.Duties[i].Name, got, want)
		}
	}
	return ""
}

func bothMoves(g *explore.Graph, s int32, edges []oracle.Edge) string {
	out := "\n  engine:"
	for e := g.First[s]; e < g.First[s+1]; e++ {
		out += " [" + labelOf(g.Machine.Pact, g.SortOf(e).Move) + "]"
	}
	out += "\n  oracle:"
	for _, e := range edges {
		out += " [" + e.Label + "]"
	}
	return out
}

// labelOf writes a move of the engine as the oracle does.
func labelOf(p *model.Pact, l machine.Label) string {
	switch l.Kind {
	case machine.Strike:
		return "time strikes"
	case machine.Pass:
		return "the tick passes"
	}
	who := p.Actors[l.Actor].Name
	switch l.Kind {
	case machine.Sign:
		return who + " signs " + p.Instruments[l.Index].Name
	case machine.Do:
		return who + " does " + p.Acts[l.Index].Name
	case machine.Decide:
		return fmt.Sprintf("%s decides %s on %s", who, p.Decisions[l.Index].Values[l.Value], p.Decisions[l.Index].Name)
	}
	return who + " uses " + p.Powers[l.Index].Name
}

// worlds compares the sizes of the worlds in which nobody, or just one actor, or everybody may break a
// promise.
func worlds(g *explore.Graph, w *oracle.World, limit int) string {
	sets := []model.ActorSet{0, everyone(w.Pact)}
	for i := range w.Pact.Actors {
		sets = append(sets, model.SetOf(model.ActorID(i)))
	}
	for _, d := range sets {
		states, moves := g.World(d).Count()
		oStates, oMoves, err := w.Explore(d, limit)
		if err != nil {
			return err.Error()
		}
		if states != oStates || moves != oMoves {
			return fmt.Sprintf("with defectors %s: %d states and %d moves by the engine, %d and %d by the oracle",
				actors(w.Pact, d), states, moves, oStates, oMoves)
		}
	}
	return ""
}

func everyone(p *model.Pact) model.ActorSet { return 1<<len(p.Actors) - 1 }
