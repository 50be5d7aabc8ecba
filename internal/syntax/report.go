package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
)

// maxErrors is how many errors one file may bring; after that there is one to say there are more.
const maxErrors = 50

// reporter collects diagnostics of one file.
type reporter struct {
	src   *source.File
	diags []diag.Diagnostic
	more  bool
}

func (r *reporter) span(start, end int) source.Span {
	return source.Span{File: r.src, Start: start, End: end}
}

func (r *reporter) report(d diag.Diagnostic) {
	if len(r.diags) >= maxErrors {
		r.more = true
		return
	}
	r.diags = append(r.diags, d)
}

// error reports what is wrong and what would mend it.
func (r *reporter) error(code diag.Code, start, end int, summary, detail string) {
	r.report(diag.Diagnostic{Code: code, Span: r.span(start, end), Summary: summary, Detail: detail})
}

// mendable is error for what one text in its place mends. What is mended is from..to: often the same place.
func (r *reporter) mendable(code diag.Code, start, end int, summary, detail string, fix *diag.Fix) {
	r.report(diag.Diagnostic{Code: code, Span: r.span(start, end), Summary: summary, Detail: detail, Fix: fix})
}

// done gives what was reported, in order of place.
func (r *reporter) done() []diag.Diagnostic {
	diag.Sort(r.diags)
	if r.more {
		last := r.diags[len(r.diags)-1].Span
		r.diags = append(r.diags, diag.Diagnostic{
			Code: "P020", Span: last,
			Summary: fmt.Sprintf("there are more than %d errors in this file", maxErrors),
			Detail:  "Mend these first; often the others go with them.",
		})
	}
	return r.diags
}

func (r *reporter) invalidUTF8(pos int) {
	r.error("P001", pos, pos+1, fmt.Sprintf("the byte 0x%02X is not part of any UTF-8 character", r.src.Text[pos]),
		"Save the file as UTF-8.")
}

func (r *reporter) hidden(pos, n int, c rune) {
	r.mendable("P002", pos, pos+n, "here stands "+describeHidden(c),
		"Delete it: what binds the parties must be what they see.", diag.Replace(r.span(pos, pos+n), ""))
}

// badName reports a word that is not lower-case snake_case: hidden characters, letters of other
// scripts, capitals, in this order of weight.
func (r *reporter) badName(start, end int) {
	word := string(r.src.Text[start:end])
	for i, c := range word {
		at := start + i
		switch {
		case c < utf8.RuneSelf:
			continue
		case hidden(c) || c == 0x200C || c == 0x200D:
			r.hidden(at, utf8.RuneLen(c), c)
		default:
			r.strangeLetter(at, c, r.span(start, end))
		}
		return
	}
	detail := "Names are lower-case words joined by _"
	if plain := plainName(word); plain != "" {
		detail += fmt.Sprintf(": write `%s`", plain)
	}
	r.mendable("P007", start, end, fmt.Sprintf("`%s` is not a name", clip(word)), detail+".", plainly(r.span(start, end)))
}

// plainly writes the name that a badly written one most likely means, if that can be told.
func plainly(word source.Span) *diag.Fix {
	if plain := plainName(word.Text()); plain != "" && !strings.ContainsRune(plain, '…') && !Reserved(plain) {
		return diag.Replace(word, plain)
	}
	return nil
}

func (r *reporter) strangeLetter(at int, c rune, word source.Span) {
	summary := fmt.Sprintf("the letter %c (U+%04X) may not stand in a name", c, c)
	detail := "Names are written with a to z, 0 to 9 and _. A label in quotes may be in any script."
	if a := ascii(c); a != 0 {
		summary = fmt.Sprintf("the letter %c (U+%04X) looks like %c but is another one", c, c, a)
		if plain := plainName(word.Text()); plain != "" {
			detail = fmt.Sprintf("Names are written with a to z, 0 to 9 and _: write `%s`.", plain)
		}
	}
	r.mendable("P003", at, at+utf8.RuneLen(c), summary, detail, plainly(word))
}

// plainName gives the name that a badly written one most likely means, or "" if a character resembles
// nothing in ASCII.
func plainName(word string) string {
	var b strings.Builder
	for _, c := range word {
		if c >= utf8.RuneSelf {
			if hidden(c) || c == 0x200C || c == 0x200D {
				continue
			}
			if c = ascii(c); c == 0 {
				return ""
			}
		}
		b.WriteRune(c)
	}
	return clip(strings.Trim(strings.ToLower(b.String()), "_"))
}

// clip keeps an error text short however long the word it speaks of.
func clip(s string) string {
	if len(s) <= 40 {
		return s
	}
	cut := 37
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

func (r *reporter) unclosed(start, end int) {
	r.error("P005", start, end, "this label has no closing quotation mark on its line",
		"End it with \"; a label cannot go over several lines.")
}

func (r *reporter) badEscape(pos int) {
	r.error("P006", pos, pos+1, "a backslash in a label may stand only before \" or another backslash",
		`Write \\ for a backslash itself, \" for a quotation mark.`)
}

func (r *reporter) foreignQuotes(start, end int) {
	r.mendable("P004", start, end, "labels stand in straight quotation marks", `Write "…".`, r.straight(start, end))
}

// mends says what people mean who write a character that is no part of the language.
var mends = map[string]string{
	"=": "To test, write `is`; to change, write `becomes`.", "==": "Write `is`.", "!=": "Write `is not`.",
	"<>": "Write `is not`.", ">=": "Write `is at least`.", "<=": "Write `is at most`.",
	">": "Write `is at least` and the next number.", "<": "Write `is at most` and the number before.",
	"!": "Write `not`.", "&": "Write `and`.", "&&": "Write `and`.", "|": "Write `or`.", "||": "Write `or`.",
	";": "Nothing separates items but space.", "//": "A comment begins with #.", "/*": "A comment begins with #.",
	"'": `Labels stand in straight double quotation marks: "…".`, "->": "Write `leads to`.", "=>": "Write `leads to`.",
	"-": "Words of a name are joined by _, as in leave_hill.", "–": "A range of a counter is written 0..5.",
	":": "A label follows a name without a colon.", ":=": "Write `becomes`.", "…": "A range of a counter is written 0..5.",
	"§": `Write the number alone, or the paragraph in quotes: "§ 5".`, "[": "Lists stand in { }.",
	"]": "Lists stand in { }.", "，": "Write an ordinary comma.", "、": "Write an ordinary comma.",
}

// straight puts a label in other quotation marks, both of which are there, into straight ones.
func (r *reporter) straight(start, end int) *diag.Fix {
	at := r.span(start, end)
	if utf8.RuneCountInString(at.Text()) < 2 || !utf8.ValidString(at.Text()) {
		return nil
	}
	label := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(unquote(at.Text()))
	return &diag.Fix{Title: `Write "…"`, Edits: []diag.Edit{{Span: at, Text: `"` + label + `"`}}}
}

// inWords is what this language says for signs that have one meaning elsewhere.
var inWords = map[string]string{
	"==": "is", "!=": "is not", "<>": "is not", ">=": "is at least", "<=": "is at most", "&": "and", "&&": "and", "|": "or", "||": "or",
	";": "", ":": "", "//": "#", "->": "leads to", "=>": "leads to", ":=": "becomes", "–": "..", "…": "..", "，": ",", "、": ",",
}

func (r *reporter) stranger(start, end int) {
	text := string(r.src.Text[start:end])
	var fix *diag.Fix
	if word, ok := inWords[text]; ok {
		fix = diag.Replace(r.span(start, end), word)
	}
	r.mendable("P004", start, end, fmt.Sprintf("`%s` is not part of the language", clip(text)), mends[text], fix)
}
