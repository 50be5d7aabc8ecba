package play_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/play"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// TestEveryMoveIsOfferedOrRefused: on random walks through random pacts a position has every move exactly once, those
// that the machine offers as it offers them, and the others with reasons that are so.
func TestEveryMoveIsOfferedOrRefused(t *testing.T) {
	pacts, seen := uint64(400), map[machine.Reason]int{}
	if testing.Short() {
		pacts = 30
	}
	for seed := range pacts {
		p := random.New(seed).Pact
		rng := rand.New(rand.NewPCG(seed, 7))
		fillings := p.Fillings(nil)
		m, err := machine.New(p, fillings[rng.IntN(len(fillings))], p.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		s := m.Initial()
		for range 25 {
			x := examination{T: t, seed: seed, m: m, s: s, at: play.At(m, s), seen: seen}
			s = x.examine(rng)
		}
	}
	for r := machine.NotADraft; r <= machine.HeldUp; r++ {
		if seen[r] == 0 {
			t.Errorf("no move was refused because %s: the generator has become too tame", r)
		}
	}
}

// examination looks through one position.
type examination struct {
	*testing.T
	seed uint64
	m    *machine.Machine
	s    machine.State
	at   *play.Position
	seen map[machine.Reason]int
}

// examine holds the position to the machine, and gives a state to go on from.
func (x *examination) examine(rng *rand.Rand) machine.State {
	if again := play.At(x.m.Fork(), x.s); !reflect.DeepEqual(again, x.at) {
		x.Fatalf("seed %d: asked twice, two positions", x.seed)
	}
	told := map[machine.Label]int{}
	offered := map[machine.Label]*play.Option{}
	for o := range x.at.Options() {
		told[o.Move]++
		offered[o.Move] = o
	}
	for _, r := range x.refusals() {
		told[r.Move]++
		x.refused(r)
	}
	for _, l := range x.m.Labels() {
		if told[l] != 1 {
			x.Fatalf("seed %d: %v is told %d times", x.seed, l, told[l])
		}
	}
	var ways []machine.State
	x.m.Moves(x.s, func(mv machine.Move) {
		o := offered[x.m.Label(mv.Label)]
		if o == nil {
			x.Fatalf("seed %d: the machine offers %v, the position does not", x.seed, x.m.Label(mv.Label))
		}
		delete(offered, o.Move)
		if !o.To.Equal(mv.To) || o.Culprits != mv.Culprits || !o.SameEvents(&mv.Events) {
			x.Fatalf("seed %d: %+v is another move than the machine's %+v", x.seed, o, mv)
		}
		ways = append(ways, mv.To.Clone())
	})
	if len(offered) > 0 {
		x.Fatalf("seed %d: the machine does not offer %v", x.seed, offered)
	}
	for o := range x.at.Options() {
		x.breaks(o)
	}
	x.debts()
	return ways[rng.IntN(len(ways))]
}

func (x *examination) refusals() []machine.Refusal {
	out := []machine.Refusal{x.at.Time.Other}
	for _, h := range x.at.Hands {
		out = append(out, h.Cannot...)
	}
	return out
}

// refused looks whether a refusal is one, and its reasons are so.
func (x *examination) refused(r machine.Refusal) {
	var refusal *machine.Refusal
	if _, _, err := x.m.Apply(x.s, r.Move); !errors.As(err, &refusal) || !reflect.DeepEqual(*refusal, r) {
		x.Fatalf("seed %d: %v is refused in two ways: %v, %v", x.seed, r.Move, r, refusal)
	}
	if len(r.Why) == 0 {
		x.Fatalf("seed %d: %v is refused for no reason", x.seed, r.Move)
	}
	for _, o := range r.Why {
		x.seen[o.Reason]++
		if (o.Reason == machine.WhenFails) != (len(o.Fails) > 0) || (o.Reason == machine.HeldUp) != (len(o.RunsOut) > 0) {
			x.Fatalf("seed %d: %v is refused by %+v", x.seed, r.Move, o)
		}
		if o.Reason == machine.WhenFails && x.m.Condition(o.When)(x.s) {
			x.Fatalf("seed %d: %v is refused although %v holds", x.seed, r.Move, o.When)
		}
		for _, c := range o.Fails {
			if x.m.Condition(c)(x.s) {
				x.Fatalf("seed %d: %v is said to fail and holds", x.seed, c)
			}
		}
	}
}

// breaks looks whether a move breaks promises of just its culprits.
func (x *examination) breaks(o *play.Option) {
	var by model.ActorSet
	for _, ref := range o.Breaks {
		if ref.Kind == model.KindBan {
			by |= model.SetOf(x.m.Pact.Bans[ref.Index].Bound)
		} else {
			by |= model.SetOf(x.m.Pact.Duties[ref.Index].Obligor)
		}
	}
	if by != o.Culprits {
		x.Fatalf("seed %d: %v breaks %v, its culprits are %v", x.seed, o.Move, o.Breaks, o.Culprits.IDs())
	}
}

// debts looks whether what is owed is what is due.
func (x *examination) debts() {
	var due []model.DutyID
	for i := range x.m.Pact.Duties {
		if x.m.Reads(x.s, model.Ref{Kind: model.KindDuty, Index: i}) == "due" {
			due = append(due, model.DutyID(i))
		}
	}
	var owed []model.DutyID
	for _, d := range x.at.Owed {
		owed = append(owed, d.Duty)
		ref := model.Ref{Kind: model.KindDuty, Index: int(d.Duty)}
		if today := d.Deadline && d.DaysLeft == 0; today != slices.Contains(x.at.Time.RunsOut, ref) {
			x.Fatalf("seed %d: %+v, but what runs out is %v", x.seed, d, x.at.Time.RunsOut)
		}
		duty := &x.m.Pact.Duties[d.Duty]
		if d.Deadline != (duty.Within != nil || duty.By != nil) || duty.Discretion && len(d.Breaks) > 0 {
			x.Fatalf("seed %d: %+v is told of %s", x.seed, d, duty.Name)
		}
	}
	if !slices.Equal(owed, due) {
		x.Fatalf("seed %d: %v is due, %v is owed", x.seed, due, owed)
	}
	strikes := x.at.Time.Next.Move.Kind == machine.Strike
	if strikes != (len(x.at.Time.RunsOut) > 0) {
		x.Fatalf("seed %d: %v runs out, and time would do %v", x.seed, x.at.Time.RunsOut, x.at.Time.Next.Move)
	}
}
