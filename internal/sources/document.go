package sources

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Document is the survey as something to read. With text the paragraphs that are cited stand in it, as far as the documents
// are at hand.
func (s *Survey) Document(text bool) doc.Document {
	d := doc.Document{Title: doc.T("Where it comes from: " + s.Pact.Title), Under: s.under()}
	add := func(sec doc.Section) {
		if len(sec.Blocks) > 0 {
			d.Blocks = append(d.Blocks, sec)
		}
	}
	add(s.originSection())
	add(s.differenceSection())
	add(s.declarationSection())
	add(s.uncitedSection())
	add(s.documentSection(text))
	return d
}

func section(id, title string, blocks ...doc.Block) doc.Section {
	return doc.Section{ID: id, Title: doc.T(title), Blocks: blocks}
}

// under says in short how many are heard.
func (s *Survey) under() []doc.Text {
	if len(s.Pact.Sources) == 0 {
		return []doc.Text{doc.T("The pact names no sources: all of it is its author's word.")}
	}
	if len(s.Grounds) == 0 {
		return []doc.Text{doc.T("Nothing in the pact is cited from its sources.")}
	}
	names := ""
	if n := s.Nameless(); n > 0 {
		names = fmt.Sprintf(" Behind %d of these nobody is named.", n)
	}
	return []doc.Text{
		doc.T(fmt.Sprintf("%s, which %s back to %s: %s.%s", capital(countOf(s.cited(), "source is cited", "sources are cited")),
			oneOrMore(s.cited(), "goes", "go"), countOf(len(s.Origins), "independent origin", "independent origins"), OriginWords(s.Pact, s.Origins), names)),
		doc.In(doc.Aside, "So many would have to be wrong at once for all of it to fall. Who repeats a report adds no origin to it."),
	}
}

// Nameless counts the independent origins behind which no named source stands at the end of any chain.
func (s *Survey) Nameless() int {
	n := 0
	for _, o := range s.Origins {
		named := false
		for _, e := range s.Pact.Origins(o) {
			named = named || !s.Pact.Sources[e].Unnamed
		}
		if !named {
			n++
		}
	}
	return n
}

// cited is how many sources are cited.
func (s *Survey) cited() int {
	n := 0
	for i := range s.Sources {
		if s.Sources[i].times() > 0 {
			n++
		}
	}
	return n
}

// originSection draws who passes on whom, and lists each source that is cited with what it is cited for.
func (s *Survey) originSection() doc.Section {
	if len(s.Grounds) == 0 {
		return doc.Section{}
	}
	t := doc.Table{ID: "sources-table", Caption: doc.T("How often each is cited, by how near the pact stands to it"), RowHeads: true,
		Head: cells("Source", "goes back to")}
	var grades []Grade
	for _, g := range []Grade{Quoted, Paraphrased, Alleged, Inferred, Cited} {
		if slices.ContainsFunc(s.Sources, func(u Use) bool { return u.Cited[g] > 0 }) {
			grades, t.Head = append(grades, g), append(t.Head, doc.C([...]string{"quoted", "paraphrased", "not said how", "alleged", "inferred"}[g]))
		}
	}
	for _, u := range s.Sources {
		if u.times() == 0 {
			continue
		}
		row := []doc.Cell{doc.C(Who(s.Pact, u.Source)), doc.C(s.chain(u))}
		for _, g := range grades {
			row = append(row, number0(u.Cited[g]))
		}
		t.Rows = append(t.Rows, row)
	}
	return section("origins", "Who is heard, and through whom", s.Picture(), t)
}

// chain is what a source goes back to.
func (s *Survey) chain(u Use) string {
	if len(s.Pact.Sources[u.Source].Relays) == 0 {
		return "itself"
	}
	return OriginWords(s.Pact, u.Origins)
}

func cells(texts ...string) []doc.Cell {
	var out []doc.Cell
	for _, t := range texts {
		out = append(out, doc.C(t))
	}
	return out
}

// number0 is a number in a cell; nothing where there is none.
func number0(n int) doc.Cell {
	if n == 0 {
		return doc.Cell{}
	}
	return doc.C(fmt.Sprint(n))
}

// declarationSection lists what is cited, kind by kind.
func (s *Survey) declarationSection() doc.Section {
	out := section("declarations", "What rests on what")
	for i := 0; i < len(s.Grounds); {
		kind := kindOf(s.Grounds[i].Thing)
		t := doc.Table{ID: "rests-" + strings.ReplaceAll(kind, " ", "-"), Caption: doc.T(plural(kind)), RowHeads: true,
			Head: cells(capital(kind), "rests on", "independent origins")}
		for ; i < len(s.Grounds) && kindOf(s.Grounds[i].Thing) == kind; i++ {
			g := &s.Grounds[i]
			t.Rows = append(t.Rows, []doc.Cell{{Text: doc.T(ThingWords(s.Pact, g.Thing))}, {Text: doc.T(CiteWords(s.Pact, g.Cites))},
				{Text: doc.T(OriginWords(s.Pact, g.Origins)), Tone: g.tone()}})
		}
		out.Blocks = append(out.Blocks, t)
	}
	return out
}

// tone is how sure a ground is: uncertain where nobody stands for it by name, or it is the author's inference.
func (g *Ground) tone() doc.Tone {
	if g.Grade >= Inferred || !g.Named {
		return doc.Uncertain
	}
	return doc.Plain
}

// uncitedSection lists what nobody said.
func (s *Survey) uncitedSection() doc.Section {
	if len(s.Uncited) == 0 || len(s.Grounds) == 0 {
		return doc.Section{}
	}
	out := section("unsaid", "What nobody said", doc.Para{Text: doc.T("For these nothing is cited: they are the author's own, and an answer that hangs on them is no better founded.")})
	l := doc.List{}
	for i := 0; i < len(s.Uncited); {
		kind := kindOf(s.Uncited[i])
		var names []string
		for ; i < len(s.Uncited) && kindOf(s.Uncited[i]) == kind; i++ {
			names = append(names, ThingWords(s.Pact, s.Uncited[i]))
		}
		l.Items = append(l.Items, doc.Item{Text: doc.In(doc.Strong, plural(kind)+": ").With(doc.Span{Text: strings.Join(names, "; ")})})
	}
	out.Blocks = append(out.Blocks, l)
	return out
}

// differenceSection tells where sources say different things.
func (s *Survey) differenceSection() doc.Section {
	q := words.Speaker{Pact: s.Pact}
	var blocks []doc.Block
	for _, d := range s.Differences {
		l := doc.List{}
		for _, say := range d.Says {
			var cites []model.Cite
			for _, g := range say.Grounds {
				cites = append(cites, g.Cites...)
			}
			rests := "nothing is cited for it"
			if len(cites) > 0 {
				rests = CiteWords(s.Pact, cites)
			}
			l.Items = append(l.Items, doc.Item{Text: doc.T(sayWords(q, &d, &say) + ": " + rests)})
		}
		blocks = append(blocks, doc.Para{Text: doc.T(differWords(q, &d))}, l)
	}
	return section("differences", "Where the sources differ", blocks...)
}

func differWords(q words.Speaker, d *Difference) string {
	return fmt.Sprintf("%s, on %s:", course.Capital(q.Who(d.Party)), q.Named(d.On))
}

// sayWords says one of the things that are said: "accepts “separate”".
func sayWords(q words.Speaker, d *Difference, s *Saying) string {
	text := StanceWords(q.Pact, d.Party, s.Stance)
	if s.Stance == model.Undeclared {
		text += " whether " + course.Verb(q.Pact, d.Party, "it accepts", "they accept")
	}
	if s.Value != model.None {
		return text + " “" + q.Answers(model.PointID(d.On.Index), []int{s.Value}) + "”"
	}
	return text + " it"
}

// documentSection says which documents are there, unchanged, and have what is cited from them.
func (s *Survey) documentSection(text bool) doc.Section {
	out := section("documents", "The documents themselves")
	if text && len(s.Documents) == 0 && len(s.Grounds) > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.T("No source names the file of its text, so no paragraph can be shown.")})
	}
	for i := range s.Documents {
		out.Blocks = append(out.Blocks, s.documentBlocks(&s.Documents[i], text)...)
	}
	if len(s.Documents) > 0 {
		out.Blocks = append(out.Blocks, s.without()...)
	}
	return out
}

func (s *Survey) documentBlocks(d *Document, text bool) []doc.Block {
	src := &s.Pact.Sources[d.Source]
	head := doc.In(doc.Strong, course.Capital(Who(s.Pact, d.Source))).With(doc.Span{Text: ", in "}, doc.Span{Text: src.File, Tone: doc.Name}, doc.Span{Text: ": "})
	wrong := d.Wrong()
	if len(wrong) > 0 {
		return []doc.Block{doc.Para{Text: head.With(doc.Span{Text: strings.Join(wrong, "; ") + ".", Tone: doc.Grave})}}
	}
	state := "it is there"
	if d.Unchanged == Same {
		state += ", unchanged"
	} else {
		state += "; whether it is unchanged cannot be told, for the source states no sum (" + d.Sum + " now)"
	}
	if len(d.Cited) > 0 {
		state += ", and has every paragraph that is cited"
	}
	out := []doc.Block{doc.Para{Text: head.With(doc.Span{Text: state + ".", Tone: doc.Good})}}
	if !text {
		return out
	}
	l := doc.List{}
	for _, p := range d.Cited {
		l.Items = append(l.Items, doc.Item{Text: doc.In(doc.Strong, p.Sign+": ").With(doc.Span{Text: p.Text}), Blocks: []doc.Block{
			doc.Para{Text: doc.T("for " + s.list(p.For)), Tone: doc.Aside}}})
	}
	return append(out, l)
}

func (s *Survey) list(xs []Thing) string {
	var out []string
	for _, x := range xs {
		out = append(out, ThingWords(s.Pact, x))
	}
	return strings.Join(out, "; ")
}

// without names the sources that are cited and name no file.
func (s *Survey) without() []doc.Block {
	var names []string
	for _, u := range s.Sources {
		if u.times() > 0 && s.Pact.Sources[u.Source].File == "" {
			names = append(names, Who(s.Pact, u.Source))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []doc.Block{doc.Para{Text: doc.T("Not looked at, for no file is named: " + strings.Join(names, "; ") + "."), Tone: doc.Uncertain}}
}

// countOf is a number with what it counts.
func countOf(n int, one, many string) string { return fmt.Sprint(n) + " " + oneOrMore(n, one, many) }

func oneOrMore(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func capital(s string) string { return course.Capital(s) }

// plural is what several of a kind are called, at the beginning of a line.
func plural(kind string) string {
	if kind == "who takes part" {
		return capital(kind)
	}
	return capital(kind) + "s"
}
