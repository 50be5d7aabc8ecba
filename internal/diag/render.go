package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/servanda-lang/servanda/internal/source"
)

// The shape of a rendered source line.
const (
	maxColumns = 100 // of the source line; more is cut away on both sides of the caret
	tabColumns = 4
	maxBytes   = 16 * maxColumns // of the line that are looked at on each side of the caret
)

// Render gives the diagnostic as text for a terminal of monospaced letters, ending in a line feed:
//
//	deal.pact:7:5: error[P010]: `wihtin` is not a word of the language here
//	  7 |     wihtin 30 days
//	    |     ^^^^^^
//	    Did you mean `within`?
//
// Widths are those of grapheme clusters, so the caret is right under wide and combining letters. In a
// line with letters that run from right to left it is placed in logical order: where the text would be
// if it were shown in the order in which it is stored. Terminals differ in whether they turn such text,
// so there the marked text is repeated after the caret. Characters that could change what the terminal
// shows are made visible, as in <U+202E>.
func (d Diagnostic) Render(color bool) string {
	var b strings.Builder
	p := paint(color)
	code := ""
	if d.Code != "" {
		code = "[" + string(d.Code) + "]"
	}
	fmt.Fprintf(&b, "%s%s: %s\n", p.bold(place(d.Span)), p.severity(d.Severity, d.Severity.String()+code),
		p.bold(Visible(d.Summary)))
	excerpt(&b, d.Span, p, d.Severity)
	if d.Detail != "" {
		fmt.Fprintf(&b, "    %s\n", Visible(d.Detail))
	}
	for _, r := range d.Related {
		fmt.Fprintf(&b, "  %s%s: %s\n", place(r.Span), p.severity(Note, "note"), Visible(r.Message))
		excerpt(&b, r.Span, p, Note)
	}
	return Defuse(b.String())
}

// place gives file:line:column and a colon, as editors understand it, or nothing.
func place(s source.Span) string {
	if !s.IsValid() {
		return ""
	}
	at := s.Position()
	return fmt.Sprintf("%s:%d:%d: ", Visible(s.File.Path), at.Line, at.Column)
}

// excerpt writes the line on which a span begins, with a caret under its part of it.
func excerpt(b *strings.Builder, s source.Span, p paint, sev Severity) {
	if !s.IsValid() {
		return
	}
	n := s.Position().Line
	line, start := s.File.Line(n)
	from := min(max(s.Start-start, 0), len(line))
	to := min(max(s.End-start, from), len(line))
	w := window(line, from, to)
	gutter := fmt.Sprintf("%d", n)
	fmt.Fprintf(b, "  %s | %s\n", gutter, w.text)
	caret := strings.Repeat(" ", w.before) + p.severity(sev, strings.Repeat("^", max(1, w.under)))
	if rightToLeft(w.text) && to > from {
		caret += "  " + w.marked
	}
	fmt.Fprintf(b, "  %s | %s\n", strings.Repeat(" ", len(gutter)), caret)
}

// view is the part of a line that is shown: its text, the columns before the caret and under it.
type view struct {
	text          string
	before, under int
	marked        string
}

// window makes the marked part of a line, from..to, and what stands around it, ready to be shown.
func window(line []byte, from, to int) view {
	to = min(to, from+maxBytes)
	for to < len(line) && to > from && !utf8.RuneStart(line[to]) {
		to--
	}
	marked, under := shown(line[from:to], maxColumns*3/4, false)
	first := max(0, from-maxBytes)
	for first > 0 && first < from && !utf8.RuneStart(line[first]) {
		first++
	}
	head := line[first:from]
	room := maxColumns - under
	left, before := shown(head, max(room/2, room-columns(line[to:])), true)
	tail := line[to:min(len(line), to+maxBytes)]
	right, _ := shown(tail, max(0, maxColumns-under-before), false)
	return view{text: left + marked + right, before: before, under: under, marked: marked}
}

// columns is the width of a text as shown, as far as it matters.
func columns(b []byte) int {
	_, n := shown(b[:min(len(b), maxBytes)], maxColumns, false)
	return n
}

// shown gives as much of a text as goes into that many columns, cut at its end, or at its beginning if
// fromEnd; a cut is shown by an ellipsis. It also gives the columns used.
func shown(b []byte, room int, fromEnd bool) (string, int) {
	cells := clusters(b)
	total := 0
	for _, c := range cells {
		total += c.width
	}
	if total <= room {
		return join(cells), total
	}
	for total > room-1 && len(cells) > 0 {
		i := len(cells) - 1
		if fromEnd {
			total, cells = total-cells[0].width, cells[1:]
		} else {
			total, cells = total-cells[i].width, cells[:i]
		}
	}
	if fromEnd {
		return "…" + join(cells), total + 1
	}
	return join(cells) + "…", total + 1
}

// cell is a letter as the reader sees it, with the columns it takes.
type cell struct {
	text  string
	width int
}

func clusters(b []byte) []cell {
	var cells []cell
	g := uniseg.NewGraphemes(Visible(strings.ReplaceAll(string(b), "\t", strings.Repeat(" ", tabColumns))))
	for g.Next() {
		cells = append(cells, cell{g.Str(), g.Width()})
	}
	return cells
}

func join(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(c.text)
	}
	return b.String()
}

// Visible makes a text safe to print: control characters, characters that turn the direction of writing
// and bytes that are not UTF-8 are replaced by their number in angle brackets. Line feeds go with them.
func Visible(s string) string {
	if !strings.ContainsFunc(s, invisible) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, "<%02X>", s[0])
		case invisible(r):
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

func invisible(r rune) bool {
	if r == 0x200C || r == 0x200D {
		return false // the joiners, which scripts need
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r >= 0xE0000 && r <= 0xE0FFF ||
		r == 0xFFFE || r == 0xFFFF // no characters, and forbidden in XML
}

// rightToLeft reports whether a text has letters of Hebrew, Arabic or a kindred script.
func rightToLeft(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko,
			unicode.Samaritan, unicode.Mandaic, unicode.Adlam)
	})
}

// paint adds colours, or not.
type paint bool

func (p paint) bold(s string) string { return p.with("1", s) }

func (p paint) severity(sev Severity, s string) string {
	return p.with([...]string{Error: "1;31", Warning: "1;33", Note: "1;36"}[sev], s)
}

func (p paint) with(code, s string) string {
	if !p || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
