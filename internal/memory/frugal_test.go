package memory_test

import (
	"runtime/debug"
	"testing"

	"github.com/servanda-lang/servanda/internal/memory"
)

// The collector is as before when the last who asked is done, and a second done of the same makes no difference.
func TestFrugal(t *testing.T) {
	before := debug.SetGCPercent(70)
	defer debug.SetGCPercent(before)
	percent := func() int {
		now := debug.SetGCPercent(70)
		debug.SetGCPercent(now)
		return now
	}
	one, other := memory.Frugal(), memory.Frugal()
	one()
	one()
	if now := percent(); now >= 70 {
		t.Errorf("with one asking still it is %d percent", now)
	}
	if other(); percent() != 70 {
		t.Errorf("with nobody asking it is %d percent", percent())
	}
}
