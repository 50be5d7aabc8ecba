package diag

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
)

// Build systems take a line of output that begins with `::` for a command (GitHub), or `##` with a word in
// brackets after it wherever it stands (Azure, TeamCity, GitHub).
var brackets = regexp.MustCompile(`##([A-Za-z]*\[)`)

// Defuse keeps what stands in a pact or a path from starting a command of the system a text is printed in: it
// sets a space between the two signs that would.
func Defuse(text string) string {
	if !strings.Contains(text, "::") && !strings.Contains(text, "##") {
		return text
	}
	lines := strings.Split(brackets.ReplaceAllString(text, "# #$1"), "\n")
	for i, line := range lines {
		if rest := strings.TrimLeftFunc(line, unicode.IsSpace); strings.HasPrefix(rest, "::") {
			lines[i] = line[:len(line)-len(rest)] + ": " + rest[1:]
		}
	}
	return strings.Join(lines, "\n")
}

// DefuseJSON does so for JSON, whose lines never begin with a text, and whose strings can say the same in another way.
func DefuseJSON(text []byte) []byte {
	if !bytes.Contains(text, []byte("##")) {
		return text
	}
	return brackets.ReplaceAll(text, []byte(`#\u0023$1`))
}
