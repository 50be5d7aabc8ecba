package report

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
)

// Vetoes over one purpose in the same readings are one item: what a reader wants to know is who can.

// item is what takes one number in the answer: a finding, or several vetoes.
type item []*inquiry.Across

// items gathers vetoes over the same purpose in the same fillings; every other finding stands by itself.
func items(fs []*inquiry.Across) []item {
	var out []item
	for _, f := range fs {
		i := slices.IndexFunc(out, func(it item) bool {
			return f.Code == ask.Veto && it[0].Purpose == f.Purpose && slices.Equal(it[0].Fillings, f.Fillings) && reflect.DeepEqual(it[0].When, f.When)
		})
		if i < 0 {
			out = append(out, item{f})
			continue
		}
		out[i] = append(out[i], f)
	}
	return out
}

// message is what is said of the item.
func (t *terminal) message(it item) string {
	if len(it) == 1 {
		return course.Capital(it[0].Message)
	}
	var who []string
	for _, f := range it {
		who = append(who, t.blocker(f))
	}
	return fmt.Sprintf("Each of these can lawfully keep %s from ever being reached, though all others help: %s.",
		t.purpose(it[0]), strings.Join(who, "; "))
}

// whys are the further lines of all findings of the item, each once.
func whys(it item) []string {
	var out []string
	for _, f := range it {
		for _, w := range f.Why {
			if !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// blocker names those who can veto: "Congress", "Ukraine and Congress together".
func (t *terminal) blocker(f *inquiry.Across) string {
	who := course.Actors(t.answer.Pact, blockers(f))
	if blockers(f).Len() > 1 {
		who += " together"
	}
	return who
}

func (t *terminal) purpose(f *inquiry.Across) string {
	if p := &t.answer.Pact.Purposes[f.Purpose]; p.Label != "" {
		return "the purpose \"" + p.Label + "\""
	}
	return "the purpose"
}

// courses shows the course of each finding of the item, saying whose it is if they are several.
func (t *terminal) courses(it item) {
	for i, f := range it {
		if f.Course == nil {
			continue
		}
		if len(it) > 1 {
			t.para(margin, plainInk, fmt.Sprintf("%d, by %s:", t.first+i, t.blocker(f)))
		}
		t.courseOnce(f.Course, t.first+i)
		if !t.verbose {
			break
		}
	}
	t.hidden = t.hidden || len(it) > 1 && !t.verbose
}
