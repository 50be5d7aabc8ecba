package workbench_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	testbrowser "github.com/servanda-lang/servanda/internal/testkit/browser"
)

// template is the text of one of the templates.
func template(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("templates/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// visits opens an address, and minds what the page is forbidden and what fails in it.
func (t *tab) visits(address string) {
	t.Helper()
	t.do(testbrowser.Command(cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `
		window.wrong = [];
		addEventListener("securitypolicyviolation", e => wrong.push("forbidden: " + e.violatedDirective + " " + e.blockedURI + " " + e.sample));
		addEventListener("error", e => wrong.push("failed: " + e.message));
		addEventListener("unhandledrejection", e => wrong.push("failed: " + e.reason));`}),
		chromedp.Navigate("about:blank"), chromedp.Navigate(address))
}

// nothingWrong fails if something was forbidden or failed.
func (t *tab) nothingWrong() {
	t.Helper()
	for _, w := range value[[]string](t, "window.wrong ?? ['not minded']") {
		t.Error(w)
	}
}

// types writes as a keyboard does, into what has the focus.
func (t *tab) types(text string) {
	t.Helper()
	t.do(testbrowser.Command(input.InsertText, input.InsertTextParams{Text: text}))
}

// cursor puts the cursor behind a piece of the text, or selects it.
func (t *tab) cursor(after string, selected bool) {
	t.Helper()
	if !value[bool](t, `(() => {
		const view = document.querySelector(".cm-content").cmTile.view, at = view.state.doc.toString().indexOf(`+quoted(after)+`);
		if (at < 0) return false;
		view.dispatch({ selection: { anchor: at + (`+map[bool]string{true: "0", false: quoted(after) + ".length"}[selected]+`), head: at + `+quoted(after)+`.length }, scrollIntoView: true });
		view.focus();
		return true;
	})()`) {
		t.Fatalf("the text has no %q", after)
	}
}

func quoted(text string) string { return "`" + strings.ReplaceAll(text, "`", "\\`") + "`" }

func (t *tab) press(selector string) {
	t.Helper()
	t.until(selector, `document.querySelector(`+quoted(selector)+`)`)
	t.do(chromedp.Click(chromedp.CSS(selector)))
}

// opens presses a link to a statement until that stands open: while answers come in, a link can move away under the pointer.
func (t *tab) opens(link string) {
	t.Helper()
	for range 5 {
		t.press(link)
		for range 20 {
			if value[bool](t, `!!document.querySelector("#opened .course")`) {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
}

const flagship = "library/reported-framework-2025-12/reported-framework-2025-12.pact"

// Whoever opens the framework sees who is exposed in it within seconds, and why; a mistake shows, and goes when it is mended.
func TestBrowserOpensTheFramework(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		s := serving(t, nil)
		b := browser(t)
		b.looks(width, map[int64]string{1280: "light", 390: "dark"}[width])
		b.visits(s.address())
		b.until("the shelf", `document.querySelector("#shelf button.first")`)
		b.keep(name("shelf", width))
		b.press(`#shelf button.first`)
		b.until("an exposure of the first reading", `document.querySelector("#statements a[href='#statement-gift-leave-zone']")`)
		b.keep(name("framework", width))
		b.opens(`a[href="#statement-gift-leave-zone"]`)
		b.until("its course", `document.querySelector("#opened .course")`)
		b.keep(name("framework-opened", width))
		b.nothingWrong()
	}
}

func name(what string, width int64) string {
	return what + map[int64]string{1280: "-1280", 390: "-390"}[width]
}

// A mistake is told, and goes; a clause is taken out, and somebody can be left with nothing; its course is played to the end; the clause
// is put back, and it is gone.
func TestBrowserWritesAPact(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		s := serving(t, map[string]string{"sale.pact": template(t, "escrow.pact")})
		b := browser(t)
		b.looks(width, "light")
		b.visits(s.address())
		b.press(`[data-shelf="files"] a`)
		b.until("a clean pact", `document.querySelector("#state").dataset.state === "clean"`)
		if width == 390 {
			b.press(`#sides [data-show="text"]`)
		}
		b.cursor("party seller", false)
		b.types("!")
		b.until("a mistake", `document.querySelector(".cm-lintRange-error") && document.querySelector("#state").dataset.state === "unreadable"`)
		b.keep(name("mistake", width))
		b.do(chromedp.KeyEvent("\b"))
		b.until("it mended", `document.querySelector("#state").dataset.state === "clean"`)
		b.cursor("    once price is in_escrow\n", true)
		b.do(chromedp.KeyEvent("\b"))
		b.until("an exposure beside the clause", `document.querySelector("#state").dataset.state === "found" && document.querySelector(".cm-lintRange-error")`)
		if width == 390 {
			b.press(`#sides [data-show="panel"]`)
		}
		b.until("the exposure as a statement", `document.querySelector("#statements a[href='#statement-gift-deliver']")`)
		b.keep(name("exposed", width))
		b.press(`a[href="#statement-gift-deliver"]`)
		b.until("its course", `document.querySelector("#opened .course")`)
		b.keep(name("opened", width))
		b.press("#play-course")
		for range 20 {
			b.until("the game", `document.querySelector("#along")`)
			if value[bool](b, `document.querySelector("#along").disabled`) {
				break
			}
			was := value[string](b, `document.querySelector("#where").textContent`)
			b.press("#along")
			b.until("the next move", `document.querySelector("#where").textContent !== `+quoted(was))
		}
		if said := value[string](b, `document.querySelector("#along").textContent`); said != "The course ends here" {
			t.Errorf("the course does not end: %s", said)
		}
		b.until("what can come", `document.querySelector("#standing").textContent.includes("can no longer make sure")`)
		b.keep(name("played", width))
		if width == 390 {
			b.press(`#sides [data-show="text"]`)
		}
		b.cursor("must hand_over within 10 days\n", false)
		b.types("    once price is in_escrow\n")
		b.until("it gone", `document.querySelector("#state").dataset.state === "clean"`)
		b.until("word that the game is of the text before", `!document.querySelector("#old-game").hidden`)
		if width == 390 {
			b.press(`#sides [data-show="panel"]`)
		}
		b.press("#tab-findings")
		b.until("word that it is not found any more", `document.querySelector("#gone-statement")?.textContent.includes("not found any more") && !document.querySelector("#opened .course")`)
		b.press("#all-findings")
		b.until("nothing found", `document.querySelector("#statements").textContent.includes("Nothing was found here")`)
		b.nothingWrong()
	}
}

// A question answered otherwise takes an exposure away and brings it back.
func TestBrowserTurnsASwitch(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		s := serving(t, nil)
		b := browser(t)
		b.looks(width, "dark")
		b.visits(s.address() + "#f=templates/peace-framework.pact&t=questions")
		b.until("the question", `document.querySelector("#open-order")`)
		turn := func(to string) {
			value[bool](b, `(() => { const s = document.querySelector("#open-order"); s.value = "`+to+`"; s.dispatchEvent(new Event("change", { bubbles: true })); return true })()`)
		}
		turn("at_once")
		b.until("the exposure", `document.querySelector("#turned a[href='#statement-gift-withdraw']")`)
		b.keep(name("turned", width))
		turn("after_the_guarantee")
		b.until("it gone", `document.querySelector("#turned a") && !document.querySelector("#turned a[href='#statement-gift-withdraw']")`)
		b.nothingWrong()
	}
}
