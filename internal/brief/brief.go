// Package brief makes the note that somebody hands on tonight: one sheet that says what the text rests on, what it comes to,
// what that hangs on, who can block it, what would mend it at what price, and what to ask tomorrow.
//
// Input: a pact, the reading that it is read in, or none for all of them, and a function that answers the pact with some open
// points held fast. Output: a Note, as plain data, and its doc.Document, cut to one sheet of A4 (fit.go). Nothing stands in it
// that is not computed from the answer or cited in the pact; what there was no room for is said to be left out.
package brief

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Asker answers a pact with some open points held fast.
type Asker func(ctx context.Context, fixed []model.Binding) (*inquiry.Answer, error)

// Note is what the sheet is made of.
type Note struct {
	words.Speaker
	Reading    model.ReadingID // or None: all of them
	Answer     *inquiry.Answer // of the reading, or of all
	Statements []statement.Statement
	Turns      []Turn // answers to one open point each that undo something grave; see turn.go
	Turned     bool   // they were looked for
	Survey     *sources.Survey
	Positions  *positions.Table
}

// Of makes the note of a pact.
func Of(ctx context.Context, p *model.Pact, reading model.ReadingID, ask Asker) (*Note, error) {
	n := &Note{Speaker: words.Speaker{Pact: p}, Reading: reading, Survey: sources.Look(p)}
	var err error
	if n.Positions, err = positions.Of(ctx, p); err != nil {
		return nil, err
	}
	if n.Answer, err = ask(ctx, n.fixes()); err != nil {
		return nil, err
	}
	n.Statements = statement.Of(n.Answer)
	if n.Answer.Unfinished == nil {
		n.Turned = true
		n.Turns, err = n.turns(ctx, ask)
	}
	return n, err
}

// fixes is what the reading holds fast.
func (n *Note) fixes() []model.Binding {
	if n.Reading == model.None {
		return nil
	}
	return n.Pact.Readings[n.Reading].Fixes
}

// bottom are the causes of which the bottom line tells, in the order in which it tells of what weighs the same. Who can block it is
// told by itself, and what is only odd about the text is not for this sheet.
var bottom = []statement.Cause{statement.Ring, statement.Gift, statement.Clash, statement.Empty, statement.Bond, statement.Call,
	statement.Waiting, statement.TooLate, statement.Remedy}

// Leads are the statements of the bottom line, gravest first.
func (n *Note) Leads() []int {
	var out []int
	for i, s := range n.Statements {
		if s.Accepted == nil && s.Severity != codes.Note && slices.Contains(bottom, s.Cause) {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		s, t := &n.Statements[a], &n.Statements[b]
		if s.Severity != t.Severity {
			return int(s.Severity) - int(t.Severity)
		}
		if s.Severity == codes.Serious {
			return 0 // they are in order
		}
		return slices.Index(bottom, s.Cause) - slices.Index(bottom, t.Cause)
	})
	return out
}
