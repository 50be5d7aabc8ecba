package points

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Keys tell the claims of a finding from all others; nothing if the tables do not tell of findings of its kind.
func Keys(f *ask.Finding) []string {
	if !slices.Contains(Codes, f.Code) {
		return nil
	}
	var out []string
	for _, c := range claimsOf(f) {
		out = append(out, c.key())
	}
	return out
}

// Told says in few words what those claims of some findings come to that are wanted, the gravest first: what a table says of a switch.
func Told(p *model.Pact, fs []ask.Finding, wanted func(key string) bool) []string {
	var l list
	for i := range fs {
		if slices.Contains(Codes, fs[i].Code) {
			l.note(&fs[i])
		}
	}
	l.all = slices.DeleteFunc(l.all, func(c Claim) bool { return !wanted(c.key()) })
	slices.SortStableFunc(l.all, func(a, b Claim) int { return compareClaims(&a, &b) })
	numbers := make([]int, len(l.all))
	for i := range numbers {
		numbers[i] = i
	}
	return teller{words.Speaker{Pact: p}, l.all}.told(numbers)
}
