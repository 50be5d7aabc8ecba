package picture

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// random makes boxes with arrows at random, cycles and arrows to oneself included.
func random(r *rand.Rand) Boxes {
	var b Boxes
	for i := range 1 + r.IntN(14) {
		b.Nodes = append(b.Nodes, Node{ID: fmt.Sprint("n", i), Kind: []NodeKind{Instrument, Promise, Choice, State}[r.IntN(4)],
			Who: strings.Repeat("who ", r.IntN(3)), Text: strings.Repeat("a word ", 1+r.IntN(12))})
	}
	for range r.IntN(24) {
		b.Edges = append(b.Edges, Edge{From: r.IntN(len(b.Nodes)), To: r.IntN(len(b.Nodes)), Stops: r.IntN(4) == 0})
	}
	return b
}

// No two boxes touch, and none stands outside of the page.
func TestBoxesStandApart(t *testing.T) {
	for seed := range uint64(300) {
		b := random(rand.New(rand.NewPCG(seed, 1)))
		l := layOut(b)
		for i := range b.Nodes {
			p := l.cells[i]
			if p.x-p.w/2 < 0 || p.y < 0 || p.x+p.w/2 > l.width || p.y+p.h > l.height {
				t.Errorf("seed %d: box %d stands at %+v on a page of %v by %v", seed, i, p, l.width, l.height)
			}
			for j := range i {
				q := l.cells[j]
				if min(p.x+p.w/2, q.x+q.w/2)-max(p.x-p.w/2, q.x-q.w/2) > 0 && min(p.y+p.h, q.y+q.h)-max(p.y, q.y) > 0 {
					t.Errorf("seed %d: boxes %d and %d overlap", seed, i, j)
				}
			}
		}
	}
}

// An arrow begins and ends at its boxes and runs through no other.
func TestArrowsRunBetweenTheirBoxes(t *testing.T) {
	for seed := range uint64(300) {
		b := random(rand.New(rand.NewPCG(seed, 2)))
		l := layOut(b)
		for i, e := range b.Edges {
			if e.From == e.To {
				continue
			}
			d, _, _ := l.path(i)
			points := along(t, d)
			if !touches(l.cells[e.From], points[0]) || !touches(l.cells[e.To], points[len(points)-1]) {
				t.Errorf("seed %d: the arrow %d leads from %v to %v", seed, i, points[0], points[len(points)-1])
			}
			for n := range b.Nodes {
				for _, at := range points {
					if c := l.cells[n]; at[0] > c.x-c.w/2+1 && at[0] < c.x+c.w/2-1 && at[1] > c.y+1 && at[1] < c.y+c.h-1 {
						t.Fatalf("seed %d: the arrow %d runs through box %d at %v", seed, i, n, at)
					}
				}
			}
		}
	}
}

// touches reports whether a point is on the upper or lower edge of a box.
func touches(c cell, at [2]float64) bool {
	return at[0] >= c.x-c.w/2 && at[0] <= c.x+c.w/2 && (at[1] > c.y-.2 && at[1] < c.y+.2 || at[1] > c.y+c.h-.2 && at[1] < c.y+c.h+.2)
}

// along gives points on a path.
func along(t *testing.T, d string) [][2]float64 {
	t.Helper()
	var at [2]float64
	var out [][2]float64
	for _, part := range strings.FieldsFunc(strings.NewReplacer("M", "|M ", "C", "|C ", "V", "|V ").Replace(d), func(r rune) bool { return r == '|' }) {
		var n [6]float64
		switch part[0] {
		case 'M':
			fmt.Sscanf(part[1:], "%g %g", &at[0], &at[1])
			out = append(out, at)
		case 'V':
			for fmt.Sscanf(part[1:], "%g", &n[0]); at[1] < n[0]-1 || at[1] > n[0]+1; {
				at[1] += (n[0] - at[1]) / 4
				out = append(out, at)
			}
			at[1] = n[0]
			out = append(out, at)
		case 'C':
			if k, err := fmt.Sscanf(part[1:], "%g %g %g %g %g %g", &n[0], &n[1], &n[2], &n[3], &n[4], &n[5]); k != 6 {
				t.Fatal(d, err)
			}
			for s := 1; s <= 20; s++ {
				u := float64(s) / 20
				v := 1 - u
				out = append(out, [2]float64{v*v*v*at[0] + 3*v*v*u*n[0] + 3*v*u*u*n[2] + u*u*u*n[4], v*v*v*at[1] + 3*v*v*u*n[1] + 3*v*u*u*n[3] + u*u*u*n[5]})
			}
			at = [2]float64{n[4], n[5]}
		}
	}
	return out
}

// What waits for itself in the end is drawn as a ring, and nothing else is; an arrow for what stops something closes none.
func TestRingsAreSeen(t *testing.T) {
	b := Boxes{Nodes: []Node{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}},
		Edges: []Edge{{0, 1, false}, {1, 2, false}, {2, 0, false}, {2, 3, false}, {3, 2, true}, {3, 3, false}}}
	if got, want := fmt.Sprint(rings(b)), "[true true true false false false]"; got != want {
		t.Errorf("rings %s, want %s", got, want)
	}
}

// Drawings are well-formed, whatever stands in them, and the same each time.
func TestDrawingsAreWellFormed(t *testing.T) {
	hostile := "<script>&\"' \x00\x1b[31m ##[error] \u202e" + strings.Repeat("x", 80)
	b := Boxes{Nodes: []Node{{ID: hostile, Kind: Instrument, Who: hostile, Text: hostile}, {ID: "b", Kind: Promise}}, Edges: []Edge{{0, 1, false}, {1, 0, true}}, Rings: true}
	tl := Timeline{Columns: []Column{{Name: hostile, Dates: hostile, Slots: 2}}, Lanes: []Lane{{Name: hostile, Bars: []Bar{{Kind: Due, Of: hostile, Text: hostile, Slot: [2]int{0, 1}, Marks: []Mark{{Slot: 1, Breach: true, Text: hostile}}}}}},
		Shades: []Shade{{Lane: hostile, Text: hostile, Slot: [2]int{0, 2}, To: -1}}}
	for _, d := range []interface {
		SVG() []byte
		Check() error
	}{b, tl, Boxes{}, Timeline{}} {
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		svg := string(d.SVG())
		if svg != string(d.SVG()) {
			t.Error("two drawings of one thing differ")
		}
		for dec := xml.NewDecoder(strings.NewReader(svg)); ; {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err, svg)
			}
			if s, ok := token.(xml.StartElement); ok && s.Name.Local == "script" {
				t.Error("a script")
			}
		}
	}
}

// What cannot be drawn is told.
func TestWhatCannotBeDrawnIsTold(t *testing.T) {
	for _, d := range []interface{ Check() error }{
		Boxes{Nodes: []Node{{ID: "a"}, {ID: "a"}}}, Boxes{Edges: []Edge{{0, 0, false}}}, Timeline{Columns: []Column{{}}},
		Timeline{Lanes: []Lane{{Bars: []Bar{{Slot: [2]int{0, 1}}}}}},
		Timeline{Columns: []Column{{Slots: 1}}, Lanes: []Lane{{Bars: []Bar{{Slot: [2]int{0, 1}, From: 3, To: 2}}}}},
		Timeline{Columns: []Column{{Slots: 1}}, Lanes: []Lane{{Bars: []Bar{{Slot: [2]int{0, 1}, Marks: []Mark{{Slot: 1}}}}}}},
	} {
		if d.Check() == nil {
			t.Errorf("%+v passes", d)
		}
	}
}
