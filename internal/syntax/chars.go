package syntax

import (
	"fmt"
	"unicode"
)

// hidden reports whether no pact may contain the character, labels and comments included: controls,
// characters that turn the direction of writing, and others nobody sees. The joiners U+200C and U+200D
// are allowed where text may be in any script, since Persian and Indic spelling needs them; so are the
// few format characters that have a shape, and variation selectors that come with emoji.
func hidden(r rune) bool {
	switch {
	case r < 0x80:
		return r < ' ' && r != '\t' && r != '\n' || r == 0x7F
	case r == 0x200C || r == 0x200D:
		return false
	case unicode.Is(shapedFormat, r):
		return false
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r), unicode.Is(blank, r):
		return true
	}
	return false
}

// shapedFormat are format characters one can see: signs that span Arabic, Syriac and Kaithi numbers.
var shapedFormat = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0600, Hi: 0x0605, Stride: 1}, {Lo: 0x06DD, Hi: 0x06DD, Stride: 1},
		{Lo: 0x070F, Hi: 0x070F, Stride: 1}, {Lo: 0x0890, Hi: 0x0891, Stride: 1},
		{Lo: 0x08E2, Hi: 0x08E2, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0x110BD, Hi: 0x110BD, Stride: 1}, {Lo: 0x110CD, Hi: 0x110CD, Stride: 1}},
}

// blank are characters without a shape that Unicode does not count as format characters: the grapheme
// joiner, fillers of several scripts, line separators, and whole ranges kept for such characters, tags and
// supplementary variation selectors among them, in which a text can be smuggled.
var blank = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034F, Hi: 0x034F, Stride: 1}, {Lo: 0x115F, Hi: 0x1160, Stride: 1},
		{Lo: 0x17B4, Hi: 0x17B5, Stride: 1},
		{Lo: 0x2028, Hi: 0x2029, Stride: 1}, {Lo: 0x2065, Hi: 0x2065, Stride: 1},
		{Lo: 0x2800, Hi: 0x2800, Stride: 1},
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, {Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1},
		{Lo: 0xFFF0, Hi: 0xFFF8, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0xE0000, Hi: 0xE0FFF, Stride: 1}},
}

// describeHidden names a hidden character for an error text.
func describeHidden(r rune) string {
	switch {
	case r == 0:
		return "a zero byte"
	case r == '\r':
		return "a carriage return without a line feed"
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
		return fmt.Sprintf("U+%04X, which changes the direction of writing", r)
	case unicode.Is(unicode.Zs, r):
		return fmt.Sprintf("U+%04X, a space other than the ordinary one", r)
	case unicode.Is(unicode.Cc, r):
		return fmt.Sprintf("the control character U+%04X", r)
	}
	return fmt.Sprintf("U+%04X, which nobody can see", r)
}

// lookAlikes are letters of other scripts that pass for ASCII ones, in pairs.
const lookAlikes = "аaАAвbВBсcСCԁdеeЕEёeЁEғfһhНHіiІIїiЇIјjЈJкkКKӏlмmМMоoОOрpРPԛqѕsЅSтtТTυuѵvѴVԝwхxХXуyУYгrпn" +
	"αaΑAβbΒBεeΕEηnΗHιiΙIκkΚKΜMνvΝNοoΟOρpΡPτtΤTΥYχxΧXζzΖZγyωwσo" +
	"օoսuհhոnսuցgզqяrıiſsɑaɡgɩiʏyʀrßbøoØOđdĐDłlŁLħhħhæaœoþpðd"

var lookAlike = pairs(lookAlikes)

func pairs(s string) map[rune]rune {
	m := make(map[rune]rune)
	rs := []rune(s)
	for i := 0; i+1 < len(rs); i += 2 {
		m[rs[i]] = rs[i+1]
	}
	return m
}

// ascii gives the ASCII letter or digit that a character resembles, or 0.
func ascii(r rune) rune {
	switch {
	case r >= 0xFF10 && r <= 0xFF19, r >= 0xFF21 && r <= 0xFF3A, r >= 0xFF41 && r <= 0xFF5A, r == 0xFF3F:
		return r - 0xFF00 + 0x20 // full width
	case r >= 0x1D400 && r <= 0x1D6A3: // mathematical letters: 26 capitals, 26 small, again and again
		n := (r - 0x1D400) % 52
		if n < 26 {
			return 'A' + n
		}
		return 'a' + n - 26
	case r >= 0x1D7CE && r <= 0x1D7FF:
		return '0' + (r-0x1D7CE)%10
	}
	if a, ok := lookAlike[r]; ok {
		return a
	}
	return accented(r)
}

// accented gives the letter under the accents of a Latin character, or 0.
func accented(r rune) rune {
	const table = "aàáâãäåāăąǎạảấầẩẫậắằẳẵặ cçćĉċč dďḍ eèéêëēĕėęěẹẻẽếềểễệ gĝğġģ hĥḥ iìíîïĩīĭįǐịỉ jĵ kķ lĺļľ " +
		"nñńņňṇ oòóôõöōŏőǒọỏốồổỗộớờởỡợơ rŕŗřṛ sśŝşšșṣ tţťțṭ uùúûüũūŭůűųǔụủứừửữựư wŵẁẃẅ yýÿŷỳỵỷỹ zźżžẓ"
	low, base := unicode.ToLower(r), rune(0)
	for _, t := range table {
		switch {
		case t < 0x80:
			base = t
		case t == low && base != ' ':
			if low != r {
				return unicode.ToUpper(base)
			}
			return base
		}
	}
	return 0
}
