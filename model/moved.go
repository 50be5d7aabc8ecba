package model

// MovedDate is a date that a tick moves, for dates are rounded down to whole ticks.
type MovedDate struct {
	Of   Ref  // the duty that is to be performed by it; KindNone: it is of a scenario
	In   int  // of a scenario: its place among the scenarios
	At   span // where the date, or what it stands in, is written
	Day  int  // the day that is written, counted from the start
	By   int  // by how many days it is moved: it counts as day Day - By
	Tick int  // days: the longest tick that keeps it where it is written
}

// MovedDates lists the dates that a tick of so many days moves: of duties in order of declaration, then of scenarios.
func (p *Pact) MovedDates(tick int) []MovedDate {
	var out []MovedDate
	add := func(d MovedDate) {
		if d.By = d.Day % tick; d.By != 0 {
			d.Tick = gcd(tick, d.Day)
			out = append(out, d)
		}
	}
	for i := range p.Duties {
		if d := &p.Duties[i]; d.By != nil {
			add(MovedDate{Of: Ref{Kind: KindDuty, Index: i}, At: d.At, Day: max(p.Starts.Days(*d.By), 0)})
		}
	}
	for i := range p.Scenarios {
		for _, s := range p.Scenarios[i].Steps {
			if s.Kind == OnDay {
				add(MovedDate{In: i, At: s.At, Day: s.Day})
			}
		}
	}
	return out
}
