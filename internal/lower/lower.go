// Package lower turns the resolved tree into the model, and checks on the way all that can be said of a
// pact without running it: that tests fit what they test, that actors can do what is asked of them, that
// the parts of a clause go together, that amounts are within bounds.
//
// Input: resolve.Names and the trees of all files, the main one first. Output: *model.Pact and
// diagnostics. If any diagnostic, of this or an earlier stage, is an error, the pact would have holes:
// then it is nil.
//
// A name or a part that was reported missing is passed over in silence, so that one mistake gives one
// diagnostic.
//
// How it goes: every declared thing first gets its place in the model (place.go), then what others test
// or refer to is filled in, values and parties (world.go), then conditions and clauses, which may speak
// of anything, before or after them in the text, and last what is said about the pact: readings,
// purposes, positions, preferences, checks and scenarios.
package lower

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// Lower makes the model of a pact. There is at least one tree; sound says that no stage before has found
// an error.
func Lower(names *resolve.Names, trees []*syntax.File, sound bool) (*model.Pact, []diag.Diagnostic) {
	l := place(names, trees)
	for _, d := range names.Decls {
		l.bodyOf(d)
	}
	for _, d := range names.Decls {
		l.question(d)
	}
	l.bansHangOnOthers()
	l.tickDivides()
	l.accepts(trees)
	if !sound || diag.HasErrors(l.diags) {
		return nil, l.diags
	}
	l.idleParts()
	l.misleadingLabels()
	return l.pact, l.diags
}

// Condition lowers a condition that stands outside a pact that has no errors, the names of which are resolved.
func Condition(names *resolve.Names, trees []*syntax.File, c syntax.Cond) (model.Cond, []diag.Diagnostic) {
	l := place(names, trees)
	l.diags = nil
	return l.recorded(c), l.diags
}

// place begins with what everything else refers to.
func place(names *resolve.Names, trees []*syntax.File) *lowerer {
	l := &lowerer{
		names:   names,
		pact:    &model.Pact{},
		index:   map[*resolve.Symbol]int{},
		reads:   map[model.PointID]bool{},
		partial: map[source.Span]bool{},
	}
	l.header(trees[0])
	l.placeAll()
	l.world()
	return l
}

type lowerer struct {
	names *resolve.Names
	pact  *model.Pact
	diags []diag.Diagnostic

	index map[*resolve.Symbol]int // the place of each named thing in the slice of its kind
	reads map[model.PointID]bool  // open points that something depends on

	// partial holds the names of declarations whose list of values, parties or actors could not be read
	// in full: what seems to be missing in it may have been there.
	partial map[source.Span]bool

	tick      *syntax.TickDecl
	durations []written
}

// written is a duration in the text.
type written struct {
	days int
	at   source.Span
}

// bodyOf lowers what moves and binds.
func (l *lowerer) bodyOf(d syntax.Decl) {
	switch d := d.(type) {
	case *syntax.ActDecl:
		l.act(d)
	case *syntax.DecisionDecl:
		l.decision(d)
	case *syntax.InstrumentDecl:
		l.instrument(d)
	}
}

// question lowers what is said and asked about the pact.
func (l *lowerer) question(d syntax.Decl) {
	switch d := d.(type) {
	case *syntax.ReadingDecl:
		l.reading(d)
	case *syntax.PurposeDecl:
		l.purpose(d)
	case *syntax.PositionDecl:
		l.position(d)
	case *syntax.PreferDecl:
		l.prefer(d)
	case *syntax.OddsDecl:
		l.odds(d)
	case *syntax.ChanceDecl:
		l.chance(d)
	case *syntax.CheckDecl:
		l.check(d)
	case *syntax.ScenarioDecl:
		l.scenario(d)
	}
}

func (l *lowerer) report(d diag.Diagnostic) { l.diags = append(l.diags, d) }

// fault reports an error: what is wrong, and what would mend it.
func (l *lowerer) fault(code diag.Code, at source.Span, summary, detail string, related ...diag.Related) {
	l.report(diag.Diagnostic{Code: code, Span: at, Summary: summary, Detail: detail, Related: related})
}

// misnamed is fault for a word that stands where one of some others must. If one of these is near it is offered before what is
// said of all of them.
func (l *lowerer) misnamed(code diag.Code, at source.Span, word string, words []string, summary, all string, related ...diag.Related) {
	d := diag.Diagnostic{Code: code, Span: at, Summary: summary, Detail: all, Related: related}
	if near := diag.Nearest(word, words); near != "" {
		d.Detail, d.Fix = strings.TrimSpace(fmt.Sprintf("Did you mean `%s`? %s", near, all)), diag.Replace(at, near)
	}
	l.report(d)
}

// sym is the declared thing that a name refers to, or nil if that was reported.
func (l *lowerer) sym(id *syntax.Ident) *resolve.Symbol { return l.names.Uses[id] }

// id is the place of what a name refers to, in the slice of its kind.
func id[ID ~int](l *lowerer, name *syntax.Ident) (ID, bool) {
	s := l.sym(name)
	if s == nil {
		return 0, false
	}
	return ID(l.index[s]), true
}

// own is the place of the thing that a node declares.
func own[ID ~int](l *lowerer, node syntax.Node) ID { return ID(l.index[l.names.Declared[node]]) }
