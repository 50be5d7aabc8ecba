package inquiry

import (
	"github.com/servanda-lang/servanda/internal/bdd"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/world/sets"
	"github.com/servanda-lang/servanda/model"
)

// Sets of fillings in words and in single fillings.

// set is a set of states, or of fillings.
type set = sets.Set

// space is all fillings of a pact at once.
type space struct {
	*sets.World
	pact *model.Pact
}

// ofWorld is the sets of fillings of a world, as what is described by cubes.
type ofWorld struct{ *space }

var _ fillings.Algebra = ofWorld{}

func (w ofWorld) Pact() *model.Pact                 { return w.pact }
func (w ofWorld) Where(pt model.PointID, v int) set { return w.Is(w.Program.Points[pt], v) }
func (w ofWorld) Weigh(fillings set) float64        { return w.Assignments(fillings, w.PointCube()) }

// ways is how many fillings a set has.
func (w *space) ways(fillings set) int {
	return int(w.Assignments(w.And(fillings, w.Valid()), w.PointCube()))
}

// describe says a set of fillings by few cubes, and by those in which it does not hold though one of the cubes has them.
func (w *space) describe(of set) (cubes, except []Cube) { return fillings.Describe(ofWorld{w}, of) }

// first gives the first filling of a set.
func (w *space) first(of set) model.Filling { return fillings.First(ofWorld{w}, of, false) }

// nearest gives the filling of a set that differs from the base in the fewest points; the first of several.
func (w *space) nearest(fillings set) model.Filling {
	ball := w.Filling(w.first(w.Valid()))
	for {
		if some := w.And(ball, fillings); some != bdd.False {
			return w.first(some)
		}
		wider := ball
		for i := range w.pact.Points {
			any := bdd.False
			for v := range w.pact.Points[i].Values {
				any = w.Or(any, w.Restrict(ball, w.Program.Points[i], v))
			}
			wider = w.Or(wider, any)
		}
		ball = wider
	}
}
