package differential

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
)

// The two readings agree on the pacts of the corpus and of the explanations too, as far as these are
// small and without mistakes.
func TestTwoReadingsAgreeOnTheCorpus(t *testing.T) {
	texts := map[string]string{}
	names, err := filepath.Glob("../../../testdata/corpus/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[strings.TrimSuffix(filepath.Base(name), ".txtar")] = string(a.Files[0].Data)
	}
	for _, c := range codes.All() {
		x, _ := ask.Explain(c)
		texts[string(c)] = x.Example
	}
	compared := 0
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			answer, d := compareText(text)
			if d != "" {
				t.Error(d)
			}
			if answer != nil {
				compared++
			}
		})
	}
	if compared*3 < len(texts) {
		t.Errorf("only %d of %d pacts could be compared", compared, len(texts))
	}
}
