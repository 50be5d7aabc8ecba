package memory

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// least is what a process holds that does next to nothing: a limit below it is one for budgets alone.
const least = 64 << 20

// Watch gives a context that ends with a cause when the process holds more than so many bytes, and tells the collector to keep
// it below. What is under way should then end soon. The caller calls stop when it has.
//
// It sees what nobody claimed from a budget, and sees it when it is there: it is a net, not the rule.
func Watch(ctx context.Context, bytes int64, cause error) (watched context.Context, stop func()) {
	watched, cancel := context.WithCancelCause(ctx)
	if bytes <= 0 {
		return watched, func() { cancel(nil) }
	}
	limit := max(bytes-outside(), least)
	before := debug.SetMemoryLimit(limit - limit/10)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		look := time.NewTicker(lookEach)
		defer look.Stop()
		for {
			select {
			case <-watched.Done():
				return
			case <-look.C:
				if beyond(limit) {
					cancel(cause)
					return
				}
			}
		}
	}()
	return watched, func() {
		cancel(nil)
		<-ended
		debug.SetMemoryLimit(before)
	}
}

// outside is what the process holds beside what its collector knows of, as far as the system tells (proc(5), statm): most of it is the
// program itself.
func outside() int64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var size, resident int64
	if _, err := fmt.Sscan(string(text), &size, &resident); err != nil {
		return 0
	}
	return max(resident*int64(os.Getpagesize())-held(), 0)
}

// lookEach is how often is looked. A processor writes some two megabytes of new memory in that time.
const lookEach = 2 * time.Millisecond

// beyond reports whether the process holds more than the limit, or will soon: what is alive is near it, and a collector that
// finds next to nothing to collect runs all the time.
func beyond(limit int64) bool {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return held() > limit || int64(live[0].Value.Uint64()) > limit-limit/8
}

// held is what the collector has taken of the system and not given back.
func held() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64() - sample[1].Value.Uint64())
}
