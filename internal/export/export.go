// Package export says a pact in the languages of other tools, so that somebody who does not trust this one
// can ask another: as a model for SPIN (Promela) or TLC (TLA+), as a drawing (DOT) or as data (JSON).
//
// Input: a machine, that is a pact under one filling with its tick; for DOT and JSON the explored graph.
// Output: text, written to an io.Writer.
//
// # How a model is made
//
// The machine runs a pact by functions, which cannot be printed. So the pact is said a second time, from
// the model: as a program over small numbers, made of nothing but assignments and choices (program.go). It
// has one number for each cell of the machine's states, dead values reset as there, so that its states are
// the machine's, one to one; tests hold the two together state by state. The Promela and the TLA+ text are
// two ways to print that program.
package export

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Words says a move in plain words: "Northland signs the Peace agreement".
func Words(m *machine.Machine, l machine.Label) string {
	p := m.Pact
	thing := func(k model.Kind) string { return course.Thing(p, model.Ref{Kind: k, Index: l.Index}) }
	switch l.Kind {
	case machine.Sign:
		return course.Capital(course.Actor(p, l.Actor)) + " signs " + thing(model.KindInstrument)
	case machine.Do:
		return course.Capital(course.Actor(p, l.Actor)) + ": " + course.Plain(&p.Acts[l.Index].Decl)
	case machine.Decide:
		value := strings.ReplaceAll(p.Decisions[l.Index].Values[l.Value], "_", " ")
		return course.Capital(course.Actor(p, l.Actor)) + " decides \"" + value + "\" on " + thing(model.KindDecision)
	case machine.Use:
		verb := " uses the power "
		if p.Powers[l.Index].Notice != nil {
			verb = " gives notice under "
		}
		return course.Capital(course.Actor(p, l.Actor)) + verb + thing(model.KindPower)
	case machine.Strike:
		return "Time: what runs out today strikes"
	}
	return "Time: a tick of " + course.Days(m.Tick) + " passes"
}

// fillingWords says how the open points are filled, one line each.
func fillingWords(m *machine.Machine) []string {
	var out []string
	for i := range m.Pact.Points {
		pt := &m.Pact.Points[i]
		out = append(out, pt.Name+" is "+pt.Values[m.Filling[i]].Text)
	}
	return out
}
