package repair_test

import (
	"context"
	"errors"
	"os"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/repair"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// fewStates bounds the random pacts that are looked at, so that many can be.
const fewStates = 300

// On random pacts, whose clauses hang together in ways that nobody would write, the rules leave out nothing that would have been
// accepted. SERVANDA_REPAIRS says of how many seeds.
func TestNothingIsLeftOutOfRandomPacts(t *testing.T) {
	seeds := 25
	if n, err := strconv.Atoi(os.Getenv("SERVANDA_REPAIRS")); err == nil {
		seeds = n
	}
	asked, left, accepted := 0, 0, 0
	for seed := range uint64(seeds) {
		base := load.Source("random.pact", []byte(random.Text(random.New(seed).Pact)))
		if base.Pact == nil {
			t.Fatal(seed, base.Diagnostics)
		}
		for _, code := range wanted(t, base.Pact) {
			q := repair.Query{Finding: string(code), Size: 1, Workers: 2, Options: func(*model.Pact) (inquiry.Query, error) {
				return inquiry.Query{Limits: inquiry.Limits{States: 4 * fewStates}}, nil
			}}
			pruned, err := repair.Run(context.Background(), base, q)
			q.Unpruned = true
			all, err2 := repair.Run(context.Background(), base, q)
			if err != nil || err2 != nil {
				if unknown := new(repair.Unknown); !errors.As(err, &unknown) {
					t.Logf("seed %d, %s: %v, %v", seed, code, err, err2)
				}
				continue
			}
			if diff := cmp.Diff(texts(all), texts(pruned)); diff != "" {
				t.Errorf("seed %d, %s: %s", seed, code, diff)
			}
			asked++
			left += all.Tried[0].Run - pruned.Tried[0].Run
			accepted += all.Tried[0].Kept
		}
	}
	t.Logf("%d things were to go, %d changes left out, %d accepted", asked, left, accepted)
	if asked < seeds/8 || left == 0 || accepted == 0 {
		t.Error("too little was looked at for the test to show anything")
	}
}

// wanted are the kinds of findings of a pact that is small enough, notes aside but for the one that has a rule of its own.
func wanted(t *testing.T, p *model.Pact) []codes.Code {
	t.Helper()
	a, err := inquiry.Check(context.Background(), p, inquiry.Query{Limits: inquiry.Limits{States: fewStates}, Unquestioned: true})
	if err != nil {
		return nil
	}
	var out []codes.Code
	seen := map[codes.Code]bool{}
	for i := range a.Findings {
		if f := &a.Findings[i]; (f.Severity != codes.Note || f.Code == codes.Outlasted) && f.Accepted == nil && !seen[f.Code] {
			seen[f.Code] = true
			out = append(out, f.Code)
		}
	}
	return out
}
