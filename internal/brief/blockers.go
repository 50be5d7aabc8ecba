package brief

import (
	"slices"

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
	var always, sometimes, joint []string
	for _, b := range bs {
		if len(b.always) > 0 {
			always = append(always, s.Who(b.who)+" ("+s.aims(b.always)+")")
		}
		if len(b.sometimes) > 0 {
			sometimes = append(sometimes, s.Who(b.who)+" ("+s.aims(b.sometimes)+")")
		}
	}
	for _, set := range together {
		joint = append(joint, s.People(set))
	}
	f := doc.Facts{}
	line := func(name string, items []string) {
		if len(items) > 0 {
			f.Rows = append(f.Rows, doc.Fact{Name: name, Text: doc.T(course.Capital(someOf(items)) + ".")})
		}
	}
	line("Alone", always)
	line("Sometimes", prefixed(sometimes))
	line("Together", joint)
	f.Rows = append(f.Rows, doc.Fact{Name: "Note", Text: doc.T("None breaks a promise under this text. Signatures are counted as given.")})
	return section("blockers", "Who can block it", f)
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

// aims names purposes; "everything that it is for" where it is all of several.
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
