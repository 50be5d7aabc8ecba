// Package doc is what there is to read, before it is a page: headings, sentences, lists, tables, courses, pictures.
//
// Input: whoever has something to say builds a Document of the blocks below. Output: plain data. What it looks like on a
// terminal, in Markdown, HTML or Word is the matter of package form, so that every form says the same: what is added to a
// document is in all of them, and what is not in it is in none.
//
// A document holds no markup and no layout. Text is what a person reads, without escapes for any form; a Tone says what a
// text means to the reader (grave, good, uncertain) and never how it is coloured. What only some forms can show (a picture,
// a part that is folded away) always has a text beside it for the others.
package doc

// Document is something to be read from its title to its end.
type Document struct {
	Title  Text
	Under  []Text  // lines under the title: what it rests on, which reading it is of
	Blocks []Block // in the order of reading
	Lang   string  // language tag of the text, BCP 47; "en" if empty
}

// Block is one of the kinds in blocks.go.
type Block interface{ block() }

// Tone is what a text means to the reader.
type Tone uint8

// The tones. Aside is what may be passed over at first reading.
const (
	Plain Tone = iota
	Grave
	Warning
	Good
	Uncertain // not known, not asked, or given up
	Aside
	Strong // the word that the eye should find
	Name   // as written in the pact, to be copied letter by letter: a clause, a file, a command
)

// Span is a run of text of one tone. To is the ID of the block or the address that it leads to, if it leads anywhere: "#id" is
// a block of the same document, "/path" another page of the site that it is a page of, where it is one.
type Span struct {
	Text string
	Tone Tone
	To   string
}

// Text is what stands in one line of thought, spans after one another; spaces between them are part of them.
type Text []Span

// T is a plain text.
func T(text string) Text { return Text{{Text: text}} }

// In is a text of one tone.
func In(tone Tone, text string) Text { return Text{{Text: text, Tone: tone}} }

// With is the text with more after it.
func (t Text) With(more ...Span) Text { return append(append(Text{}, t...), more...) }

// String is the text without its tones.
func (t Text) String() string {
	var out string
	for _, s := range t {
		out += s.Text
	}
	return out
}

// Empty reports whether there is nothing to read.
func (t Text) Empty() bool { return t.String() == "" }
