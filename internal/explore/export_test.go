package explore

import "testing"

// KeepSorts lowers the number of kinds of moves that can be kept, for one test.
func KeepSorts(t *testing.T, n int) {
	was := mostSorts
	mostSorts = n
	t.Cleanup(func() { mostSorts = was })
}
