package campaign

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/model"
)

// Wish is what is wished to be known of each pact.
type Wish struct {
	Readings []string // Whole, All, EachFilling, or names of readings
	Ticks    []string // durations, or Own, Shorter, Shorter2
	Repairs  bool     // what would mend it, besides what is found
}

// Words for readings.
const (
	Whole       = "whole"    // all ways to fill the open points, as servanda check looks at them
	All         = "all"      // each named reading alone; a pact without any as a whole
	EachFilling = "fillings" // each way to fill the open points alone
)

// Words for steps of time.
const (
	Own      = "own"      // that of the pact
	Shorter  = "shorter"  // the next shorter one that divides it
	Shorter2 = "shorter2" // the next but one
)

// Pact is one of those that are looked at.
type Pact struct {
	Name string // as people know it: its path
	Read *load.Result
}

// About is what a campaign says of itself.
type About struct {
	Pacts    int      `json:"pacts"`
	Readings []string `json:"readings"`
	Ticks    []string `json:"ticks"`
	Repairs  bool     `json:"repairs"`
	Meaning  string   `json:"meaning"`
}

// Label is what a part of a plan is called.
type Label struct {
	Pact   string      `json:"pact"`
	Title  string      `json:"title"`
	Named  string      `json:"named,omitempty"` // the reading by its name
	Called string      `json:"called,omitempty"`
	Open   [][2]string `json:"open,omitempty"`
	Ask    Ask         `json:"ask"`
	Tick   int         `json:"tick,omitempty"`   // days
	Cannot string      `json:"cannot,omitempty"` // why it cannot be done
}

// Planned is what a wish comes to.
func Planned(pacts []Pact, w Wish, meaning string, b store.Budget) (*store.Plan, error) {
	about := About{len(pacts), w.Readings, w.Ticks, w.Repairs, meaning}
	p := &store.Plan{About: string(written(about)), Queue: Queue(meaning), Texts: map[string][]byte{}, Budget: b}
	for _, x := range pacts {
		if err := w.plan(p, x, meaning); err != nil {
			return nil, fmt.Errorf("%s: %w", x.Name, err)
		}
	}
	var names strings.Builder
	for i := range p.Parts {
		names.WriteString(p.Parts[i].Job + " " + p.Parts[i].Label + "\n")
	}
	p.ID = digest([]byte(p.About + "\n" + names.String()))[:16]
	return p, nil
}

// variant is a way to look at a pact.
type variant struct {
	named, called string
	open          [][2]string
}

// plan adds the parts of one pact.
func (w Wish) plan(p *store.Plan, x Pact, meaning string) error {
	sum, _, _ := x.Read.Digest()
	text, err := textOf(x.Read)
	if err != nil {
		return err
	}
	p.Texts[sum] = written(text)
	variants, err := w.variants(x.Read.Pact)
	if err != nil {
		return err
	}
	for _, v := range variants {
		for _, ask := range w.asks() {
			done := map[int]bool{}
			for _, tick := range w.Ticks {
				days, why := tickOf(x.Read.Pact, tick)
				if why == nil && done[days] {
					continue // own and shorter may be the same
				}
				done[days] = done[days] || why == nil
				label := Label{Pact: x.Name, Title: x.Read.Pact.Title, Named: v.named, Called: v.called, Open: v.open, Ask: ask, Tick: days}
				if why != nil {
					label.Cannot = why.Error()
					p.Parts = append(p.Parts, store.Part{Label: string(written(label))})
					continue
				}
				spec := Spec{form, meaning, sum, ask, v.named, v.open, days}
				p.Parts = append(p.Parts, store.Part{Job: spec.id(), Digest: sum, Spec: spec.text(), Label: string(written(label))})
			}
		}
	}
	return nil
}

func (w Wish) asks() []Ask {
	if w.Repairs {
		return []Ask{Findings, Repairs}
	}
	return []Ask{Findings}
}

// variants are the ways in which a pact is looked at.
func (w Wish) variants(p *model.Pact) ([]variant, error) {
	var out []variant
	for _, name := range w.Readings {
		some, err := variantsOf(p, name)
		if err != nil {
			return nil, err
		}
		for _, v := range some {
			if !slices.ContainsFunc(out, func(o variant) bool { return o.named == v.named && slices.Equal(o.open, v.open) }) {
				out = append(out, v)
			}
		}
	}
	return out, nil
}

func variantsOf(p *model.Pact, name string) ([]variant, error) {
	var out []variant
	switch name {
	case Whole:
		return []variant{{}}, nil
	case All:
		for i := range p.Readings {
			out = append(out, variant{named: p.Readings[i].Name, called: p.Readings[i].Label})
		}
		if len(out) == 0 {
			out = []variant{{}}
		}
		return out, nil
	case EachFilling:
		return filled(p)
	}
	if _, err := inquiry.Hold(p, name, nil); err != nil {
		return nil, err
	}
	i := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == name })
	return []variant{{named: name, called: p.Readings[i].Label}}, nil
}

// filled are the ways to fill the open points, unless they are many.
func filled(p *model.Pact) ([]variant, error) {
	if p.CountFillings(nil, inquiry.FewFillings+1) > inquiry.FewFillings {
		return nil, fmt.Errorf("there are more than %d ways to fill the open points: name readings, or look at all ways together (%s)", inquiry.FewFillings, Whole)
	}
	var out []variant
	for _, f := range p.Fillings(nil) {
		var v variant
		for i := range f {
			v.open = append(v.open, [2]string{p.Points[i].Name, p.Points[i].Values[f[i]].Text})
		}
		out = append(out, v)
	}
	return out, nil
}

// tickOf is a step of time in days.
func tickOf(p *model.Pact, word string) (int, error) {
	days, own := 0, p.TickDays()
	switch word {
	case Own:
	case Shorter:
		days = own / leastFactor(own)
	case Shorter2:
		days = own / leastFactor(own)
		days /= leastFactor(days)
	default:
		var err error
		if days, err = inquiry.ParseDays(word); err != nil {
			return 0, err
		}
	}
	got, err := p.TickOf(days)
	if err != nil {
		return days, err
	}
	return got, nil
}

// leastFactor is the least prime that divides a number; 1 of 1.
func leastFactor(n int) int {
	for f := 2; f*f <= n; f++ {
		if n%f == 0 {
			return f
		}
	}
	return n
}

// Check finds what is wrong with a wish, whatever the pacts.
func (w Wish) Check() error {
	if len(w.Readings) == 0 || len(w.Ticks) == 0 {
		return fmt.Errorf("say which readings and which steps of time to look at")
	}
	for _, t := range w.Ticks {
		if t == Own || t == Shorter || t == Shorter2 {
			continue
		}
		if _, err := inquiry.ParseDays(t); err != nil {
			return fmt.Errorf("a step of time is a duration, or %s, %s or %s: %w", Own, Shorter, Shorter2, err)
		}
	}
	return nil
}
