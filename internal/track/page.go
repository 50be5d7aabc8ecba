package track

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Page is the standing with every clause beside what was reported of it.
func (s *Standing) Page() doc.Document {
	v := view{s, words.Speaker{Pact: s.Pact}}
	d := s.Document()
	d.Blocks = append(d.Blocks, v.clauses())
	return d
}

// clauses sets each clause beside the reports that it is touched by.
func (v *view) clauses() doc.Block {
	out := doc.Section{ID: "clauses", Title: doc.T("Clause by clause")}
	p := v.Standing.Pact
	for i := range p.Instruments {
		in := &p.Instruments[i]
		out.Blocks = append(out.Blocks, v.beside(model.Ref{Kind: model.KindInstrument, Index: i}))
		for _, d := range in.Duties {
			out.Blocks = append(out.Blocks, v.beside(dutyRef(d)))
		}
		for _, b := range in.Bans {
			out.Blocks = append(out.Blocks, v.beside(model.Ref{Kind: model.KindBan, Index: int(b)}))
		}
		for _, w := range in.Powers {
			out.Blocks = append(out.Blocks, v.beside(model.Ref{Kind: model.KindPower, Index: int(w)}))
		}
	}
	if v.Dropped > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.In(doc.Aside, fmt.Sprintf("%d earlier reports are not listed.", v.Dropped))})
	}
	return out
}

func (v *view) beside(ref model.Ref) doc.Block {
	d := v.Standing.Pact.Declaration(ref)
	return doc.Section{
		ID: "clause-" + strings.ReplaceAll(d.Name, "_", "-"), Title: doc.T(v.thingName(ref)),
		Blocks: []doc.Block{doc.Columns{Parts: [][]doc.Block{v.clauseText(ref, d), v.clauseReports(ref)}}},
	}
}

// clauseText is the clause: in words, how far it is carried out, as the pact has it, and from where.
func (v *view) clauseText(ref model.Ref, d *model.Decl) []doc.Block {
	var out []doc.Block
	for _, s := range v.Declared(ref) {
		out = append(out, doc.Para{Text: doc.T(v.Retold(s))})
	}
	for i := range v.Scores {
		if x := &v.Scores[i]; x.Item.Clause == ref {
			it := line("Carried out: "+scoreWords(x.Item.Value)+" ("+words.Spaced(x.Item.Why)+")", x.Where, doc.Plain)
			out = append(out, doc.Para{Text: it.Text})
		}
	}
	if text := blockText(d.At); text != "" {
		out = append(out, doc.Fold{Summary: doc.T("As the pact has it"), Blocks: []doc.Block{doc.Literal{Text: text, Of: "pact"}}})
	}
	if cites := v.cited(d); len(cites) > 0 {
		out = append(out, doc.Fold{Summary: doc.T("What the clause rests on"), Blocks: []doc.Block{doc.List{Items: cites}}})
	}
	return out
}

func (v *view) cited(d *model.Decl) []doc.Item {
	var out []doc.Item
	for _, c := range d.Cites {
		text := v.Standing.Pact.Sources[c.Source].Title()
		if len(c.Paragraphs) > 0 {
			text += ", " + strings.Join(c.Paragraphs, ", ")
		}
		if c.Kind != model.Unstated {
			text += " (" + [...]string{"", "quoted", "paraphrased", "alleged", "inferred"}[c.Kind] + ")"
		}
		out = append(out, doc.Item{Text: doc.T(text)})
	}
	return out
}

// dated is something on a day, to be put in order.
type dated struct {
	day  int
	item doc.Item
}

// clauseReports is what was reported of a clause, and what time alone did to it, day by day.
func (v *view) clauseReports(ref model.Ref) []doc.Block {
	var all []dated
	for _, r := range v.Events {
		if slices.Contains(r.Touches, ref) {
			all = append(all, dated{r.Day, v.reportItem(r)})
		}
	}
	for i := range v.Faults {
		if f := &v.Faults[i]; f.Item.now == ref && f.Item.by == nil {
			it := line(v.after(f.Item.Day)+": "+v.fault(&f.Item), f.Where, doc.Warning)
			all = append(all, dated{f.Item.Day, it})
		}
	}
	if len(all) == 0 {
		return []doc.Block{doc.Para{Text: doc.In(doc.Aside, "Nothing is reported of it.")}}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return a.day - b.day })
	var list doc.List
	for _, x := range all {
		list.Items = append(list.Items, x.item)
	}
	return []doc.Block{list}
}

func (v *view) reportItem(r *Report) doc.Item {
	text := doc.In(doc.Strong, v.after(r.Day)).With(doc.Span{Text: ": " + v.reported(r) + "."})
	if r.Disputed {
		text = text.With(doc.Span{Text: " Disputed.", Tone: doc.Uncertain})
	}
	it := doc.Item{Text: text}
	if rests := v.evidence(r); len(rests) > 0 {
		it.Blocks = []doc.Block{doc.Fold{Summary: doc.T("What the report rests on"), Blocks: rests}}
	}
	return it
}

// after is how long after the start of the pact a day is, in whole months of the calendar.
func (v *view) after(day int) string {
	starts := v.Standing.Pact.Starts
	if starts.IsZero() {
		return course.Days(day) + " after"
	}
	d := starts.Plus(day)
	n := (d.Year()-starts.Year())*12 + int(d.Month()-starts.Month())
	if d.Day() < starts.Day() {
		n--
	}
	switch {
	case n < 1:
		return "In the first month"
	case n == 1:
		return "1 month after"
	}
	return fmt.Sprintf("%d months after", n)
}

// blockText is the declaration whose name stands somewhere, from the beginning of its line to the end of its block, without
// what all its lines are indented by.
func blockText(at source.Span) string {
	if !at.IsValid() {
		return ""
	}
	text := at.File.Text
	_, from := at.File.Line(at.Position().Line)
	to, depth := at.End, 0
	for ; to < len(text); to++ {
		switch text[to] {
		case '"':
			for to++; to < len(text) && text[to] != '"'; to++ {
				if text[to] == '\\' {
					to++
				}
			}
		case '#':
			for to < len(text) && text[to] != '\n' {
				to++
			}
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return unindented(string(text[from : to+1]))
			}
		}
	}
	return ""
}

func unindented(text string) string {
	indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], indent)
	}
	return strings.Join(lines, "\n")
}
