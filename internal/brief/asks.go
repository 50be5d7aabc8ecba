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
		out = append(out, doc.T(s.called(h.point)+"? It decides "+course.List(s.numbers(h.on), "and")+". "+s.stands(h.point)))
	}
	return out
}

// stands says who is on record on an open point.
func (s *sheet) stands(pt model.PointID) string {
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
			out = append(out, fmt.Sprintf("%s %s “%s”", s.Who(x.Party), sources.StanceWords(s.Pact, x.Party, x.Stance), s.Answers(pt, values)))
		}
	}
	if len(out) == 0 {
		return "Nobody is on record."
	}
	return "On record: " + course.List(out, "and") + "."
}

// partyAsks asks each party about the first agreement that it is not on record as accepting; those that accept none come first.
func (s *sheet) partyAsks() []doc.Text {
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
// what the author infers.
func (s *sheet) sourceAsks() []doc.Text {
	var out []doc.Text
	var done []sources.Thing
	for _, i := range s.lead {
		for _, g := range s.footing(&s.Statements[i]).Grounds {
			if slices.Contains(done, g.Thing) || len(g.Cites) == 0 {
				continue
			}
			done = append(done, g.Thing)
			what, cites := sources.ThingWords(s.Pact, g.Thing), strings.ReplaceAll(sources.CiteWords(s.Pact, g.Cites), " (inferred)", "")
			switch {
			case g.Grade == sources.Inferred:
				out = append(out, doc.T(fmt.Sprintf("Where does it stand: %s? The author infers it (%s).", what, cites)))
			case g.Grade == sources.Alleged || !g.Named || len(g.Origins) == 1 && s.relayed(g.Origins[0]):
				out = append(out, doc.T(fmt.Sprintf("Who else says so: %s? It goes back to one origin only, %s.", what, sources.OriginWords(s.Pact, g.Origins))))
			}
		}
	}
	return out
}

// relayed reports whether a source is heard through others only.
func (s *sheet) relayed(id model.SourceID) bool {
	return s.Survey.Sources[id].Relayed
}
