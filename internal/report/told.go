package report

import (
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/words"
)

// What is told of an answer piece by piece, to whoever shows it beside the text.

// When says in which fillings a finding holds, in so many words as fit beside a clause: "when order is no"; nothing if the
// pact leaves nothing open.
func When(a *inquiry.Answer, f *inquiry.Across) string {
	when := shortWhenWords(a, f)
	if when == "" {
		return ""
	}
	return when + readingWords(a, f)
}

// Ways says in how many of all fillings a finding holds: "3 of 8 ways to fill the open points". It is empty if it holds in all, if
// there is one, or if that was not counted to the end.
func Ways(a *inquiry.Answer, f *inquiry.Across) string {
	n, all := f.Ways, allFillings(a)
	if n == 0 {
		for _, i := range f.Fillings {
			n += a.Fillings[i].Alike
		}
	}
	if all < 2 || f.Always || n >= all || a.Looked < all {
		return ""
	}
	return number(n) + " of " + ways(all) + " ways to fill the open points"
}

// Boundary says what an answer does not cover.
func Boundary(a *inquiry.Answer) []string { return boundary(a) }

// Counts is a summary in one line: "1 serious, 2 warnings, 0 notes; 1 check as expected".
func Counts(a *inquiry.Answer) string { return summaryLine(Summarise(a)) }

// Whole reports whether an answer is one of all fillings, and finished.
func Whole(a *inquiry.Answer) bool { return a.Unfinished == nil && a.Looked >= allFillings(a) }

// LookedAt says how much an answer that is not whole has looked at.
func LookedAt(a *inquiry.Answer) string {
	switch all := allFillings(a); {
	case all == 1 && a.Looked == 0:
		return "what can happen was not gone through to the end"
	case a.Looked == 0:
		return "of the " + ways(all) + " ways to fill the open points none was gone through to the end"
	default:
		return "of the " + ways(all) + " ways to fill the open points " + wasOrWere(a.Looked) + " looked at"
	}
}

// Readings says in which readings an answer was looked for: "both readings", "the reading “Strict”".
func Readings(a *inquiry.Answer) string {
	switch n, all := a.Looked, allFillings(a); {
	case a.Unfinished != nil:
		return LookedAt(a)
	case all == 1:
		return "the one reading there is: the text leaves nothing open"
	case n < all:
		return (&screen{Result: Result{Answer: a}, Speaker: words.Speaker{Pact: a.Pact}}).lookedAt()
	case n == 2:
		return "both readings"
	default:
		return "all " + number(n) + " readings"
	}
}
