package workbench

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// choice is which answers to the open questions are looked at: those of a named reading, some by themselves, or, if it says
// nothing, all.
type choice struct {
	Reading string            `json:"reading,omitempty"`
	Open    map[string]string `json:"open,omitempty"` // an answer by the name of its open point
}

func (c choice) all() bool { return c.Reading == "" && len(c.Open) == 0 }

// key is the choice as a name.
func (c choice) key() string {
	if c.Reading != "" {
		return "in " + c.Reading
	}
	var parts []string
	for point, value := range c.Open {
		parts = append(parts, point+"="+value)
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

// fixes is what the choice holds fast in a pact, in the order of its open points. The error says that the pact has no such
// reading, question or answer.
func (c choice) fixes(p *model.Pact) ([]model.Binding, error) {
	var open [][2]string
	for point, value := range c.Open {
		open = append(open, [2]string{point, value})
	}
	slices.SortFunc(open, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	out, err := inquiry.Hold(p, c.Reading, open)
	if err != nil {
		return nil, fmt.Errorf("as the text is now, %w", err)
	}
	slices.SortStableFunc(out, func(a, b model.Binding) int { return int(a.Point) - int(b.Point) })
	return out, nil
}

// name says what is looked at, in words.
func (c choice) name(p *model.Pact) string {
	q := words.Speaker{Pact: p}
	fixed, err := c.fixes(p)
	switch {
	case p.CountFillings(nil, 2) == 1:
		return "The text as it stands"
	case err != nil || c.all():
		return "All that the text leaves open"
	case c.Reading != "":
		i := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == c.Reading })
		return p.Readings[i].Title()
	}
	var parts []string
	for _, b := range fixed {
		parts = append(parts, q.Answered(b.Point, []int{b.Value}))
	}
	return strings.Join(parts, "; ")
}
