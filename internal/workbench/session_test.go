package workbench_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/workbench"
)

// Of the framework there is something to see before all is looked at: the reading that it names first, then the others, then
// all of it; and what is not known yet says so. When the window is closed nothing goes on.
func TestReadingsComeFirst(t *testing.T) {
	before := runtime.NumGoroutine()
	s := serving(t, nil)
	if os.Getenv("SERVANDA_HEAVY") != "" {
		s.end()
		s.config.Bytes = 4 << 30 // for all of it
		s.begin()
	}
	p := window(s)
	o := p.open(flagship)
	begun := time.Now()
	st := until(p, "workbench/standing", func(s standing) bool { return s.state("in one_bargain") == "found" })
	t.Logf("the first reading after %s", time.Since(begun).Round(time.Millisecond))
	if st.state("") != "waiting" || len(st.Choices) != 14 {
		t.Errorf("all of it is %q, of %d choices", st.state(""), len(st.Choices))
	}
	if v := p.view(o.URI, "first", map[string]any{"reading": "one_bargain"}); !strings.Contains(v.HTML, "#statement-gift-leave-zone") || v.State != "found" {
		t.Errorf("the first reading tells %s: %s", v.State, v.HTML)
	}
	if v := p.view(o.URI, "first", nil); !strings.Contains(v.HTML, "still being looked at") {
		t.Errorf("all of it, not looked at, tells %s", v.HTML)
	}
	if v := p.view(o.URI, "who", nil); !strings.Contains(v.HTML, "not looked at yet") || !strings.Contains(v.HTML, "only if Russia breaks its word") {
		t.Errorf("who can be left with nothing tells %s", v.HTML)
	}
	until(p, "workbench/standing", func(s standing) bool { return s.state("") == "looking" })
	t.Logf("all readings after %s", time.Since(begun).Round(time.Millisecond))
	if os.Getenv("SERVANDA_HEAVY") != "" {
		until(p, "workbench/standing", func(s standing) bool { return s.state("") == "found" })
		t.Logf("all of it after %s", time.Since(begun).Round(time.Millisecond))
	}
	p.conn.CloseNow()
	s.end()
	settled(t, before)
}

// settled waits until there are no more goroutines than before.
func settled(t *testing.T, before int) {
	t.Helper()
	for range 100 {
		if runtime.NumGoroutine() <= before+2 { // those of the test's own connections may take a moment longer
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	var all [1 << 16]byte
	t.Errorf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, all[:runtime.Stack(all[:], true)])
}

// Twenty edits a second, each of another text, leave nothing behind, and the last one is answered.
func TestTwentyEditsASecond(t *testing.T) {
	span := 3 * time.Second
	if os.Getenv("SERVANDA_HEAVY") != "" {
		span = time.Minute
	}
	before := runtime.NumGoroutine()
	s := serving(t, map[string]string{"sale.pact": template(t, "escrow.pact")})
	p := window(s)
	o := p.open("files/sale.pact")
	most := 0
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	version := 1
	change := func(text string) {
		version++
		p.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": o.URI, "version": version}, "contentChanges": []any{map[string]any{"text": text}}})
	}
	for end := time.Now().Add(span); time.Now().Before(end); <-tick.C {
		change(strings.Replace(o.Text, "within 10 days", fmt.Sprintf("within %d days", 10+version%7), 1))
		if version%10 == 0 {
			time.Sleep(200 * time.Millisecond) // now and then a check begins
		}
		most = max(most, runtime.NumGoroutine())
		p.forget()
	}
	change(strings.Replace(o.Text, "    once price is in_escrow\n", "", 1))
	until(p, "servanda/status", func(s struct {
		State   string
		Serious int
	}) bool {
		return s.State == "found" && s.Serious == 1
	})
	t.Logf("%d edits, at most %d goroutines", version, most)
	if most > before+100 {
		t.Errorf("there were %d goroutines, %d before", most, before)
	}
	p.conn.CloseNow()
	s.end()
	settled(t, before)
}

// Two windows are two sessions: what the one chooses and writes is not the other's.
func TestTwoWindows(t *testing.T) {
	s := serving(t, map[string]string{"peace.pact": template(t, "peace-framework.pact")})
	a, b := window(s), window(s)
	o := a.open("files/peace.pact")
	b.shows(o.URI, strings.Replace(o.Text, "order is at_once or guarantee is in force", "guarantee is in force", 1))
	done := func(s standing) bool {
		return s.state("in land_first") != "waiting" && s.state("in land_first") != "looking"
	}
	until(a, "workbench/standing", done)
	until(b, "workbench/standing", done)
	in := map[string]any{"reading": "land_first"}
	if v := a.view(o.URI, "first", in); !strings.Contains(v.HTML, "#statement-gift-withdraw") {
		t.Errorf("in the first window: %s", v.HTML)
	}
	if v := b.view(o.URI, "first", in); strings.Contains(v.HTML, "#statement-gift-withdraw") {
		t.Errorf("in the second window: %s", v.HTML)
	}
	for range 6 {
		window(s)
	}
	if p, err := dial(s); err == nil {
		p.conn.CloseNow()
		t.Error("there is no end to windows")
	}
}

// What gave up and what is clean are told apart, by word and by state.
func TestGaveUpIsNotClean(t *testing.T) {
	s := &server{T: t, dir: t.TempDir(), at: "127.0.0.1:0"}
	s.write("sale.pact", template(t, "ceasefire.pact"))
	s.config = workbench.Config{Time: time.Microsecond}
	s.begin()
	t.Cleanup(s.end)
	p := window(s)
	o := p.open("files/sale.pact")
	st := until(p, "workbench/standing", func(s standing) bool { return s.state("") == "gaveUp" })
	if m := st.Choices[0].Message; !strings.Contains(m, "time limit") || !strings.Contains(m, "nothing else is claimed") {
		t.Errorf("it says %q", m)
	}
	if v := p.view(o.URI, "first", nil); strings.Contains(v.HTML, `class="good">Nothing was found here`) || !strings.Contains(v.HTML, "says nothing about the rest") {
		t.Errorf("it tells %s", v.HTML)
	}
	until(p, "servanda/status", func(s struct{ State string }) bool { return s.State == "gaveUp" })
	p.forget()
	var nothing any
	p.must("workspace/executeCommand", map[string]any{"command": "servanda.checkFully", "arguments": []any{o.URI}}, &nothing)
	until(p, "workbench/standing", func(s standing) bool { return s.state("") == "found" })
}

// Answers of one's own are asked when they are chosen; what the pact has not is refused.
func TestAnswersOfOnesOwn(t *testing.T) {
	s := serving(t, nil)
	p := window(s)
	o := p.open("templates/peace-framework.pact")
	until(p, "workbench/standing", func(s standing) bool { return s.state("") == "found" })
	var st standing
	p.must("workbench/choose", map[string]any{"uri": o.URI, "open": map[string]string{"order": "at_once"}}, &st)
	if len(st.Open) != 1 || st.Open[0].Now != "at_once" {
		t.Errorf("%+v", st.Open)
	}
	until(p, "workbench/standing", func(s standing) bool { return s.state("order=at_once") == "found" })
	for _, wrong := range []map[string]any{{"open": map[string]string{"order": "never"}}, {"open": map[string]string{"what": "x"}}, {"reading": "none"}} {
		wrong["uri"] = o.URI
		if err := p.ask("workbench/choose", wrong, &st); err == nil {
			t.Errorf("%v was chosen", wrong)
		}
	}
}

// game is as much as is looked at of a game.
type game struct {
	Title, Happened, Standing, Course, Next, Ahead, Foe, Time string
	Step, Along, Of                                           int
	Lanes                                                     []struct {
		Who   string
		Moves []struct {
			Number int
			HTML   string
		}
	}
	Link struct {
		Filling map[string]string `json:"filling"`
		Moves   []int             `json:"moves"`
		At      int               `json:"at"`
	}
	Scenario string
}

// A course is gone along to its end, left, and found again by its link.
func TestPlayingACourse(t *testing.T) {
	s := serving(t, map[string]string{"peace.pact": template(t, "peace-framework.pact")})
	p := window(s)
	o := p.open("files/peace.pact")
	until(p, "workbench/standing", func(s standing) bool { return s.state("in land_first") == "found" })
	do := func(what map[string]any) (g game, err error) {
		what["uri"] = o.URI
		return g, p.ask("workbench/play", what, &g)
	}
	must := func(what map[string]any) game {
		t.Helper()
		g, err := do(what)
		if err != nil {
			t.Fatal(what, err)
		}
		return g
	}
	if _, err := do(map[string]any{"do": "line", "line": "time"}); err == nil {
		t.Error("a game that was not begun was played")
	}
	g := must(map[string]any{"do": "start", "reading": "land_first", "statement": "gift-withdraw"})
	if g.Step != 0 || g.Of == 0 || !strings.Contains(g.Title, "The South can be obliged to leave the zone") || g.Next == "" {
		t.Errorf("%+v", g)
	}
	until(p, "workbench/ahead", func(struct{}) bool { return true })
	for g.Along < g.Of {
		if g = must(map[string]any{"do": "along"}); g.Along != g.Step {
			t.Fatalf("%+v", g)
		}
	}
	if g.Next != "" || !strings.Contains(g.Standing, "can no longer make sure") || !strings.Contains(g.Course, "<svg") {
		t.Errorf("at its end: %+v", g)
	}
	if _, err := do(map[string]any{"do": "along"}); err == nil {
		t.Error("the course goes on after its end")
	}
	back := must(map[string]any{"do": "line", "line": "back 2"})
	again := must(map[string]any{"do": "start", "link": back.Link})
	if again.Step != back.Step || again.Of != back.Of || again.Next != back.Next || again.Standing == "" || fmt.Sprint(again.Lanes) == "" {
		t.Errorf("by its link it is %+v, not %+v", again, back)
	}
	left := must(map[string]any{"do": "line", "line": "time"})
	if left.Along == left.Step && left.Step > back.Step {
		t.Errorf("it has not left the course: %+v", left)
	}
	if g := must(map[string]any{"do": "line", "line": `save "it goes wrong"`}); !strings.HasPrefix(g.Scenario, "scenario \"it goes wrong\" {") {
		t.Errorf("the scenario is %q", g.Scenario)
	}
	if _, err := do(map[string]any{"do": "start", "link": map[string]any{"filling": map[string]string{"order": "at_once"}, "moves": []int{99999}}}); err == nil {
		t.Error("a course of no pact was begun")
	}
	if g := must(map[string]any{"do": "start", "reading": "land_first"}); g.Of != 0 || g.Along != -1 || g.Step != 0 {
		t.Errorf("a game of one's own: %+v", g)
	}
}

// Everything that can be asked for is told, and everything that can be taken away is a file.
func TestPartsAndExports(t *testing.T) {
	s := serving(t, map[string]string{"old.pact": template(t, "peace-framework.pact")})
	p := window(s)
	o := p.open("examples/small-exchange.pact")
	until(p, "workbench/standing", func(s standing) bool { return s.state("") == "found" })
	for part, says := range map[string]string{
		"first": "statement-gift-leave-hill", "who": "Southland", "questions": "Does the pull-back wait for the Senate?", "guarantees": "Northland: send help",
		"positions": "", "sources": "Non-paper of the mediators",
	} {
		if v := p.view(o.URI, part, nil); !strings.Contains(v.HTML, says) {
			t.Errorf("%s tells %s", part, v.HTML)
		}
	}
	v := p.view(o.URI, "statement", map[string]any{"id": "gift-leave-hill"})
	if !strings.Contains(v.HTML, `class="steps"`) || !v.Playable || len(v.Places) == 0 || !strings.HasPrefix(o.Text[v.Places[0].From:v.Places[0].To], "leave_hill") {
		t.Errorf("the statement tells %+v", v)
	}
	if v := p.view(o.URI, "means", map[string]any{"id": "exposed"}); !strings.Contains(v.HTML, "exposed") {
		t.Errorf("what it means: %s", v.HTML)
	}
	between := map[string]any{"open": map[string]string{"order": "no"}, "with": map[string]any{"open": map[string]string{"order": "yes"}}}
	if v := p.view(o.URI, "between", between); !strings.Contains(v.HTML, "Southland") {
		t.Errorf("between two: %s", v.HTML)
	}
	if v := p.view(o.URI, "drafts", map[string]any{"name": "examples/small-exchange.pact"}); !strings.Contains(v.HTML, "No difference") {
		t.Errorf("beside itself: %s", v.HTML)
	}
	o = p.open("templates/peace-framework.pact")
	until(p, "workbench/standing", func(s standing) bool { return s.URI == o.URI && s.state("in land_first") == "found" })
	var file struct{ Name, Type, Data, Unfinished string }
	for _, x := range extent.Among([]struct{ kind, form, begins string }{
		{"brief", "docx", "PK"}, {"brief", "html", "<!DOCTYPE html>"}, {"brief", "md", "# "}, {"brief", "txt", ""},
		{"report", "html", "<!DOCTYPE html>"}, {"report", "docx", "PK"}, {"report", "md", "# "}, {"report", "txt", ""},
	}, 2) {
		p.must("workbench/export", map[string]any{"uri": o.URI, "kind": x.kind, "form": x.form}, &file)
		data, err := base64.StdEncoding.DecodeString(file.Data)
		if err != nil || len(data) < 500 || !strings.HasPrefix(string(data), x.begins) || file.Name != "peace-framework-"+x.kind+"."+x.form || file.Unfinished != "" {
			t.Errorf("%s as %s: %v, %d bytes, %.40q", file.Name, x.form, err, len(data), data)
		}
	}
	for _, wrong := range []map[string]any{{"kind": "brief", "form": "exe"}, {"kind": "x", "form": "md"}} {
		wrong["uri"] = o.URI
		if err := p.ask("workbench/export", wrong, &file); err == nil {
			t.Errorf("%v was exported", wrong)
		}
	}
}
