package brief

import (
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// blocker is an actor who can alone keep purposes from being reached: always, or in some readings only.
type blocker struct {
	who               model.ActorID
	always, sometimes []int // purposes
}

// blockers says who can stop it without breaking a promise.
func (s *sheet) blockers() doc.Section {
	bs, together := s.block()
	if len(bs)+len(together) == 0 {
		return doc.Section{}
	}
	var joint []string
	for _, set := range together {
		joint = append(joint, s.People(set))
	}
	always := s.grouped(bs, func(b blocker) []int { return b.always })
	sometimes := s.grouped(bs, func(b blocker) []int { return b.sometimes })
	f := doc.Facts{}
	line := func(name string, items []string) {
		if len(items) > 0 {
			f.Rows = append(f.Rows, doc.Fact{Name: name, Text: doc.T(course.Capital(strings.Join(items, "; ")) + ".")})
		}
	}
	line("Alone", always)
	line("Sometimes", prefixed(sometimes))
	if len(joint) > 0 {
		line("Together", []string{someOf(joint)})
	}
	f.Rows = append(f.Rows, doc.Fact{Name: "Note", Text: doc.T("None breaks a promise under this text. Signatures are counted as given.")})
	return section("blockers", "Who can block it", f)
}

// grouped names those who can block the same together with what that is: "Northland and Southland (every purpose)".
func (s *sheet) grouped(bs []blocker, of func(blocker) []int) []string {
	var aims []string
	who := map[string][]string{}
	for _, b := range bs {
		if len(of(b)) == 0 {
			continue
		}
		what := s.aims(of(b))
		if who[what] == nil {
			aims = append(aims, what)
		}
		who[what] = append(who[what], s.Who(b.who))
	}
	var out []string
	for _, what := range aims {
		out = append(out, course.List(who[what], "or")+" ("+what+")")
	}
	return out
}

// prefixed says of the first that it is so in some readings only.
func prefixed(items []string) []string {
	if len(items) > 0 {
		items[0] = "in some readings, " + items[0]
	}
	return items
}

// block gathers the vetoes.
func (s *sheet) block() (alone []blocker, together []model.ActorSet) {
	for i := range s.Answer.Findings {
		f := &s.Answer.Findings[i]
		if f.Code != codes.Veto || f.Accepted != nil {
			continue
		}
		for _, set := range f.By {
			if set.Len() > 1 {
				if !slices.Contains(together, set) {
					together = append(together, set)
				}
				continue
			}
			alone = noted(alone, set.IDs()[0], f)
		}
	}
	return alone, together
}

func noted(bs []blocker, who model.ActorID, f *inquiry.Across) []blocker {
	i := slices.IndexFunc(bs, func(b blocker) bool { return b.who == who })
	if i < 0 {
		i, bs = len(bs), append(bs, blocker{who: who})
	}
	if f.Always {
		bs[i].always = append(bs[i].always, f.Purpose)
	} else {
		bs[i].sometimes = append(bs[i].sometimes, f.Purpose)
	}
	return bs
}

// aims names purposes; "every purpose" where it is all of several.
func (s *sheet) aims(purposes []int) string {
	if len(purposes) == len(s.Pact.Purposes) && len(purposes) > 1 {
		return "every purpose"
	}
	var out []string
	for _, i := range purposes {
		if label := s.Pact.Purposes[i].Label; label != "" {
			out = append(out, "“"+label+"”")
		} else {
			out = append(out, "what it is for")
		}
	}
	return some(out, "and")
}
