package lsp

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// codeActions lists what can be done about a range: mend what does not compile where that is plain, give a deadline to what has
// none, and show the course of a finding.
func codeActions(_ context.Context, now *snapshot, p protocol.CodeActionParams) ([]protocol.CodeAction, error) {
	t := now.text(p.TextDocument.URI)
	out := []protocol.CodeAction{}
	if t == nil || len(p.Context.Only) > 0 && !slices.Contains(p.Context.Only, protocol.QuickFix) {
		return out, nil
	}
	a := &actions{text: t, from: t.offset(p.Range.Start, now.enc), to: t.offset(p.Range.End, now.enc)}
	for _, m := range now.mains(t.document.path) {
		a.fixes(now.reading(m))
	}
	a.found()
	for _, c := range a.codes {
		a.explain(c)
	}
	return append(out, a.list...), nil
}

// actions gathers what can be done between two offsets.
type actions struct {
	*text
	from, to int
	list     []protocol.CodeAction
	codes    []string // of all that is told there
}

func (a *actions) touches(start, end int) bool { return start <= a.to && a.from <= end }

// add adds an action, once.
func (a *actions) add(act protocol.CodeAction) {
	if !slices.ContainsFunc(a.list, func(o protocol.CodeAction) bool {
		return o.Title == act.Title && fmt.Sprint(o.Edit) == fmt.Sprint(act.Edit)
	}) {
		act.Kind = protocol.QuickFix
		a.list = append(a.list, act)
	}
}

// fixes offers to mend what does not compile.
func (a *actions) fixes(r *reading) {
	if r.Result == nil {
		return
	}
	for _, d := range r.Diagnostics {
		if !d.Span.IsValid() || d.Span.File.Path != a.document.path || !a.touches(d.Span.Start, d.Span.End) {
			continue
		}
		a.codes = append(a.codes, string(d.Code))
		if d.Fix == nil {
			continue
		}
		a.add(protocol.CodeAction{Title: d.Fix.Title, IsPreferred: true, Edit: a.edit(d.Fix.Edits), Diagnostics: a.published(d)})
	}
}

// published is a diagnostic as the client was told it.
func (a *actions) published(d diag.Diagnostic) []protocol.Diagnostic {
	return []protocol.Diagnostic{{
		Range: a.span(d.Span.Start, d.Span.End, a.enc), Severity: severities[d.Severity], Code: string(d.Code), Source: "servanda", Message: sentence(d),
	}}
}

func (a *actions) edit(edits []diag.Edit) *protocol.WorkspaceEdit {
	var out []protocol.TextEdit
	for _, e := range edits {
		out = append(out, protocol.TextEdit{Range: a.span(e.Span.Start, e.Span.End, a.enc), NewText: e.Text})
	}
	return a.workspaceEdit(map[string][]protocol.TextEdit{a.document.path: out})
}

// found offers what can be done about findings of the last check.
func (a *actions) found() {
	s := a.server
	s.mu.Lock()
	var here []told
	for _, m := range sorted(s.pacts) {
		for _, t := range s.pacts[m].found {
			if t.place.path == a.document.path && a.touches(t.place.start, t.place.end) {
				here = append(here, t)
			}
		}
	}
	s.mu.Unlock()
	for _, t := range here {
		a.codes = append(a.codes, t.code)
		if t.code == string(codes.OpenEnded) {
			a.deadline(t)
		}
		a.mends(t)
		if c := showCourse(t); c != nil && !t.stale {
			a.add(protocol.CodeAction{Title: c.Title, Command: c})
		}
	}
}

// explain offers to tell what a code means, if that is written down.
func (a *actions) explain(code string) {
	if _, err := explain(code); err == nil {
		title := "What `" + code + "` means"
		a.add(protocol.CodeAction{Title: title, Command: &protocol.Command{Title: title, Command: commandExplain, Arguments: []any{code}}})
	}
}

// deadline offers to give a duty or a decision a deadline: one that the pact has elsewhere, so that the step of time stays what
// it is, or else 30 days.
func (a *actions) deadline(t told) {
	var n syntax.Node
	syntax.Inspect(a.tree, func(x syntax.Node) bool {
		if h := syntax.HeadOf(x); h != nil && h.Name.Span().Start == t.place.start {
			n = x
		}
		return n == nil
	})
	switch n.(type) {
	case *syntax.DutyClause, *syntax.DecisionDecl:
	default:
		return
	}
	b := syntax.BlockOf(n)
	if b == nil || len(b.Items) == 0 || hasDeadline(b) {
		return
	}
	line := "within " + a.usualDeadline()
	after := b.Items[0].Span().End
	a.add(protocol.CodeAction{
		Title: "Add `" + line + "`", Edit: a.edit([]diag.Edit{{Span: source.Span{Start: after, End: after}, Text: a.besides(b, line)}}),
	})
}

func hasDeadline(b *syntax.Block) bool {
	return slices.ContainsFunc(b.Items, func(it syntax.Item) bool {
		switch it.(type) {
		case *syntax.WithinItem, *syntax.ByItem:
			return true
		}
		return false
	})
}

// besides is a line as it goes after the first item of a block: on a line of its own if the block has several.
func (a *actions) besides(b *syntax.Block, line string) string {
	first := b.Items[0].Span()
	if b.OneLine {
		return "  " + line
	}
	start := a.starts[a.position(first.Start, protocol.UTF8).Line]
	indent := a.document.text[start:first.Start]
	if len(bytes.TrimSpace(indent)) > 0 {
		return "  " + line
	}
	end := "\n"
	if bytes.Contains(a.document.text, []byte("\r\n")) {
		end = "\r\n"
	}
	return end + string(indent) + line
}

// usualDeadline is the deadline that the file gives most often, the first of them if several do.
func (a *actions) usualDeadline() string {
	count, best := map[string]int{}, "30 days"
	syntax.Inspect(a.tree, func(n syntax.Node) bool {
		if w, ok := n.(*syntax.WithinItem); ok {
			if d, ok := w.Duration.(*syntax.Duration); ok {
				text := strings.Join(strings.Fields(d.Span().Text()), " ")
				if count[text]++; count[text] > count[best] {
					best = text
				}
			}
		}
		return true
	})
	return best
}
