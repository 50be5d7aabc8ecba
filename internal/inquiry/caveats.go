package inquiry

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// caveats say what the verdict does not cover, the tick aside, which is always shown.
func caveats(a *Answer) []string {
	var out []string
	if len(a.Pact.Purposes) == 0 {
		out = append(out, "The pact states no purpose, so nothing is said on whether it can be reached, who can prevent it, or whether it can be waited for for ever.")
	}
	if len(a.Pact.Actors) > ask.AllSets {
		out = append(out, fmt.Sprintf("There are %d actors; sets of more than three acting together were not tried.", len(a.Pact.Actors)-1))
	}
	if len(a.Pact.Instruments) > 0 {
		out = append(out, "Law outside this pact is not modelled, such as a right to suspend a treaty after a material breach of it, or to withdraw from one: what is said to follow, or not to follow, is said of the pact alone.")
	}
	if s := movedDates(a); s != "" {
		out = append(out, s)
	}
	if a.states > 0 {
		out = append(out, fmt.Sprintf("There are %s, too many to go through one by one. What was found there was found in one way and not checked by a second%s.", ManyStates(a.states), notTold(a)))
	}
	if a.full {
		out = append(out, "To ask all ways to fill the open points together would have taken more memory or time than was allowed.")
	}
	return out
}

// ManyStates says how many states there are, roughly.
func ManyStates(n float64) string {
	switch {
	case n < 1e6:
		return fmt.Sprintf("%.0f states", n)
	case n < 1e9:
		return fmt.Sprintf("some %.0f million states", n/1e6)
	case n < 1e12:
		return fmt.Sprintf("some %.0f thousand million states", n/1e9)
	}
	return "more than a million million states"
}

// notTold says what could not be shown of findings among too many states.
func notTold(a *Answer) string {
	out := ""
	if slices.ContainsFunc(a.Findings, func(c Across) bool { return c.Untold() }) {
		out = "; who can deny a party what it was to get is not always told"
	}
	switch a.untold {
	case 0:
		return out
	case 1:
		return out + ", and one finding is without a course"
	}
	return out + fmt.Sprintf(", and %d findings are without a course", a.untold)
}

// movedDates says which dates are taken for earlier ones, since time goes in ticks, and what would keep them; it is empty if
// none is.
func movedDates(a *Answer) string {
	var each []string
	for _, d := range a.Dates {
		if text := movedDate(a, d); !slices.Contains(each, text) {
			each = append(each, text)
		}
	}
	if len(each) == 0 {
		return ""
	}
	const most = 5
	if n := len(each) - most; n > 0 {
		each = append(each[:most], fmt.Sprintf("%d more likewise", n))
	}
	return fmt.Sprintf("Dates go by the same steps; one between two of them is taken for the earlier: %s.",
		strings.Join(each, "; "))
}

// movedDate says of one date what it is, what it is taken for, and by how much that is earlier.
func movedDate(a *Answer, d model.MovedDate) string {
	to := d.Day - d.By
	of, was, is := "in a scenario", fmt.Sprintf("day %d", d.Day), fmt.Sprintf("day %d", to)
	if !a.Pact.Starts.IsZero() {
		was, is = course.Date(a.Pact.Starts.Plus(d.Day)), course.Date(a.Pact.Starts.Plus(to))+", "+is
	}
	if d.Of.Kind != model.KindNone {
		of = "in " + course.Thing(a.Pact, d.Of)
	}
	return fmt.Sprintf("%s %s for %s (%s earlier; a tick of %s keeps it)", was, of, is, course.Days(d.By), course.Days(d.Tick))
}
