package assistant_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/servanda-lang/servanda/internal/assistant"
	"github.com/servanda-lang/servanda/internal/testkit/bombs"
)

// taking are arguments of each tool that takes a pact, for a pact given in some way.
func taking(given map[string]any) map[string]map[string]any {
	with := func(name string, value any) map[string]any {
		out := map[string]any{name: value}
		for k, v := range given {
			out[k] = v
		}
		return out
	}
	return map[string]map[string]any{
		"check": given, "points": given, "format": given, "paraphrase": given, "play": with("lines", []string{"time"}),
		"explain": with("statement", "gift-leave-hill"), "diff": {"old": given, "new": given}, "stability": given,
	}
}

// sound is a pact in which there is nothing to look at.
const sound = `pact "Sound"
party anna "Anna"
party ben "Ben"
fact book "Who has the book" { anna, ben }
act give "give the book" by anna { when book is anna  book becomes ben }
act pay "pay" by ben
instrument sale "Sale" {
  between anna, ben
  expires after 60 days
  duty hand_over { anna must give within 30 days  for ben }
  power end_it { ben may terminate sale  when hand_over is breached }
}
purpose "Ben has the book" { book is ben }
`

// Every tool that is offered is tried here, each says of itself that it changes nothing, and each tells how its answers look.
func TestToolsAreOffered(t *testing.T) {
	c := dial(t, assistant.Options{})
	l, err := c.ListTools(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	tried := taking(nil)
	for _, x := range l.Tools {
		if _, ok := tried[x.Name]; !ok && x.Name != "list" && x.Name != "read" {
			t.Errorf("%s is tried by nothing", x.Name)
		}
		if !x.Annotations.ReadOnlyHint || x.Description == "" || x.OutputSchema == nil || x.Title == "" {
			t.Errorf("%s: %+v", x.Name, x)
		}
	}
	if len(l.Tools) != len(tried)+2 {
		t.Errorf("%d tools", len(l.Tools))
	}
}

// A pact in which nothing is to be found is ok, and one with a warning is not.
func TestWhatIsOK(t *testing.T) {
	c := dial(t, assistant.Options{})
	a := c.call("check", map[string]any{"text": sound})
	if a.Status != assistant.OK || !a.Checked || a.Reading != "the one reading there is: the text leaves nothing open" {
		t.Errorf("%+v", a)
	}
	a = c.call("check", map[string]any{"text": strings.Replace(sound, "  power end_it { ben may terminate sale  when hand_over is breached }\n", "", 1)})
	if a.Status != assistant.Findings || !a.Checked || !slices.ContainsFunc(a.Statements, func(s assistant.Statement) bool { return s.ID == "no-remedy" }) {
		t.Errorf("%+v", a)
	}
}

// A text that does not compile is unavailable to every tool, with line and caret, and so is one that cannot be read at all.
func TestWhatDoesNotCompileIsNeverOK(t *testing.T) {
	c := dial(t, assistant.Options{})
	broken := strings.Replace(sound, "party ben \"Ben\"", "party ben \"Ben\" plurall", 1)
	for tool, in := range taking(map[string]any{"text": broken}) {
		a := c.call(tool, in)
		if a.Status != assistant.Unavailable || a.Checked || len(a.Statements) > 0 || len(a.Diagnostics) == 0 || a.Diagnostics[0].Line != 3 {
			t.Errorf("%s: %+v", tool, a)
		}
		holds(t, a.Text, "draft.pact:3:17: error[", "  3 | party ben \"Ben\" plurall", "  ^^^^^^^\n")
	}
	for tool, in := range taking(map[string]any{"text": ""}) {
		if a := c.call(tool, in); a.Status != assistant.Unavailable || !strings.Contains(a.Why, "give a pact") {
			t.Errorf("%s with nothing: %+v", tool, a)
		}
	}
	// A name that is nowhere declared is no error of the grammar, and just as little ok.
	for tool, in := range taking(map[string]any{"text": strings.Replace(sound, "anna must give", "anna must lend", 1)}) {
		if a := c.call(tool, in); a.Status != assistant.Unavailable && tool != "format" {
			t.Errorf("%s: %+v", tool, a)
		}
	}
}

// A call that does not fit is unavailable, and says why.
func TestCallsThatDoNotFit(t *testing.T) {
	c := dial(t, assistant.Options{})
	text := map[string]any{"text": sound}
	for _, x := range []struct {
		tool string
		in   map[string]any
		why  string
	}{
		{"check", map[string]any{"text": sound, "reading": "strict"}, `there is no reading "strict"`},
		{"check", map[string]any{"text": sound, "open": map[string]string{"order": "no"}}, `there is no open point "order"`},
		{"check", map[string]any{"text": sound, "tick_days": 7}, "does not divide"},
		{"check", map[string]any{"text": sound, "tick_days": -1}, "cannot be negative"},
		{"check", map[string]any{"text": sound, "seconds": -1}, "cannot be negative"},
		{"check", map[string]any{"txt": sound}, `unknown field "txt"`},
		{"check", map[string]any{"text": 7}, "not as they should be"},
		{"check", map[string]any{"text": sound, "name": "examples/small-exchange.pact"}, "give a pact"},
		{"check", map[string]any{"name": "examples/small-exchang.pact"}, `did you mean "examples/small-exchange.pact"?`},
		{"check", map[string]any{"name": "docs/language.md"}, "there is no pact"},
		{"explain", map[string]any{}, "give a code"},
		{"explain", map[string]any{"code": "exposd"}, `did you mean "exposed"?`},
		{"explain", map[string]any{"text": sound, "statement": "gift"}, `there is no statement "gift"`},
		{"diff", map[string]any{"old": text}, "give a new draft"},
		{"diff", map[string]any{"old": text, "new": text, "readings": []string{"a", "b"}}, "give a new draft"},
		{"diff", map[string]any{"old": text, "readings": []string{"a", "b"}}, `there is no reading "a"`},
		{"diff", map[string]any{"old": text, "readings": []string{"a"}}, "name two readings"},
		{"play", map[string]any{"text": sound, "lines": []string{"anna signs sale", "ben dances"}}, "line 2: "},
		{"paraphrase", map[string]any{"text": sound, "clauses": []string{"hand_ovr"}}, `did you mean "hand_over"?`},
		{"read", map[string]any{}, "give a name"},
		{"read", map[string]any{"name": "../go.mod"}, "there is no"},
	} {
		if a := c.call(x.tool, x.in); a.Status != assistant.Unavailable || !strings.Contains(a.Why, x.why) {
			t.Errorf("%s %v: %s, %q", x.tool, x.in, a.Status, a.Why)
		}
	}
}

// Work that a limit ends is inconclusive: neither ok nor a verdict, whichever limit it is and whoever set it.
func TestALimitIsInconclusive(t *testing.T) {
	c := dial(t, assistant.Options{})
	_, pact := example(t)
	for tool, in := range taking(map[string]any{"text": pact, "states": 3}) {
		if tool == "diff" {
			in = map[string]any{"old": map[string]any{"text": pact}, "new": map[string]any{"text": pact}, "states": 3}
		}
		if tool == "format" || tool == "paraphrase" || tool == "stability" {
			continue // they look at nothing that can happen; and this pact records no preference
		}
		a := c.call(tool, in)
		if a.Status != assistant.Inconclusive || a.Checked || !strings.Contains(a.Why, "the limit of 3 states was reached") {
			t.Errorf("%s: %s %v %q", tool, a.Status, a.Checked, a.Why)
		}
		holds(t, a.Text, "nothing else is claimed")
	}
	for name, in := range map[string]map[string]any{"time": {"seconds": 0.000001}, "memory": {"megabytes": 1}} {
		in["text"] = pact
		a := c.call("check", in)
		if a.Status != assistant.Inconclusive || a.Checked || !strings.Contains(a.Why, "the "+name+" limit of") {
			t.Errorf("%s: %s %v %q", name, a.Status, a.Checked, a.Why)
		}
	}
	small := dial(t, assistant.Options{States: 3})
	if a := small.call("check", map[string]any{"text": pact, "states": 1000000}); a.Status != assistant.Inconclusive {
		t.Errorf("a client was given more than the server has: %+v", a)
	}
}

// What a call leaves behind does not count as memory of the next, not even for one worker alone.
func TestTheNextCallHasItsOwnMemory(t *testing.T) {
	c := dial(t, assistant.Options{Bytes: 80 << 20, Workers: 1})
	a := c.call("check", map[string]any{"text": bomb(t, "wide-900-of-four")})
	if a.Status != assistant.Inconclusive || !strings.Contains(a.Why, "the memory limit of 83 MB") {
		t.Fatalf("%s %q", a.Status, a.Why)
	}
	if a := c.call("check", map[string]any{"text": sound}); a.Status != assistant.OK {
		t.Errorf("%+v", a)
	}
}

// bomb is the text of a pact that is large to look at.
func bomb(t *testing.T, name string) string {
	t.Helper()
	for _, b := range bombs.All() {
		if b.Name == name {
			return b.Text
		}
	}
	t.Fatalf("there is no bomb %s", name)
	return ""
}

// In a reading that is named the answer is whole, and says that it is of that reading alone.
func TestOneReadingAlone(t *testing.T) {
	c := dial(t, assistant.Options{})
	_, pact := example(t)
	a := c.call("check", map[string]any{"text": pact, "open": map[string]string{"order": "yes"}})
	if a.Status != assistant.Findings || !a.Checked || !strings.Contains(a.Reading, "“Does the pull-back wait for the guarantee?”: yes") {
		t.Errorf("%+v", a)
	}
	pact += "\nreading early \"At once\" { order is no }\nreading late \"Later\" { order is yes }\n"
	a = c.call("check", map[string]any{"text": pact, "reading": "early"})
	if a.Status != assistant.Findings || !strings.HasPrefix(a.Reading, "the reading “At once”") {
		t.Errorf("%q", a.Reading)
	}
	d := c.call("diff", map[string]any{"old": map[string]any{"text": pact}, "readings": []string{"early", "late"}})
	if d.Status != assistant.Findings || !strings.Contains(d.Reading, "At once") || !strings.Contains(d.Reading, "Later") {
		t.Errorf("%+v", d)
	}
}

// What has a path is read below the server's folder, and nothing outside of it: not by dots, not through links, not by a `use`.
func TestNothingIsReadOutside(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("secret.pact", sound)
	write("servanda.root", "")
	write("in/deal.pact", sound)
	write("in/uses.pact", "pact \"x\"\nuse \"deal.pact\"\n")
	write("in/sub/out.pact", "pact \"x\"\nuse \"../../secret.pact\"\n")
	linked := os.Symlink("../secret.pact", filepath.Join(dir, "in", "link.pact")) == nil
	root, err := os.OpenRoot(filepath.Join(dir, "in"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	c := dial(t, assistant.Options{Files: root.FS()})
	if a := c.call("check", map[string]any{"path": "deal.pact"}); a.Status != assistant.OK || a.Pact != "deal.pact" {
		t.Errorf("a path: %+v", a)
	}
	if a := c.call("check", map[string]any{"path": "new/draft.pact", "text": "pact \"x\"\nuse \"../deal.pact\"\n"}); a.Status != assistant.OK || a.Diagnostics[0].File != "deal.pact" {
		t.Errorf("a text at a path uses what lies there: %+v", a)
	}
	outside := []map[string]any{{"path": "../secret.pact"}, {"path": "sub/../../secret.pact"}, {"path": filepath.Join(dir, "secret.pact")}, {"path": "sub/out.pact"}, {"path": "."}, {"path": "deal.txt"}, {"path": "gone.pact"}}
	if linked {
		outside = append(outside, map[string]any{"path": "link.pact"})
	}
	for _, given := range outside {
		for tool, in := range taking(given) {
			a := c.call(tool, in)
			if tool == "format" && given["path"] == "sub/out.pact" {
				continue // the file itself is inside, and its text may be had
			}
			if a.Status != assistant.Unavailable || strings.Contains(a.Text, "Ben has the book") || strings.Contains(a.Text, dir) && given["path"] != filepath.Join(dir, "secret.pact") {
				t.Errorf("%s %v: %s\n%s", tool, given, a.Status, a.Text)
			}
		}
	}
	bare := dial(t, assistant.Options{})
	if a := bare.call("check", map[string]any{"path": "deal.pact"}); a.Status != assistant.Unavailable || !strings.Contains(a.Why, "was given no folder") {
		t.Errorf("without a folder: %+v", a)
	}
}

// A text may use the parts of the library, wherever it came from.
func TestPartsOfTheLibrary(t *testing.T) {
	c := dial(t, assistant.Options{Files: fstest.MapFS{}})
	text := "pact \"x\"\nparty north\nparty south\nuse \"../parts/legislature.pact\" with owner as north, text as treaty, house as diet \"The Diet\", vote as approval, time as time\n" +
		"open time \"How long\" { 90 days }\ninstrument treaty { between north, south  in force once signed and approval is approved  expires after 90 days }\n"
	a := c.call("check", map[string]any{"text": text})
	if a.Status == assistant.Unavailable || !a.Checked {
		t.Errorf("%+v", a)
	}
}

// Everything on the shelf can be read, as a resource and by the tool, and every pact on it can be read as one.
func TestTheShelf(t *testing.T) {
	c := dial(t, assistant.Options{})
	list := c.call("list", nil)
	resources, err := c.ListResources(context.Background(), nil)
	if err != nil || len(resources.Resources) < 40 {
		t.Fatalf("%d resources, %v", len(resources.Resources), err)
	}
	for _, r := range resources.Resources {
		text, err := c.ReadResource(context.Background(), &mcp.ReadResourceParams{URI: r.URI})
		if err != nil || text.Contents[0].Text == "" {
			t.Errorf("%s: %v", r.URI, err)
		}
		holds(t, list.Text, r.Name)
		if a := c.call("read", map[string]any{"name": r.Name}); a.Status != assistant.OK || a.Checked {
			t.Errorf("%s: %s", r.Name, a.Status)
		}
		if strings.HasSuffix(r.Name, ".pact") && !strings.Contains(r.Name, "/parts/") {
			if a := c.call("paraphrase", map[string]any{"name": r.Name}); a.Status != assistant.OK {
				t.Errorf("%s: %+v", r.Name, a.Diagnostics)
			}
		}
	}
}

// A call that is taken back ends, and leaves nothing behind that works on.
func TestCallsThatAreTakenBack(t *testing.T) {
	heavy := bomb(t, "wide-900-of-four")
	c := dial(t, assistant.Options{Workers: 2})
	c.call("check", map[string]any{"text": sound})
	before := runtime.NumGoroutine()
	for range 3 {
		ctx, stop := context.WithTimeout(context.Background(), 300*time.Millisecond)
		_, err := c.try(ctx, "check", map[string]any{"text": heavy})
		stop()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("it came to %v", err)
		}
	}
	began := time.Now()
	if a := c.call("check", map[string]any{"text": sound}); a.Status != assistant.OK {
		t.Errorf("after it: %+v", a)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the next call waited %s", took)
	}
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines are left, of %d before", runtime.NumGoroutine(), before)
		}
	}
}

// How far the work is is told to clients that ask for it.
func TestProgress(t *testing.T) {
	here, there := mcp.NewInMemoryTransports()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go assistant.New(assistant.Options{}).Run(ctx, there)
	heard := make(chan string, 100)
	s, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, &mcp.ClientOptions{
		ProgressNotificationHandler: func(_ context.Context, r *mcp.ProgressNotificationClientRequest) {
			select {
			case heard <- r.Params.Message:
			default:
			}
		},
	}).Connect(ctx, here, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, pact := example(t)
	params := &mcp.CallToolParams{Name: "check", Arguments: map[string]any{"text": pact}}
	params.SetProgressToken("it")
	if _, err := s.CallTool(ctx, params); err != nil {
		t.Fatal(err)
	}
	select {
	case message := <-heard:
		holds(t, message, "ways to fill the open points")
	case <-time.After(5 * time.Second):
		t.Error("nothing was told")
	}
}

// What would hold is told of a pact that says what its parties prefer, and of no other; nothing is claimed about its soundness.
func TestWhatWouldHold(t *testing.T) {
	c := dial(t, assistant.Options{})
	a := c.call("stability", map[string]any{"name": "examples/stability/prisoners.pact"})
	if a.Status != assistant.OK || a.Checked || a.TickDays == 0 {
		t.Errorf("%+v", a)
	}
	holds(t, a.Text, "Where nobody would leave", "**R**: state 1.", "**SEQ**: states 1 and 4.")
	if a = c.call("stability", map[string]any{"text": sound}); a.Status != assistant.Unavailable || !strings.Contains(a.Why, "prefer") {
		t.Errorf("%+v", a)
	}
	if a = c.call("stability", map[string]any{"name": "examples/stability/cuba.pact", "states": 3}); a.Status != assistant.Inconclusive || a.Checked {
		t.Errorf("%+v", a)
	}
}
