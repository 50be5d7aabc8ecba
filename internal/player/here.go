package player

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/world/laid"
	"github.com/servanda-lang/servanda/model"
)

// Outlook is how the obligor of a duty stands in the state that was looked ahead from, the worst that can follow and how soon.
type Outlook struct {
	Danger
	Days   int            // until it has come to that, on the shortest way there
	Course *course.Course // that way; nil if it is so already
	Exit   int            // the move on that way by which it can be avoided no longer; -1 if there is none
}

// Outlooks tells of each duty that gives for good how its obligor stands where the look ahead began.
func (a *Ahead) Outlooks() ([]Outlook, error) {
	var out []Outlook
	for _, d := range a.dangers(nil) {
		o := Outlook{Danger: d, Exit: -1}
		if d.How < Bare {
			if err := a.goesWrong(&o); err != nil {
				return nil, err
			}
		}
		out = append(out, o)
	}
	return out, nil
}

// goesWrong shows how soon it can come to the worst, with the least breach, and where on that way the last exit is.
func (a *Ahead) goesWrong(o *Outlook) (err error) {
	var defectors model.ActorSet
	if len(o.By) > 0 {
		defectors = o.By[0]
	}
	perils := a.perilsOf(sides{0, defectors})
	x := perils[slices.IndexFunc(perils, func(x ask.Peril[laid.Set]) bool { return x.Duty == o.Duty })]
	way, ok := a.way(x.Bare, defectors)
	if !ok {
		return nil // it is lost, and no way leads to where it shows
	}
	o.Worst, o.Days = way, a.days(way)
	for n := 1; n <= len(way) && o.How == Open && o.Exit < 0; n++ {
		if !a.world.Empty(a.world.And(x.Lost, a.at(way[:n]))) {
			o.Exit = n - 1
		}
	}
	o.Course, err = a.told(way)
	return err
}

func (a *Ahead) days(moves []machine.Label) (days int) {
	for _, l := range moves {
		if l.Kind == machine.Pass {
			days += a.world.Tick()
		}
	}
	return days
}

func (a *Ahead) told(moves []machine.Label) (*course.Course, error) {
	var ids []machine.LabelID
	for _, l := range moves {
		id, ok := a.world.Graph.Machine.Find(l)
		if !ok {
			panic("player: a move that is none")
		}
		ids = append(ids, id)
	}
	return course.Replay(a.world.Graph.Machine.Fork(), ids, -1)
}

// Prospect is what can still become of a purpose.
type Prospect struct {
	Purpose int
	Holds   bool // it is reached now
	Within  int  // the least days in which it can be reached if all help; -1 if it cannot
	Lawful  bool // it can be reached without a breach
	LostIn  int  // the least days after which it can be out of reach for good; -1 if it cannot come to that
	Broken  bool // that takes a breach
}

// Prospects tells of each purpose what can become of it from where the look ahead began.
func (a *Ahead) Prospects() []Prospect {
	w, p := a.world, a.world.Graph.Machine.Pact
	everyone := p.Everyone()
	var out []Prospect
	for i := range p.Purposes {
		x := Prospect{Purpose: i, Within: -1, LostIn: -1}
		goal := w.Where(p.Purposes[i].Cond)
		x.Holds = !w.Empty(w.And(w.Init(), goal))
		if way, ok := a.way(goal, everyone); ok {
			x.Within = a.days(way)
			_, x.Lawful = a.way(goal, 0)
		}
		hopeless := w.Diff(w.All(), w.Backward(goal, w.Permitted(everyone), w.All()))
		if way, ok := a.way(hopeless, 0); ok {
			x.LostIn = a.days(way)
		} else if way, ok := a.way(hopeless, everyone); ok {
			x.LostIn, x.Broken = a.days(way), true
		}
		out = append(out, x)
	}
	return out
}

// way is a way into a set, of the least days, by moves that only some break their word with.
func (a *Ahead) way(into laid.Set, defectors model.ActorSet) ([]machine.Label, bool) {
	g, by := a.world.Graph, a.world.Permitted(defectors)
	t := tree{come: make([]int32, g.States()), from: make([]int32, g.States()), ticks: make([]int32, g.States())}
	t.come[g.Start] = start
	for tick, today := int32(0), []int32{g.Start}; len(today) > 0; tick++ {
		var tomorrow []int32
		for i := 0; i < len(today); i++ {
			at := today[i]
			if t.ticks[at] < tick {
				continue // it was come to sooner
			}
			if into.Has(at) {
				return t.back(g, at), true
			}
			if i%4096 == 0 && g.Pause != nil {
				g.Pause()
			}
			for e := g.First[at]; e < g.First[at+1]; e++ {
				switch {
				case !by.Has(at, g.Sort[e], g.To[e]):
				case g.SortOf(e).Move.Kind == machine.Pass:
					tomorrow = t.add(tomorrow, at, e, g.To[e], tick+1)
				default:
					today = t.add(today, at, e, g.To[e], tick)
				}
			}
		}
		today = tomorrow
	}
	return nil, false
}

// tree is how states were come to: by which move and one, from which state, after how many ticks.
type tree struct{ come, from, ticks []int32 }

// start is what the first state was come to by.
const start = -1

// add puts a state on a list if it was not come to as soon as that.
func (t *tree) add(list []int32, from, by, to, tick int32) []int32 {
	if t.come[to] != 0 && t.ticks[to] <= tick {
		return list
	}
	t.come[to], t.from[to], t.ticks[to] = by+1, from, tick
	return append(list, to)
}

// back is the moves by which a state was come to.
func (t *tree) back(g *explore.Graph, at int32) (out []machine.Label) {
	for ; t.come[at] != start; at = t.from[at] {
		out = append(out, g.SortOf(t.come[at]-1).Move)
	}
	slices.Reverse(out)
	return out
}
