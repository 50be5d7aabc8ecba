package repair_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/repair"
)

// told is a result as one line of text.
func told(t testing.TB, r *repair.Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := form.Text(&b, r.Document("servanda repair x.pact", 5), form.Style{Width: 100}); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestADiffShowsWhatGoesAndWhatComes(t *testing.T) {
	for _, x := range []struct{ old, new, want string }{
		{"a\nb\nc\n", "a\nb\nc\n", ""},
		{"a\nb\nc\nd\ne\nf\n", "a\nb\nc\nX\ne\nf\n", "@@ line 2 @@\n  b\n  c\n- d\n+ X\n  e\n  f\n"},
		{"a\n", "b\na\n", "@@ line 1 @@\n+ b\n  a\n"},
		{"a\nb\n", "a\n", "@@ line 1 @@\n  a\n- b\n"},
		{"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "X\n2\n3\n4\n5\n6\n7\n8\nY\n", "@@ line 1 @@\n- 1\n+ X\n  2\n  3\n@@ line 7 @@\n  7\n  8\n- 9\n+ Y\n"},
	} {
		if got := repair.Diff(x.old, x.new); got != x.want {
			t.Errorf("%q to %q: %q, want %q", x.old, x.new, got, x.want)
		}
	}
}

func TestTheAnswerKeepsToItsSchema(t *testing.T) {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(repair.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("repair.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("repair.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*repair.Result{
		mended(t, "testdata/swap.pact", repair.Query{Size: 1}),
		mended(t, "testdata/swap.pact", repair.Query{Alone: true, Most: 16}),
		mended(t, example("hollow-guarantee-and-minimum-act"), repair.Query{}),
	} {
		text, err := json.Marshal(r.JSON("x.pact"))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(answer); err != nil {
			t.Error(err)
		}
	}
}
