package lsp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/report"
)

// The commands. Those that show something answer with a page in Markdown.
const (
	commandShowCourse = "servanda.showCourse" // of what is told under an identifier
	commandStanding   = "servanda.standing"   // how the pacts that an open file belongs to stand, and how far that reaches
	commandExplain    = "servanda.explain"    // what a code means
	commandCheckFully = "servanda.checkFully" // checks the pact of a main file without a limit of time
	commandMend       = "servanda.mend"       // looks for what would mend what is told under an identifier
	commandStop       = "servanda.stop"       // ends that check; what was found by then is told
)

func commandNames() []string {
	return []string{commandShowCourse, commandStanding, commandExplain, commandCheckFully, commandMend, commandStop}
}

func executeCommand(ctx context.Context, now *snapshot, p protocol.ExecuteCommandParams) (any, error) {
	argument := ""
	if len(p.Arguments) > 0 {
		argument, _ = p.Arguments[0].(string)
	}
	s := now.server
	switch p.Command {
	case commandShowCourse:
		return s.coursePage(argument)
	case commandStanding:
		return now.standingPage(argument)
	case commandExplain:
		return explain(argument)
	case commandMend:
		return now.mendPage(ctx, argument)
	case commandCheckFully:
		return nil, s.checkFully(argument)
	case commandStop:
		return nil, s.stopCheck(argument)
	}
	return nil, failure(protocol.CodeInvalidParams, "there is no command "+p.Command)
}

// tellable finds what is told under an identifier. The server is locked.
func (s *server) tellable(id string) (told, bool) {
	for _, p := range s.pacts {
		for _, t := range p.found {
			if t.id == id && t.answer != nil {
				return t, true
			}
		}
	}
	return told{}, false
}

// coursePage shows a finding with its course.
func (s *server) coursePage(id string) (*protocol.Page, error) {
	s.mu.Lock()
	t, ok := s.tellable(id)
	s.mu.Unlock()
	if !ok {
		return nil, errors.New("this was found in an earlier text; it is being looked at anew")
	}
	d := doc.Document{Title: doc.T(t.answer.Pact.Title)}
	switch {
	case t.finding != nil:
		d.Blocks = findingBlocks(t)
	case t.test != nil && t.test.Course != nil:
		d.Blocks = []doc.Block{doc.Para{Text: doc.T(t.message)}, courseBlock(t.test.Course)}
	default:
		d.Blocks = []doc.Block{doc.Para{Text: doc.T(t.message)}}
	}
	return page(d)
}

// findingBlocks are a finding as it is read: what, where it holds, why, and the course.
func findingBlocks(t told) []doc.Block {
	f := t.finding
	out := []doc.Block{doc.Para{Text: doc.In(doc.Strong, t.code+": ").With(doc.Span{Text: course.Capital(f.Message)})}}
	if when := report.When(t.answer, f); when != "" {
		out = append(out, doc.Para{Text: doc.T(course.Capital(when) + ".")})
	}
	if len(f.Why) > 0 {
		var why doc.List
		for _, w := range f.Why {
			why.Items = append(why.Items, doc.Item{Text: doc.T(w)})
		}
		out = append(out, why)
	}
	if f.Course != nil {
		out = append(out, courseBlock(f.Course))
	}
	return out
}

// courseBlock is a course as it is read.
func courseBlock(c *course.Course) doc.Course {
	out := doc.Course{Intro: doc.T("A course of events that shows it:")}
	for _, l := range c.Lines() {
		when := day(l)
		if n := len(out.Steps); n == 0 || out.Steps[n-1].When.String() != when {
			out.Steps = append(out.Steps, doc.Step{When: doc.T(when)})
		}
		line := doc.Line{Text: doc.T(l.Text), Follow: l.Changes, Mark: strings.Join(l.Breaks, "; ")}
		if care := l.Carelessness(); care != "" {
			line.Mark = strings.TrimPrefix(line.Mark+"; "+care, "; ")
		}
		step := &out.Steps[len(out.Steps)-1]
		step.Lines = append(step.Lines, line)
	}
	return out
}

// page puts a document into the form that editors show.
func page(d doc.Document) (*protocol.Page, error) {
	var b strings.Builder
	if err := form.Markdown(&b, d); err != nil {
		return nil, err
	}
	return &protocol.Page{Title: d.Title.String(), MarkupContent: protocol.MarkupContent{Kind: protocol.Markdown, Value: b.String()}}, nil
}

// standingPage shows how a pact stands.
func (n *snapshot) standingPage(uri string) (*protocol.Page, error) {
	d := n.docs[uri]
	if d == nil {
		return nil, errNotOpen
	}
	var parts []string
	for _, main := range n.mains(d.path) {
		parts = append(parts, n.standing(n.reading(main))...)
	}
	return &protocol.Page{Title: "Servanda", MarkupContent: markdown(parts...)}, nil
}

// explain tells what a code means.
func explain(code string) (*protocol.Page, error) {
	d, ok := report.ExplainedCode(code)
	if !ok {
		return nil, fmt.Errorf("there is no code %q", diag.Visible(code))
	}
	return page(d)
}

// pactOf finds the pact of a main file. The server is locked.
func (s *server) pactOf(uri string) (*pact, error) {
	for main, p := range s.pacts {
		if s.uri(main) == uri {
			return p, nil
		}
	}
	return nil, errNotOpen
}

// checkFully begins the check of a pact anew, without a limit of time.
func (s *server) checkFully(uri string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, err := s.pactOf(uri)
	if err != nil {
		return err
	}
	if p.reading.Result == nil || p.reading.Pact == nil {
		return errors.New("the pact does not compile")
	}
	s.schedule(p, budget{0, s.Bytes}, 0)
	return nil
}

// stopCheck ends the check of a pact.
func (s *server) stopCheck(uri string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, err := s.pactOf(uri)
	if err == nil {
		p.interrupt()
	}
	return err
}
