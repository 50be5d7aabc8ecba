package brief

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

// basis is what all of it rests on: whose word, and who has agreed.
func (s *sheet) basis() doc.Section {
	f := doc.Facts{Rows: []doc.Fact{{Name: "Sources", Text: doc.T(s.sources())}}}
	for _, row := range []doc.Fact{{Name: "Agreed", Text: doc.T(s.agreed())}, {Name: "No word", Text: doc.T(s.silent())}} {
		if !row.Text.Empty() {
			f.Rows = append(f.Rows, row)
		}
	}
	return section("basis", "Basis", f)
}

// sources says to whom what is cited goes back.
func (s *sheet) sources() string {
	v := s.Survey
	switch {
	case len(s.Pact.Sources) == 0:
		return "None is named: all of it is its author's word."
	case len(v.Grounds) == 0:
		return "Nothing is cited: all of it is its author's word."
	}
	var names []string
	for _, o := range v.Origins {
		names = append(names, sources.Who(s.Pact, o))
	}
	text := fmt.Sprintf("%s (%s).", counted(len(names), "independent origin", "independent origins"), someOf(names))
	if nameless := v.Nameless(); nameless > 0 {
		text += fmt.Sprintf(" Nobody stands by name for %d of them.", nameless)
	}
	return text + s.inferred()
}

// inferred counts the promises that no source states.
func (s *sheet) inferred() string {
	n, all := 0, 0
	for _, d := range s.Pact.Declared() {
		if k := d.Ref.Kind; k == model.KindDuty || k == model.KindBan {
			all++
			if g := sources.Of(s.Pact, d.Ref); g.Grade >= sources.Inferred {
				n++
			}
		}
	}
	switch n {
	case 0:
		return ""
	case all:
		return " No promise in it is stated by a source: all are inferred or added here."
	}
	return fmt.Sprintf(" %s stated by no source, but inferred or added here.", counted(n, "promise is", "promises are"))
}

// agreed says which agreements are accepted, and by whom.
func (s *sheet) agreed() string {
	if len(s.Pact.Positions) == 0 {
		return "No position of anybody is on record."
	}
	var whole, partly []string
	for _, i := range s.signed() {
		ref := model.Ref{Kind: model.KindInstrument, Index: i}
		var yes []string
		for _, party := range s.Pact.Instruments[i].Between {
			if s.accepts(party, ref) {
				yes = append(yes, s.Who(party)+s.hedge(s.best(party, ref)))
			}
		}
		switch {
		case len(yes) == len(s.Pact.Instruments[i].Between):
			whole = append(whole, s.Named(ref))
		case len(yes) > 0:
			partly = append(partly, fmt.Sprintf("%s only by %s", s.Named(ref), course.List(yes, "and")))
		}
	}
	text := "No agreement is accepted by all who are to sign it"
	if len(whole) > 0 {
		text = "Accepted by all who are to sign it: " + some(whole, "and")
	}
	if len(partly) > 0 {
		text += "; " + someOf(partly)
	}
	return text + "."
}

// best is how well founded it is that a party accepts something without a condition; of several records the best counts.
func (s *sheet) best(party model.ActorID, ref model.Ref) sources.Grade {
	grade := sources.Uncited
	for _, i := range positions.Words(s.Pact, party, ref, model.None) {
		if x := &s.Pact.Positions[i]; x.Stance == model.StanceAccepts && x.If == nil {
			grade = min(grade, sources.OfPosition(s.Pact, i).Grade)
		}
	}
	return grade
}

// hedge says of what is on record that it is no more than alleged, inferred, or nobody's word.
func (s *sheet) hedge(g sources.Grade) string {
	return map[sources.Grade]string{sources.Alleged: " (alleged)", sources.Inferred: " (inferred)", sources.Uncited: " (nothing is cited for it)"}[g]
}

// accepts reports whether it is on record that a party accepts something, without a condition.
func (s *sheet) accepts(party model.ActorID, ref model.Ref) bool {
	return slices.ContainsFunc(positions.Words(s.Pact, party, ref, model.None), func(i int) bool {
		x := &s.Pact.Positions[i]
		return x.Stance == model.StanceAccepts && x.If == nil
	})
}

// silent names the parties that accept none of the agreements they are party to.
func (s *sheet) silent() string {
	if len(s.Pact.Positions) == 0 {
		return ""
	}
	var none []string
	for _, party := range s.Positions.Parties {
		in, yes := 0, 0
		for _, i := range s.signed() {
			if slices.Contains(s.Pact.Instruments[i].Between, party) {
				in++
				if s.accepts(party, model.Ref{Kind: model.KindInstrument, Index: i}) {
					yes++
				}
			}
		}
		if in > 0 && yes == 0 {
			none = append(none, s.Who(party))
		}
	}
	if len(none) == 0 {
		return ""
	}
	return "Not on record as accepting anything that is theirs to sign: " + course.List(none, "and") + "."
}

// signed are the instruments that a signature has a part in; what comes about of itself nobody accepts by itself.
func (s *sheet) signed() []int {
	var out []int
	for i := range s.Pact.Instruments {
		model.Visit(s.Pact.Instruments[i].InForceOnce, func(c model.Cond) {
			if x, ok := c.(model.Signed); ok && int(x.Instrument) == i && !slices.Contains(out, i) {
				out = append(out, i)
			}
		})
	}
	return out
}
