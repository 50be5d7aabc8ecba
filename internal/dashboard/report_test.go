package dashboard

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/servanda-lang/servanda/internal/ledger"
)

// A browser makes a key of its own, which is admitted like any other, and signs with it what the ledger takes as it takes what the
// command line signs. Before it is admitted nothing is taken, and after it is retired nothing more.
func TestABrowserSignsWithAKeyOfItsOwn(t *testing.T) {
	g := begin(t)
	g.url = strings.Replace(g.url, "127.0.0.1", "localhost", 1)
	b := g.look()
	b.enterAs("party")
	b.do(chromedp.Navigate(g.url+"/me"), chromedp.WaitVisible(chromedp.CSS(`#report-make`)), chromedp.Click(chromedp.CSS(`#report-make`)), chromedp.WaitVisible(chromedp.CSS(`#report-has`)))
	handIn := func(said string) {
		t.Helper()
		b.do(chromedp.Navigate(g.url+"/me"), chromedp.WaitVisible(chromedp.CSS(`#report-has`)))
		b.ask(`for (const [k, v] of Object.entries({when: "2026-11-20", actor: "south", move: "open_posts", note: "with <b>ü</b> & “both” flags"})) document.getElementById("report-form").elements[k].value = v; document.querySelector("#report-has button").click(); true`)
		b.until(said, `document.getElementById("report-said").textContent.includes("`+said+`")`)
	}
	handIn("not admitted")
	vkey, _ := b.ask(`document.getElementById("report-key").textContent`).(string)
	key, err := ledger.ParsePublic(vkey)
	g.must(err)
	if key.Name != "party.example/browser" {
		t.Errorf("the key is called %s", key.Name)
	}
	g.admit(ledger.KindAdmit, key, ledger.RoleParty, 50)
	handIn("Recorded as entry 14")
	b.ask(`document.getElementById("report-form").scrollIntoView(); true`)
	b.keep("dashboard-report.png")
	receipt, _ := b.ask(`document.getElementById("report-proof").value`).(string)
	p, err := ledger.ParseProof([]byte(receipt))
	g.must(err)
	e, _, err := p.Check(g.keys["log"].Public)
	g.must(err)
	if !e.Reporter.Is(key) || !strings.Contains(string(e.Line), `"move":"open_posts","note":"with <b>ü</b> & “both” flags"`) {
		t.Errorf("%s by %s", e.Line, e.Reporter.Name)
	}
	if extractable := b.ask(`new Promise(done => { const o = indexedDB.open("servanda", 1); o.onsuccess = () => { const a = o.result.transaction("keys").objectStore("keys").getAll(); a.onsuccess = () => done(a.result[0].privateKey.extractable); }; })`); extractable != false {
		t.Errorf("the key can be taken out of the browser: %v", extractable)
	}
	g.enter("observer").sees("/?on=2026-11-26", "“the opening of the posts”</a>: performed")
	g.admit(ledger.KindRetire, key, ledger.RoleNobody, 51)
	handIn("retired")
}
