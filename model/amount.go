package model

import "time"

// Amount is a number, or a number of days, that is written out or left to an open point.
type Amount struct {
	N     int     // the number, if Point is None
	Point PointID // or None
}

// Fixed is an amount that is written out.
func Fixed(n int) Amount { return Amount{N: n, Point: None} }

// In is the amount under a filling.
func (a Amount) In(p *Pact, f Filling) int {
	if a.Point == None {
		return a.N
	}
	return p.Points[a.Point].Values[f[a.Point]].N
}

// Date is a day of the proleptic Gregorian calendar, in UTC. The zero Date means "not stated".
type Date struct{ time.Time }

// Days is the number of days from d to e; negative if e is earlier. It counts by seconds, since a
// time.Duration holds no more than 292 years.
func (d Date) Days(e Date) int { return int((e.Unix() - d.Unix()) / (24 * 60 * 60)) }

// Plus is the date that many days later.
func (d Date) Plus(days int) Date { return Date{d.AddDate(0, 0, days)} }

// String gives the date as YYYY-MM-DD.
func (d Date) String() string { return d.Format(time.DateOnly) }
