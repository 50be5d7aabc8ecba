// Package memory keeps account of the memory that work takes, so that the work ends before there is none left.
//
// Two things bound it. What grows large is claimed from a Budget before it is allocated: then the limit that is reached is the
// same on every machine. What nobody thought to claim is seen by Watch, which looks at what the whole process holds.
package memory

import (
	"fmt"
	"sync/atomic"
)

// Budget is the memory that some work may take. It may be used from several goroutines. A nil Budget has no limit.
type Budget struct {
	limit int64 // 0: none
	used  atomic.Int64
}

// NewBudget is a budget of so many bytes; 0 is no limit.
func NewBudget(bytes int64) *Budget { return &Budget{limit: bytes} }

// Claim reports whether so many bytes more may be taken, and counts them if so.
func (b *Budget) Claim(bytes int64) bool {
	if b == nil || b.limit <= 0 {
		return true
	}
	if b.used.Add(bytes) <= b.limit {
		return true
	}
	b.used.Add(-bytes)
	return false
}

// Return gives back what was claimed.
func (b *Budget) Return(bytes int64) {
	if b != nil && b.limit > 0 {
		b.used.Add(-bytes)
	}
}

// Must is Claim for work that ends with a panic where there is no room; the panic is a *Full.
func (b *Budget) Must(bytes int64) {
	if !b.Claim(bytes) {
		panic(&Full{b.limit})
	}
}

// Part is a budget of its own of at most one part in so many of this one; without a limit if this one has none.
func (b *Budget) Part(of int64) *Budget {
	if b == nil || b.limit <= 0 {
		return &Budget{}
	}
	return NewBudget(max(b.limit/of, 1))
}

// Full is the error of work that found no more room.
type Full struct{ Bytes int64 } // the limit

func (e *Full) Error() string { return Limit(e.Bytes) + " was reached" }

// Limit says in words which limit it is, by its bytes.
func Limit(bytes int64) string {
	amount, unit := bytes, "bytes"
	for _, larger := range []string{"kB", "MB"} {
		if amount >= 1000 {
			amount, unit = amount/1000, larger
		}
	}
	return fmt.Sprintf("the memory limit of %d %s", amount, unit)
}
