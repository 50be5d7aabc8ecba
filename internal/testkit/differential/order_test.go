package differential

import (
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
)

// What follows never hangs on the order of declaration: with the duties and bans of each instrument the other
// way round the same is found.
func TestOrderOfDeclarationMakesNoDifference(t *testing.T) {
	pacts := number("SERVANDA_PACTS", extent.Of(60, 200))
	if testing.Short() {
		pacts = min(pacts, 30)
	}
	asked := 0
	for seed := range uint64(pacts) {
		text := random.New(seed).Text
		turned := turnRound(text)
		if turned == text {
			continue
		}
		one, ok := found(t, text)
		if !ok {
			continue
		}
		other, ok := found(t, turned)
		if !ok {
			continue
		}
		asked++
		differ := !slices.Equal(one, other)
		if !lags.excused("order", differ) && differ {
			t.Errorf("seed %d: as declared only %q, turned round only %q\n%s", seed, only(one, other), only(other, one), text)
		}
	}
	if asked*4 < pacts {
		t.Errorf("only %d of %d pacts could be asked", asked, pacts)
	}
}

// found lists what the checker finds in all fillings; ok is false if the pact is too large.
func found(t *testing.T, text string) (lines []string, ok bool) {
	r := load.Source("turned.pact", []byte(text))
	if diag.HasErrors(r.Diagnostics) {
		t.Fatalf("%v\n%s", summaries(r.Diagnostics), text)
	}
	answer, err := inquiry.Check(t.Context(), r.Pact, inquiry.Query{Limits: inquiry.Limits{States: most}, AllFillings: true})
	if err != nil {
		return nil, false
	}
	for i := range answer.Fillings {
		f := &answer.Fillings[i]
		for _, x := range engineSays(r.Pact, f.Findings) {
			lines = append(lines, told(r.Pact, f.Filling)+": "+plainly(x))
		}
	}
	slices.Sort(lines)
	return lines, true
}

// turnRound reverses the order of the duties and of the bans of each instrument.
func turnRound(text string) string {
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		if !strings.HasPrefix(lines[i], "instrument ") {
			continue
		}
		end := blockEnd(lines, i)
		var clauses [][]string
		first := i
		for j := i + 1; j < end; j++ {
			if strings.HasPrefix(lines[j], "  duty ") || strings.HasPrefix(lines[j], "  ban ") {
				if len(clauses) == 0 {
					first = j
				}
				clauses = append(clauses, lines[j:blockEnd(lines, j)])
				j = blockEnd(lines, j) - 1
			} else if len(clauses) > 0 {
				break
			}
		}
		slices.Reverse(clauses)
		turned := slices.Concat(clauses...)
		lines = slices.Concat(lines[:first], turned, lines[first+len(turned):])
	}
	return strings.Join(lines, "\n")
}
