// Package servanda checks agreements between several parties, written in .pact files: it runs every course
// that events can take, and answers who can be left with nothing, who can block the deal alone, and which
// promises have no teeth.
//
// Load or Parse a pact, then Check it, or Stream what is found as it is found; Play goes through it move by move. It is the
// thin front of the packages below it: every type that a caller meets has a name here. Nothing panics; a fault of our own is
// an error, *Fault.
package servanda

import (
	"context"
	"fmt"
	"io"
	"iter"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// The pact, and what is asked of it.
type (
	// Pact is an agreement as plain data. It is not to be changed.
	Pact = model.Pact
	// Filling gives every open point of a pact one of its values.
	Filling = model.Filling
	// Binding holds an open point to a value.
	Binding = model.Binding
	// Options say what to look at; nil stands for everything, without limits.
	Options = inquiry.Query
	// Limits bound the work.
	Limits = inquiry.Limits
	// Code names a kind of finding.
	Code = inquiry.Code
	// Severity is how much a finding weighs.
	Severity = inquiry.Severity
)

// The answer.
type (
	// Answer is everything that was found.
	Answer = inquiry.Answer
	// Finding is one answer to a question nobody had to ask, with the readings in which it holds.
	Finding = inquiry.Across
	// FillingAnswer is what was found in one filling of the open points.
	FillingAnswer = inquiry.FillingAnswer
	// Cube is a set of fillings: those in which all its literals hold.
	Cube = inquiry.Cube
	// Literal says that an open point has one of some values.
	Literal = inquiry.Literal
	// Statement is what findings with one cause come to, in one sentence.
	Statement = statement.Statement
	// CheckResult is the answer to one of the author's checks in one filling, CheckWays in how many it was not as expected.
	CheckResult = inquiry.CheckResult
	// CheckWays counts the fillings in which a check was asked and was not as expected.
	CheckWays = inquiry.CheckWays
	// ScenarioResult is how one of the author's scenarios went.
	ScenarioResult = inquiry.ScenarioResult
	// Course is a dated course of events, and Step one move of it.
	Course = course.Course
	// Step is one move of a course.
	Step = course.Step
	// Line is a move of a course in plain words.
	Line = course.Line
	// Document is an answer by the names of the pact, as JSON has it.
	Document = report.Document
	// Diagnostic is one thing to say about the text of a pact.
	Diagnostic = diag.Diagnostic
)

// What is told while a pact is looked at.
type (
	// Event is a finding as it was first seen, how far the work is, or the answer.
	Event = inquiry.Event
	// Found is a finding as it was first seen, in one filling.
	Found = inquiry.Found
	// Progress says how far the work is.
	Progress = inquiry.Progress
	// Phase is a part of the work.
	Phase = inquiry.Phase
)

// Errors, beside *InvalidError.
type (
	// Inconclusive says that a limit was reached or the context was done: what was known by then is told, and nothing more
	// is claimed.
	Inconclusive = explore.Inconclusive
	// Fault is a fault of our own, with its stack.
	Fault = fault.Fault
)

// The weights of findings, the gravest first.
const (
	Serious = codes.Serious
	Warning = codes.Warning
	Note    = codes.Note
)

// Codes lists the kinds of findings, gravest first.
func Codes() []Code { return codes.All() }

// Check answers everything about a pact: in all fillings of its open points, unless the options hold some of them fast or
// ask for a selection. The error is *Inconclusive if a limit was reached or ctx is done; the answer then holds what was known
// by then, and is marked Unfinished. A pact that was not loaded or parsed but built by hand is validated first.
func Check(ctx context.Context, p *Pact, o *Options) (*Answer, error) { return run(ctx, p, o, nil) }

func run(ctx context.Context, p *Pact, o *Options, tell func(Event)) (_ *Answer, err error) {
	defer fault.Catch(&err)
	if o == nil {
		o = &Options{}
	}
	if err := p.Validate(); err != nil {
		return nil, fmt.Errorf("this pact does not hold together: %w", err)
	}
	return inquiry.Run(ctx, p, *o, tell)
}

// Stream is Check that tells what is found as it is found: events, the last of which has the answer. If there is none, the
// last pair has the error, and with it the event of an unfinished answer if anything was known. Whoever leaves the loop ends
// the work; when the loop is left nothing of it goes on.
func Stream(ctx context.Context, p *Pact, o *Options) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		events := make(chan Event)
		var last Event
		var err error
		go func() {
			defer close(events)
			last.Answer, err = run(ctx, p, o, func(e Event) {
				if e.Answer != nil {
					return
				}
				select {
				case events <- e:
				case <-ctx.Done():
				}
			})
		}()
		defer func() {
			stop()
			for range events { // until it has come to rest
			}
		}()
		for e := range events {
			if !yield(e, nil) {
				return
			}
		}
		yield(last, err)
	}
}

// Encode writes an answer as JSON; file is what the pact is called in it. Things go by their names, dates as YYYY-MM-DD.
func Encode(w io.Writer, file string, a *Answer) error {
	return report.JSON(w, report.Result{Path: file, Answer: a, Inconclusive: a.Unfinished})
}

// Statements says what the findings of an answer come to, gravest first; each finding is in one of them.
func Statements(a *Answer) (out []Statement, err error) {
	defer fault.Catch(&err)
	return statement.Of(a), nil
}

// Decode reads an answer that Encode wrote.
func Decode(r io.Reader) (*Document, error) { return report.Decode(r) }
