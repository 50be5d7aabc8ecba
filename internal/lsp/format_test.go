package lsp

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// untidy changes a text at some places: lines are indented, doubled, cut out, and blank ones put in.
func untidy(text string, rnd *rand.Rand) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		switch rnd.IntN(12) {
		case 0:
			b.WriteString("   ")
		case 1:
			b.WriteString("\n")
		case 2:
			b.WriteString(line)
		case 3:
			continue
		case 4:
			line = strings.TrimSuffix(line, "\n") + "  \n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// The edits between any two texts make the one of the other, whatever they have in common, and touch no line twice.
func TestLineEdits(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	same := "pact \"x\"\n\nparty north\n"
	for name, text := range pacts(t) {
		for _, c := range []struct{ from, to string }{
			{text, untidy(text, rnd)}, {untidy(text, rnd), text}, {text, strings.TrimRight(text, "\n")}, {text, ""}, {"", text}, {text, same}, {same, text},
			{strings.ReplaceAll(text, "\n", "\r\n"), strings.ReplaceAll(untidy(text, rnd), "\n", "\r\n")},
		} {
			d := newDocument("u", "u", 1, []byte(c.from))
			edits := d.lineEdits([]byte(c.to), protocol.UTF16)
			if got := edited(d.lines, edits, protocol.UTF16); string(got) != c.to {
				t.Fatalf("%s: %d edits make\n%s\nwant\n%s", name, len(edits), got, c.to)
			}
			if c.from == c.to && len(edits) > 0 {
				t.Errorf("%s: edits of what is the same: %v", name, edits)
			}
			last := -1
			for _, e := range edits {
				start, end := d.offset(e.Range.Start, protocol.UTF16), d.offset(e.Range.End, protocol.UTF16)
				if start < last || end < start {
					t.Fatalf("%s: edits overlap: %v", name, edits)
				}
				last = end
			}
		}
	}
}

// One line that is not tidy is one edit of that line.
func TestLineEditsAreFew(t *testing.T) {
	var text bytes.Buffer
	for i := range 400 {
		fmt.Fprintf(&text, "party p%d\n", i)
	}
	from := strings.Replace(text.String(), "party p200\n", "  party   p200\n\n", 1)
	d := newDocument("u", "u", 1, []byte(from))
	edits := d.lineEdits(text.Bytes(), protocol.UTF8)
	if len(edits) != 1 || at(edits[0].Range) != "201:1-203:1" || edits[0].NewText != "party p200\n" {
		t.Errorf("%v", edits)
	}
}
