package inquiry

import (
	"cmp"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
)

// BenchmarkQuestions puts each question to all fillings of a pact together, by itself, in a fresh copy of the family: what it
// takes in time; in steps of the diagrams, which are the same on every machine; and in nodes. SERVANDA_PACT is the pact, from
// here; if it is not set it is the one of the library with the most fillings.
//
//	go test -run '^$' -bench Questions -benchtime 1x ./internal/inquiry
func BenchmarkQuestions(b *testing.B) {
	r, err := load.Load(cmp.Or(os.Getenv("SERVANDA_PACT"), "../../library/reported-framework-2025-12/reported-framework-2025-12.pact"))
	if err != nil || r.Pact == nil {
		b.Fatal("the pact does not compile: ", err)
	}
	j, err := newJob(b.Context(), r.Pact, Query{Workers: 1}, nil)
	if err != nil {
		b.Fatal(err)
	}
	j.steps = 8 * mostSteps // as if fillings had been looked at before
	var t *together
	b.Run("family", func(b *testing.B) {
		for b.Loop() {
			if t, err = j.newTogether(&Answer{Pact: r.Pact}); err != nil {
				b.Fatal(err)
			}
		}
		weigh(b, t.family, 0)
	})
	if t == nil {
		b.Skip("without the family there is nothing to ask")
	}
	t.steps = mostSteps
	for i, x := range t.tasks() {
		b.Run(fmt.Sprintf("%s-%d", x.name(), i), func(b *testing.B) {
			for b.Loop() {
				w := t.fork(mostNodes)
				before := w.Steps()
				if _, err := x.put(w); err != nil {
					b.Fatal(err)
				}
				weigh(b, w, before)
			}
		})
	}
}

// name is what a task is about.
func (x *task) name() string {
	if x.check >= 0 {
		return "check"
	}
	var codes []string
	for _, c := range x.question.Codes {
		codes = append(codes, string(c))
	}
	return strings.Join(codes, "-")
}

// weigh tells what a space took since it had made so many steps.
func weigh(b *testing.B, w *space, before int) {
	b.ReportMetric(float64(w.Steps()-before), "steps")
	b.ReportMetric(float64(w.Size()), "nodes")
}
