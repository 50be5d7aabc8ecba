package syntax_test

import (
	"testing"

	"github.com/servanda-lang/servanda/internal/syntax"
)

func TestLabelsThatAreTakenForEachOther(t *testing.T) {
	alike := func(a, b string) bool {
		heardA, seenA := syntax.Skeletons(a)
		heardB, seenB := syntax.Skeletons(b)
		return heardA == heardB || seenA == seenB
	}
	for _, pair := range [][2]string{
		{"Northland", "northland"}, {"Northland", "North Land"}, {"Northland", "North-land"}, {"Northland", "Northland "},
		{"Northland", "N\u043erthland"}, {"Northland", "Ｎorthland"}, {"Northland", "Nórthland"}, {"Northland", "No\u0301rthland"},
		{"Mali", "MaIi"}, {"Ilion", "llion"}, {"Party 0", "Party O"}, {"Modern", "Modem"}, {"A", "Α"}, {"A\u00A0B", "A B"},
		{"ITALY", "Italy"}, {"Nor\u200dth", "North"},
	} {
		if !alike(pair[0], pair[1]) {
			t.Errorf("%q and %q are told apart", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{
		{"Northland", "Southland"}, {"Mali", "Malta"}, {"House 1", "House 2"}, {"कि", "कु"}, {"Party A", "Party B"}, {"北", "南"},
	} {
		if alike(pair[0], pair[1]) {
			t.Errorf("%q and %q are not told apart", pair[0], pair[1])
		}
	}
}
