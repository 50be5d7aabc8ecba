package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/guarantees"
)

// Guarantees lays guarantees side by side for people: first in a word or two each, then question by question;
// a few of them in columns next to each other.
func Guarantees(w io.Writer, rs []GuaranteeResult, s GuaranteeStyle) error {
	t := &guaranteeText{page: s.page(), rows: rowsOf(rs)}
	t.WriteString(t.ink(bold, "Guarantees side by side") + "\n")
	t.legend()
	if len(t.rows) > 0 {
		t.overview()
		t.questions()
	}
	if s.Courses {
		t.shown()
	}
	t.without(rs)
	t.limits(rs)
	if !s.Courses && len(t.rows) > 0 {
		t.blank()
		t.para("", dim, "Each answer that was computed has a dated course that shows it: --courses.")
	}
	_, err := io.WriteString(w, t.String())
	return err
}

type guaranteeText struct {
	*page
	rows []rowed
}

// legend says which guarantee has which number.
func (t *guaranteeText) legend() {
	t.blank()
	for _, r := range t.rows {
		t.para(fmt.Sprintf("%3d  ", r.number), plainInk, r.name())
		t.para("     ", plainInk, r.who())
		t.para("     ", dim, diag.Visible(r.result.Path)+", "+place(r.duty().At, r.result.Path))
	}
}

// overviewColumns are those that can be said in a word or two.
var overviewColumns = []guarantees.Column{guarantees.Deadline, guarantees.Term, guarantees.Exit, guarantees.Nothing, guarantees.FalseCall, guarantees.Unlimited}

// overview is one line a guarantee.
func (t *guaranteeText) overview() {
	grid := [][]string{{"", "", "how soon", "term", "exit", "can do nothing", "without case", "without limit"}}
	for _, r := range t.rows {
		line := []string{fmt.Sprint(r.number), r.name()}
		for _, c := range overviewColumns {
			line = append(line, r.brief(c))
		}
		grid = append(grid, line)
	}
	t.heading(bold, "IN SHORT")
	t.blank()
	t.grid(grid, []int{2, 0, 10, 10, 10, 14, 12, 13})
	t.para("", dim, "– means that the text does not say; several answers, that the text leaves open which; *, that the number is one assumed for an open point, not one of the text.")
}

// questions shows the answers, in columns if they fit and question by question if not.
func (t *guaranteeText) questions() {
	const first, least = 18, 24
	n := len(t.rows)
	if each := (t.width-first)/n - 2; each >= least {
		t.columns(first, each)
		return
	}
	asked := headings(false)
	for i, q := range asked {
		t.heading(bold, strings.ToUpper(q))
		t.blank()
		for _, group := range alike(t.rows, i) {
			t.para(fmt.Sprintf("%3d  ", group[0].number), plainInk, namesOf(group)+": "+group[0].answers()[i])
		}
	}
}

// alike gathers rows of one pact that stand one after the other and say the same in a column.
func alike(rows []rowed, column int) [][]rowed {
	var out [][]rowed
	for i, r := range rows {
		if i > 0 && rows[i-1].result == r.result && rows[i-1].answers()[column] == r.answers()[column] {
			out[len(out)-1] = append(out[len(out)-1], r)
			continue
		}
		out = append(out, []rowed{r})
	}
	return out
}

// namesOf names rows of one pact.
func namesOf(rows []rowed) string {
	if len(rows) == 1 {
		return rows[0].name()
	}
	var duties []string
	for _, r := range rows {
		duties = append(duties, strconv.Quote(r.duty().Title()))
	}
	return rows[0].title() + ", " + course.List(duties, "and")
}

// columns is a line of cells for each question, a column for each guarantee.
func (t *guaranteeText) columns(first, each int) {
	asked := headings(true)
	widths := []int{first}
	top := []string{""}
	for _, r := range t.rows {
		widths, top = append(widths, each), append(top, fmt.Sprintf("%d %s", r.number, r.name()))
	}
	grid := [][]string{top}
	for i := range asked {
		line := []string{asked[i]}
		for _, r := range t.rows {
			line = append(line, r.answers()[i])
		}
		grid = append(grid, line)
	}
	t.heading(bold, "QUESTION BY QUESTION")
	t.blank()
	t.grid(grid, widths)
}

// grid writes lines of cells, each wrapped to its column; a width of 0 takes what is left of the page. The
// first line is the heading, and a rule stands under each.
func (t *guaranteeText) grid(lines [][]string, widths []int) {
	rest := t.width
	for _, w := range widths {
		rest -= w + 2
	}
	for i := range widths {
		if widths[i] == 0 {
			widths[i] = max(rest+2, 16)
		}
	}
	for i, line := range lines {
		t.gridLine(line, widths, i == 0)
		if i == 0 {
			t.WriteString(t.ink(dim, strings.Repeat("─", t.width)) + "\n")
		} else if i < len(lines)-1 && len(widths) < 6 {
			t.blank()
		}
	}
	t.blank()
}

func (t *guaranteeText) gridLine(cells []string, widths []int, heading bool) {
	wrapped := make([][]string, len(cells))
	height := 0
	for i, c := range cells {
		wrapped[i] = form.Wrap(c, widths[i])
		height = max(height, len(wrapped[i]))
	}
	for h := range height {
		var line strings.Builder
		for i, w := range wrapped {
			text := ""
			if h < len(w) {
				text = w[h]
			}
			line.WriteString(text + strings.Repeat(" ", max(widths[i]-form.Taken(text), 0)+2))
		}
		text := strings.TrimRight(line.String(), " ")
		if heading {
			text = t.ink(bold, text)
		}
		t.WriteString(text + "\n")
	}
}

// shown writes the courses, guarantee by guarantee.
func (t *guaranteeText) shown() {
	for _, r := range t.rows {
		t.heading(bold, fmt.Sprintf("COURSES OF %d, %s", r.number, r.name()))
		told := map[string]string{} // the question at which a course stands
		for _, c := range r.courses() {
			t.blank()
			t.para("  ", plainInk, c.asked+" "+c.answer+".")
			if c.when != "" {
				t.para("  ", dim, c.when)
			}
			t.courseOnce(told, c)
		}
	}
}

// courseOnce shows a course, or says at which question it stands already.
func (t *guaranteeText) courseOnce(told map[string]string, c shown) {
	lines := c.course.Lines()
	var key strings.Builder
	for _, l := range lines {
		fmt.Fprintln(&key, l.Day, l.Sentence())
	}
	if asked, ok := told[key.String()]; ok {
		t.para(margin, dim, "The course is the one above, at: "+asked)
		return
	}
	told[key.String()] = c.asked
	t.courseLines(margin, lines)
}

// without names pacts in which nobody promises anything of the kind.
func (t *guaranteeText) without(rs []GuaranteeResult) {
	for i := range rs {
		if rs[i].Table != nil && len(rs[i].Table.Rows) == 0 {
			t.para("", dim, diag.Visible(rs[i].Path)+": no standing promise, that is, no duty `upon` an act, at anybody's discretion, `against` something, or falling due by a decision.")
		}
	}
}

// limits says what the answers do not cover, each thing once.
func (t *guaranteeText) limits(rs []GuaranteeResult) {
	var lines []string
	of := map[string][]string{}
	for i := range rs {
		for _, line := range boundsOf(&rs[i]) {
			if of[line] == nil {
				lines = append(lines, line)
			}
			of[line] = append(of[line], t.numbersOf(&rs[i])...)
		}
	}
	if len(lines) == 0 {
		return
	}
	t.heading(bold, "WHAT THIS DOES NOT COVER")
	t.blank()
	for _, line := range lines {
		lead := ""
		if n := len(of[line]); n > 0 && n < len(t.rows) {
			lead = "On " + course.List(of[line], "and") + ": "
		}
		t.para("  - ", plainInk, lead+line)
	}
}

// numbersOf lists the numbers of the rows of a result.
func (t *guaranteeText) numbersOf(r *GuaranteeResult) []string {
	var out []string
	for _, row := range t.rows {
		if row.result == r {
			out = append(out, strconv.Itoa(row.number))
		}
	}
	return out
}

func boundsOf(r *GuaranteeResult) []string {
	if r.Table == nil || len(r.Table.Rows) == 0 {
		return nil
	}
	return bounds(r)
}
