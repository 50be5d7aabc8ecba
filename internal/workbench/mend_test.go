package workbench_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/workbench"
)

// mending is what came of looking for what would mend a statement.
type mending struct {
	HTML    string
	Mending struct {
		Outcome, Says, Was string
		Changes            []struct{ Says, Text string }
	}
}

// unsafeSale is the sale in which the seller has to deliver first.
func unsafeSale(t *testing.T) string {
	t.Helper()
	return strings.Replace(template(t, "escrow.pact"), "    once price is in_escrow\n    for", "    for", 1)
}

// hopeless is a pact in which somebody can be left with nothing, and no change of the shapes that are known helps.
func hopeless(t *testing.T) string {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("..", "..", "testdata", "meaning", "outlasted-by-a-right-at-once.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		if f.Name == "in.pact" {
			return string(f.Data)
		}
	}
	t.Fatal("the pact is not there")
	return ""
}

// found waits until all of a pact was looked at.
func (p *peer) found() {
	p.Helper()
	until(p, "workbench/standing", func(s standing) bool { return s.state("") == "found" })
}

// A change that mends comes as the whole text with it, and in that text the exposure is not found any more.
func TestWhatWouldMendIt(t *testing.T) {
	s := serving(t, map[string]string{"sale.pact": unsafeSale(t)})
	p := window(s)
	o := p.open("files/sale.pact")
	p.found()
	var m mending
	p.must("workbench/view", map[string]any{"uri": o.URI, "part": "mend", "id": "gift-deliver"}, &m)
	if m.Mending.Outcome != "mended" || m.Mending.Was != o.Text || len(m.Mending.Changes) < 2 {
		t.Fatalf("%+v", m.Mending)
	}
	if strings.Contains(m.Mending.Says, "canonical") {
		t.Errorf("the text has its canonical form, and it says %q", m.Mending.Says)
	}
	for _, want := range []string{"Change 1", "price is in_escrow", "Goes", "Nothing comes"} {
		if !strings.Contains(m.HTML, want) {
			t.Errorf("it does not say %q: %s", want, m.HTML)
		}
	}
	if strings.Contains(m.HTML, "--apply") || strings.Contains(m.HTML, "--show") {
		t.Errorf("it speaks of commands: %s", m.HTML)
	}
	p.forget()
	p.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": o.URI, "version": 2}, "contentChanges": []any{map[string]any{"text": m.Mending.Changes[0].Text}}})
	until(p, "workbench/standing", func(s standing) bool { return s.state("") == "clean" })
	if err := p.ask("workbench/view", map[string]any{"uri": o.URI, "part": "mend", "id": "gift-deliver"}, &m); err == nil || !strings.Contains(err.Error(), "not found any more") {
		t.Errorf("what is not found any more can be mended: %v", err)
	}
}

// A change is of the text in its canonical form; where that is another, it says so.
func TestMendingPutsTheTextInOrder(t *testing.T) {
	s := serving(t, map[string]string{"sale.pact": strings.Replace(unsafeSale(t), "party seller", "party   seller", 1)})
	p := window(s)
	o := p.open("files/sale.pact")
	p.found()
	var m mending
	p.must("workbench/view", map[string]any{"uri": o.URI, "part": "mend", "id": "gift-deliver"}, &m)
	if m.Mending.Outcome != "mended" || !strings.Contains(m.Mending.Says, "put into its canonical form") || m.Mending.Was != o.Text {
		t.Errorf("%+v", m.Mending)
	}
}

// That nothing helps is said as that, and of it no change is offered.
func TestNothingMendsIt(t *testing.T) {
	s := serving(t, map[string]string{"hopeless.pact": hopeless(t)})
	p := window(s)
	o := p.open("files/hopeless.pact")
	p.found()
	id := gravest(t, p, o.URI)
	var m mending
	p.must("workbench/view", map[string]any{"uri": o.URI, "part": "mend", "id": id}, &m)
	if m.Mending.Outcome != "none" || len(m.Mending.Changes) > 0 || !strings.Contains(m.HTML, "No change of these shapes") {
		t.Errorf("%+v", m)
	}
}

// gravest is the statement that is told first.
func gravest(t *testing.T, p *peer, uri string) string {
	t.Helper()
	_, rest, ok := strings.Cut(p.view(uri, "first", nil).HTML, "#statement-")
	id, _, _ := strings.Cut(rest, `"`)
	if !ok {
		t.Fatal("there is no statement")
	}
	return id
}

// If the time was not enough nothing is claimed, and it is not said that nothing helps.
func TestGaveUpMending(t *testing.T) {
	s := &server{T: t, dir: t.TempDir(), at: "127.0.0.1:0"}
	s.write("sale.pact", unsafeSale(t))
	s.config = workbench.Config{Time: time.Microsecond}
	s.begin()
	t.Cleanup(s.end)
	p := window(s)
	o := p.open("files/sale.pact")
	until(p, "workbench/standing", func(s standing) bool { return s.state("") == "gaveUp" })
	p.forget()
	var nothing any
	p.must("workspace/executeCommand", map[string]any{"command": "servanda.checkFully", "arguments": []any{o.URI}}, &nothing)
	p.found()
	var m mending
	p.must("workbench/view", map[string]any{"uri": o.URI, "part": "mend", "id": "gift-deliver"}, &m)
	if m.Mending.Outcome != "gaveUp" || !strings.Contains(m.Mending.Says, "the time limit of 1µs was reached") || !strings.Contains(m.Mending.Says, "nothing is claimed") || strings.Contains(m.HTML+m.Mending.Says, "o change of the") {
		t.Errorf("%+v", m)
	}
}

// It ends when the text changes, also if the text does not compile then; and with the window.
func TestMendingEndsWithTheText(t *testing.T) {
	s := serving(t, nil)
	p := window(s)
	o := p.open(flagship)
	in := map[string]any{"uri": o.URI, "reading": "reported_only"}
	var st standing
	p.must("workbench/choose", in, &st)
	until(p, "workbench/standing", func(s standing) bool { return s.state("in reported_only") == "found" })
	_, rest, _ := strings.Cut(p.view(o.URI, "first", map[string]any{"reading": "reported_only"}).HTML, "#statement-")
	id, _, _ := strings.Cut(rest, `"`)
	ended := make(chan error, 1)
	ask := func() {
		p.forget()
		go func() {
			var m mending
			ended <- p.ask("workbench/view", map[string]any{"uri": o.URI, "reading": "reported_only", "part": "mend", "id": id}, &m)
		}()
		until(p, "workbench/progress", func(v struct{ Part, Message string }) bool {
			return v.Part == "mend" && strings.Contains(v.Message, "looked at")
		})
	}
	ask()
	p.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": o.URI, "version": 2}, "contentChanges": []any{map[string]any{"text": "pact"}}})
	if err := <-ended; err == nil || !strings.Contains(err.Error(), "the text was changed") {
		t.Errorf("it ended with %v", err)
	}
	ask()
	p.conn.CloseNow()
	<-ended
	begun := time.Now()
	s.end()
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("it went on for %s after the window was closed", took)
	}
}
