package dashboard

import (
	"fmt"
	"net/url"
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/servanda-lang/servanda/internal/testkit/browser"
)

// tab is a page in a browser.
type tab struct {
	*ground
	do   func(...chromedp.Action[chromedp.Void])
	ask  func(string) any
	keep func(name string) // a picture of what is seen
}

// look opens a browser, or skips the test.
func (g *ground) look() *tab {
	g.Helper()
	ctx := browser.Open(g.T)
	return &tab{g, func(steps ...chromedp.Action[chromedp.Void]) {
		g.Helper()
		g.must(chromedp.Do(ctx, steps...))
	}, func(script string) any {
		g.Helper()
		v, err := chromedp.Run(ctx, chromedp.Evaluate[any](script, chromedp.EvalAwaitPromise))
		g.must(err)
		return v
	}, func(name string) {
		g.Helper()
		shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		g.must(err)
		browser.Keep(g.T, name, shot)
	}}
}

// enterAs comes in by a link as a person does, by the keyboard.
func (t *tab) enterAs(as string) {
	t.Helper()
	t.do(chromedp.Navigate(t.url+"/enter?link="+url.QueryEscape(t.sessions.link(t.keys[as].Public))), chromedp.Click(chromedp.CSS(`main button`)), chromedp.WaitVisible(chromedp.CSS(`.who`)))
}

// The pages fit a telephone and a desk, take nothing from elsewhere, show their drawings with their colours under the policy, are
// reached by the keyboard, and axe finds nothing in them, light and dark.
func TestPagesInABrowser(t *testing.T) {
	g := begin(t)
	offer, err := os.ReadFile("testdata/offer.pact")
	g.must(err)
	s := g.enter("mediator")
	a, _ := s.ask("POST", "/drafts", url.Values{"token": {s.token()}, "name": {"offer"}, "text": {string(offer)}})
	draft := a.Header.Get("Location")
	b := g.look()
	b.enterAs("mediator")
	const day = "?on=2026-11-26"
	for i, path := range []string{"/" + day, "/clauses" + day, "/clauses/guns" + day, "/positions", "/record", "/record/9", "/receipt", "/people", "/text", "/me", "/drafts", draft, draft + "/effect" + day, draft + "/compare", draft + "/check"} {
		for _, width := range []int64{390, 1100} {
			b.do(chromedp.EmulateViewport(width, 1400), chromedp.Navigate(g.url+path))
			if wide := b.ask(`document.documentElement.scrollWidth`).(float64); wide > float64(width) {
				t.Errorf("%s on %d pixels is %v wide", path, width, wide)
			}
			b.keep(fmt.Sprintf("dashboard-%02d-%d.png", i, width))
		}
		if n := b.ask(`performance.getEntriesByType("resource").filter(r => !r.name.startsWith(location.origin) && !r.name.startsWith("data:")).length`).(float64); n > 0 {
			t.Errorf("%s takes %v things from elsewhere", path, n)
		}
		b.axe(path)
	}
	b.do(chromedp.Navigate(g.url + "/" + day))
	if fill := b.ask(`getComputedStyle(document.querySelector("svg .due")).fill`); fill == "rgb(0, 0, 0)" {
		t.Error("the policy takes the drawing its colours")
	}
	if first := b.ask(`document.querySelector("a, button, input").textContent`); first != "Skip to the content" {
		t.Errorf("the first thing that the keyboard reaches is %v", first)
	}
}

// axe asks axe-core for anything wrong, light and dark, with everything unfolded.
func (t *tab) axe(path string) {
	t.Helper()
	file := os.Getenv("SERVANDA_AXE")
	if file == "" {
		t.Log("axe was not asked: npm install axe-core, and set SERVANDA_AXE to its axe.min.js")
		return
	}
	text, err := os.ReadFile(file)
	t.must(err)
	for _, scheme := range []string{"light", "dark"} {
		t.do(browser.Command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}),
			chromedp.EmulateViewport(390, 900), chromedp.Navigate(t.url+path))
		t.ask(`document.querySelectorAll("details").forEach(d => { d.open = true; }); true`)
		t.ask(string(text) + "; true")
		found := t.ask(`axe.run().then(r => r.passes.length < 15 ? ["axe looked at next to nothing"] : r.violations.map(v => v.impact + " " + v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(" | ")))`)
		for _, f := range found.([]any) {
			t.Errorf("axe, %s, %s: %v", path, scheme, f)
		}
		t.keep("dashboard-" + scheme + ".png")
	}
}
