package sources

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/model"
)

// The measures of the drawing, in units of its view.
const (
	boxWide, lineHigh, boxPad = 220, 16, 8
	gapAcross, gapDown        = 70, 14
	letters                   = 30 // on a line in a box
)

// Picture draws who passes on whom: those who are heard first on the left, who passes them on to the right of them. An unnamed source
// has a broken edge, an independent origin a thick one.
func (s *Survey) Picture() doc.Picture {
	boxes := s.boxes()
	var b strings.Builder
	wide, high := 0, 0
	for _, x := range boxes {
		wide, high = max(wide, x.x+boxWide), max(high, x.y+x.high())
	}
	const legend = "from left to right; broken edge: unnamed; thick edge: an independent origin"
	wide, high = max(wide, len(legend)*7), high+2*lineHigh
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="sans-serif" font-size="12" fill="currentColor">`,
		wide+4, high+4, wide+4, high+4)
	for _, x := range boxes {
		for _, r := range s.Pact.Sources[x.id].Relays {
			arrow(&b, boxes[slices.IndexFunc(boxes, func(y box) bool { return y.id == r })], x)
		}
	}
	for _, x := range boxes {
		x.draw(&b, s)
	}
	fmt.Fprintf(&b, `<text x="2" y="%d">%s</text></svg>`, high-2, legend)
	return doc.Picture{ID: "origins-picture", Title: doc.T("Who passes on whom"), SVG: []byte(b.String()), Alt: s.alt(), Instead: []doc.Block{s.chains()}}
}

// box is a source in the drawing.
type box struct {
	id    model.SourceID
	lines []string
	x, y  int
}

func (x *box) high() int { return len(x.lines)*lineHigh + 2*boxPad }

// boxes places the sources that are cited or passed on: in each column those as far from the beginning of their chains.
func (s *Survey) boxes() []box {
	var out []box
	next := map[int]int{} // by column: where there is room
	for _, u := range s.Sources {
		if u.times() == 0 && !u.Relayed {
			continue
		}
		x := box{id: u.Source, lines: form.Wrap(Who(s.Pact, u.Source), letters)}
		column := s.distance(u.Source)
		x.x, x.y = 2+column*(boxWide+gapAcross), 2+next[column]
		next[column] += x.high() + gapDown
		out = append(out, x)
	}
	return out
}

// distance is how many steps a source is at most from the beginning of what it passes on.
func (s *Survey) distance(id model.SourceID) int {
	n := 0
	for _, r := range s.Pact.Sources[id].Relays {
		n = max(n, 1+s.distance(r))
	}
	return n
}

func (x *box) draw(b *strings.Builder, s *Survey) {
	broken, thick := "", 1
	if s.Pact.Sources[x.id].Unnamed {
		broken = ` stroke-dasharray="4 3"`
	}
	if slices.Contains(s.Origins, x.id) {
		thick = 3
	}
	fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" rx="4" fill="none" stroke="currentColor" stroke-width="%d"%s/>`,
		x.x, x.y, boxWide, x.high(), thick, broken)
	for i, line := range x.lines {
		fmt.Fprintf(b, `<text x="%d" y="%d">%s</text>`, x.x+boxPad, x.y+boxPad+(i+1)*lineHigh-4, escaped(line))
	}
}

// arrow leads from the right edge of one box to the left edge of another.
func arrow(b *strings.Builder, from, to box) {
	x1, y1 := from.x+boxWide, from.y+from.high()/2
	x2, y2 := to.x, to.y+to.high()/2
	middle := (x1 + x2) / 2
	fmt.Fprintf(b, `<path d="M%d %dC%d %d %d %d %d %d" fill="none" stroke="currentColor"/>`, x1, y1, middle, y1, middle, y2, x2-6, y2)
	fmt.Fprintf(b, `<path d="M%d %dl-7 -4v8z"/>`, x2, y2)
}

func escaped(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return ""
	}
	return b.String()
}

func (s *Survey) alt() string {
	return fmt.Sprintf("%s; all that is cited comes through %s.", capital(countOf(len(s.boxes()), "source", "sources")), OriginWords(s.Pact, s.Origins))
}

// chains says in words what the picture shows: of each source that is passed on, by whom.
func (s *Survey) chains() doc.Block {
	l := doc.List{}
	for _, o := range s.ends() {
		l.Items = append(l.Items, doc.Item{Text: doc.T(s.passedOn(o))})
	}
	return l
}

// ends are the sources in the drawing that pass on nobody.
func (s *Survey) ends() []model.SourceID {
	var out []model.SourceID
	for _, x := range s.boxes() {
		if len(s.Pact.Sources[x.id].Relays) == 0 {
			out = append(out, x.id)
		}
	}
	return out
}

// passedOn says by whom a source is passed on, and by whom these are.
func (s *Survey) passedOn(id model.SourceID) string {
	var by []string
	for _, x := range s.boxes() {
		if slices.Contains(s.Pact.Sources[x.id].Relays, id) {
			by = append(by, s.passedOn(x.id))
		}
	}
	name := Who(s.Pact, id)
	switch len(by) {
	case 0:
		return name
	case 1:
		return name + " → " + by[0]
	}
	return name + " → (" + strings.Join(by, "; ") + ")"
}
