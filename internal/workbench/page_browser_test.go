package workbench_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

const flagship = "library/reported-framework-2025-12/reported-framework-2025-12.pact"

// Whoever opens the framework sees who is exposed in it within seconds.
func TestBrowserOpensTheFramework(t *testing.T) {
	s := serving(t, nil)
	b := browser(t)
	b.looks(1280, "light")
	b.do(chromedp.Navigate(s.address()))
	b.until("the shelf", `document.querySelector("#shelf button.first")`)
	b.keep("shelf-1280")
	b.do(chromedp.Click(chromedp.CSS(`#shelf button.first`)))
	b.until("a statement", `document.querySelector("#statements li a")`)
	b.keep("framework-1280")
}
