// Package bombs writes small pacts that are large to look at: each is of a shape of its own that makes some table, set, course
// or search grow. What looks at a pact must end on each of them in time and within its memory, with an answer or with a limit.
//
// Input: none. Output: the pacts, always the same and in the same order.
package bombs

import (
	"fmt"
	"strings"
)

// Bomb is one pact.
type Bomb struct {
	Name string
	Text string
	Part string // of a file part.pact that the text uses; empty if it uses none
}

// All is all of them.
func All() []Bomb {
	var out []Bomb
	for _, kind := range [][]Bomb{facts(), counters(), terms(), points(), coalitions(), worlds(), delays(), questions(), duties(), decisions(), instruments(), searches(), texts()} {
		out = append(out, kind...)
	}
	return out
}

// bomb makes a pact of parts of its text.
func bomb(name string, parts ...string) Bomb {
	return Bomb{Name: name, Text: "pact \"Bomb: " + name + "\"\nstarts 2026-01-01\n" + strings.Join(parts, "\n") + "\n"}
}

// lines writes a line for each number below n; all joins them with a word between.
func lines(n int, line func(i int) string) string { return all(n, "\n", line) }

func all(n int, between string, part func(i int) string) string {
	out := make([]string, n)
	for i := range out {
		out[i] = part(i)
	}
	return strings.Join(out, between)
}

// format is a part that puts its number wherever its pattern asks for one with %[1]d.
func format(pattern string) func(int) string {
	return func(i int) string { return fmt.Sprintf(pattern, i) }
}

const (
	two   = "party a\nparty b"
	daily = "tick 1 day"
	// one is a duty that gives the pact something to ask about.
	one = "instrument t { between a, b duty d { a must do0 within 3 days } }"
)

// names lists numbered names, separated by commas.
func names(n int, pattern string) string { return all(n, ", ", format(pattern)) }

// parties declares numbered parties.
func parties(n int) string { return lines(n, format("party p%d")) }

// purpose wants a condition of each number.
func purpose(n int, pattern string) string {
	return "purpose { " + all(n, " and ", format(pattern)) + " }"
}

// onward is facts that are set once, by a; toggles are set by a and set back by another.
func onward(n int) string {
	return lines(n, format("fact f%[1]d {x,y}\nact do%[1]d by a { when f%[1]d is x f%[1]d becomes y }"))
}

func toggles(n int, back string) string {
	return lines(n, format("fact f%[1]d {x,y}\nact do%[1]d by a { when f%[1]d is x f%[1]d becomes y }\nact off%[1]d by "+back+" { when f%[1]d is y f%[1]d becomes x }"))
}
