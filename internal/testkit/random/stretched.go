package random

import "github.com/servanda-lang/servanda/model"

// Stretched is the pact of a seed with one term that many ticks longer, and dates that lie so many ticks further off; the step of
// time stays what it was.
func Stretched(seed uint64, ticks int) *model.Pact {
	p := New(seed).Pact
	p.Tick = p.TickDays()
	more := ticks * p.Tick
	if seed%2 == 0 {
		p.Starts = p.Starts.Plus(-more)
	}
	long := &p.Instruments[int(seed/2)%len(p.Instruments)].Expires
	switch {
	case *long == nil:
		*long = &model.Amount{N: more, Point: model.None}
	case (*long).Point == model.None:
		*long = &model.Amount{N: (*long).N + more, Point: model.None}
	}
	return p
}
