package syntax

import (
	"strings"
	"unicode"
)

// Skeletons gives two texts with which a label can be compared to others: labels that look or sound alike have one of
// them in common. Letters of other scripts and styles that pass for Latin ones count as these, accents, case, spaces
// and signs do not count; in the second, letters and digits of like shape are one. The idea is that of the skeletons of
// Unicode Technical Standard 39, with the look-alikes this package knows.
func Skeletons(label string) (heard, seen string) {
	var h, s strings.Builder
	for _, r := range label {
		if r >= 0x80 {
			if a := ascii(r); a != 0 {
				r = a
			}
		}
		if accent := r >= 0x300 && r <= 0x36F; accent || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			continue
		}
		h.WriteRune(unicode.ToLower(r))
		switch r {
		case '0':
			r = 'o'
		case '1', 'I':
			r = 'l'
		}
		s.WriteRune(unicode.ToLower(r))
	}
	return h.String(), strings.NewReplacer("rn", "m", "vv", "w").Replace(s.String())
}
