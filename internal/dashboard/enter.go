package dashboard

import (
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server"
)

// Link is the answer to who asks, signed, for a way in.
type Link struct {
	Path string `json:"path"` // below the address of the server
}

// enterRoutes are the ways in and out.
func (d *Dashboard) enterRoutes() {
	d.handle("POST", "/v1/links", server.ReadRecord, d.giveLink)
	d.page("GET", "/enter", server.Anybody, d.door)
	d.handle("POST", "/enter", server.Anybody, d.enter)
	d.page("GET", "/me", server.ReadRecord, d.me)
	d.handle("POST", "/leave", server.Anybody, d.leave)
}

// giveLink gives a link to who signs the request by the key itself: a session makes no other.
func (d *Dashboard) giveLink(w http.ResponseWriter, r *http.Request) error {
	c := server.CallerOf(r.Context())
	if !c.Signed {
		return server.Problem(http.StatusForbidden, "this has to be signed", "a way in is given to who signs with the key itself", "servanda ledger enter "+d.address(r)+" --me FILE")
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(Link{"/enter?link=" + url.QueryEscape(d.sessions.link(c.Key))})
}

// door asks whoever opens a link to press a button, so that no program that looks at links before people do uses it up.
func (d *Dashboard) door(r *http.Request) (*page, error) {
	link := r.URL.Query().Get("link")
	if link == "" {
		return nil, d.refusal(server.Caller{}, server.ReadRecord)
	}
	return &page{Document: doc.Document{Title: doc.T("Enter"), Blocks: []doc.Block{
		doc.Para{Text: doc.T("The link that you have opened lets this browser in, in the name of the key that asked for it, for at most twelve hours. It is good once.")},
	}}, Form: "enter", With: link}, nil
}

func (d *Dashboard) enter(w http.ResponseWriter, r *http.Request) error {
	if err := fence.Check(r); err != nil {
		return server.Problem(http.StatusForbidden, "another site asks", "the link was sent by another site", "open the link itself")
	}
	secret, ok := d.sessions.enter(r.PostFormValue("link"))
	if !ok {
		return server.Problem(http.StatusUnauthorized, "the link is used up", "a link is good once, for ten minutes", "ask for another")
	}
	d.welcome(w, r, secret)
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// welcome gives a browser the cookie of its session.
func (d *Dashboard) welcome(w http.ResponseWriter, r *http.Request, secret string) {
	http.SetCookie(w, &http.Cookie{Name: cookieName(r), Value: secret, Path: "/", MaxAge: int(fullTime.Seconds()), HttpOnly: true, Secure: d.secure || r.TLS != nil, SameSite: http.SameSiteStrictMode})
}

// leave ends a session.
func (d *Dashboard) leave(w http.ResponseWriter, r *http.Request) error {
	if err := d.ours(r); err != nil {
		return err
	}
	d.sessions.leave(r, r.PostFormValue("everywhere") != "")
	http.SetCookie(w, &http.Cookie{Name: cookieName(r), Path: "/", MaxAge: -1, HttpOnly: true, Secure: d.secure || r.TLS != nil, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// me is the page of who is in.
func (d *Dashboard) me(r *http.Request) (*page, error) {
	c := server.CallerOf(r.Context())
	if c.Role == ledger.RoleNobody {
		return nil, d.refusal(c, server.ReadRecord)
	}
	blocks := []doc.Block{
		doc.Facts{Rows: []doc.Fact{{Name: "Key", Text: doc.In(doc.Name, c.Key.String())}, {Name: "Admitted as", Text: doc.T(c.Role.Said())}, {Name: "You may", Text: doc.T(mayWords(c.Role))}}},
	}
	if c.May(server.Report) {
		blocks = append(blocks, doc.Section{ID: "report", Title: doc.T("To report"), Blocks: []doc.Block{
			doc.Para{Text: doc.T("What is reported is signed with a key. Yours is where you keep it, and the server never sees it. Write the events into a file, one line of JSON each, and hand them in from the machine with your key:")},
			doc.Literal{Text: `{"id":"n1","when":"2026-03-05","actor":"…","move":"…","note":"…"}`, Of: "json"},
			doc.Literal{Text: "servanda ledger add --server " + d.address(r) + " events.jsonl --key FILE", Of: "shell"},
		}})
	}
	with := mine{Report: c.May(server.Report), Ledger: d.s.Store().LogKey().Name, Key: c.Key.Name + "/browser"}
	p := &page{Document: doc.Document{Title: doc.T(c.Key.Name), Blocks: blocks}, At: "/me", Form: "me"}
	if with.Report {
		p.Scripts = append(p.Scripts, reportScript)
	}
	if d.passkeys.file != "" {
		o, err := d.passkeys.of(func(o *owner) bool { return o.Key == c.Key.String() })
		if err != nil {
			return nil, err
		}
		with.Kept, with.Passkeys, p.Scripts = true, len(o.Passkeys), append(p.Scripts, passkeyScript)
	}
	p.With = with
	return p, nil
}

// mine is what the forms of the page of who is in are filled in with.
type mine struct {
	Report      bool
	Ledger, Key string // that a browser signs for, and what its key is called
	Kept        bool   // passkeys are
	Passkeys    int
}
