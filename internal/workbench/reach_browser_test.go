package workbench_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The page is small: all of it that a browser loads, as it goes over the wire.
func TestThePageIsSmall(t *testing.T) {
	s := serving(t, nil)
	all := 0
	for _, name := range []string{"", "document.css", "app.css", "app.js"} {
		r, err := http.NewRequest("GET", s.address()+name, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", "gzip")
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != 200 {
			t.Fatal(resp.Status, err)
		}
		plain, err := gzip.NewReader(strings.NewReader(string(body)))
		if err != nil {
			t.Fatal(name, err)
		}
		if n, err := io.Copy(io.Discard, plain); err != nil || n == 0 {
			t.Errorf("%s: %d bytes, %v", name, n, err)
		}
		all += len(body)
	}
	t.Logf("the page is %d bytes", all)
	if all > 400_000 {
		t.Errorf("the page is %d bytes, more than 400,000", all)
	}
}

// It can be used at once: the list of pacts within a second, and the text of the framework within another. On a machine with other
// work that is no measure, so what is held is generous; the log has the figures.
func TestBrowserIsQuick(t *testing.T) {
	s := serving(t, nil)
	b := browser(t)
	b.looks(1280, "light")
	b.do(chromedp.Navigate("about:blank"))
	begun := time.Now()
	b.do(chromedp.Navigate(s.address()))
	b.until("the shelf", `document.querySelector("#shelf button.first")`)
	shelf := time.Since(begun)
	begun = time.Now()
	b.press("#shelf button.first")
	b.until("the text", `document.querySelector(".cm-line")`)
	text := time.Since(begun)
	b.until("a statement", `document.querySelector("#statements li a")`)
	t.Logf("the shelf after %s, the text of the framework %s after that, who is exposed after %s", shelf.Round(time.Millisecond), text.Round(time.Millisecond), time.Since(begun).Round(time.Millisecond))
	if shelf > 10*time.Second || text > 10*time.Second {
		t.Errorf("the shelf took %s, the text %s", shelf, text)
	}
}

// The server is killed while something stands there that was not saved, and begun again at another address on the same port:
// the page says that it has gone, and what was written is offered again, in the window that was open and in a new one.
func TestBrowserLosesNothing(t *testing.T) {
	s := serving(t, map[string]string{"sale.pact": template(t, "escrow.pact")})
	b := browser(t)
	b.looks(1280, "light")
	b.visits(s.address())
	b.press(`[data-shelf="files"] a`)
	b.until("the pact", `document.querySelector("#state").dataset.state === "clean"`)
	b.cursor("# A sale", false)
	b.types(" (not saved)")
	b.until("it to be kept", `Object.values(localStorage).some(v => v.includes("(not saved)"))`)
	s.end()
	b.until("word that the server has gone", `document.querySelector("[data-key=gone]")`)
	b.types(" nor this")
	b.until("that to be kept too", `Object.values(localStorage).some(v => v.includes("(not saved) nor this"))`)
	b.keep("gone-1280")
	s.begin()
	b.do(chromedp.Navigate(s.address()))
	b.press(`[data-shelf="files"] a`)
	b.until("the offer", `document.querySelector("[data-key=draft] button")`)
	b.keep("offered-1280")
	b.press(`[data-key="draft"] button`)
	b.until("the text", `document.querySelector(".cm-content").textContent.includes("(not saved) nor this")`)
	if text, err := os.ReadFile(s.dir + "/sale.pact"); err != nil || strings.Contains(string(text), "not saved") {
		t.Errorf("it was written without being asked: %v", err)
	}
	b.press("#save")
	b.until("it saved", `document.querySelector("#save").textContent === "Saved"`)
	if text, err := os.ReadFile(s.dir + "/sale.pact"); err != nil || !strings.Contains(string(text), "(not saved) nor this") {
		t.Errorf("it was not written: %v", err)
	}
	if value[bool](b, `Object.keys(localStorage).some(k => k.startsWith("servanda"))`) {
		t.Error("what was saved is kept as not saved")
	}
}

// A server that comes back under the same address is spoken with again, and told of the text as it is now.
func TestBrowserComesBack(t *testing.T) {
	s := serving(t, map[string]string{"sale.pact": template(t, "escrow.pact")})
	s.config.Token = strings.Trim(s.bench.Path(), "/")
	b := browser(t)
	b.looks(1280, "light")
	b.visits(s.address())
	b.press(`[data-shelf="files"] a`)
	b.until("the pact", `document.querySelector("#state").dataset.state === "clean"`)
	s.end()
	b.until("word that the server has gone", `document.querySelector("[data-key=gone]") && document.querySelector("#state").dataset.state === "off"`)
	b.cursor("    once price is in_escrow\n", true)
	b.do(chromedp.KeyEvent("\b"))
	s.begin()
	b.until("the exposure of the text as it is now", `!document.querySelector("[data-key=gone]") && document.querySelector("#statements a[href='#statement-gift-deliver']")`)
	b.nothingWrong()
}

// Two windows write the same file: each keeps its own, and who saves second is shown both.
func TestBrowserInTwoWindows(t *testing.T) {
	s := serving(t, map[string]string{"sale.pact": template(t, "escrow.pact")})
	one := browser(t)
	one.do(chromedp.Navigate("about:blank")) // the browser is there, and the second window is one of it
	ctx, stop := chromedp.NewContext(one.ctx)
	t.Cleanup(stop)
	two := &tab{t, ctx}
	for i, b := range []*tab{one, two} {
		b.looks(1280, "light")
		b.visits(s.address())
		b.press(`[data-shelf="files"] a`)
		b.until("the pact", `document.querySelector("#state").dataset.state === "clean"`)
		b.cursor("# A sale", false)
		b.types(fmt.Sprintf(" of window %d", i+1))
		b.until("it to be kept", fmt.Sprintf(`Object.values(localStorage).some(v => v.includes("of window %d"))`, i+1))
	}
	one.until("word of the other window", `document.querySelector("[data-key=also]")`)
	one.press("#save")
	one.until("it saved", `document.querySelector("#save").textContent === "Saved"`)
	two.press("#save")
	two.until("word that the file was changed", `document.querySelector("[data-key=conflict]")`)
	two.press(`[data-key="conflict"] button`)
	two.until("both side by side", `document.querySelector("dialog .cm-mergeView")`)
	two.keep("conflict-1280")
	if text, _ := os.ReadFile(s.dir + "/sale.pact"); !strings.Contains(string(text), "of window 1") {
		t.Error("what the first window saved is not there")
	}
	two.press("dialog > button")
	two.press(`[data-key="conflict"] button:nth-of-type(2)`)
	two.until("it saved", `document.querySelector("#save").textContent === "Saved"`)
	if text, _ := os.ReadFile(s.dir + "/sale.pact"); !strings.Contains(string(text), "of window 2") {
		t.Error("what the second window chose to keep is not there")
	}
	one.nothingWrong()
	two.nothingWrong()
}

// Every part of the page fits its width, and axe finds nothing wrong in it, light and dark.
func TestBrowserCanBeReadByAll(t *testing.T) {
	axe := ""
	if file := os.Getenv("SERVANDA_AXE"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		axe = string(text)
	} else {
		t.Log("axe was not asked: npm install axe-core, and set SERVANDA_AXE to its axe.min.js")
	}
	s := serving(t, map[string]string{"peace.pact": strings.Replace(template(t, "peace-framework.pact"), "in force once signed and approval", "in force once signed and  approval", 1)})
	b := browser(t)
	for _, width := range []int64{1280, 390} {
		for _, scheme := range []string{"light", "dark"} {
			b.looks(width, scheme)
			b.visits(s.address())
			b.until("the shelf", `document.querySelector("#shelf button.first")`)
			b.fits("shelf", width, scheme, axe)
			b.press(`[data-shelf="files"] a`)
			b.until("the pact", `document.querySelector("#state").dataset.state === "found" && document.querySelector("#statements a")`)
			for _, part := range []string{"findings", "who", "questions", "play", "compare", "more"} {
				b.press("#tab-" + part)
				b.into(part)
				b.fits(part, width, scheme, axe)
			}
			if width == 390 {
				b.press(`#sides [data-show="text"]`)
				b.fits("text", width, scheme, axe)
			}
			b.press("#to-help")
			b.until("the help", `document.querySelector("#help[open]")`)
			b.until("the pages", `document.querySelectorAll("#help li button").length > 5`)
			b.fits("help", width, scheme, axe)
			b.press("#help li:nth-of-type(2) button")
			b.until("the page about this one", `document.querySelector("#help h2").textContent === "The workbench" && document.querySelector("#help table")`)
			b.fits("help-page", width, scheme, axe)
			b.press(`#help a[href="editors.md"]`)
			b.until("the page that it leads to", `document.querySelector("#help h2").textContent === "Editors"`)
			b.nothingWrong()
		}
	}
}

// into does in a part what there is to do in it.
func (t *tab) into(part string) {
	t.Helper()
	switch part {
	case "who":
		t.until("the table", `document.querySelector("#left-with-nothing-table")`)
	case "questions":
		t.press("#part form + div button")
		t.until("what each answer decides", `document.querySelector("#switches-table")`)
	case "play":
		t.press("#part button.first")
		t.until("a game", `document.querySelector(".lanes .move")`)
		t.press(".lanes .move")
		t.until("a move", `document.querySelector("#so-far svg")`)
		t.press(`[data-key="worst"]`)
		t.until("the worst", `document.querySelector("#happened, [data-key=play]")`)
	case "compare":
		t.until("two readings", `document.querySelectorAll(".two a[href^='#statement']").length > 1`)
		t.press("#part .two + div button")
		t.until("what is different", `document.querySelector(".two + div .document")`)
	case "more":
		t.press("#part .controls button")
		t.until("the guarantees", `document.querySelector("#guarantees-table")`)
	}
}

// fits checks what can be seen now.
func (t *tab) fits(what string, width int64, scheme, axe string) {
	t.Helper()
	t.keep(fmt.Sprintf("all-%s-%d-%s", what, width, scheme))
	if wide := value[int64](t, `document.documentElement.scrollWidth`); wide > width {
		t.Errorf("%s: on %d pixels the page is %d wide", what, width, wide)
	}
	if wide := value[[]string](t, `[...document.querySelectorAll("#part, #shelf, #panel")].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.id + " " + e.scrollWidth)`); len(wide) > 0 {
		t.Errorf("%s: on %d pixels something is too wide: %v", what, width, wide)
	}
	if axe == "" {
		return
	}
	value[bool](t, axe+"; true")
	for _, f := range value[[]string](t, `axe.run().then(r => r.passes.length < 15 ? ["axe looked at next to nothing"] : r.violations.map(v => v.impact + " " + v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(" | ")))`) {
		t.Errorf("axe, %s, %d pixels, %s: %s", what, width, scheme, f)
	}
}

// What takes long can be stopped; then nothing looks as if it were clean, and it can be gone on with.
func TestBrowserStopsLooking(t *testing.T) {
	s := serving(t, nil)
	b := browser(t)
	b.looks(1280, "light")
	b.visits(s.address() + "#f=" + flagship)
	b.until("the first reading", `document.querySelector("#statements li a")`)
	value[bool](b, `(() => { const s = document.querySelector("#reading"); s.value = ""; s.dispatchEvent(new Event("change")); return true })()`)
	b.until("all of it to be looked at", `document.querySelector("#choice-state").textContent.includes("still looking") && !document.querySelector("#again").hidden`)
	b.keep("looking-1280")
	b.press("#again")
	b.until("word that it was given up", `document.querySelector("#choice-state").textContent.includes("gave up") && document.querySelector("#state").dataset.state === "gaveUp"`)
	b.keep("gave-up-1280")
	if said := value[string](b, `document.querySelector("#choice").textContent`); strings.Contains(said, "✓ clean") || !strings.Contains(said, "nothing else is claimed") {
		t.Errorf("it says %s", said)
	}
	b.press("#again")
	b.until("it to go on", `document.querySelector("#choice-state").textContent.match(/not looked at yet|still looking/)`)
	b.nothingWrong()
}

// What stands in a pact comes out as letters, wherever it is shown.
func TestBrowserRunsNothingOfAPact(t *testing.T) {
	hostile := `<img src=x onerror=window.hacked=1></style></text><script>window.hacked=1</script><b>bold</b> [x](javascript:window.hacked=1)`
	text := strings.NewReplacer("the Seller", hostile, "Contract of sale", hostile, "Who has the goods", hostile, "hand over the goods", hostile, "    once price is in_escrow\n", "").Replace(template(t, "escrow.pact"))
	s := serving(t, map[string]string{"sale.pact": text})
	b := browser(t)
	b.looks(1280, "light")
	b.visits(s.address())
	b.press(`[data-shelf="files"] a`)
	b.press(`a[href="#statement-gift-deliver"]`)
	b.until("its course", `document.querySelector("#opened .course")`)
	b.press("#play-course")
	b.press("#along")
	b.until("a move", `document.querySelector("#so-far svg")`)
	for _, part := range []string{"who", "questions", "compare"} {
		b.press("#tab-" + part)
		b.until(part, `document.querySelector("#part").textContent.includes("<img src=x")`)
	}
	b.press("#tab-more")
	b.press("#part .controls button")
	b.cursor("duty deliver", false)
	b.key(kb.F8)
	b.until("what is told beside the text", `document.querySelector(".cm-tooltip")?.textContent.includes("<img src=x")`)
	if value[bool](b, `"hacked" in window || document.querySelector("#part img, #part b, #part script, .cm-tooltip img, .cm-tooltip b") !== null`) {
		t.Error("a label did something")
	}
	b.nothingWrong()
}

// With the keyboard alone one opens a pact, sees a statement, opens and plays it, and comes back to the text.
func TestBrowserByKeyboard(t *testing.T) {
	s := serving(t, map[string]string{"peace.pact": template(t, "peace-framework.pact")})
	b := browser(t)
	b.looks(1280, "light")
	b.visits(s.address())
	b.until("the shelf", `document.querySelector('[data-shelf="files"] a')`)
	b.tabTo(`[data-shelf="files"] a`)
	b.key("\r")
	b.until("a statement", `document.querySelector("#statements a")`)
	b.tabTo(`#statements a`)
	b.key("\r")
	b.until("it opened, and its heading to have the focus", `document.activeElement.closest("#opened") && document.querySelector("#opened .course")`)
	b.tabTo(`#play-course`)
	b.key("\r")
	b.until("the game", `document.querySelector("#along")`)
	b.tabTo(`#along`)
	b.key("\r")
	b.until("a move, and the button to keep the focus", `document.querySelector("#where").textContent.startsWith("Move 1 of") && document.activeElement.id === "along"`)
	b.tabTo(`[role="tab"][aria-selected="true"]`)
	b.key(kb.ArrowRight)
	b.until("the next part", `document.querySelector("#tab-compare").getAttribute("aria-selected") === "true"`)
	b.nothingWrong()
}

func (t *tab) key(k string) {
	t.Helper()
	t.do(chromedp.KeyEvent(k))
}

// tabTo presses Tab until something has the focus.
func (t *tab) tabTo(selector string) {
	t.Helper()
	for range 300 {
		if value[bool](t, `document.activeElement?.matches(`+quoted(selector)+`)`) {
			return
		}
		t.key("\t")
	}
	t.Fatalf("the keyboard does not reach %s; it is at %s", selector, value[string](t, `document.activeElement.outerHTML.slice(0, 200)`))
}

// Whoever has nothing yet takes a template, saves it, takes it up again from the folder, and takes its note along.
func TestBrowserBeginsFromATemplate(t *testing.T) {
	s := serving(t, map[string]string{"taken.pact": ""})
	b := browser(t)
	b.looks(1280, "light")
	b.visits(s.address())
	b.press(`[data-shelf="templates"] a[href*="peace-framework"]`)
	b.until("the pact", `document.querySelector("#state").dataset.state === "found"`)
	b.press("#save")
	for _, name := range []string{"taken.pact", "mine"} {
		b.until("the question for its name", `document.querySelector("#new-name")`)
		b.keep("save-as-1280")
		value[bool](b, `document.querySelector("#new-name").value = "`+name+`"; true`)
		b.press("dialog button.first")
		if name == "taken.pact" {
			b.until("word that it is taken", `document.querySelector("[data-key=save]")?.textContent.includes("is there already")`)
			b.press("#save")
		}
	}
	b.until("the file", `document.querySelector("#name").textContent === "mine.pact" && document.querySelector("#save").textContent === "Saved"`)
	if text, err := os.ReadFile(s.dir + "/mine.pact"); err != nil || string(text) != template(t, "peace-framework.pact") {
		t.Errorf("the file holds %q: %v", text, err)
	}
	b.until("what is found", `document.querySelector("#state").dataset.state === "found"`)
	b.press("#tab-more")
	value[bool](b, `HTMLAnchorElement.prototype.click = function () { window.took = this.download + " " + this.href.slice(0, 5); }; true`)
	for _, which := range []string{"The note of one sheet", "The report"} {
		value[bool](b, `window.took = ""; [...document.querySelectorAll("#part button")].find(x => x.textContent === "`+which+`").click(); true`)
		b.until(which, `window.took.startsWith("mine-") && window.took.endsWith(".html blob:") && !document.querySelector("[data-key=take]")`)
	}
	b.press("#tab-compare")
	b.press("#draft + button")
	b.until("the texts side by side", `document.querySelector(".merge .cm-mergeView")`)
	b.press("#draft + button + button")
	b.until("what it changes", `document.querySelector("#part pre")?.textContent.includes("No difference")`)
	b.keep("compare-1280")
	b.nothingWrong()
}

// An address leads to the text, the reading, the statement and the move.
func TestBrowserFollowsALink(t *testing.T) {
	s := serving(t, nil)
	b := browser(t)
	b.looks(1280, "light")
	b.visits(s.address() + "#f=templates/peace-framework.pact&r=land_first")
	b.until("the reading", `document.querySelector("#reading")?.value === "in land_first" && document.querySelector("#statements a[href='#statement-gift-withdraw']")`)
	b.press(`a[href="#statement-gift-withdraw"]`)
	b.press("#play-course")
	b.press("#along")
	b.until("a move", `document.querySelector("#where").textContent.startsWith("Move 1 of")`)
	b.press("#along")
	b.until("another", `document.querySelector("#where").textContent.startsWith("Move 2 of") && location.hash.includes("d=")`)
	link := value[string](b, "location.hash")
	where := value[string](b, `document.querySelector("#where").textContent`)
	b.visits(s.address() + link)
	b.until("the same move", `document.querySelector("#where")?.textContent === `+quoted(where)+` && document.querySelector("#reading").value === "in land_first"`)
	b.visits(s.address() + strings.Replace(link, "d=", "d=0", 1))
	b.until("word that it is another text", `document.querySelector("[data-key=digest]")`)
	b.nothingWrong()
}
