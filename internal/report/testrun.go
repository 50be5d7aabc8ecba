package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
)

// TestStyle says how to write the outcome of tests.
type TestStyle struct {
	Style // Verbose: name also what is as expected
	Took  time.Duration
}

// Tests writes how the checks and scenarios of one pact went, in the manner of go test.
func Tests(w io.Writer, r Result, s TestStyle) error {
	t := &testRun{page: s.page(), style: s}
	switch {
	case r.Inconclusive != nil:
		t.last("FAIL", yellow, r.Path, "inconclusive: "+r.Inconclusive.Error())
	case r.Answer == nil:
		t.last("FAIL", red, r.Path, "does not compile")
	default:
		t.answer(r)
	}
	_, err := io.WriteString(w, t.String())
	return err
}

type testRun struct {
	*page
	style TestStyle
}

func (t *testRun) answer(r Result) {
	checks, scenarios := Checks(r.Answer), Scenarios(r.Answer)
	for _, one := range checks {
		t.one("check", r, one)
	}
	for _, one := range scenarios {
		t.one("scenario", r, one)
	}
	s := Summarise(r.Answer)
	failed := s.ChecksFailed + s.ScenariosFailed
	told := count(s.Checks, "check") + ", " + count(s.Scenarios, "scenario")
	switch {
	case s.Checks+s.Scenarios == 0:
		t.last("?", dim, r.Path, "no checks or scenarios")
	case failed > 0:
		t.last("FAIL", red, r.Path, fmt.Sprintf("%d of %d failed", failed, s.Checks+s.Scenarios))
	default:
		t.last("ok", green, r.Path, told)
	}
}

func (t *testRun) one(kind string, r Result, one Tested) {
	if one.Failed == 0 {
		if t.style.Verbose {
			t.para(t.ink(green, "--- PASS")+": ", plainInk, kind+" "+one.name())
		}
		return
	}
	t.para(t.ink(red, "--- FAIL")+": ", plainInk, kind+" "+one.name())
	t.para(testMargin, plainInk, placeInFull(one.At)+": "+one.Message)
	if p := r.Answer.Pact; len(p.Points) > 0 {
		t.para(testMargin, dim, fmt.Sprintf("in %d of %s; for one when %s", one.Failed, count(one.Asked, "filling"), fillingWords(p, one.Filling)))
	}
	if one.Course != nil {
		t.courseLines(testMargin, one.Course.Lines())
	}
}

const testMargin = "    "

func (t *testRun) last(word, colour, path, told string) {
	fmt.Fprintf(t, "%s%s\t%s\t%s\t%.2fs\n", t.ink(colour, word), strings.Repeat(" ", max(0, 4-len(word))), diag.Visible(path), told, t.style.Took.Seconds())
}

// placeInFull names the file too, as editors understand it.
func placeInFull(s source.Span) string { return place(s, "") }
