package lsp

import (
	"testing"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

func TestChangesOfText(t *testing.T) {
	at := func(l1, c1, l2, c2 uint32) *protocol.Range {
		return &protocol.Range{Start: protocol.Position{Line: l1, Character: c1}, End: protocol.Position{Line: l2, Character: c2}}
	}
	d := newDocument("u", "u", 1, []byte("one\r\n😀two\nthree"))
	d, splices := d.changed(2, []protocol.TextDocumentContentChangeEvent{
		{Range: at(0, 3, 1, 2), Text: ""}, {Range: at(0, 0, 0, 3), Text: "ONE"}, {Range: at(9, 0, 9, 0), Text: "!"},
	}, protocol.UTF16)
	if string(d.text) != "ONEtwo\nthree!" || d.version != 2 || len(splices) != 3 {
		t.Errorf("%q %d %v", d.text, d.version, splices)
	}
	d, _ = d.changed(3, []protocol.TextDocumentContentChangeEvent{{Text: "all new"}, {Range: at(0, 3, 0, 0), Text: "_"}}, protocol.UTF16)
	if string(d.text) != "all_ new" {
		t.Errorf("%q", d.text)
	}
}

func TestWholeTextForALetter(t *testing.T) {
	d := newDocument("u", "u", 1, []byte("party north\nparty south\n"))
	for _, c := range []struct {
		text string
		want splice
	}{
		{"party north\n\nparty south\n", splice{12, 12, 1}}, {"party nrth\nparty south\n", splice{7, 8, 0}},
		{"party north\nparty south\n", splice{24, 24, 0}}, {"", splice{0, 24, 0}}, {"x", splice{0, 24, 1}},
	} {
		_, got := d.changed(2, []protocol.TextDocumentContentChangeEvent{{Text: c.text}}, protocol.UTF16)
		if got[0] != c.want {
			t.Errorf("%q: %v, want %v", c.text, got[0], c.want)
		}
	}
}

func TestPlacesMoveWithTheText(t *testing.T) {
	for _, c := range []struct {
		change splice
		start  int
		end    int
		ok     bool
	}{
		{splice{0, 2, 5}, 13, 18, true}, {splice{20, 21, 0}, 10, 15, true}, {splice{12, 13, 4}, 10, 18, true},
		{splice{8, 12, 1}, 0, 0, false}, {splice{14, 17, 0}, 0, 0, false}, {splice{0, 100, 99}, 0, 0, false},
		{splice{10, 10, 2}, 12, 17, true}, {splice{15, 15, 2}, 10, 15, true},
	} {
		got, ok := place{"p", 10, 15}.moved([]splice{c.change})
		if ok != c.ok || ok && (got.start != c.start || got.end != c.end) {
			t.Errorf("%v: %v %v", c.change, got, ok)
		}
	}
}
