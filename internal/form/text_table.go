package form

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
)

const tableGap = 2

// table has its columns beside one another if each has room for its longest word, else its rows one under the other.
func (f *textForm) table(t doc.Table, width int) []string {
	var out []string
	if !t.Caption.Empty() {
		out = f.lines(t.Caption, doc.Plain, width)
	}
	rows := append([][]doc.Cell{}, t.Rows...)
	if len(t.Head) > 0 {
		rows = append([][]doc.Cell{t.Head}, rows...)
	}
	if columns := fit(rows, width); columns != nil {
		return append(out, f.beside(t, rows, columns)...)
	}
	return append(out, f.stacked(t, width)...)
}

// fit gives the widths of the columns, or nothing if they do not fit.
func fit(rows [][]doc.Cell, width int) []int {
	var least, most []int
	for _, row := range rows {
		for i, c := range row {
			if i == len(most) {
				least, most = append(least, 1), append(most, 1)
			}
			whole := 0
			for n, w := range words(c.Text, c.Tone) {
				if n > 0 {
					whole++
				}
				whole += w.columns()
				least[i] = max(least[i], w.columns())
			}
			most[i] = max(most[i], whole)
		}
	}
	return share(least, most, width-tableGap*(len(most)-1))
}

// share gives each column what it needs at least, and of the rest one column after the other to the narrowest that has use for it.
func share(least, most []int, room int) []int {
	at := append([]int{}, least...)
	for _, n := range least {
		room -= n
	}
	if room < 0 {
		return nil
	}
	for ; room > 0; room-- {
		narrowest := -1
		for i := range at {
			if at[i] < most[i] && (narrowest < 0 || at[i] < at[narrowest]) {
				narrowest = i
			}
		}
		if narrowest < 0 {
			break
		}
		at[narrowest]++
	}
	return at
}

// beside sets the cells of each row beside one another.
func (f *textForm) beside(t doc.Table, rows [][]doc.Cell, columns []int) []string {
	width := func(i int) int { return columns[i] }
	laid, tall := make([][]string, len(rows)), false
	for r, row := range rows {
		parts, most := make([][]string, len(row)), 0
		for i, c := range row {
			tone := c.Tone
			if r == 0 && len(t.Head) > 0 || i == 0 && t.RowHeads && tone == doc.Plain {
				tone = doc.Strong
			}
			parts[i] = f.lines(c.Text, tone, columns[i])
			most = max(most, len(parts[i]))
		}
		laid[r] = beside(parts, most, width, tableGap)
		tall = tall || most > 1 && r >= len(rows)-len(t.Rows)
	}
	var out []string
	for r, lines := range laid {
		if tall && r > len(rows)-len(t.Rows) {
			out = append(out, "")
		}
		out = append(out, lines...)
		if r == 0 && len(t.Head) > 0 {
			out = append(out, f.Ink(Dim, rule(columns)))
		}
	}
	return out
}

// rule is a line under the headings.
func rule(columns []int) string {
	var parts []string
	for _, n := range columns {
		parts = append(parts, strings.Repeat("─", n))
	}
	return strings.Join(parts, strings.Repeat(" ", tableGap))
}

// stacked tells row after row: its heading, and under it each cell with the heading of its column.
func (f *textForm) stacked(t doc.Table, width int) []string {
	var out []string
	for r, row := range t.Rows {
		if r > 0 {
			out = append(out, "")
		}
		for i, c := range row {
			switch {
			case i == 0 && t.RowHeads:
				out = append(out, f.lines(c.Text, doc.Strong, width)...)
			case c.Text.Empty():
			case i < len(t.Head) && !t.Head[i].Text.Empty():
				named := doc.Text{{Text: t.Head[i].Text.String() + ": "}}
				out = append(out, hang("  ", f.lines(named.With(c.Text...), c.Tone, width-2))...)
			default:
				out = append(out, hang("  ", f.lines(c.Text, c.Tone, width-2))...)
			}
		}
	}
	return out
}
