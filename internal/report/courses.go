package report

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
)

// courseLines writes a course, one line a move, each day named once: beside what happens on it, or, where there is little room,
// above.
func (p *page) courseLines(lead string, lines []course.Line) {
	last := -1
	for _, l := range lines {
		stamp := ""
		if l.Day != last {
			stamp, last = stampOf(l), l.Day
		}
		before := fmt.Sprintf("%s%-*s", lead, stampWidth(l), stamp)
		if p.width-len(before) < roomBeside {
			if before = lead + "  "; stamp != "" {
				p.para(lead, plainInk, stamp)
			}
		}
		p.courseLine(before, l)
	}
}

// roomBeside is how many columns there have to be beside a date.
const roomBeside = 40

// courseLine writes one move, and what comes of it under it.
func (p *page) courseLine(before string, l course.Line) {
	p.para(before, plainInk, l.Text)
	under := strings.Repeat(" ", len(before))
	if len(l.Changes) > 0 {
		p.para(under+"→ ", dim, strings.Join(l.Changes, "; "))
	}
	if l.Careless {
		p.para(under+"! ", yellow, course.Capital(l.Carelessness()))
	}
	for _, b := range l.Breaks {
		p.para(under+"! ", red, b)
	}
}

func stampOf(l course.Line) string {
	if l.Date.IsZero() {
		return fmt.Sprintf("day %d", l.Day)
	}
	return fmt.Sprintf("%11s, day %d", course.Date(l.Date), l.Day)
}

func stampWidth(l course.Line) int {
	if l.Date.IsZero() {
		return len("day 1000  ")
	}
	return len(" 1 Jan 2026, day 1000  ")
}
