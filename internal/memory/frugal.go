package memory

import (
	"runtime"
	"runtime/debug"
	"sync"
)

// frugal is how many ask the collector to be, and what it did before.
var frugal struct {
	mu     sync.Mutex
	asking int
	before int
}

// frugalPercent is how much may be garbage, of what is alive.
const frugalPercent = 25

// Frugal has the collector leave little garbage until done is called. That is for who holds much memory without pointers, which takes no time to look
// through: what is let go soon is let go at once.
func Frugal() (done func()) {
	frugal.mu.Lock()
	defer frugal.mu.Unlock()
	if frugal.asking++; frugal.asking == 1 {
		frugal.before = debug.SetGCPercent(frugalPercent)
	}
	return sync.OnceFunc(func() {
		frugal.mu.Lock()
		defer frugal.mu.Unlock()
		if frugal.asking--; frugal.asking == 0 {
			debug.SetGCPercent(frugal.before)
		}
	})
}

// Collect has the collector run at once, where so many bytes without pointers have just been let go and as many are about to be taken.
func Collect(bytes int64) {
	if bytes >= worthCollecting {
		runtime.GC()
	}
}

const worthCollecting = 4 << 20
