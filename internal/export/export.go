// Package export says a pact in the languages of other tools, so that somebody who does not trust this one
// can ask another: as a model for SPIN (Promela) or TLC (TLA+), as a drawing (DOT) or as data (JSON).
//
// Input: a machine, that is a pact under one filling with its tick; for DOT and JSON the explored graph.
// Output: text, written to an io.Writer.
//
// # How a model is made
//
// What a move does is said by package program, in assignments and choices over small numbers; the machine runs that
// program. The Promela and the TLA+ text are two ways to print it, with the values of the open points put in.
package export

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Words says a move in plain words: "Northland signs the Peace agreement".
func Words(f *program.Frame, l program.Label) string {
	p := f.Pact
	thing := func(k model.Kind) string { return course.Thing(p, model.Ref{Kind: k, Index: l.Index}) }
	switch l.Kind {
	case program.Sign:
		return course.Capital(course.Actor(p, l.Actor)) + " signs " + thing(model.KindInstrument)
	case program.Do:
		return course.Capital(course.Actor(p, l.Actor)) + ": " + course.Plain(&p.Acts[l.Index].Decl)
	case program.Decide:
		value := strings.ReplaceAll(p.Decisions[l.Index].Values[l.Value], "_", " ")
		return course.Capital(course.Actor(p, l.Actor)) + " decides \"" + value + "\" on " + thing(model.KindDecision)
	case program.Use:
		verb := " uses the power "
		if p.Powers[l.Index].Notice != nil {
			verb = " gives notice under "
		}
		return course.Capital(course.Actor(p, l.Actor)) + verb + thing(model.KindPower)
	case program.Strike:
		return "Time: what runs out today strikes"
	}
	return "Time: a tick of " + course.Days(f.Tick) + " passes"
}

// fillingWords says how the open points are filled, one line each.
func fillingWords(f *program.Frame) []string {
	var out []string
	for i := range f.Pact.Points {
		pt := &f.Pact.Points[i]
		out = append(out, pt.Name+" is "+pt.Values[f.Filling[i]].Text)
	}
	return out
}
