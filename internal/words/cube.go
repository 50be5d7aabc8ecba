package words

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/fillings"
)

// Cube says which answers a set of fillings has: `“In which order?”: land first; “Who pays?”: both`.
func (q Speaker) Cube(c fillings.Cube) string {
	if len(c) == 0 {
		return "whatever the answers are"
	}
	var out []string
	for _, l := range c {
		out = append(out, q.Answered(l.Point, l.Values))
	}
	return strings.Join(out, "; ")
}

// Cubes is Cube for each of some sets.
func (q Speaker) Cubes(cs []fillings.Cube) []string {
	var out []string
	for _, c := range cs {
		out = append(out, q.Cube(c))
	}
	return out
}
