package workbench_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What would mend an exposure is asked and put into the text, and the exposure is gone; it is taken back and there again; a change that was
// found for a text is not offered for another.
func TestBrowserMendsAPact(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		s := serving(t, map[string]string{"sale.pact": template(t, "escrow.pact")})
		b := browser(t)
		b.looks(width, map[int64]string{1280: "light", 390: "dark"}[width])
		b.visits(s.address())
		b.press(`[data-shelf="files"] a`)
		b.until("a clean pact", `document.querySelector("#state").dataset.state === "clean"`)
		b.shows(width, "text")
		b.cursor("    once price is in_escrow\n", true)
		b.do(chromedp.KeyEvent("\b"))
		b.shows(width, "panel")
		b.asksWhatMends("gift-deliver")
		if said := value[string](b, `document.querySelector(".opened-head").textContent`); strings.Contains(said, "false") {
			t.Errorf("above the statement stands %q", said)
		}
		b.until("a change", `document.querySelector("#mend-state")?.dataset.outcome === "mended" && document.querySelector("#mend-1 button.first:not(:disabled)")`)
		b.keep(name("mend", width))
		value[bool](b, `document.querySelector("#mend-1 button.first").scrollIntoView({ block: "center", behavior: "instant" }); true`)
		b.keep(name("mend-put", width))
		b.press("#mend-1 button.first")
		b.until("it gone", `document.querySelector("#state").dataset.state === "clean" && document.querySelector("#gone-statement")?.textContent.includes("not found any more") && !document.querySelector("#mend-state")`)
		b.keep(name("mend-gone", width))
		b.press(`[data-key="mend"] button`)
		b.until("it there again", `document.querySelector("#state").dataset.state === "found" && document.querySelector("#opened .course") && !document.querySelector("[data-key=mend]")`)
		b.press("#ask-mend")
		b.until("a change", `document.querySelector("#mend-2 button.first:not(:disabled)")`)
		b.shows(width, "text")
		b.cursor("party seller", false)
		b.types("!")
		b.until("it not offered for another text", `document.querySelector("#mend-2 button.first").disabled`)
		b.nothingWrong()
	}
}

// shows chooses the side of a narrow page.
func (t *tab) shows(width int64, side string) {
	t.Helper()
	if width == 390 {
		t.press(`#sides [data-show="` + side + `"]`)
	}
}

// asksWhatMends opens a statement and asks what would mend it.
func (t *tab) asksWhatMends(id string) {
	t.Helper()
	t.press(`a[href="#statement-` + id + `"]`)
	t.press("#ask-mend")
}

// That nothing was found because nothing helps looks other than that it was given up; a clean answer is not offered.
func TestBrowserSaysThatNothingMends(t *testing.T) {
	s := serving(t, map[string]string{"hopeless.pact": hopeless(t)})
	b := browser(t)
	b.looks(1280, "light")
	b.visits(s.address())
	b.press(`[data-shelf="files"] a`)
	b.press(`#statements a[href^="#statement-"]`)
	b.press("#ask-mend")
	b.until("word of it", `document.querySelector("#mend-state")?.dataset.outcome === "none"`)
	b.keep("mend-none-1280")
	none := value[string](b, `getComputedStyle(document.querySelector("#mend-state")).borderStyle`)
	gaveUp := value[string](b, `(() => { const p = document.querySelector("#mend-state"); p.dataset.outcome = "gaveUp"; return getComputedStyle(p).borderStyle })()`)
	if none == gaveUp || value[bool](b, `!!document.querySelector("#mend button.first")`) {
		t.Errorf("nothing helps looks like %q, given up like %q", none, gaveUp)
	}
	b.nothingWrong()
}

// Who is exposed in the framework where only what was reported holds, why, and what would mend it. It takes a while.
func TestBrowserMendsTheFramework(t *testing.T) {
	if os.Getenv("SERVANDA_HEAVY") == "" {
		t.Skip("SERVANDA_HEAVY is not set")
	}
	s := serving(t, nil)
	b := browser(t)
	b.looks(1280, "light")
	begun := time.Now()
	b.visits(s.address() + "#f=" + flagship + "&r=reported_only")
	b.press(`#statements a[href^="#statement-"]`)
	b.until("its course", `document.querySelector("#opened .course")`)
	t.Logf("opened after %s", time.Since(begun).Round(time.Millisecond))
	asked := time.Now()
	b.press("#ask-mend")
	for time.Since(asked) < 5*time.Minute && !value[bool](b, `!!document.querySelector("#mend-state")`) {
		if time.Since(asked) > 3*time.Second && time.Since(asked) < 4*time.Second {
			b.keep("mend-framework-looking-1280")
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Logf("what would mend it after another %s", time.Since(asked).Round(time.Millisecond))
	b.until("a change", `document.querySelector("#mend-state").dataset.outcome === "mended" && document.querySelector("#mend-1 button.first:not(:disabled)")`)
	b.keep("mend-framework-1280")
	t.Logf("all of it meanwhile: %s", value[string](b, `document.querySelector("#state").title`))
	b.nothingWrong()
}
