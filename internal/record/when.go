package record

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
	"time"
)

// When is a time as somebody gave it: a date, an instant, or the number of a day of the pact. The day of an instant is the one
// that is written in it, in whatever zone.
type When struct {
	Text string    // as it was written
	Date time.Time // midnight UTC of the day that is written; zero if only a day number is given
	Day  int       // the number of the day, if Date is zero
	At   time.Time // the instant; zero if only the day is given
}

// IsSet reports whether a time was given.
func (w When) IsSet() bool { return w.Text != "" }

// HasClock reports whether it is an instant.
func (w When) HasClock() bool { return !w.At.IsZero() }

// Numbered reports whether it is the number of a day.
func (w When) Numbered() bool { return w.IsSet() && w.Date.IsZero() }

// DayFrom is the number of the day that is meant, counted from a first one.
func (w When) DayFrom(first time.Time) int {
	if w.Numbered() {
		return w.Day
	}
	return int((w.Date.Unix() - first.Unix()) / (24 * 60 * 60))
}

// WithinDay orders two times of one day: one that is only a day counts as its beginning.
func (w When) WithinDay(o When) int {
	switch {
	case !w.HasClock() && !o.HasClock():
		return 0
	case !w.HasClock():
		return -1
	case !o.HasClock():
		return 1
	}
	return cmp.Compare(w.At.UnixNano(), o.At.UnixNano())
}

// latestDay bounds the number of a day, so that no sum of days overflows.
const latestDay = 1_000_000

var errWhen = errors.New(`write a date as 2026-03-31, an instant as 2026-03-31T18:30:00Z or with +02:00, or a day of the pact as "day 12"`)

// ParseWhen reads a time.
func ParseWhen(text string) (When, error) { return parseWhen(text) }

func parseWhen(text string) (When, error) {
	w := When{Text: text}
	if number, ok := strings.CutPrefix(text, "day "); ok {
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || n > latestDay || strconv.Itoa(n) != number {
			return When{}, errWhen
		}
		w.Day = n
		return w, nil
	}
	if len(text) < len(time.DateOnly) {
		return When{}, errWhen
	}
	var err error
	if w.Date, err = time.Parse(time.DateOnly, text[:len(time.DateOnly)]); err != nil || w.Date.Year() < 1 {
		return When{}, errWhen
	}
	if len(text) == len(time.DateOnly) {
		return w, nil
	}
	if w.At, err = time.Parse(time.RFC3339, text); err != nil || text[len(time.DateOnly)] != 'T' || w.At.IsZero() {
		return When{}, errWhen
	}
	w.At = w.At.UTC()
	return w, nil
}
