package report

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
)

// notes takes one entry each; those that say the same of different clauses share one.
func (t *terminal) notes() {
	open := t.open(codes.Note)
	if len(open) == 0 {
		return
	}
	t.heading(bold+";"+cyan, "NOTES")
	t.blank()
	for _, group := range byCode(open) {
		for _, same := range t.alike(group) {
			t.para(fmt.Sprintf("  %-13s", same[0].Code), plainInk, t.note(same))
		}
	}
}

// note words one note, or several that are alike.
func (t *terminal) note(same []*inquiry.Across) string {
	f := same[0]
	if len(same) == 1 {
		return course.Capital(f.Message) + " (" + t.whereAndWhen(f) + ")"
	}
	var subjects []string
	for _, f := range same {
		subjects = append(subjects, course.Thing(t.answer.Pact, f.Clause)+" ("+place(f.At, t.path)+")")
	}
	text := "Each of these " + strings.TrimSuffix(t.said(f), ".") + ": " + course.List(subjects, "and")
	if when := t.when(f); when != "" {
		text += " (" + when + ")"
	}
	return text + "."
}

// alike gathers findings that say the same of different clauses in the same readings.
func (t *terminal) alike(fs []*inquiry.Across) [][]*inquiry.Across {
	var groups [][]*inquiry.Across
	at := map[string]int{}
	for _, f := range fs {
		said := t.said(f)
		key := said + "\x00" + whenWords(t.answer, f)
		i, known := at[key]
		if said == "" || !known {
			i = len(groups)
			groups = append(groups, nil)
			at[key] = i
		}
		groups[i] = append(groups[i], f)
	}
	return groups
}

// said is what a message says of its clause, if it begins with the clause; else nothing.
func (t *terminal) said(f *inquiry.Across) string {
	subject := course.Thing(t.answer.Pact, f.Clause)
	rest, ok := strings.CutPrefix(course.Capital(f.Message), course.Capital(subject)+" ")
	if !ok {
		return ""
	}
	return rest
}
