package syntax

import (
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/source"
)

func codesOf(text string) string {
	_, ds := Parse(source.NewFile("test.pact", []byte(text)))
	var cs []string
	for _, d := range ds {
		cs = append(cs, string(d.Code))
	}
	return strings.Join(cs, " ")
}

// What turns the direction of writing or cannot be seen is refused in labels, comments and between words.
func TestHiddenCharacters(t *testing.T) {
	var rs []rune
	for _, r := range [][2]rune{{0x202A, 0x202E}, {0x2066, 0x2069}, {0x200E, 0x200F}, {0, 8}, {0x7F, 0x9F}, {0xE0001, 0xE007F}} {
		for c := r[0]; c <= r[1]; c++ {
			rs = append(rs, c)
		}
	}
	rs = append(rs, 0x061C, 0x200B, 0x2060, 0xFEFF, 0x00AD, 0x2028, 0x3164, '\r', 0x1B)
	for _, r := range rs {
		c := string(r)
		for _, text := range []string{`party a "x` + c + `y"`, "party a # x" + c + "y\n", "party a " + c + " \"x\"", "party a" + c + "b"} {
			if !strings.HasPrefix(codesOf(text), "P002") {
				t.Errorf("U+%04X: %q gives %q", r, text, codesOf(text))
			}
		}
	}
}

// Labels and comments may be in any script, with the joiners it needs; line ends may be CR LF.
func TestAnyScript(t *testing.T) {
	for _, label := range []string{"می\u200cخواهم", "क्\u200dष", "北方の国", "צפון", "👩\u200d👩\u200d👧", "Süd é", "a\u00A0b", "\u0601"} {
		if got := codesOf("\uFEFFparty a \"" + label + "\" # " + label + "\r\nparty b\r\n"); got != "" {
			t.Errorf("%s: %s", label, got)
		}
	}
}

func TestLookAlikes(t *testing.T) {
	for r, a := range lookAlike {
		if r < 0x80 || !alnum(byte(a)) || a >= 0x80 {
			t.Errorf("%c is said to look like %c", r, a)
		}
	}
	for word, want := range map[string]string{
		"sоuth": "south", "ΝΟRTH": "north", "ｎｏｒｔｈ": "north", "𝐧𝐨rth": "north", "nörth": "north",
		"Ärger": "arger", "a\u200db": "ab", "語": "", "North_": "north",
	} {
		if got := plainName(word); got != want {
			t.Errorf("%s is taken for %q, want %q", word, got, want)
		}
	}
}

func TestUnquote(t *testing.T) {
	for text, want := range map[string]string{
		`"a"`: "a", `"a \"b\" \\"`: `a "b" \`, `"`: "", `""`: "", "“a”": "a", `"a\`: `a\`, `"a`: "a",
	} {
		if got := unquote(text); got != want {
			t.Errorf("unquote(%s) = %q, want %q", text, got, want)
		}
	}
}
