package lower_test

import (
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/lower"
)

// Package findings lies above lower, which therefore has a list of its own.
func TestEveryFindingCanBeAccepted(t *testing.T) {
	var want []string
	for _, c := range ask.Codes() {
		want = append(want, string(c))
	}
	got := slices.Clone(lower.FindingCodes)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("codes that can be accepted: %v\nfindings: %v", got, want)
	}
}
