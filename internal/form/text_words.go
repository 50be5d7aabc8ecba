package form

import (
	"strings"

	"github.com/rivo/uniseg"

	"github.com/servanda-lang/servanda/internal/doc"
)

// run is text of one tone without a space to break at; a word is runs that stand together.
type run struct {
	text string
	tone doc.Tone
}

type word []run

func (w word) columns() int {
	var text strings.Builder
	for _, r := range w {
		text.WriteString(r.text)
	}
	return uniseg.StringWidth(text.String())
}

// words takes a text apart at its spaces. An address that is not the text itself stands behind it in brackets.
func words(t doc.Text, tone doc.Tone) []word {
	var out []word
	var at word
	flush := func() {
		if len(at) > 0 {
			out, at = append(out, at), nil
		}
	}
	for _, s := range t {
		text := clean(s.Text)
		if address(s.To) && s.To != s.Text {
			text += " (" + clean(s.To) + ")"
		}
		for i, part := range strings.Split(text, " ") {
			if i > 0 {
				flush()
			}
			if part != "" {
				at = append(at, run{part, toneOf(s.Tone, tone)})
			}
		}
	}
	flush()
	return out
}

// split breaks a word that is too long for a line into pieces that are not.
func (w word) split(width int) []word {
	var out []word
	var at word
	used := 0
	for _, r := range w {
		g := uniseg.NewGraphemes(r.text)
		for g.Next() {
			if used > 0 && used+g.Width() > width {
				out, at, used = append(out, at), nil, 0
			}
			at, used = append(at, run{g.Str(), r.tone}), used+g.Width()
		}
	}
	return append(out, at)
}

// lines breaks a text into lines of at most width columns.
func (f *textForm) lines(t doc.Text, tone doc.Tone, width int) []string {
	var out []string
	var line []word
	used := 0
	add := func(w word) {
		n := w.columns()
		if used > 0 && used+1+n > width {
			out, line, used = append(out, f.line(line)), nil, 0
		}
		if used > 0 {
			used++
		}
		line, used = append(line, w), used+n
	}
	for _, w := range words(t, tone) {
		if w.columns() <= width {
			add(w)
			continue
		}
		for _, piece := range w.split(width) {
			add(piece)
		}
	}
	return append(out, f.line(line))
}

// line is words with spaces between them, each stretch of one tone coloured once.
func (f *textForm) line(ws []word) string {
	var b, stretch strings.Builder
	tone := doc.Plain
	flush := func() {
		b.WriteString(f.Ink(inkOf[tone], stretch.String()))
		stretch.Reset()
	}
	for i, w := range ws {
		for j, r := range w {
			space := i > 0 && j == 0
			if space && r.tone == tone {
				stretch.WriteByte(' ')
			}
			if r.tone != tone {
				flush()
				tone = r.tone
				if space {
					b.WriteByte(' ')
				}
			}
			stretch.WriteString(r.text)
		}
	}
	flush()
	return b.String()
}

// inkOf is the colour of each tone.
var inkOf = [...]string{doc.Plain: PlainInk, doc.Grave: Red, doc.Warning: Yellow, doc.Good: Green, doc.Uncertain: Cyan,
	doc.Aside: Dim, doc.Strong: Bold, doc.Name: PlainInk}
