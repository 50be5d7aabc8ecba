package report_test

import (
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

// terminal is what stands on a wide terminal, without its line breaks.
func terminal(t *testing.T, r report.Result) string {
	t.Helper()
	var b strings.Builder
	if err := report.Terminal(&b, r, report.Style{Width: 400}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func mustSay(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			t.Errorf("%q is missing in\n%s", w, text)
		}
	}
}

func TestInShort(t *testing.T) {
	text := terminal(t, result(t))
	mustSay(t, text,
		"IN SHORT\n\n  Each in at least one reading; below stands in which.\n",
		"  - Can be left with nothing after having given, though nobody breaks a promise: Southland (\"leave_hill\").\n",
		"  - Can be blocked by one alone: ", "(by Northern Senate).\n",
		"  - Not as the author expects: 1 check.\n")
	if strings.Contains(text, "No teeth") {
		t.Error("what was accepted stands in the gist")
	}
}

// A duty of which it was said that nobody has to break a promise is not named again among those where
// somebody has to.
func TestInShortNamesTheGraverOnce(t *testing.T) {
	r := result(t)
	breach := r.Answer.Findings[0]
	breach.Defectors = model.SetOf(sample.North)
	r.Answer.Findings = append([]inquiry.Across{breach}, r.Answer.Findings...)
	if text := terminal(t, r); strings.Contains(text, "if somebody breaks a promise") {
		t.Error(text)
	}
}

func TestInShortOfNothing(t *testing.T) {
	r := result(t)
	r.Answer.Findings = nil
	mustSay(t, terminal(t, r), "  Nothing serious was found.\n")
	r.Only = []inquiry.Code{ask.Exposed}
	r.Answer.Fillings = r.Answer.Fillings[:1]
	r.Answer.Looked = 1
	mustSay(t, terminal(t, r), "  Nothing serious was found in the readings looked at (looked for was only exposed).\n",
		"Of all kinds of findings only this was looked for: exposed.")
}

// What was seen in a selection of fillings is not said of the others.
func TestSeenWhen(t *testing.T) {
	r := result(t)
	mustSay(t, terminal(t, r), ", when order is no")
	p := *r.Answer.Pact
	p.Points = append(p.Points[:len(p.Points):len(p.Points)], p.Points[0])
	r.Answer.Pact = &p
	mustSay(t, terminal(t, r), ", seen when order is no")
}

// Vetoes over the same purpose in the same readings are one item with the numbers of all.
func TestVetoesAreJoined(t *testing.T) {
	r := result(t)
	other := r.Answer.Findings[1]
	other.By = []model.ActorSet{model.SetOf(sample.North, sample.South)}
	elsewhere := other
	elsewhere.By, elsewhere.Fillings, elsewhere.Always = []model.ActorSet{model.SetOf(sample.North)}, []int{0}, false
	elsewhere.When, elsewhere.Message = r.Answer.Findings[0].When, "Northland alone can."
	r.Answer.Findings = append(r.Answer.Findings, other, elsewhere)
	mustSay(t, terminal(t, r), "  2-3 Each of these can lawfully keep the purpose",
		"though all others help: Northern Senate; Northland and Southland together.", "   4  Northland alone can.")
}

// What holds everywhere but in some fillings is told by these alone.
func TestWhenNotOnly(t *testing.T) {
	r := result(t)
	f := &r.Answer.Findings[0]
	if len(f.When) == 0 || f.Always {
		t.Fatal("the first finding holds in every reading")
	}
	f.Except, f.When = f.When, []inquiry.Cube{{}}
	if line := report.Line(r.Answer.Pact, f); strings.Contains(line, "when ;") || !strings.Contains(line, " but not when ") {
		t.Error(line)
	}
}
