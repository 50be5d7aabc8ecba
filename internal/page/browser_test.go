package page_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/servanda-lang/servanda/internal/form"
	testbrowser "github.com/servanda-lang/servanda/internal/testkit/browser"
)

// withReadings is a pact with named readings and several parties.
const withReadings = "library/egypt-israel-1979/egypt-israel-1979.pact"

func TestMain(m *testing.M) { testbrowser.Main(m) }

// tab is a page in a browser.
type tab struct {
	*testing.T
	ctx context.Context
}

// browser opens a browser, or skips the test.
func browser(t *testing.T) *tab {
	t.Helper()
	return &tab{t, testbrowser.Open(t)}
}

func (t *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(t.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// run is the value of an action.
func run[V any](t *tab, a chromedp.Action[V]) V {
	t.Helper()
	v, err := chromedp.Run(t.ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// written is the page of a pact as a file.
func written(t *testing.T, pact string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	var b strings.Builder
	if err := form.HTML(&b, pageOf(t, pact)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return "file://" + file
}

// A page fits a telephone, a tablet and a desk, asks for nothing outside, switches readings without script, and axe finds nothing
// serious in it.
func TestAPageInABrowser(t *testing.T) {
	b := browser(t)
	address := written(t, withReadings)
	for _, width := range []int64{360, 800, 1280} {
		b.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(address))
		if wide := run(b, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`)); wide > width {
			t.Errorf("on %d pixels the page is %d wide", width, wide)
		}
		if n := run(b, chromedp.Evaluate[int](`performance.getEntriesByType("resource").length`)); n > 0 {
			t.Errorf("the page asks for %d things outside", n)
		}
		testbrowser.Keep(t, fmt.Sprintf("page-%d.png", width), run(b, chromedp.CaptureScreenshot()))
	}
	b.switches(address)
	b.axe(address)
}

// switches chooses the second reading, with script and without, and follows a link into the last.
func (t *tab) switches(address string) {
	t.Helper()
	const seen = `[...document.querySelectorAll(".switch > .option")].map(o => getComputedStyle(o).display !== "none")`
	for _, script := range []bool{true, false} {
		t.do(testbrowser.Command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script}), chromedp.Navigate(address))
		before := run(t, chromedp.Evaluate[[]bool](seen))
		t.do(chromedp.Click(chromedp.CSS(`.switch label:nth-of-type(2)`)))
		after := run(t, chromedp.Evaluate[[]bool](seen))
		if len(before) < 2 {
			t.Fatal("there is nothing to switch")
		}
		for i := range before {
			if before[i] != (i == 0) || after[i] != (i == 1) {
				t.Errorf("with script: %v; seen at first: %v, after the second was chosen: %v", script, before, after)
				break
			}
		}
	}
	t.do(testbrowser.Command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{}))
	id := run(t, chromedp.Evaluate[string](`[...document.querySelectorAll(".switch > .option")].pop().id`))
	t.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+"#"+id))
	if !run(t, chromedp.Evaluate[bool](`getComputedStyle(document.getElementById("`+id+`")).display !== "none"`)) {
		t.Errorf("a link to %q does not show it", id)
	}
}

// axe asks axe-core for anything wrong, light and dark, with everything unfolded.
func (t *tab) axe(address string) {
	t.Helper()
	file := os.Getenv("SERVANDA_AXE")
	if file == "" {
		t.Log("axe was not asked: npm install axe-core, and set SERVANDA_AXE to its axe.min.js")
		return
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"light", "dark"} {
		t.do(testbrowser.Command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}),
			chromedp.EmulateViewport(360, 900), chromedp.Navigate(address))
		run(t, chromedp.Evaluate[bool](`document.querySelectorAll("details").forEach(d => { d.open = true; }); true`))
		run(t, chromedp.Evaluate[bool](string(text)+"; true"))
		for _, f := range run(t, chromedp.Evaluate[[]string](`axe.run().then(r => r.passes.length < 20 ? ["axe looked at next to nothing"] : r.violations.map(v => v.impact + " " + v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(" | ")))`, chromedp.EvalAwaitPromise)) {
			t.Errorf("axe, %s: %s", scheme, f)
		}
		t.do(chromedp.EmulateViewport(1000, 1400), chromedp.Navigate(address))
		testbrowser.Keep(t.T, "page-"+scheme+".png", run(t, chromedp.CaptureScreenshot()))
	}
}
