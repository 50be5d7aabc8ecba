package doc_test

import (
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/doc"
)

// Pictures are found wherever they stand, in order, and the search ends when it is told to.
func TestPictures(t *testing.T) {
	p := func(id string) []doc.Block { return []doc.Block{doc.Picture{ID: id}} }
	d := doc.Document{Blocks: []doc.Block{
		doc.Picture{ID: "a"},
		doc.Section{Blocks: []doc.Block{doc.Fold{Blocks: p("b")}, doc.Columns{Parts: [][]doc.Block{p("c"), p("d")}}}},
		doc.List{Items: []doc.Item{{Blocks: p("e")}}},
		doc.Switch{Options: []doc.Option{{Blocks: p("f")}, {Blocks: p("g")}}},
	}}
	var all []string
	for x := range d.Pictures() {
		all = append(all, x.ID)
	}
	if want := []string{"a", "b", "c", "d", "e", "f", "g"}; !slices.Equal(all, want) {
		t.Errorf("%v, want %v", all, want)
	}
	n := 0
	for range d.Pictures() {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d pictures after a break at the third", n)
	}
}
