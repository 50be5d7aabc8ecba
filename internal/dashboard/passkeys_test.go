package dashboard

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/testkit/browser"
)

// withKey gives the browser an authenticator that says yes to whatever it is asked.
func (t *tab) withKey() {
	t.Helper()
	t.do(browser.Command(webauthn.Enable, webauthn.EnableParams{}), browser.Command(webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: "ctap2", Ctap2version: "ctap2_1", Transport: "internal", HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true}}))
}

// until waits until something is so on the page.
func (t *tab) until(what, script string) {
	t.Helper()
	for range 100 {
		if so, _ := t.ask("(() => { try { return " + script + " } catch (e) { return false } })()").(bool); so {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("it never comes to be that %s: %v", what, t.ask(`document.body.innerText`))
}

// leave ends the session of the browser by its button.
func (t *tab) leave() {
	t.Helper()
	t.do(chromedp.Navigate(t.url+"/me"), chromedp.Click(chromedp.CSS(`form[action="/leave"] button:first-of-type`)))
	t.until("one is out", `document.querySelector("h1").textContent === "Who are you?"`)
}

const press = `document.getElementById("enter").click(); true`

// A passkey is enrolled after a link was opened, lets the browser in again, enrols no other, and lets nobody in once it is removed or the key retired.
func TestAPasskeyLetsIn(t *testing.T) {
	g := begin(t)
	g.url = strings.Replace(g.url, "127.0.0.1", "localhost", 1) // a passkey needs a name
	b := g.look()
	b.withKey()
	enrol := func() {
		t.Helper()
		b.enterAs("party")
		b.do(chromedp.Navigate(g.url+"/me"), chromedp.WaitVisible(chromedp.CSS(`#enrol`)), chromedp.Click(chromedp.CSS(`#enrol`)))
		b.until("it is enrolled", `document.getElementById("passkey-said").textContent === "The passkey is enrolled."`)
	}
	enterAgain := func() {
		t.Helper()
		b.until("there is a button", `document.getElementById("enter") !== null && !document.getElementById("enter").hidden`)
		b.ask(press)
		b.until("one is in", `document.querySelector(".who") !== null && document.querySelector(".who").textContent.startsWith("party.example")`)
	}
	refused := func() {
		t.Helper()
		b.until("there is a button", `document.getElementById("enter") !== null && !document.getElementById("enter").hidden`)
		b.ask(press)
		b.until("one is refused", `document.getElementById("passkey-said").textContent.startsWith("That did not work")`)
	}
	enrol()
	b.leave()
	enterAgain()
	b.do(chromedp.Navigate(g.url+"/me"), chromedp.WaitVisible(chromedp.CSS(`#enrol`)), chromedp.Click(chromedp.CSS(`#enrol`)))
	b.until("who came in by a passkey enrols no other", `document.getElementById("passkey-said").textContent.includes("ten minutes after a link was opened")`)
	b.do(chromedp.Navigate(g.url+"/me"), chromedp.Click(chromedp.CSS(`form[action="/passkeys/remove"] button:nth-of-type(2)`)))
	b.until("one is out", `document.querySelector("h1").textContent === "Who are you?"`)
	refused()
	g.admit(ledger.KindRetire, g.keys["party"].Public, ledger.RoleNobody, 98)
	refused()
}

func TestAPasskeyOfARetiredKeyLetsNobodyIn(t *testing.T) {
	g := begin(t)
	g.url = strings.Replace(g.url, "127.0.0.1", "localhost", 1)
	b := g.look()
	b.withKey()
	b.enterAs("party")
	b.do(chromedp.Navigate(g.url+"/me"), chromedp.WaitVisible(chromedp.CSS(`#enrol`)), chromedp.Click(chromedp.CSS(`#enrol`)))
	b.until("it is enrolled", `document.getElementById("passkey-said").textContent === "The passkey is enrolled."`)
	g.admit(ledger.KindRetire, g.keys["party"].Public, ledger.RoleNobody, 99)
	b.do(chromedp.Navigate(g.url + "/me"))
	b.until("one is out", `document.querySelector("h1").textContent === "Who are you?"`)
	b.until("there is a button", `!document.getElementById("enter").hidden`)
	b.ask(press)
	b.until("one is refused", `document.getElementById("passkey-said").textContent.includes("the ledger admits it no more")`)
}

// What has not begun, or was begun for something else, or comes from another site is refused.
func TestCeremoniesAreHeldTogether(t *testing.T) {
	g := begin(t)
	g.url = strings.Replace(g.url, "127.0.0.1", "localhost", 1)
	s, nobody := g.enter("party"), &someone{ground: g}
	for path, who := range map[string]*someone{"/passkeys/enrol?ceremony=x": s, "/passkeys/enter?ceremony=x": nobody} {
		if a, body := who.ask("POST", path, url.Values{"token": {s.token()}}); a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "his has not begun") {
			t.Errorf("%s: %d %s", path, a.StatusCode, body)
		}
	}
	_, body := s.ask("POST", "/passkeys/begin-enrol", url.Values{"token": {s.token()}})
	_, rest, _ := strings.Cut(body, `"ceremony":"`)
	id, _, _ := strings.Cut(rest, `"`)
	if a, body := nobody.ask("POST", "/passkeys/enter?ceremony="+id, nil); a.StatusCode != http.StatusForbidden || !strings.Contains(body, "lets nobody in") {
		t.Errorf("%d %s", a.StatusCode, body)
	}
	_, body = s.ask("POST", "/passkeys/begin-enrol", url.Values{"token": {s.token()}})
	_, rest, _ = strings.Cut(body, `"ceremony":"`)
	id, _, _ = strings.Cut(rest, `"`)
	other := g.enter("observer")
	if a, body := other.ask("POST", "/passkeys/enrol?ceremony="+id, url.Values{"token": {other.token()}}); a.StatusCode != http.StatusForbidden || !strings.Contains(body, "omebody else") {
		t.Errorf("%d %s", a.StatusCode, body)
	}
	if a, _ := s.ask("POST", "/passkeys/begin-enrol", nil); a.StatusCode != http.StatusForbidden {
		t.Errorf("without the token of the session: %d", a.StatusCode)
	}
	token := s.token()
	for _, p := range g.sessions.open {
		p.made = p.made.Add(-linkTime - time.Second)
	}
	if a, body := s.ask("POST", "/passkeys/begin-enrol", url.Values{"token": {token}}); a.StatusCode != http.StatusForbidden || !strings.Contains(body, "ten minutes") {
		t.Errorf("more than ten minutes later: %d %s", a.StatusCode, body)
	}
}
