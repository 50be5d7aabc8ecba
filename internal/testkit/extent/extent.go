// Package extent says how much of a test is run. Some tests ask the same of many things: of random pacts, of every example, of a
// pact that takes minutes. `go test ./...` asks it of some of them, always the same, so that it is run often; .ci/run, before a
// change lands, of all. What stands in both is one test, which takes from here of how many.
//
// Input: the environment. Output: a number, or a part of a list. A test that can be told a number of its own (SERVANDA_PACTS and
// its like) keeps to that.
package extent

import (
	"os"
	"strconv"
	"testing"
)

// Variable is the variable of the environment that asks for all when it is "all".
const Variable = "SERVANDA_TESTS"

// All reports whether all is to be tested.
func All() bool { return os.Getenv(Variable) == "all" }

// Of is how many to take: some of them, or all.
func Of(some, all int) int {
	if All() {
		return all
	}
	return some
}

// Number is what a variable of the environment says, and where it says nothing what Of does.
func Number(variable string, some, all int) int {
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	return Of(some, all)
}

// Among is some things of a list, spread over all of it, or all.
func Among[T any](list []T, some int) []T {
	if All() || some >= len(list) {
		return list
	}
	out := make([]T, some)
	for i := range out {
		out[i] = list[i*len(list)/some]
	}
	return out
}

// Whole leaves a test, or a part of one, to who asks for all.
func Whole(t testing.TB, why string) {
	t.Helper()
	if !All() {
		t.Skipf("%s; %s=all asks for it", why, Variable)
	}
}
