package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

// asks lists what to ask next: the questions that decide most, those who have not said, and what rests on one word only.
func (s *sheet) asks() doc.Section {
	kinds := [][]doc.Text{s.openAsks(), s.partyAsks(), s.sourceAsks()}
	l := doc.List{Ordered: true}
	left := 0
	for turn := 0; ; turn++ {
		more := false
		for _, k := range kinds {
			if turn >= len(k) {
				continue
			}
			more = true
			if len(l.Items) < s.room.asks {
				l.Items = append(l.Items, doc.Item{Text: k[turn]})
			} else {
				left++
			}
		}
		if !more {
			break
		}
	}
	if len(l.Items) == 0 {
		return doc.Section{}
	}
	blocks := []doc.Block{l}
	if left > 0 {
		blocks = append(blocks, doc.Para{Text: doc.T(fmt.Sprintf("%s of the same kinds: servanda positions and servanda sources.", counted(left, "further question"))), Tone: doc.Aside})
	}
	return section("ask", "Ask tomorrow", blocks...)
}

// openAsks are the questions on which most of the bottom line hangs, each with who is on record for what.
func (s *sheet) openAsks() []doc.Text {
	var out []doc.Text
	for _, h := range s.hanging() {
		q := strings.Trim(s.Question(h.point), "“”")
		if s.Pact.Points[h.point].Label == "" {
			q = "How is “" + q + "” to be answered?"
		}
		out = append(out, doc.T(q+" "+s.stands(h.point)))
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

// partyAsks asks each party that accepts none of its agreements about the one that most hangs on.
func (s *sheet) partyAsks() []doc.Text {
	var out []doc.Text
	for _, party := range s.Positions.Parties {
		for i := range s.Pact.Instruments {
			ref := model.Ref{Kind: model.KindInstrument, Index: i}
			if slices.Contains(s.Pact.Instruments[i].Between, party) && !s.accepts(party, ref) {
				out = append(out, doc.T(fmt.Sprintf("%s: does it accept %s?", course.Capital(s.Who(party)), s.Named(ref))))
				break
			}
		}
	}
	return out
}

// sourceAsks asks for a second word on what the bottom line rests on by one word only, or by none.
func (s *sheet) sourceAsks() []doc.Text {
	var out []doc.Text
	var done []sources.Thing
	for _, i := range s.lead {
		for _, f := range s.Statements[i].About {
			a := &s.Answer.Findings[f]
			if a.Severity != codes.Serious {
				continue
			}
			footing := sources.RestsOn(s.Pact, &a.Finding)
			for _, g := range footing.Grounds {
				if slices.Contains(done, g.Thing) || len(g.Origins) != 1 || g.Thing.Ref.Kind == model.KindInstrument {
					continue
				}
				done = append(done, g.Thing)
				out = append(out, doc.T(fmt.Sprintf("Who else says this: %s? It goes back to %s only.", sources.ThingWords(s.Pact, g.Thing), sources.OriginWords(s.Pact, g.Origins))))
			}
		}
	}
	return out
}
