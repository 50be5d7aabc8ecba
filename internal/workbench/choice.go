package workbench

import (
	"fmt"
	"slices"
	"strings"

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

// fixes is what the choice holds fast in a pact. The error says that the pact has no such reading, question or answer.
func (c choice) fixes(p *model.Pact) ([]model.Binding, error) {
	if c.Reading != "" {
		i := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == c.Reading })
		if i < 0 {
			return nil, fmt.Errorf("the pact has no reading %q any more", c.Reading)
		}
		return p.Readings[i].Fixes, nil
	}
	var out []model.Binding
	for i := range p.Points {
		text, ok := c.Open[p.Points[i].Name]
		if !ok {
			continue
		}
		v := slices.IndexFunc(p.Points[i].Values, func(v model.PointValue) bool { return v.Text == text })
		if v < 0 {
			return nil, fmt.Errorf("%q is no answer to “%s” any more", text, p.Points[i].Title())
		}
		out = append(out, model.Binding{Point: model.PointID(i), Value: v})
	}
	if len(out) != len(c.Open) {
		return nil, fmt.Errorf("the pact has not all of these open questions any more")
	}
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
