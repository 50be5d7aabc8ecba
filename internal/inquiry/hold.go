package inquiry

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/model"
)

// Hold gives what a named reading (none if it is empty) and answers to open points, each as a point and a value, hold fast. The
// error says which of them the pact does not have.
func Hold(p *model.Pact, reading string, open [][2]string) ([]model.Binding, error) {
	var out []model.Binding
	if reading != "" {
		i := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == reading })
		if i < 0 {
			return nil, fmt.Errorf("there is no reading %q%s", reading, diag.DidYouMean(reading, readingNames(p)))
		}
		out = append(out, p.Readings[i].Fixes...)
	}
	for _, o := range open {
		b, err := bindingOf(p, o[0], o[1])
		if err != nil {
			return nil, err
		}
		for _, other := range out {
			if other.Point == b.Point && other.Value != b.Value {
				return nil, fmt.Errorf("%s cannot be both %s and %s", o[0], p.Points[b.Point].Values[other.Value].Text, o[1])
			}
		}
		out = append(out, b)
	}
	return out, nil
}

func readingNames(p *model.Pact) []string {
	var out []string
	for i := range p.Readings {
		out = append(out, p.Readings[i].Name)
	}
	return out
}

// bindingOf understands a point and a value.
func bindingOf(p *model.Pact, point, value string) (model.Binding, error) {
	var points []string
	for i := range p.Points {
		if p.Points[i].Name == point {
			v, err := valueOf(&p.Points[i], value)
			return model.Binding{Point: model.PointID(i), Value: v}, err
		}
		points = append(points, p.Points[i].Name)
	}
	return model.Binding{}, fmt.Errorf("there is no open point %q%s", point, diag.DidYouMean(point, points))
}

func valueOf(pt *model.Point, value string) (int, error) {
	var values []string
	days, err := ParseDays(value)
	for i, v := range pt.Values {
		if v.Text == value || pt.ValueKind == model.Duration && err == nil && v.N == days {
			return i, nil
		}
		values = append(values, v.Text)
	}
	return 0, fmt.Errorf("%s cannot be %q%s", pt.Name, value, diag.DidYouMean(value, values))
}

var duration = regexp.MustCompile(`^\s*([0-9]{1,6})\s*(day|week|month|year)s?\s*$`)

// ParseDays reads a duration as the language writes it: "3 days".
func ParseDays(text string) (int, error) {
	m := duration.FindStringSubmatch(text)
	if m == nil {
		return 0, fmt.Errorf("%q is not a duration; write it like \"3 days\" or \"1 week\"", text)
	}
	n, _ := strconv.Atoi(m[1]) // six digits at most
	n *= map[string]int{"day": 1, "week": 7, "month": 30, "year": 360}[m[2]]
	if n == 0 {
		return 0, fmt.Errorf("%q is no time at all; the shortest step is 1 day", text)
	}
	return n, nil
}
