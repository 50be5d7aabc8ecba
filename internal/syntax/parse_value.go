package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/diag"
)

// newName reads the name a declaration gives; what says of what.
func (p *parser) newName(what string) *Ident {
	t := p.tok()
	switch {
	case t.Kind == KindName && Reserved(p.wordOf(t)):
		p.wrong("P014", fmt.Sprintf("`%s` is a word of the language and cannot be a name", p.text(t)),
			fmt.Sprintf("Choose another name, such as `%s_1`.", p.text(t)))
		p.next()
		return p.ident(t)
	case t.Kind == KindPara:
		p.wrong("P007", fmt.Sprintf("`%s` is not a name", clip(p.text(t))), "Names begin with a letter.")
		p.next()
		return &Ident{at: p.from(t.Start)}
	}
	return p.name("the name of " + what)
}

// name reads a name that was given elsewhere; what says of what, with an article.
func (p *parser) name(what string) *Ident {
	id := p.foreignName(what)
	if id.Name != "" {
		p.idents = append(p.idents, id)
	}
	return id
}

// foreignName reads a name that is one of another file.
func (p *parser) foreignName(what string) *Ident {
	t := p.tok()
	if t.Kind != KindName || Reserved(p.wordOf(t)) {
		p.expected(what, "")
		return &Ident{at: p.here()}
	}
	p.next()
	return p.ident(t)
}

// names reads names separated by commas.
func (p *parser) names(what string) []*Ident {
	return list(p, func() *Ident { return p.name(what) })
}

// ident makes a name of a token. A badly written name, which has been reported, is taken for the one it
// most likely means.
func (p *parser) ident(t Token) *Ident {
	name := p.text(t)
	for i := range len(name) {
		if c := name[i]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_') {
			name = plainName(name)
			break
		}
	}
	return &Ident{at: at{p.span(t.Start, t.End)}, Name: name}
}

// label reads a label if there is one.
func (p *parser) label() *String {
	if p.tok().Kind != KindString {
		return nil
	}
	return p.stringHere()
}

// str reads a string that must be there.
func (p *parser) str(what string) *String {
	if p.tok().Kind != KindString {
		p.expected(what+" in quotes", "")
		return &String{at: p.here()}
	}
	return p.stringHere()
}

func (p *parser) stringHere() *String {
	t := p.next()
	return &String{at: at{p.span(t.Start, t.End)}, Value: unquote(p.text(t))}
}

// unquote takes the quotation marks off, whichever they are, and replaces escapes.
func unquote(s string) string {
	if !strings.HasPrefix(s, `"`) {
		rs := []rune(s)
		return strings.TrimSpace(string(rs[1:max(1, len(rs)-1)]))
	}
	s = s[1:]
	if !strings.Contains(s, `\`) {
		return strings.TrimSuffix(s, `"`)
	}
	var b strings.Builder
	for i := 0; i < len(s) && s[i] != '"'; i++ {
		if s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\') {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// maxNumber bounds every number in a pact: beyond it no range and no period means anything.
const maxNumber = 1_000_000_000

// number reads a number that must be there; it is nil if it is not.
func (p *parser) number(what string) *Number {
	t := p.tok()
	if t.Kind == KindPara {
		p.wrong("P008", fmt.Sprintf("`%s` is not a number", clip(p.text(t))), "Numbers are written with the digits 0 to 9 only.")
		p.next()
		return nil
	}
	if t.Kind != KindNumber {
		p.expected(what, "")
		return nil
	}
	n := p.count(t)
	p.next()
	return &Number{at: p.from(t.Start), N: n}
}

// count is the value of a number token.
func (p *parser) count(t Token) int {
	n, err := strconv.Atoi(p.text(t))
	if err != nil || n > maxNumber {
		p.wrong("P008", fmt.Sprintf("the number %s is too large", clip(p.text(t))),
			fmt.Sprintf("Numbers go up to %d.", maxNumber))
		return maxNumber
	}
	return n
}

// amount reads a number, or the name of an open point that stands for one.
func (p *parser) amount(after string) Quantity {
	if p.tok().Kind == KindName {
		return p.name("a number or an open point after `" + after + "`")
	}
	if n := p.number("a number after `" + after + "`"); n != nil {
		return n
	}
	return &Bad{p.here()}
}

// duration reads a duration, or the name of an open point that stands for one.
func (p *parser) duration(after string) Quantity {
	if p.tok().Kind == KindName && units[p.word()] == 0 {
		return p.name("a duration or an open point after `" + after + "`")
	}
	if d := p.fixedDuration(after); d != nil {
		return d
	}
	return &Bad{p.here()}
}

// fixedDuration reads a number and a unit; it is nil if there is none.
func (p *parser) fixedDuration(after string) *Duration {
	t := p.tok()
	switch t.Kind {
	case KindPara:
		return p.gluedDuration()
	case KindNumber:
		n := p.count(t)
		p.next()
		return &Duration{N: n, Unit: p.unit(n), at: p.from(t.Start)}
	}
	p.expected("a duration such as `30 days` after `"+after+"`", "")
	return nil
}

// gluedDuration reads `30days` and reports it.
func (p *parser) gluedDuration() *Duration {
	t := p.tok()
	text := p.text(t)
	digits := strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyz_")
	unit := units[strings.TrimLeft(text[len(digits):], "_")]
	n, err := strconv.Atoi(digits)
	detail := "Write a number, a space, and days, weeks, months or years."
	var fix *diag.Fix
	if err == nil && n <= maxNumber && unit > 0 {
		apart := digits + " " + strings.TrimLeft(text[len(digits):], "_")
		detail, fix = fmt.Sprintf("Write `%s`.", apart), diag.Replace(p.span(t.Start, t.End), apart)
	}
	p.mendable("P008", t.Start, t.End, fmt.Sprintf("`%s` is not a duration", clip(text)), detail, fix)
	p.next()
	if unit == 0 || err != nil || n > maxNumber {
		return nil
	}
	return &Duration{N: n, Unit: unit, at: p.from(t.Start)}
}

// unit reads the unit after a number of n.
func (p *parser) unit(n int) Unit {
	if u, ok := units[p.word()]; ok {
		p.next()
		return u
	}
	if near := p.near(unitWords); near != "" {
		p.misspelt(near)
		p.next()
		return units[near]
	}
	if w := p.word(); strangeUnits[w] {
		p.wrong("P021", "`"+w+"` is no unit of time here", "Write days, weeks, months or years; nothing is shorter than a day.")
		p.next()
		return Day
	}
	if w := p.word(); kindsOfDays[w] && units[p.wordOf(p.peek(1))] > 0 {
		p.wrong("P021", "`"+w+"` days are not told from others", "Every day counts: write `days`, and more of them if some are not to count.")
		p.next()
		u := units[p.word()]
		p.next()
		return u
	}
	p.error("P021", p.end, p.end, fmt.Sprintf("%d of what? A duration needs a unit", n),
		fmt.Sprintf("Write `%d days`, or weeks, months or years.", n))
	return Day
}

// quantity reads a number, a duration, or the name of an open point.
func (p *parser) quantity(after string) Quantity {
	if p.tok().Kind == KindNumber && units[p.wordOf(p.peek(1))] > 0 {
		return p.duration(after)
	}
	if p.tok().Kind == KindPara && p.durationGlued() {
		return p.duration(after)
	}
	return p.amount(after)
}

func (p *parser) durationGlued() bool {
	text := p.text(p.tok())
	return units[strings.TrimLeft(text, "0123456789")] > 0
}

// value reads a word, a number or a duration.
func (p *parser) value(after string) Value {
	switch p.tok().Kind {
	case KindNumber, KindPara:
		if v, ok := p.quantity(after).(Value); ok {
			return v
		}
		return &Bad{p.here()}
	}
	if w := p.wordValue("a value after `" + after + "`"); w != nil {
		return w
	}
	return &Bad{p.here()}
}

// wordValue reads a value that is a word, `in force` included; it is nil if there is none.
func (p *parser) wordValue(what string) *Word {
	t := p.tok()
	w := p.wordOf(t)
	switch {
	case w == "in" && p.wordOf(p.peek(1)) == "force":
		p.next()
		p.next()
		return &Word{at: p.from(t.Start), Text: "in force"}
	case t.Kind != KindName || Reserved(w) && !valueWord(w):
		p.expected(what, "")
		return nil
	}
	p.next()
	return &Word{at: p.from(t.Start), Text: p.ident(t).Name}
}

func valueWord(w string) bool {
	for _, v := range valueWords {
		if v == w {
			return true
		}
	}
	return false
}

// date reads a date; it is nil if there is none.
func (p *parser) date(after string) *Date {
	t := p.tok()
	if t.Kind == KindPara || t.Kind == KindNumber {
		p.wrong("P009", fmt.Sprintf("`%s` is not a date", clip(p.text(t))), "Dates are written 2026-01-31: year, month, day.")
		p.next()
		return nil
	}
	if t.Kind != KindDate {
		p.expected("a date such as `2026-01-31` after `"+after+"`", "")
		return nil
	}
	day, err := time.Parse(time.DateOnly, p.text(t))
	if err != nil {
		p.wrong("P009", "there is no day "+p.text(t), "Dates are written 2026-01-31: year, month, day.")
		p.next()
		return nil
	}
	p.next()
	return &Date{at: p.from(t.Start), Year: day.Year(), Month: int(day.Month()), Day: day.Day()}
}

// cites reads citations as long as there are any.
func (p *parser) cites() []*Cite {
	var cs []*Cite
	for p.word() == "cite" {
		cs = append(cs, p.cite())
	}
	return cs
}

// cite reads: cite SOURCE PARA, … quoted|paraphrased|alleged|inferred.
func (p *parser) cite() *Cite {
	start := p.next().Start
	c := &Cite{Source: p.name("the name of a source after `cite`")}
	if p.paragraphFollows() {
		c.Paragraphs = list(p, p.paragraph)
	}
	if k, ok := citeKinds[p.word()]; ok {
		c.Kind = k
		p.next()
	}
	c.at = p.from(start)
	return c
}

func (p *parser) paragraphFollows() bool {
	switch p.tok().Kind {
	case KindNumber, KindPara, KindDate, KindString:
		return true
	}
	return false
}

// paragraph reads a number, a number with letters, or anything in quotes.
func (p *parser) paragraph() string {
	if !p.paragraphFollows() {
		p.expected("a paragraph: 4, 12a, 5(2), 3-5 or \"Art. 5\"", "")
		return ""
	}
	t := p.next()
	if t.Kind == KindString {
		return unquote(p.text(t))
	}
	return p.text(t)
}
