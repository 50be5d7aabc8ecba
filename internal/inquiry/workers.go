package inquiry

import (
	"sync"
	"sync/atomic"

	"github.com/servanda-lang/servanda/internal/fault"
)

// sideBySide does tasks 0 to tasks-1, several at a time. When one of them panics no more are begun, and the panic is raised
// again here, as a fault with the stack that it came from, where the caller can catch it. No goroutine outlasts the call.
func sideBySide(workers, tasks int, do func(task int)) {
	faults := make([]*fault.Fault, tasks)
	var next atomic.Int64
	var broken atomic.Bool
	attempt := func(task int) {
		defer func() {
			if r := recover(); r != nil {
				faults[task] = fault.Of(r)
				broken.Store(true)
			}
		}()
		do(task)
	}
	var all sync.WaitGroup
	for range min(max(workers, 1), tasks) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < tasks && !broken.Load(); i = int(next.Add(1)) - 1 {
				attempt(i)
			}
		})
	}
	all.Wait()
	for _, f := range faults {
		if f != nil {
			panic(f)
		}
	}
}
