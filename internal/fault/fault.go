// Package fault makes an error of a panic, with the stack of the goroutine that it came up in: what is our own fault is told,
// and takes nobody's program down.
//
// Input: what recover gave. Output: a *Fault. A fault that goes on as a panic into another goroutine stays the same fault.
package fault

import (
	"fmt"
	"runtime/debug"
)

// Fault is a panic that was caught.
type Fault struct {
	What  any
	Stack string // of the goroutine that panicked
}

// Error says what happened, without the stack.
func (f *Fault) Error() string { return fmt.Sprintf("a fault of our own: %v", f.What) }

// Unwrap gives the error that was panicked with, if it was one.
func (f *Fault) Unwrap() error {
	err, _ := f.What.(error)
	return err
}

// Of makes a fault of what recover gave. It is to be called in the deferred function that recovered, where the stack is
// still that of the panic.
func Of(recovered any) *Fault {
	if f, ok := recovered.(*Fault); ok {
		return f
	}
	return &Fault{What: recovered, Stack: string(debug.Stack())}
}

// Catch turns a panic into its error. It is to be deferred.
func Catch(err *error) {
	if r := recover(); r != nil {
		*err = Of(r)
	}
}
