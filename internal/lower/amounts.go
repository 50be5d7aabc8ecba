package lower

import (
	"fmt"
	"time"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// The limits keep what the states of a pact are made of small enough to be looked through. A longer time than a thousand years is better written as no deadline at all.
const (
	maxDays    = 1000 * 360
	maxCounter = 65_536
	maxValues  = 256
)

// writtenDays is the length of a duration, if it is within the limit.
func (l *lowerer) writtenDays(d *syntax.Duration) (int, bool) {
	if d.N > maxDays || d.N*int(d.Unit) > maxDays {
		l.fault("M005", d.Span(), "a duration of more than 1000 years",
			"Leave the duration out if it is to have no end, or write a shorter one.")
		return 0, false
	}
	if d.Unit == syntax.Month || d.Unit == syntax.Year {
		l.pact.Rounded = true
	}
	return d.Days(), true
}

// days lowers a duration that is written out or left to an open point; nil if there is none.
func (l *lowerer) days(q syntax.Quantity) *model.Amount {
	switch q := q.(type) {
	case *syntax.Duration:
		n, ok := l.writtenDays(q)
		if !ok {
			return nil
		}
		l.durations = append(l.durations, written{n, q.Span()})
		a := model.Fixed(n)
		return &a
	case *syntax.Ident:
		return l.pointAmount(q, model.Duration, "a duration")
	}
	return nil
}

// number lowers a number that is written out or left to an open point.
func (l *lowerer) number(q syntax.Quantity) *model.Amount {
	switch q := q.(type) {
	case *syntax.Number:
		a := model.Fixed(q.N)
		return &a
	case *syntax.Ident:
		return l.pointAmount(q, model.Number, "a number")
	case *syntax.Duration:
		l.fault("M007", q.Span(), "a duration stands where a number is needed", "Write the number alone.")
	}
	return nil
}

func (l *lowerer) pointAmount(name *syntax.Ident, want model.PointValueKind, word string) *model.Amount {
	pt, ok := id[model.PointID](l, name)
	if !ok {
		return nil
	}
	l.reads[pt] = true
	if p := &l.pact.Points[pt]; p.ValueKind != want && len(p.Values) > 0 {
		l.fault("M015", name.Span(),
			fmt.Sprintf("`%s` stands for %s; %s is needed here", p.Name, valueKindWord(p.ValueKind), word),
			fmt.Sprintf("Let the values of the open point be %ss, or write one here.", word[2:]),
			diag.Related{Span: p.At, Message: "the open point is declared here"})
		return nil
	}
	return &model.Amount{Point: pt}
}

func valueKindWord(k model.PointValueKind) string {
	switch k {
	case model.Number:
		return "a number"
	case model.Duration:
		return "a duration"
	}
	return "a word"
}

// bounds are the least and the greatest that an amount is in any filling.
func (l *lowerer) bounds(a model.Amount) (least, most int) {
	if a.Point == model.None {
		return a.N, a.N
	}
	values := l.pact.Points[a.Point].Values
	if len(values) == 0 {
		return 0, 0
	}
	least, most = values[0].N, values[0].N
	for _, v := range values {
		least, most = min(least, v.N), max(most, v.N)
	}
	return least, most
}

// neverZero refuses an amount that is zero in some filling.
func (l *lowerer) neverZero(a *model.Amount, at source.Span, summary string) bool {
	if a == nil {
		return false
	}
	if least, _ := l.bounds(*a); least > 0 {
		return true
	}
	l.fault("M022", at, summary, "Make it 1 or more.")
	return false
}

func calendarDay(d *syntax.Date) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// day is the number of days from the beginning of the pact to a date.
func (l *lowerer) day(d *syntax.Date) (int, bool) {
	if d == nil {
		return 0, false
	}
	if l.pact.Starts.IsZero() {
		l.fault("M012", d.Span(), "a date has no meaning before the pact says when it starts",
			"Add `starts DATE` at the top, or count days instead.")
		return 0, false
	}
	n := l.pact.Starts.Days(model.Date{Time: calendarDay(d)})
	switch {
	case n < 0:
		l.fault("M013", d.Span(), fmt.Sprintf("this is before the pact starts, on %s", l.pact.Starts),
			"Write a later date, or let the pact start earlier.")
		return 0, false
	case n > maxDays:
		l.fault("M005", d.Span(), "this is more than 1000 years after the pact starts", "Write an earlier date.")
		return 0, false
	}
	return n, true
}
