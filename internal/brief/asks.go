package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

// asks lists what to ask next.
func (s *sheet) asks() doc.Section {
	all := s.questions()
	if len(all) == 0 {
		return doc.Section{}
	}
	l := doc.List{Ordered: true}
	for _, q := range all[:min(s.room.asks, len(all))] {
		l.Items = append(l.Items, doc.Item{Text: q})
	}
	return section("ask", "Ask tomorrow", l)
}

// questions are the questions that decide most, those to who has not said, and those about what rests on one word only, by turns.
func (s *sheet) questions() []doc.Text {
	kinds := [][]doc.Text{s.openAsks(), s.partyAsks(), s.sourceAsks()}
	var out []doc.Text
	for turn, more := 0, true; more; turn++ {
		more = false
		for _, k := range kinds {
			if turn < len(k) {
				out, more = append(out, k[turn]), true
			}
		}
	}
	return out
}

// openAsks are the questions on which most of the bottom line hangs, each with who is on record for what.
func (s *sheet) openAsks() []doc.Text {
	var out []doc.Text
	for _, h := range s.open {
		out = append(out, doc.T("The answer to "+s.called(h.point)+", which decides "+course.List(s.numbers(h.on), "and")+". "+s.stands(h.point)))
	}
	return out
}

// stands says who is on record on an open point.
func (s *sheet) stands(pt model.PointID) string {
	if len(s.Pact.Positions) == 0 {
		return ""
	}
	var out []string
	for i := range s.Pact.Positions {
		x := &s.Pact.Positions[i]
		var values []int
		for _, b := range x.Fillers {
			if b.Point == pt {
				values = append(values, b.Value)
			}
		}
		if len(values) > 0 && x.Stance != model.Undeclared {
			stands := fmt.Sprintf("%s %s %s", s.Who(x.Party), sources.StanceWords(s.Pact, x.Party, x.Stance), s.quoted(pt, values))
			if x.If != nil {
				stands += " if " + s.Plainly(x.If)
			}
			out = append(out, stands+s.hedge(sources.OfPosition(s.Pact, i).Grade))
		}
	}
	if len(out) == 0 {
		return "Nobody is on record."
	}
	return "On record: " + course.List(out, "and") + "."
}

// partyAsks asks each party about the first agreement that it is not on record as accepting; those that accept none come first.
func (s *sheet) partyAsks() []doc.Text {
	if len(s.Pact.Positions) == 0 {
		return nil // nothing was recorded, so nobody is silent
	}
	var none, others []doc.Text
	for _, party := range s.Positions.Parties {
		var missing []string
		in := 0
		for _, i := range s.signed() {
			ref := model.Ref{Kind: model.KindInstrument, Index: i}
			if slices.Contains(s.Pact.Instruments[i].Between, party) {
				if in++; !s.accepts(party, ref) {
					missing = append(missing, s.Named(ref))
				}
			}
		}
		if len(missing) == 0 {
			continue
		}
		ask := doc.T(fmt.Sprintf("%s: %s %s?", course.Capital(s.Who(party)), course.Verb(s.Pact, party, "does it accept", "do they accept"), course.List(missing, "and")))
		if len(missing) == in {
			none = append(none, ask)
		} else {
			others = append(others, ask)
		}
	}
	return append(none, others...)
}

// sourceAsks asks for a better word on what the bottom line rests on: what is only alleged, what nobody stands for by name, and
// what the author infers; first on the clauses themselves.
func (s *sheet) sourceAsks() []doc.Text {
	var grounds []sources.Ground
	for _, i := range s.lead {
		about := s.Statements[i].About[0]
		own := func(g sources.Ground) bool { return g.Thing.Ref == s.Answer.Findings[about].Clause }
		all := s.footing(about).Grounds
		for _, g := range append(slices.DeleteFunc(slices.Clone(all), func(g sources.Ground) bool { return !own(g) }), slices.DeleteFunc(slices.Clone(all), own)...) {
			if !slices.ContainsFunc(grounds, func(h sources.Ground) bool { return h.Thing == g.Thing }) {
				grounds = append(grounds, g)
			}
		}
	}
	var out []doc.Text
	for _, g := range grounds {
		if q := s.sourceAsk(&g); q != "" {
			out = append(out, doc.T(q))
		}
	}
	return out
}

// sourceAsk asks about one thing; nothing if it is well founded, or nobody was asked.
func (s *sheet) sourceAsk(g *sources.Ground) string {
	what := sources.ThingWords(s.Pact, g.Thing)
	switch {
	case len(g.Cites) == 0:
		return ""
	case g.Grade == sources.Inferred:
		return fmt.Sprintf("Who says this: %s? Here it is inferred from %s.", what, strings.ReplaceAll(sources.CiteWords(s.Pact, g.Cites), " (inferred)", ""))
	case g.Grade == sources.Alleged || !g.Named || len(g.Origins) == 1 && s.relayed(g.Origins[0]):
		return fmt.Sprintf("Who else says this: %s? It goes back to %s only.", what, sources.OriginWords(s.Pact, g.Origins))
	}
	return ""
}

// relayed reports whether a source is heard through others only.
func (s *sheet) relayed(id model.SourceID) bool {
	return s.Survey.Sources[id].Relayed
}
