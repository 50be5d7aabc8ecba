package guarantees

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// area: what the text makes a call hang on, and acts that are no call.
func (x *pledge[S, M]) area() Said {
	if !x.callable() {
		return Never
	}
	c := x.newCall()
	occasions, _ := c.occasions()
	var parts []string
	if limits := c.limits(); limits != "" {
		parts = append(parts, "called only while "+limits)
	}
	if out := c.exclusions(occasions); len(out) > 0 {
		parts = append(parts, "not called by "+c.excluded(out))
	}
	if len(parts) == 0 {
		return Said{Text: "nothing is said", Missing: true}
	}
	return Said{Text: strings.Join(parts, "; ")}
}

// excluded tells the acts that are no call, and of each by which other promise of the guarantor it is one.
func (c *call[S, M]) excluded(ls []machine.Label) string {
	var out []string
	for _, l := range ls {
		text := course.Said(c.exact, l)
		if other, ok := c.otherwiseCalled(l); ok {
			text += " (that is a call under " + words.Thing(c.Pact, model.KindDuty, other) + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", nor by ")
}

// otherwiseCalled finds another duty of the guarantor that falls due upon an act.
func (c *call[S, M]) otherwiseCalled(l machine.Label) (duty int, ok bool) {
	for i := range c.Pact.Duties {
		d := &c.Pact.Duties[i]
		if d.Obligor != c.duty.Obligor || int(d.Upon) != l.Index {
			continue
		}
		falls := c.Only(c.Calling(c.kept, model.DutyID(i)), func(m machine.Label) bool { return m == l })
		if c.happens(c.kept, falls) {
			return i, true
		}
	}
	return 0, false
}

// limits are the conditions that the text puts on a call, the guarantee's own entry into force left out.
func (c *call[S, M]) limits() string {
	var parts []string
	add := func(cond model.Cond, holds bool) {
		if text, ok := c.limit(cond, holds); ok {
			parts = append(parts, text)
		}
	}
	if u := c.duty.Upon; u != model.None {
		add(c.Pact.Acts[u].When, true)
		add(c.duty.Once, true)
	}
	add(c.duty.Unless, false)
	return course.List(parts, "and")
}

// limit puts one condition into words; ok is false if it asks for nothing but that the guarantee runs.
func (c *call[S, M]) limit(cond model.Cond, holds bool) (text string, ok bool) {
	own := ask.InForce(c.duty.Instrument)
	var strip func(model.Cond) model.Cond
	strip = func(t model.Cond) model.Cond {
		and, isAnd := t.(model.And)
		if !isAnd {
			if t == own || t == (model.Cond)(model.Kept{Thing: model.Ref{Kind: model.KindInstrument, Index: int(c.duty.Instrument)}}) {
				return model.True{}
			}
			return t
		}
		var left []model.Cond
		for _, u := range and.Terms {
			if u = strip(u); u != (model.Cond)(model.True{}) {
				left = append(left, u)
			}
		}
		return model.And{Terms: left}
	}
	left := c.settled(cond)
	if holds && left != nil {
		left = model.Settle(c.Pact, strip(left), c.exact.Filling)
	}
	switch left.(type) {
	case nil, model.True, model.False:
		return "", false
	}
	return course.Condition(c.Pact, left, holds), true
}
