package inquiry_test

import (
	"testing"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
)

// A guarantee that is called upon by the very act that performs it is due again as soon as it is performed:
// no state shows the performance, yet the guarantor, who must act for two other promises, cannot dodge it.
func TestAPerformanceThatNoStateShows(t *testing.T) {
	r := load.Source("in.pact", []byte(`pact "Pay, and pay again"
party south
party north
act pay by south { }
instrument first {
  between south, north
  duty again { south must pay  upon pay }
  duty single { south must pay  within 1 day }
}
instrument second {
  between south, north
  duty twice { south must pay  within 2 days }
}
`))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	a, err := inquiry.Check(t.Context(), r.Pact, inquiry.Query{Only: []inquiry.Code{ask.Hollow}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Findings {
		t.Errorf("found hollow: %s", f.Message)
	}
}
