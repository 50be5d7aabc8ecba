package ask

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/world/laid"
	"github.com/servanda-lang/servanda/model"
)

// Every finding of the table of codes is in the list, in its order, and is found and said in one way: in a world, or in
// the text.
func TestTheListIsWhole(t *testing.T) {
	var asked, listed []Code
	for _, x := range topics[laid.Set, laid.Moves]() {
		asked = append(asked, x.codes...)
	}
	for _, k := range kinds {
		listed = append(listed, k.code)
		if (k.read == nil) == (k.say == nil) || (k.read == nil) != slices.Contains(asked, k.code) {
			t.Errorf("%s is not asked of a world and said, or found in the text, but not both", k.code)
		}
		asked = slices.DeleteFunc(asked, func(c Code) bool { return c == k.code })
	}
	if len(asked) > 0 {
		t.Errorf("asked, but not in the list, or twice: %v", asked)
	}
	if !slices.Equal(listed, codes.All()) {
		t.Errorf("listed:   %v\nthe table: %v", listed, codes.All())
	}
}

// Every finding has a file, named after it, that begins with its definition.
func TestEveryFindingHasItsFile(t *testing.T) {
	for _, c := range codes.All() {
		name := strings.ReplaceAll(string(c), "_", "")
		if !regexp.MustCompile(`(?m)^// (\w+): [^\n]*(\n// [^\n]*|\n//)*\nconst (\w+) = codes\.(\w+)$`).MatchString(read(t, name+".go")) {
			t.Errorf("%s.go does not begin with what %s means", name, c)
		}
		if _, ok := Explain(c); !ok {
			t.Errorf("%s is not explained", c)
		}
		if page := read(t, "../../docs/language.md"); !strings.Contains(page, "`"+string(c)+"`") {
			t.Errorf("docs/language.md does not define `%s`", c)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Without more actors than all sets are tried of, the smallest sets are all there are, and none contains another.
func TestSmallest(t *testing.T) {
	universe := model.SetOf(0, 1, 2, 3)
	got := Smallest(universe, 4, func(s model.ActorSet) bool { return s.Has(3) || s.Has(0) && s.Has(2) })
	if want := []model.ActorSet{model.SetOf(3), model.SetOf(0, 2)}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
