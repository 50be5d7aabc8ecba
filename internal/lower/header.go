package lower

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// header lowers title, beginning and tick. Each file may have a title, so that a pact that stands by
// itself can also be used by another; the title of the main file counts. Beginning and tick hold for the
// whole pact and stand once in all its files.
func (l *lowerer) header(main *syntax.File) {
	titles := map[*source.File]*syntax.PactDecl{}
	var starts *syntax.StartsDecl
	for _, d := range l.names.Decls {
		switch d := d.(type) {
		case *syntax.PactDecl:
			file := d.Span().File
			if first := titles[file]; first != nil {
				l.statedTwice("title", d.Span(), first.Span())
				continue
			}
			titles[file] = d
		case *syntax.StartsDecl:
			if starts != nil {
				l.statedTwice("beginning", d.Span(), starts.Span())
				continue
			}
			starts = d
			l.starts(d)
		case *syntax.TickDecl:
			if l.tick != nil {
				l.statedTwice("tick", d.Span(), l.tick.Span())
				continue
			}
			l.tick = d
			l.declaredTick(d)
		}
	}
	l.title(titles[main.Source], main)
}

func (l *lowerer) statedTwice(what string, at, first source.Span) {
	l.fault("M002", at, fmt.Sprintf("the %s of the pact is stated twice", what), "Delete one of the two.",
		diag.Related{Span: first, Message: "it is stated here first"})
}

func (l *lowerer) title(d *syntax.PactDecl, main *syntax.File) {
	if d != nil {
		if d.Title != nil {
			l.pact.Title = d.Title.Value
		}
		return
	}
	for _, d := range main.Decls {
		if _, ok := d.(*syntax.Bad); ok {
			return // the title may be what could not be understood
		}
	}
	l.fault("M001", source.Span{File: main.Source}, "the pact has no title",
		"Begin the file with `pact \"…\"`; only a file that others use may do without.")
}

func (l *lowerer) starts(d *syntax.StartsDecl) {
	if d.Date != nil {
		l.pact.Starts = model.Date{Time: calendarDay(d.Date)}
	}
}

func (l *lowerer) declaredTick(d *syntax.TickDecl) {
	if d.Duration == nil {
		return
	}
	days, ok := l.writtenDays(d.Duration)
	if ok && days == 0 {
		l.fault("M022", d.Duration.Span(), "a tick of no days would let time stand still", "Make it 1 day or more.")
		return
	}
	l.pact.Tick = days
}

// tickDivides holds a declared tick against all durations of the pact.
func (l *lowerer) tickDivides() {
	tick := l.pact.Tick
	if tick == 0 {
		return
	}
	for _, w := range l.durations {
		if w.days%tick == 0 {
			continue
		}
		l.fault("M018", l.tick.Duration.Span(),
			fmt.Sprintf("a tick of %s does not divide a duration of %s", countDays(tick), countDays(w.days)),
			fmt.Sprintf("Leave the tick out, or make it one that divides all durations, such as %s.", countDays(l.coarsest())),
			diag.Related{Span: w.at, Message: "this duration is no multiple of it"})
		return
	}
}

// coarsest is the greatest tick that divides all durations.
func (l *lowerer) coarsest() int {
	undeclared := *l.pact
	undeclared.Tick = 0
	return undeclared.TickDays()
}

func countDays(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}
