package inquiry_test

import (
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
)

// Whether something need follow within so many days is known without the course that shows it, which takes memory for each day. Where
// there is too little for that, the check is answered and the course left out, and both are said.
func TestALongDelayIsAnsweredWithoutItsCourse(t *testing.T) {
	r := load.Source("in.pact", []byte(`pact "Delay"
tick 1 day
party a
party b
fact f {x,y}
act rise by a { when f is x  f becomes y }
act fall by b { when f is y  f becomes x }
fact g {x,y}
act light by a { when g is x  g becomes y }
act put_out by b { when g is y  g becomes x }
purpose { f is y }
check "slow" { f is y leads to g is y within 20000 days }
`))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	ask := func(bytes int64) inquiry.CheckResult {
		t.Helper()
		a, err := inquiry.Check(t.Context(), r.Pact, inquiry.Query{Workers: 1, Limits: inquiry.Limits{Bytes: bytes}})
		if err != nil {
			t.Fatal(err)
		}
		return a.Fillings[0].Checks[0]
	}
	if c := ask(0); c.Holds || c.Course == nil || strings.Contains(c.Message, "memory") {
		t.Errorf("without a limit: %v %q, a course: %v", c.Holds, c.Message, c.Course != nil)
	}
	if c := ask(2 << 20); c.Holds || c.Course != nil || !strings.Contains(c.Message, "too long to be looked for within the memory limit") {
		t.Errorf("with 2 MB: %v %q, a course: %v", c.Holds, c.Message, c.Course != nil)
	}
}
