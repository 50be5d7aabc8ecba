package machine_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/memory"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
)

// TestSearchesSpareNothingThatBears: in random pacts the culprits of each move are the same whether the searches make all moves of an
// obligor and forget what they found, or those alone that bear on the promise, and remember it.
func TestSearchesSpareNothingThatBears(t *testing.T) {
	pacts, spare := uint64(extent.Number("SERVANDA_PACTS", 150, 300)), 0
	for seed := range pacts {
		p := random.New(seed).Pact
		fillings := p.Fillings(nil)
		m, err := machine.New(p, fillings[len(fillings)-1], p.TickDays())
		if err != nil {
			t.Fatal(err)
		}
		all, spared := m.SearchingAll()
		if spared > 0 {
			spare++
		}
		m.Within(machine.Bounds{Keep: memory.NewBudget(20_000)})
		walkTogether(t, fmt.Sprint("seed ", seed), all, m, 500)
	}
	if spare*4 < int(pacts) {
		t.Errorf("in %d of %d pacts a search spares a move: the generator has become too tame, or the searches", spare, pacts)
	}
}

// own is a pact in which a duty can be performed only after long own moves, if at all.
func own(t *testing.T) *machine.Machine {
	t.Helper()
	var text strings.Builder
	text.WriteString("pact \"Own\"\nparty a\nparty b\nact x by a { when ")
	for i := range 9 {
		fmt.Fprintf(&text, "f%d is y and ", i)
	}
	text.WriteString("goal is y }\nfact goal {n,y}\nact open_it by b { goal becomes y }\n")
	for i := range 9 {
		fmt.Fprintf(&text, "fact f%[1]d {x,y}\nact on%[1]d by a { when f%[1]d is x f%[1]d becomes y }\nact off%[1]d by a { when f%[1]d is y f%[1]d becomes x }\n", i)
	}
	text.WriteString("instrument t { between a, b in force once signed duty d { a must x within 3 days } }\npurpose { d }\n")
	r := load.Source("in.pact", []byte(text.String()))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	m, err := machine.New(r.Pact, nil, 3)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestSearchesKeepWithinBounds: a search with more states than it may have, without memory, or of a context that is done, ends with a
// panic that says so.
func TestSearchesKeepWithinBounds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		bounds machine.Bounds
		is     func(error) bool
	}{
		{machine.Bounds{States: 20}, func(err error) bool { return errors.As(err, new(*machine.TooFar)) }},
		{machine.Bounds{Budget: memory.NewBudget(1000)}, func(err error) bool { return errors.As(err, new(*memory.Full)) }},
		{machine.Bounds{Context: ctx}, func(err error) bool { return errors.Is(err, context.Canceled) }},
		{machine.Bounds{}, func(err error) bool { return err == nil }},
	} {
		if err := walked(own(t).Within(c.bounds), 300); !c.is(err) {
			t.Errorf("%+v: %v", c.bounds, err)
		}
	}
}

// walked makes the moves of some states, the first that are found, and gives the error that it panicked with.
func walked(m *machine.Machine, most int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	seen, todo := map[string]bool{}, []machine.State{m.Initial()}
	for ; len(todo) > 0 && len(seen) < most; todo = todo[1:] {
		m.Moves(todo[0], func(mv machine.Move) {
			if k := fmt.Sprint(mv.To); !seen[k] {
				seen[k] = true
				todo = append(todo, mv.To.Clone())
			}
		})
	}
	return nil
}
