// Package ask defines every question that is put to a pact: what nobody had to ask (a file for each finding) and what the
// author did (checks.go).
//
// The file of a finding says what the finding is, what it ranges over, when it holds, what shows it and how it is said.
// What would mend it is for package repair to find, and is told only where it was run. When it holds is defined once, over a world.World: what comes out is the fillings of the open points in
// which it does. What shows it is asked of one filling. The list of all findings, gravest first, is in registry.go. The
// definitions are those of docs/language.md.
//
// Input: a world, and what is asked. Output: findings, as plain values. A course is replayed through the machine before it
// is given out, and a strategy by which something "can be avoided" is followed by code that did not make it.
package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// Code and Severity are as in the table of all findings, package codes.
type (
	Code     = codes.Code
	Severity = codes.Severity
)

// Finding is one answer to a question nobody had to ask.
type Finding struct {
	Code      Code
	Severity  Severity
	Clause    model.Ref        // what it is about; KindNone if it is about a purpose
	Purpose   int              // index of the purpose, or -1
	Party     model.ActorID    // whom it hurts or binds, or None
	Defectors model.ActorSet   // exposed, bound_alone: those who must break their word for it
	By        []model.ActorSet // exposed, bound_alone, veto, outlasted: each a smallest set of actors that can do it
	Needs     []model.ActorSet // dependent: each a smallest set of actors whose help is enough
	Days      int              // uncovered: how long one waits for what one gets
	How       string           // outlasted: "term" if the return ends by one; exposed: "later" if it was safe when the duty fell due; self_judged, of a power: "release" or "exit"
	Class     Class            // exposed, conflict, impossible, dependent: whether care avoids it
	Price     Price            // what staying safe gives up, in the class at a price
	Care      Care             // what staying safe takes, in the classes at a price and with care
	At        source.Span
	Message   string         // one sentence in plain words: parties, clause, day
	Why       []string       // further lines: the ring of conditions, who waits for whom
	Course    *course.Course // nil where no course is needed to see it

	callers model.ActorSet       // blank_cheque: who can make the duty fall due
	several bool                 // it is said of several fillings, of which one is shown
	untold  bool                 // who can deny the return of an exposure is not known
	ends    []model.InstrumentID // outlasted: what can end
}

// Key tells findings apart: two with the same key in different fillings are one.
func (f *Finding) Key() string {
	return fmt.Sprint(f.Code, f.Clause, f.Purpose, f.Party, f.Defectors, f.By, f.Needs, f.Days, f.How, f.Class, f.Price, f.Care)
}

// SameEverywhere is Key as far as it is the same in all fillings: who can deny an exposure, and what care is, are not.
func (f *Finding) SameEverywhere() string {
	g := *f
	g.Care = Care{}
	if g.deniable() {
		g.By = nil
	}
	return g.Key()
}

// deniable reports whether it tells who can deny a return.
func (f *Finding) deniable() bool { return f.Code == Exposed || f.Code == BoundAlone }

// TakesBreach reports whether it says whose breach it takes, if anybody's.
func (f *Finding) TakesBreach() bool {
	return f.Code == Exposed || f.Code == BoundAlone || f.Code == FalseCall
}

// ofPurpose and ofDuty begin a finding about one.
func ofPurpose(p *model.Pact, c Code, i int) Finding {
	return Finding{Code: c, Purpose: i, Party: model.None, At: p.Purposes[i].At}
}

func ofDuty(p *model.Pact, c Code, i int) Finding {
	d := &p.Duties[i]
	return Finding{Code: c, Clause: model.Ref{Kind: model.KindDuty, Index: i}, Purpose: -1, Party: d.Obligor, At: d.At}
}

// duty is the duty that a finding is about.
func (f *Finding) duty() model.DutyID { return model.DutyID(f.Clause.Index) }
