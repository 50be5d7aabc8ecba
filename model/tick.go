package model

import "fmt"

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

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
