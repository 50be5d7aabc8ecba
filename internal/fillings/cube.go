// Package fillings keeps sets of fillings of the open points, and says them by few cubes.
//
// Input: a pact, and sets of its fillings made of values of points, cubes and conditions. Output: their sizes, exactly, and the cubes that
// cover them. A Space keeps them as decision diagrams over the points alone; what describes them (cover.go) works on any
// Algebra, so that sets of fillings that belong to a world of states are described by the same code. Two-level covering by greedily grown
// cubes follows the idea of espresso (Brayton et al. 1984): as few cubes as a greedy choice allows, not the fewest there are.
package fillings

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Literal says that an open point has one of the values.
type Literal struct {
	Point  model.PointID
	Values []int
}

// Cube is a set of fillings: all literals hold. The empty cube is every filling.
type Cube []Literal

// Has reports whether a filling lies in the cube.
func (c Cube) Has(f model.Filling) bool {
	for _, l := range c {
		if !slices.Contains(l.Values, f[l.Point]) {
			return false
		}
	}
	return true
}
