package diag_test

import (
	"encoding/json"
	"testing"

	"github.com/servanda-lang/servanda/internal/diag"
)

func TestDefuse(t *testing.T) {
	for text, want := range map[string]string{
		"::error file=x::gone":           ": :error file=x::gone",
		"North\n  ::set-output name=x::": "North\n  : :set-output name=x::",
		"\u00A0::debug::":                "\u00A0: :debug::",
		"a::b":                           "a::b",
		"x ##vso[task.complete]":         "x # #vso[task.complete]",
		"##[error]lost ##teamcity[x]":    "# #[error]lost # #teamcity[x]",
		"###[command]":                   "## #[command]",
		"## a heading":                   "## a heading",
		"":                               "",
	} {
		if got := diag.Defuse(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
		if got := diag.Defuse(want); got != want {
			t.Errorf("%q became %q the second time", want, got)
		}
		plain, _ := json.Marshal(text)
		var back string
		if err := json.Unmarshal(diag.DefuseJSON(plain), &back); err != nil || back != text {
			t.Errorf("JSON of %q says %q: %v", text, back, err)
		}
	}
	if got := string(diag.DefuseJSON([]byte(`"##[error]"`))); got != `"#\u0023[error]"` {
		t.Errorf("JSON: %s", got)
	}
}
