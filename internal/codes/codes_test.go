package codes_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/codes"
)

// Every code that is declared stands in the table, once, and severities only ever get lighter.
func TestEveryCodeIsInTheTable(t *testing.T) {
	text, err := os.ReadFile("codes.go")
	if err != nil {
		t.Fatal(err)
	}
	var declared []string
	for _, m := range regexp.MustCompile(`(?m)^\t\w+\s+Code = "(\w+)"$`).FindAllStringSubmatch(string(text), -1) {
		declared = append(declared, m[1])
	}
	names := codes.Names()
	heaviest := codes.Serious
	for _, c := range codes.All() {
		if s := codes.SeverityOf(c); s < heaviest {
			t.Errorf("%s is graver than what stands before it", c)
		} else {
			heaviest = s
		}
	}
	slices.Sort(names)
	slices.Sort(declared)
	if !slices.Equal(names, declared) {
		t.Errorf("declared %v, in the table %v", declared, names)
	}
	if codes.SeverityOf("no such code") != codes.Note {
		t.Error("what is no code weighs more than a note")
	}
}
