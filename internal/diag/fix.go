package diag

import "github.com/servanda-lang/servanda/internal/source"

// Fix is what mends a diagnostic letter by letter, for whoever is to be spared the typing. There is one only where what was
// meant is as good as certain; what else would help is said in Detail.
type Fix struct {
	Title string // what it does, as a command: "Write `within`"
	Edits []Edit // none overlaps another
}

// Edit puts a text in the place of a span, which may be empty.
type Edit struct {
	Span source.Span
	Text string
}

// Replace is the fix that writes something else in one place. What would run together with a word beside it is parted from it.
func Replace(at source.Span, text string) *Fix {
	title := "Write `" + text + "`"
	if text == "" {
		return &Fix{Title: "Delete it", Edits: []Edit{{at, ""}}}
	}
	return &Fix{Title: title, Edits: []Edit{{at, parted(at, text)}}}
}

// parted is a text with spaces where it would run together with what stands beside its place.
func parted(at source.Span, text string) string {
	if before := at.Start - 1; before >= 0 && wordByte(at.File.Text[before]) && wordByte(text[0]) {
		text = " " + text
	}
	if at.End < len(at.File.Text) && wordByte(at.File.Text[at.End]) && wordByte(text[len(text)-1]) {
		text += " "
	}
	return text
}

// wordByte reports whether a byte is part of a word, a number or a letter of another script.
func wordByte(b byte) bool {
	return b == '_' || b >= 0x80 || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}
