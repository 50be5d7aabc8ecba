package report

import (
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
)

// GuaranteesMarkdown writes the guarantees as one Markdown table, a row for each; up to three of them are put
// in columns, which then read better.
func GuaranteesMarkdown(w io.Writer, rs []GuaranteeResult, s GuaranteeStyle) error {
	var d doc.Document
	rows := rowsOf(rs)
	grid := [][]string{append([]string{"Guarantee"}, headings(true)...)}
	for _, r := range rows {
		grid = append(grid, append([]string{r.name() + " (" + r.who() + ")"}, r.answers()...))
	}
	if len(rows) <= 3 {
		grid = transposed(grid)
	}
	d.Blocks = append(d.Blocks, tableOf(grid))
	if s.Courses {
		for _, r := range rows {
			d.Blocks = append(d.Blocks, r.shownIn())
		}
	}
	for i := range rs {
		if rs[i].Table != nil {
			d.Blocks = append(d.Blocks, doc.Para{Text: doc.T("On " + rs[i].Table.Pact.Title + ": " + strings.Join(bounds(&rs[i]), " "))})
		}
	}
	return form.Markdown(w, d)
}

func transposed(grid [][]string) [][]string {
	out := make([][]string, len(grid[0]))
	for i := range out {
		for _, line := range grid {
			out[i] = append(out[i], line[i])
		}
	}
	return out
}

// tableOf is a table of texts, the first row of which is its head.
func tableOf(grid [][]string) doc.Table {
	var t doc.Table
	for i, line := range grid {
		var cells []doc.Cell
		for _, text := range line {
			cells = append(cells, doc.C(text))
		}
		if i == 0 {
			t.Head = cells
		} else {
			t.Rows = append(t.Rows, cells)
		}
	}
	return t
}

// shownIn is a guarantee with the courses that show its answers.
func (r rowed) shownIn() doc.Section {
	out := doc.Section{Title: doc.T(r.name()), Blocks: []doc.Block{doc.Para{Text: doc.T(r.who())}}}
	for _, c := range r.courses() {
		intro := doc.In(doc.Strong, c.asked).With(doc.Span{Text: " " + c.answer + "."})
		if c.when != "" {
			intro = intro.With(doc.Span{Text: " (" + c.when + ")"})
		}
		var l doc.List
		for _, line := range c.course.Lines() {
			l.Items = append(l.Items, doc.Item{Text: doc.T(strings.TrimSpace(stampOf(line)) + ": " + line.Sentence())})
		}
		out.Blocks = append(out.Blocks, doc.Para{Text: intro}, l)
	}
	return out
}
