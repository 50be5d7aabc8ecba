package carry_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/same"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// relabelled is a pact that says the same, with another name for everybody and everything, and how they are called now.
func relabelled(p *model.Pact, names bool) (*model.Pact, [][2]string) {
	q := p.Clone()
	var renames [][2]string
	for _, d := range q.Declared() {
		d.Decl.Label = "Anew " + d.Decl.Name
		if names && d.Ref.Kind != model.KindReading {
			renames = append(renames, [2]string{d.Decl.Name, "x_" + d.Decl.Name})
			d.Decl.Name = "x_" + d.Decl.Name
		}
	}
	return q, renames
}

// Amended to the identical text, or to one with other labels or other names that are said to be the same, a pact goes on as it would have: at
// every point of random plays of random pacts the state is the same to the last bit, and every later move does the same.
func TestTheSameTextChangesNothing(t *testing.T) {
	moves := 0
	for seed := range uint64(250) {
		p := random.New(seed).Pact
		r := rand.New(rand.NewPCG(seed, 7))
		fillings := p.Fillings(nil)
		f := fillings[r.IntN(len(fillings))]
		old := machineOf(t, p, f)
		texts := []*model.Pact{p}
		things := []carry.Things{thingsOf(t, p, p, nil)}
		for _, names := range []bool{false, true} {
			q, renames := relabelled(p, names)
			texts, things = append(texts, q), append(things, thingsOf(t, p, q, renames))
		}
		s, step := old.Initial(), 0
		for range 12 {
			k := r.IntN(len(texts))
			new, err := machine.Carried(texts[k], f, p.TickDays())
			if err != nil {
				t.Fatal(err)
			}
			got, err := carry.Over(old, s, new, step, things[k])
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if !got.Alike || !got.State.Equal(s) {
				t.Fatalf("seed %d, text %d: the state becomes another", seed, k)
			}
			for _, it := range got.Items {
				if it.Rule != carry.Stood || it.Was != it.Is {
					t.Fatalf("seed %d, text %d: %+v", seed, k, it)
				}
			}
			moves += sameCourse(t, r, old, new, s)
			s, step = anyMove(r, old, s, step)
		}
	}
	if moves < 20_000 {
		t.Errorf("only %d moves were compared", moves)
	}
}

// sameCourse makes the same moves in two machines, and compares all that comes of them.
func sameCourse(t *testing.T, r *rand.Rand, a, b *machine.Machine, s machine.State) (n int) {
	t.Helper()
	for range 12 {
		var labels []machine.Label
		a.Moves(s, func(mv machine.Move) { labels = append(labels, a.Label(mv.Label)) })
		var others []machine.Label
		b.Moves(s, func(mv machine.Move) { others = append(others, b.Label(mv.Label)) })
		if !reflect.DeepEqual(labels, others) {
			t.Fatalf("%v can be done, and after the amendment %v", labels, others)
		}
		l := labels[r.IntN(len(labels))]
		x, fx, err := a.Apply(s, l)
		if err != nil {
			t.Fatal(err)
		}
		y, fy, err := b.Apply(s, l)
		if err != nil {
			t.Fatal(err)
		}
		if !x.Equal(y) || !reflect.DeepEqual(fx, fy) || !reflect.DeepEqual(a.Breaks(s, l), b.Breaks(s, l)) {
			t.Fatalf("%v does something else after the amendment: %+v, %+v", l, fx, fy)
		}
		if !reflect.DeepEqual(a.Countdowns(x), b.Countdowns(y)) {
			t.Fatalf("after %v other things run out", l)
		}
		s = x
		n++
	}
	return n
}

// anyMove makes any of the moves that can be made.
func anyMove(r *rand.Rand, m *machine.Machine, s machine.State, step int) (machine.State, int) {
	type way struct {
		to    machine.State
		ticks int
	}
	var ways []way
	m.Moves(s, func(mv machine.Move) {
		w := way{mv.To.Clone(), 0}
		if mv.Label == m.PassID() {
			w.ticks = 1
		}
		ways = append(ways, w)
	})
	w := ways[r.IntN(len(ways))]
	return w.to, step + w.ticks
}

// Any random pact can be amended to any other that has the same names, or is refused with a reason; what comes of it is a state that has settled
// and from which one can go on.
func TestAnyAmendmentIsCarriedOverOrRefused(t *testing.T) {
	carried, refused := 0, 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		p, q := random.New(seed).Pact, random.New(seed+1000).Pact
		q, err := carry.Onto(p, q)
		if err != nil {
			refused++
			continue
		}
		tick := 1
		old, err := machine.New(p, p.Fillings(nil)[0], tick)
		if err != nil {
			t.Fatal(err)
		}
		new, err := machine.Carried(q, q.Fillings(nil)[0], tick)
		if err != nil {
			t.Fatal(err)
		}
		things := thingsOf(t, p, q, nil)
		s, step := old.Initial(), 0
		for range 20 {
			s, step = anyMove(r, old, s, step)
			got, err := carry.Over(old, s, new, step, things)
			if err != nil {
				if err.Error() == "" {
					t.Fatal("a refusal without a word")
				}
				refused++
				continue
			}
			carried++
			holdsTogether(t, new, got.State)
			everyThingIsTold(t, p, q, got)
			to := got.State
			for range 10 {
				to, _ = anyMove(r, new, to, 0)
			}
		}
	}
	if carried < 2000 || refused < 100 {
		t.Errorf("%d carried over, %d refused", carried, refused)
	}
}

// holdsTogether checks what is so of every state of the language, by its page.
func holdsTogether(t *testing.T, m *machine.Machine, s machine.State) {
	t.Helper()
	for i, d := range m.Pact.Duties {
		text := m.Reads(s, model.Ref{Kind: model.KindInstrument, Index: int(d.Instrument)})
		status := m.Reads(s, model.Ref{Kind: model.KindDuty, Index: i})
		if status == "due" && text != "in force" {
			t.Fatalf("%s is due, and its instrument is %s", d.Name, text)
		}
		if status == "dormant (suspended)" && text != "suspended" {
			t.Fatalf("%s waits, and its instrument is %s", d.Name, text)
		}
	}
}

// everyThingIsTold checks that nothing is dropped in silence: each thing of either text is in the list.
func everyThingIsTold(t *testing.T, p, q *model.Pact, got *carry.Carried) {
	t.Helper()
	old, new := map[model.Ref]bool{}, map[model.Ref]bool{}
	for _, it := range got.Items {
		old[it.Old], new[it.New] = true, true
	}
	for side, x := range []*model.Pact{p, q} {
		for _, k := range []model.Kind{model.KindFact, model.KindInstrument, model.KindDecision, model.KindDuty, model.KindBan, model.KindPower} {
			for i := range x.Count(k) {
				if r := (model.Ref{Kind: k, Index: i}); !([]map[model.Ref]bool{old, new}[side][r]) {
					t.Fatalf("nothing is said of %s of text %d", x.Declaration(r).Name, side)
				}
			}
		}
	}
}

func machineOf(t *testing.T, p *model.Pact, f model.Filling) *machine.Machine {
	t.Helper()
	m, err := machine.New(p, f, p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func thingsOf(t *testing.T, old, new *model.Pact, renames [][2]string) carry.Things {
	t.Helper()
	things, err := same.Things(old, new, renames)
	if err != nil {
		t.Fatal(err)
	}
	return things
}
