package inquiry

import (
	"fmt"
	"slices"

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
	if s := earlierDays(a); s != "" {
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

// earlierDays says which days of scenarios are taken for earlier ones, since time goes in ticks; it is empty if none is.
func earlierDays(a *Answer) string {
	var days []int
	for _, r := range a.Scenarios {
		for _, s := range a.Pact.Scenarios[r.Scenario].Steps {
			if s.Kind == model.OnDay && s.Day%a.TickDays != 0 && !slices.Contains(days, s.Day) {
				days = append(days, s.Day)
			}
		}
	}
	if len(days) == 0 {
		return ""
	}
	slices.Sort(days)
	var each []string
	for _, d := range days[:min(len(days), 5)] {
		each = append(each, fmt.Sprintf("day %d for day %d", d, d/a.TickDays*a.TickDays))
	}
	if n := len(days) - len(each); n > 0 {
		each = append(each, fmt.Sprintf("%d more days likewise", n))
	}
	return "Scenarios go by the same steps: they take " + course.List(each, "and") + "."
}
