package inquiry_test

import (
	"testing"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
)

// Every code is explained by a pact that shows it.
func TestEveryExplanationShowsItsCode(t *testing.T) {
	for _, code := range codes.All() {
		t.Run(string(code), func(t *testing.T) {
			x, ok := ask.Explain(code)
			if !ok || x.Title == "" || x.Text == "" {
				t.Fatal("not explained")
			}
			r := load.Source("example.pact", []byte(x.Example))
			if r.Pact == nil {
				t.Fatal(r.Diagnostics)
			}
			a, err := inquiry.Check(t.Context(), r.Pact, inquiry.Query{})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range a.Findings {
				if f.Code == code {
					return
				}
			}
			t.Errorf("the example does not show it: %v", a.Findings)
		})
	}
}
