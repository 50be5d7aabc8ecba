package model

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/source"
)

// TickDays is the step of time in days: the one declared, else the greatest common divisor of all
// durations in every filling, else one day.
func (p *Pact) TickDays() int {
	if p.Tick > 0 {
		return p.Tick
	}
	tick := 0
	for _, d := range p.Durations() {
		tick = gcd(tick, d)
	}
	return max(tick, 1)
}

// TickOf gives the tick of so many days, 0 for the pact's own. The error says why it cannot be.
func (p *Pact) TickOf(days int) (int, error) {
	own := p.TickDays()
	if days == 0 {
		return own, nil
	}
	for _, d := range p.Durations() {
		if d%days != 0 {
			return 0, fmt.Errorf("a tick of %d days does not divide the %d days that the pact speaks of; take a divisor of %d", days, d, own)
		}
	}
	return days, nil
}

// Durations lists all durations of the pact in days, those of checks and all values of duration-valued
// open points included. Dates are not among them.
func (p *Pact) Durations() []int {
	var days []int
	add := func(a Amount) {
		if a.Point == None {
			days = append(days, a.N)
		}
	}
	p.eachField(func(f *Field, i int) {
		if f.Terms != nil {
			f.Terms(p, i, add)
		}
	})
	for i := range p.Points {
		if p.Points[i].ValueKind != Duration {
			continue
		}
		for _, v := range p.Points[i].Values {
			days = append(days, v.N)
		}
	}
	return days
}

// MovedDate is a date that time going in whole ticks moves to an earlier day.
type MovedDate struct {
	Ref     Ref // the duty that has it; KindNone if it is a step of a scenario
	Day     int // from the start
	Earlier int // by so many days
	At      source.Span
}

// MovedDates lists the dates, of duties and then of scenarios, that a tick of so many days moves.
func (p *Pact) MovedDates(tick int) []MovedDate {
	var out []MovedDate
	p.eachDate(func(d MovedDate) {
		if d.Earlier = d.Day % tick; d.Earlier > 0 {
			out = append(out, d)
		}
	})
	return out
}

// KeepingTick is the longest tick that moves no date, and that divides one of so many days.
func (p *Pact) KeepingTick(tick int) int {
	p.eachDate(func(d MovedDate) { tick = gcd(tick, d.Day) })
	return tick
}

// eachDate gives every date on which something stands or runs out.
func (p *Pact) eachDate(f func(MovedDate)) {
	for i := range p.Duties {
		if d := &p.Duties[i]; d.By != nil {
			f(MovedDate{Ref: Ref{Kind: KindDuty, Index: i}, Day: max(0, p.Starts.Days(*d.By)), At: d.At})
		}
	}
	for i := range p.Scenarios {
		for _, s := range p.Scenarios[i].Steps {
			if s.Kind == OnDay {
				f(MovedDate{Day: s.Day, At: s.At})
			}
		}
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
