package track

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/same"
	"github.com/servanda-lang/servanda/model"
)

// text is a text of the pact: the first, or one that an amendment puts in force.
type text struct {
	pact    *model.Pact
	names   *names
	from    *claim       // the amendment; nil for the first
	things  carry.Things // which thing of the text before is which of this
	answers []answer
	m       *machine.Machine // any of it, by which moves are put into words; nil until it is in force
}

func newText(p *model.Pact) *text { return &text{pact: p, names: newNames(p)} }

// changed is a text that comes after another.
func (x *text) changed(to *model.Pact, renames [][2]string) (*text, error) {
	p, err := carry.Onto(x.pact, to)
	if err != nil {
		return nil, err
	}
	out := newText(p)
	out.things, err = same.Things(x.pact, p, renames)
	return out, err
}

// has reports whether a thing of the text before is in this one.
func (x *text) has(before model.Ref) bool { return x.things[before].Kind != model.KindNone }

func ref(k model.Kind, i int) model.Ref { return model.Ref{Kind: k, Index: i} }

// findTexts lists the texts that amendments put in force by the day looked at, in their order.
func (p *plan) findTexts() error {
	var from []*claim
	for _, c := range p.claims {
		if c.ev.Kind == record.Amendment && p.stands(c) {
			from = append(from, c)
		}
	}
	slices.SortFunc(from, p.before)
	p.texts = p.texts[:1]
	for _, c := range from {
		x, err := p.textFrom(c, p.texts[len(p.texts)-1])
		if err != nil {
			return err
		}
		p.texts = append(p.texts, x)
	}
	return nil
}

// textFrom is the text that an amendment names, after another.
func (p *plan) textFrom(c *claim, before *text) (*text, error) {
	if p.q.Text == nil {
		return nil, &TooMuch{fmt.Sprintf("line %d of the log puts another text in force, and none can be had here", c.ev.Line)}
	}
	to, err := p.q.Text(&c.ev)
	if err != nil {
		return nil, err
	}
	x, err := before.changed(to, c.ev.Renames())
	if err != nil {
		return nil, fmt.Errorf("the amendment of line %d: %w", c.ev.Line, err)
	}
	x.from = c
	return x, nil
}

// textOf is the text that is in force when something is said to have happened.
func (p *plan) textOf(e *record.Event) *text {
	k := len(p.texts) - 1
	for k > 0 && cmp.Or(p.compare(e.When, p.texts[k].from.ev.When), cmp.Compare(e.Line, p.texts[k].from.ev.Line)) < 0 {
		k--
	}
	return p.texts[k]
}

// fixedIn is what is settled from without, in the open points of a text.
func (r *replay) fixedIn(number int) []model.Binding {
	fixed := r.q.Fixed
	for k := 1; k <= number; k++ {
		var next []model.Binding
		for _, b := range fixed {
			if to, ok := r.texts[k].things[ref(model.KindPoint, int(b.Point))]; ok {
				if v := sameValue(r.texts[k-1].pact, r.texts[k].pact, int(b.Point), to.Index, b.Value); v >= 0 {
					next = append(next, model.Binding{Point: model.PointID(to.Index), Value: v})
				}
			}
		}
		fixed = next
	}
	return fixed
}

// sameValue is the number that a value of an open point has in another text; -1 if it has none.
func sameValue(old, new *model.Pact, from, to, v int) int {
	return slices.Index(same.Values(new, ref(model.KindPoint, to)), same.Values(old, ref(model.KindPoint, from))[v])
}

// agree reports whether two fillings give the points that two texts share the same values.
func (x *text) agree(before *model.Pact, old, new model.Filling) bool {
	for from, to := range x.things {
		if from.Kind == model.KindPoint && sameValue(before, x.pact, from.Index, to.Index, old[from.Index]) != new[to.Index] {
			return false
		}
	}
	return true
}

// into is the fillings of the text, one of which its open points have when it follows another; number is which of the texts it is.
func (r *replay) into(x *text, fixed []model.Binding) ([]model.Filling, error) {
	if n := x.pact.CountFillings(fixed, mostFillings+1); n > mostFillings {
		return nil, &TooMuch{fmt.Sprintf("the open points of the changed text can be filled in more than %d ways: settle some of them", mostFillings)}
	}
	return slices.DeleteFunc(x.pact.Fillings(fixed), func(f model.Filling) bool { return !r.answered(x, f, fixed) }), nil
}

var errNoFilling = errors.New("under no way to fill its open points do those that both texts have keep the values that the log leaves possible; settle them by --open, or by an answer in the log")
