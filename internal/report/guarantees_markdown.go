package report

import (
	"fmt"
	"io"
	"strings"
)

// GuaranteesMarkdown writes the guarantees as one Markdown table, a row for each; up to three of them are put
// in columns, which then read better.
func GuaranteesMarkdown(w io.Writer, rs []GuaranteeResult, s GuaranteeStyle) error {
	var b strings.Builder
	rows := rowsOf(rs)
	grid := [][]string{append([]string{"Guarantee"}, headings(true)...)}
	for _, r := range rows {
		grid = append(grid, append([]string{r.name() + " (" + r.who() + ")"}, r.answers()...))
	}
	if len(rows) <= 3 {
		grid = transposed(grid)
	}
	markdownTable(&b, grid)
	if s.Courses {
		markdownCourses(&b, rows)
	}
	for i := range rs {
		if rs[i].Table == nil {
			continue
		}
		fmt.Fprintf(&b, "\nOn %s: %s\n", inline(rs[i].Table.Pact.Title), inline(strings.Join(bounds(&rs[i]), " ")))
	}
	_, err := io.WriteString(w, b.String())
	return err
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

func markdownTable(b *strings.Builder, grid [][]string) {
	for i, line := range grid {
		for _, cell := range line {
			b.WriteString("| " + strings.ReplaceAll(inline(cell), "|", "\\|") + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("| --- ", len(line)) + "|\n")
		}
	}
}

func markdownCourses(b *strings.Builder, rows []rowed) {
	for _, r := range rows {
		fmt.Fprintf(b, "\n## %s\n\n%s\n", inline(r.name()), inline(r.who()))
		for _, c := range r.courses() {
			fmt.Fprintf(b, "\n**%s** %s.", c.asked, inline(c.answer))
			if c.when != "" {
				b.WriteString(" (" + inline(c.when) + ")")
			}
			b.WriteString("\n\n")
			for _, l := range c.course.Lines() {
				fmt.Fprintf(b, "- %s: %s\n", strings.TrimSpace(stampOf(l)), inline(l.Sentence()))
			}
		}
	}
}

// inline makes a text safe inside a line of Markdown: what would be markup stands for itself.
func inline(text string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(text), " ") {
		if strings.ContainsRune("\\`*_<>[]#", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
