package extent_test

import (
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/extent"
)

func TestExtent(t *testing.T) {
	list := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	for _, c := range []struct {
		asked         string
		of, number    int
		three, twenty []int
	}{
		{"", 3, 3, []int{0, 3, 6}, list},
		{"some", 3, 3, []int{0, 3, 6}, list},
		{"all", 70, 70, list, list},
	} {
		t.Setenv(extent.Variable, c.asked)
		if got := extent.Of(3, 70); got != c.of {
			t.Errorf("%q: %d of 3 and 70", c.asked, got)
		}
		t.Setenv("SERVANDA_EXTENT", "")
		if got := extent.Number("SERVANDA_EXTENT", 3, 70); got != c.number {
			t.Errorf("%q: %d of 3 and 70, with no number", c.asked, got)
		}
		t.Setenv("SERVANDA_EXTENT", "12")
		if got := extent.Number("SERVANDA_EXTENT", 3, 70); got != 12 {
			t.Errorf("%q: %d where 12 is asked for", c.asked, got)
		}
		if got := extent.Among(list, 3); !slices.Equal(got, c.three) {
			t.Errorf("%q: three of them are %v", c.asked, got)
		}
		if got := extent.Among(list, 20); !slices.Equal(got, c.twenty) {
			t.Errorf("%q: twenty of them are %v", c.asked, got)
		}
	}
}
