package game

import "testing"

// TieKnots has the moves within all knots of some states known, for one test.
func TieKnots(t *testing.T, states int32) {
	was := largeKnot
	largeKnot = states
	t.Cleanup(func() { largeKnot = was })
}
