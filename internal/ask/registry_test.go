package ask

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/lower"
	"github.com/servanda-lang/servanda/internal/world/laid"
	"github.com/servanda-lang/servanda/model"
)

// Every finding is in the list once, gravest first, and is found and said in one way: in a world, or in the text.
func TestTheListIsWhole(t *testing.T) {
	var asked []Code
	for _, x := range topics[laid.Set, laid.Moves]() {
		asked = append(asked, x.codes...)
	}
	for i, k := range kinds {
		if slices.Contains(Codes()[:i], k.code) {
			t.Errorf("%s is listed twice", k.code)
		}
		if i > 0 && k.severity < kinds[i-1].severity {
			t.Errorf("%s is graver than what stands before it", k.code)
		}
		if (k.read == nil) == (k.say == nil) || (k.read == nil) != slices.Contains(asked, k.code) {
			t.Errorf("%s is not asked of a world and said, or found in the text, but not both", k.code)
		}
		asked = slices.DeleteFunc(asked, func(c Code) bool { return c == k.code })
	}
	if len(asked) > 0 {
		t.Errorf("asked, but not in the list, or twice: %v", asked)
	}
}

// Every code that a file of this package declares is in the list.
func TestEveryDeclaredCodeIsListed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var declared []Code
	for _, f := range files {
		text := read(t, f)
		for _, m := range regexp.MustCompile(`(?m)^const \w+ Code = "(\w+)"$`).FindAllStringSubmatch(text, -1) {
			declared = append(declared, Code(m[1]))
			if want := strings.ReplaceAll(m[1], "_", "") + ".go"; f != want {
				t.Errorf("%s is declared in %s, not in %s", m[1], f, want)
			}
		}
	}
	listed := Codes()
	slices.Sort(declared)
	slices.Sort(listed)
	if !slices.Equal(declared, listed) {
		t.Errorf("declared: %v\nlisted:   %v", declared, listed)
	}
}

// What else has a list of codes has this one.
func TestEveryListOfCodesIsThisOne(t *testing.T) {
	var want []string
	for _, c := range Codes() {
		want = append(want, string(c))
		if _, ok := Explain(c); !ok {
			t.Errorf("%s is not explained", c)
		}
		if page := read(t, "../../docs/language.md"); !strings.Contains(page, "`"+string(c)+"`") {
			t.Errorf("docs/language.md does not define `%s`", c)
		}
	}
	last := len(want) - 1
	m024, _ := diag.Explain("M024")
	for name, got := range map[string][]string{
		"what `accept` takes": lower.FindingCodes,
		"check.schema.json":   enumWith(t, "../report/schema/check.schema.json"),
		"diff.schema.json":    enumWith(t, "../report/schema/diff.schema.json"),
	} {
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	if list := strings.Join(want[:last], ", ") + " and " + want[last]; !strings.Contains(m024.Text, list) {
		t.Errorf("M024 does not list %s", list)
	}
}

// enumWith finds the list of values in a schema that the first code is one of.
func enumWith(t *testing.T, path string) (out []string) {
	t.Helper()
	var schema any
	if err := json.Unmarshal([]byte(read(t, path)), &schema); err != nil {
		t.Fatal(err)
	}
	var visit func(x any)
	visit = func(x any) {
		switch x := x.(type) {
		case []any:
			if slices.Contains(x, any(string(Stuck))) {
				for _, c := range x {
					out = append(out, c.(string))
				}
			}
			for _, y := range x {
				visit(y)
			}
		case map[string]any:
			for _, y := range x {
				visit(y)
			}
		}
	}
	visit(schema)
	return out
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
