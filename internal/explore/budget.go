package explore

import (
	"slices"
	"unsafe"

	"github.com/servanda-lang/servanda/internal/memory"
)

// budget keeps the memory of a search within its limit from the start. Everything large is claimed before
// it is allocated. When a slice grows, the old and the new one are both counted until the old one is let go.
type budget struct {
	*memory.Budget
	stopped func() bool // the search is to end
}

// What the questions asked of the graph need later, in bytes, claimed while it is explored so that they
// never run out: sets of states, and the moves within knots by where they lead to.
const (
	laterPerState = 64
	laterPerMove  = 4
)

// stride is how many elements are copied, or states looked up again, before it is asked whether the search is to end.
const stride = 1 << 16

// extend makes room for n more elements at the end of a slice. It is false if there is none, or the search is to end.
func extend[T any](b *budget, s *[]T, n int) bool {
	if len(*s)+n <= cap(*s) {
		return true
	}
	size := int64(unsafe.Sizeof((*s)[0]))
	room := max(len(*s)+n, cap(*s)+cap(*s)/2, 1024)
	if !b.Claim(int64(room) * size) {
		return false
	}
	grown := make([]T, 0, room)
	for part := range slices.Chunk(*s, stride) {
		if b.stopped() {
			return false
		}
		grown = append(grown, part...)
	}
	b.Return(int64(cap(*s)) * size)
	*s = grown
	return true
}
