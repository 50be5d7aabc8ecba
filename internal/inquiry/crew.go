package inquiry

import "sync"

// sideBySide does tasks 0 to tasks-1, several at a time. A panic in a worker is raised again here, where the caller can
// catch it.
func sideBySide(workers, tasks int, do func(task int)) {
	next := make(chan int)
	var all sync.WaitGroup
	var one sync.Mutex
	var fault any
	for range min(max(workers, 1), tasks) {
		all.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					one.Lock()
					fault = r
					one.Unlock()
					for range next { // let the others finish
					}
				}
			}()
			for i := range next {
				do(i)
			}
		})
	}
	for i := range tasks {
		next <- i
	}
	close(next)
	all.Wait()
	if fault != nil {
		panic(fault)
	}
}
