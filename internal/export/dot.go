package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
)

// Dot draws the graph, for Graphviz. A state shows its facts and whatever is not as before anything happens;
// a move that is a breach is drawn red and names whose.
func Dot(w io.Writer, g *explore.Graph) error {
	x, p := newValued(g), &page{w: w}
	p.line("digraph pact {")
	p.inside(func() {
		p.line("label=\"%s\"; labelloc=t; rankdir=LR;", dotText(g.Machine.Pact.Title))
		p.line("node [shape=box, fontsize=9]; edge [fontsize=8];")
		for s := range int32(g.States()) {
			var lines []string
			for _, text := range append([]string{fmt.Sprint(s)}, x.telling(s)...) {
				lines = append(lines, dotText(text))
			}
			p.line("%d [label=\"%s\"];", s, strings.Join(lines, "\\l")+"\\l")
		}
		for s := range int32(g.States()) {
			for e := g.First[s]; e < g.First[s+1]; e++ {
				label, colour := dotText(Words(g.Machine.Frame, g.SortOf(e).Move)), ""
				if c := g.SortOf(e).Culprits; c != 0 {
					label += "\\nbreach: " + dotText(course.Actors(g.Machine.Pact, c))
					colour = ", color=red, fontcolor=red"
				}
				p.line("%d -> %d [label=\"%s\"%s];", s, g.To[e], label, colour)
			}
		}
	})
	p.line("}")
	return p.err
}

// dotText makes words fit to stand in quotes.
func dotText(s string) string {
	return strings.NewReplacer("\\", "\\\\", "\"", "\\\"").Replace(strings.Join(strings.Fields(s), " "))
}
