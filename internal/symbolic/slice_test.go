package symbolic_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/symbolic"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Whichever cells a slice keeps: if it holds, and tells what is asked, the answer is that of the whole. Most are what something hangs
// on; of some a cell or two is missing, or there are more.
func TestSlicesAnswerAsTheWhole(t *testing.T) {
	held, broken, told := 0, 0, 0
	for seed := range many(60, 400) {
		p := random.New(seed).Pact
		f, rng := family(t, p, seed, 0), rand.New(rand.NewPCG(seed, 11))
		for range 6 {
			if !f.Slice(someCells(rng, f.Program)) {
				broken++
				continue
			}
			held++
			for range 4 {
				compareSliced(t, seed, f, rng)
			}
			if f.Told() {
				told++
			}
		}
	}
	t.Logf("%d slices held, %d did not, %d told something", held, broken, told)
	if held < broken/10 || broken < held/10 || told < held/4 {
		t.Error("too few of one kind")
	}
}

// someCells are those that one hangs on, or nearly.
func someCells(rng *rand.Rand, p *program.Program) func(*program.Variable) bool {
	cones, kept := p.Cones(), map[*program.Variable]bool{}
	todo := []*program.Variable{p.Cells[rng.IntN(len(p.Cells))]}
	for len(todo) > 0 {
		v := todo[0]
		if todo = todo[1:]; !kept[v] {
			kept[v] = true
			todo = append(todo, cones[v]...)
		}
	}
	for range rng.IntN(4) {
		v := p.Cells[rng.IntN(len(p.Cells))]
		kept[v] = rng.IntN(3) == 0
	}
	return func(v *program.Variable) bool { return kept[v] }
}

// compareSliced asks a family and the same without slices a few things about a match.
func compareSliced(t *testing.T, seed uint64, f *symbolic.Family, rng *rand.Rand) {
	t.Helper()
	p, whole := f.Program.Pact, f.Whole()
	some := func() model.ActorSet { return model.ActorSet(rng.Uint64()) & (1<<len(p.Actors) - 1) }
	k := world.Match{Players: some(), Defectors: some() * model.ActorSet(rng.IntN(2)), Willing: some(), SignaturesGiven: rng.IntN(4) == 0}
	where := func() bdd.Ref { return f.Where(someCondition(rng, p)) }
	states, target, made := f.Reach, where(), slices.Clone(f.Permitted(k.Defectors))
	if rng.IntN(2) == 0 {
		states = f.World(0)
	}
	if rng.IntN(2) == 0 {
		states = f.And(states, where())
	}
	only, from := rng.Uint64(), where()
	for i := range made {
		if made[i] = f.And(made[i], from); only>>(i%64)&1 == 0 || f.Label(i).Actor == machine.Time && rng.IntN(2) == 0 {
			made[i] = bdd.False
		}
	}
	a, b := f.Game(k, states), whole.Game(k, states)
	same := func(what string, got, want bdd.Ref) {
		if got != want {
			t.Fatalf("seed %d, %s of %+v: not as in the whole\n%s", seed, what, k, random.Text(p))
		}
	}
	same("force", a.Force(target), b.Force(target))
	same("lost", a.Lost(target), b.Lost(target))
	lost := a.LostMoves(target, made)
	same("lost by moves", lost, b.LostMoves(target, made))
	if !a.Keeps(target, made, lost, f.Diff(f.Valid, f.AtStart(lost))) || !b.Keeps(target, made, lost, f.Diff(f.Valid, f.AtStart(lost))) {
		t.Fatalf("seed %d, %+v: what is not lost is not kept\n%s", seed, k, random.Text(p))
	}
	claim, fillings := f.And(lost, where()), f.Fillings(where())
	if a.Keeps(target, made, claim, fillings) != b.Keeps(target, made, claim, fillings) {
		t.Fatalf("seed %d, %+v: a claim holds in one of them\n%s", seed, k, random.Text(p))
	}
	allowed := slices.Clone(f.Permitted(k.Defectors))
	for i := range allowed {
		if rng.IntN(3) == 0 {
			allowed[i] = f.Diff(allowed[i], made[i])
		}
	}
	same("backward", f.Backward(target, allowed, states), whole.Backward(target, allowed, states))
	for i := range made { // none of time
		if f.Label(i).Actor == machine.Time {
			made[i] = bdd.False
		}
	}
	var got, want []bdd.Ref
	for win := range a.ForceWithin(target, made) {
		got = append(got, win)
	}
	for win := range b.ForceWithin(target, made) {
		want = append(want, win)
	}
	same("the length of force within", bdd.Ref(len(got)), bdd.Ref(len(want)))
	for i := range got {
		same("force within", got[i], want[i])
	}
}

// A family that has no room for its slices goes on without them, and answers the same.
func TestNoRoomForSlices(t *testing.T) {
	p := sliceable(t)
	m, err := machine.New(p, make(model.Filling, len(p.Points)), p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	all, fewer := 0, 0
	for steps := 1 << 22; ; steps = steps * 9 / 10 {
		f, err := symbolic.New(program.Family(m.Frame), nil, symbolic.Limits{Steps: steps}, nil)
		if err != nil {
			break // not even the family
		}
		if all = max(all, f.Slices()); f.Slices() < all {
			fewer++
		}
		f.Allow(0)
		compareSliced(t, 0, f, rand.New(rand.NewPCG(uint64(steps), 3)))
	}
	if all == 0 || fewer == 0 {
		t.Errorf("%d slices at most, and fewer %d times", all, fewer)
	}
}

// sliceable is a pact that has slices.
func sliceable(t *testing.T) *model.Pact {
	t.Helper()
	for seed := range uint64(100) {
		if p := random.New(seed).Pact; family(t, p, seed, 0).Slices() > 1 {
			return p
		}
	}
	t.Fatal("no pact has slices")
	return nil
}

// Who holds time by what is forgotten, and has no way out but a signature, which others may give, or a breach of something else that is
// forgotten, holds it: there is no such slice.
func TestWhoHasNoIdleWayOut(t *testing.T) {
	for name, text := range map[string]string{"a signature": signsFirst, "a breach": torn} {
		p := pactOf(t, text)
		f := family(t, p, 0, 0)
		if f.Slice(func(v *program.Variable) bool { return v.Part.Of == (model.Ref{Kind: model.KindInstrument, Index: 0}) }) {
			t.Errorf("%s: time is held, and a slice holds that forgets by what", name)
		}
	}
}

const signsFirst = `pact "Signs first"
starts 2026-01-01
party a
party b
act build by b { when side is in force  irreversible }
instrument main {
  between a, b
  in force once main is signed
  expires after 2 days
}
instrument work {
  between a, b
  in force once work is signed
  duty make { b must build  within 2 days  for a }
}
instrument side {
  between b, a
  in force once side is signed
}
`

const torn = `pact "Torn"
starts 2026-01-01
party a
party b
fact way { open, lefthand, righthand }
act go_l by b { when way is open  way becomes lefthand  irreversible }
act go_r by b { when way is open  way becomes righthand  irreversible }
instrument main {
  between a, b
  in force once main is signed
  expires after 2 days
}
instrument work {
  between a, b
  in force once work is signed
  duty go_left { b must go_l  within 2 days  for a }
  duty go_right { b must go_r  within 2 days  for a }
}
`
