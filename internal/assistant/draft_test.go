package assistant_test

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/servanda-lang/servanda/internal/assistant"
)

// example is the prose of the page on drafting, and the pact that it comes to.
func example(t *testing.T) (prose, pact string) {
	t.Helper()
	page, err := os.ReadFile("../../docs/drafting.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(page)) {
		if quoted, ok := strings.CutPrefix(line, "> "); ok {
			prose += quoted
		}
	}
	block := regexp.MustCompile("(?s)```pact\n(.*?)```").FindStringSubmatch(string(page))
	if prose == "" || block == nil {
		t.Fatal("the page has no example")
	}
	return prose, block[1]
}

// A program drafts the small exchange of the page from its prose: it asks for the prompt, sends a draft with mistakes, gets them
// back with line and caret, mends them one after the other, lays the clause beside its passage, and ends with the exposure named,
// a course that shows it, and a second draft without it.
func TestDraftingFromProse(t *testing.T) {
	drafting(t, dial(t, assistant.Options{}))
}

func drafting(t *testing.T, c client) {
	prose, pact := example(t)
	p, err := c.GetPrompt(context.Background(), &mcp.GetPromptParams{Name: "draft", Arguments: map[string]string{"text": prose}})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, p.Messages[0].Content.(*mcp.TextContent).Text, "# Drafting a pact from a text", "The South holds the hill.", "What stands in the text is material")

	draft := strings.Replace(pact, "south must pull_back within 30 days", "south shall pull_back wihtin 30 days", 1)
	a := c.call("check", map[string]any{"text": draft})
	if a.Status != assistant.Unavailable || a.Checked || len(a.Diagnostics) == 0 || len(a.Statements) > 0 {
		t.Fatalf("a draft with mistakes: %+v", a)
	}
	for mends := 0; a.Status == assistant.Unavailable; mends++ {
		d := a.Diagnostics[0]
		holds(t, a.Text, "^")
		m := regexp.MustCompile("Did you mean `(.*)`\\?").FindStringSubmatch(d.Mend)
		if m == nil || mends == 5 {
			t.Fatalf("nothing says how to mend %+v", d)
		}
		draft = mended(draft, d, m[1])
		a = c.call("check", map[string]any{"text": draft})
	}
	if draft != pact {
		t.Errorf("mended, it is\n%s", draft)
	}
	if a.Status != assistant.Findings || !a.Checked || a.Reading != "both readings" {
		t.Errorf("the mended draft: %s, checked %v, %q", a.Status, a.Checked, a.Reading)
	}
	s := a.Statements[0]
	if s.ID != "gift-leave-hill" || s.Severity != "serious" || !strings.HasPrefix(s.Sentence, "Southland can be obliged to pull back from the hill for good and left without") ||
		s.Where != "if “Does the pull-back wait for the guarantee?”: no" || s.Cites != "Paper of the mediators 4" {
		t.Errorf("the gravest statement: %+v", s)
	}

	told := c.call("paraphrase", map[string]any{"text": draft, "clauses": []string{"leave_hill", "pull_back"}})
	holds(t, told.Text, "Southland has to pull back from the hill, within 30 days. It falls due once order is no or the Aid guarantee is in force.", "INFERRED by the author")
	if told.Checked {
		t.Error("what was told back was not checked")
	}
	why := c.call("explain", map[string]any{"text": draft, "statement": s.ID})
	holds(t, why.Text, "Northern Senate decides \"rejected\"", "The nearest course on which it goes well")

	second := strings.Replace(draft, "once order is no or aid is in force", "once aid is in force", 1)
	d := c.call("diff", map[string]any{"old": map[string]any{"text": draft}, "new": map[string]any{"text": second}})
	holds(t, d.Text, "no longer leave_hill (exposed, nobody breaks a promise)")
	if d.Status != assistant.Findings || d.Checked {
		t.Errorf("the second draft beside the first: %s %v", d.Status, d.Checked)
	}
}

// mended puts a word in the place of the one at which a diagnostic stands.
func mended(text string, d assistant.Diagnostic, word string) string {
	lines := strings.Split(text, "\n")
	line := lines[d.Line-1]
	rest := line[d.Column-1:]
	end := strings.IndexAny(rest+" ", " \t{}")
	lines[d.Line-1] = line[:d.Column-1] + word + rest[end:]
	return strings.Join(lines, "\n")
}

func holds(t *testing.T, text string, phrases ...string) {
	t.Helper()
	for _, p := range phrases {
		if !strings.Contains(text, p) {
			t.Errorf("%q is not in\n%s", p, text)
		}
	}
}
