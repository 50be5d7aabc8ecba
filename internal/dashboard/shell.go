package dashboard

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

//go:embed shell.tmpl dashboard.css passkey.js report.js
var files embed.FS

var shell = template.Must(template.ParseFS(files, "shell.tmpl"))

// Where the scripts are.
const (
	passkeyScript = "/assets/passkey.js"
	reportScript  = "/assets/report.js"
)

// page is what is shown: a document, and the forms by which something else can be asked for.
type page struct {
	doc.Document
	At      string   // which of the places of the menu it is at
	Status  int      // 200 if it is 0
	Days    *days    // the fields of the days looked at, if the page has any
	Form    string   // the template of another form, "" for none
	With    any      // what that form is filled in with
	Scripts []string // that the page has

	Stands *server.Stands // that the page was made from, if any
}

// days are those that a page was asked for.
type days struct{ On, Known string }

// place is one of the menu.
type place struct {
	Path, Name string
	right      server.Right
}

var places = []place{
	{"/", "Where we stand", server.ReadStanding}, {"/clauses", "Clauses", server.ReadStanding}, {"/positions", "Positions", server.ReadStanding},
	{"/record", "Record", server.ReadRecord}, {"/people", "People", server.ReadRecord}, {"/text", "Text", server.ReadStanding},
	{"/drafts", "Drafts", server.Draft},
}

// filled is what the template of all pages is filled in with.
type filled struct {
	*page
	Name   string // of the ledger
	Places []place
	Who    string
	Role   string
	Token  string // against forged requests
	Body   template.HTML
	Made   template.HTML // what the page was made from
}

// show writes a page.
func (d *Dashboard) show(w http.ResponseWriter, r *http.Request, p *page) error {
	c := server.CallerOf(r.Context())
	f := filled{page: p, Name: d.s.Store().LogKey().Name, Token: d.tokenOf(r)}
	if c.Role != ledger.RoleNobody {
		f.Who, f.Role = c.Key.Name, c.Role.Said()
	}
	for _, x := range places {
		if c.May(x.right) {
			f.Places = append(f.Places, x)
		}
	}
	var body, made, all bytes.Buffer
	err := form.Fragment(&body, p.Document, 1)
	if err == nil && c.May(server.ReadRecord) {
		var from doc.Block
		if from, err = d.made(r, p.Stands); err == nil {
			err = form.Fragment(&made, doc.Document{Blocks: []doc.Block{from}}, 1)
		}
	}
	f.Body, f.Made = template.HTML(body.String()), template.HTML(made.String())
	if err = errors.Join(err, shell.ExecuteTemplate(&all, "shell.tmpl", f)); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy(p))
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if p.Status != 0 {
		w.WriteHeader(p.Status)
	}
	_, err = w.Write(all.Bytes())
	return err
}

var styles = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

// policy lets a browser take nothing from elsewhere, run nothing but the script that the page names, and use no styles but the sheet and those of its drawings.
func policy(p *page) string {
	style := []string{"'self'"}
	for x := range p.Pictures() {
		for _, m := range styles.FindAllSubmatch(x.SVG, -1) {
			sum := sha256.Sum256(m[1])
			if hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !slices.Contains(style, hash) {
				style = append(style, hash)
			}
		}
	}
	script := "'none'"
	if len(p.Scripts) > 0 {
		script = "'self'"
	}
	return "default-src 'none'; style-src " + strings.Join(style, " ") + "; script-src " + script + "; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// made says what a page was made from: which ledger, how far, by which checkpoint, and which text is in force.
func (d *Dashboard) made(r *http.Request, of *server.Stands) (doc.Block, error) {
	under, err := d.s.Newest(r.Context())
	if err != nil {
		return nil, err
	}
	size, err := d.s.Store().Size(r.Context())
	if err != nil {
		return nil, err
	}
	rows := []doc.Fact{
		{Name: "Ledger", Text: doc.In(doc.Name, d.s.Store().LogKey().String())},
		{Name: "Entries", Text: doc.T(strconv.FormatInt(size, 10))},
		{Name: "Checkpoint", Text: doc.T("of " + count(under.Size, "entry", "entries") + ", root ").With(doc.Span{Text: under.Root.String(), Tone: doc.Name}).With(doc.Span{Text: cosigned(under)})},
	}
	if of != nil {
		size = of.Entries
	}
	rows[1].Text = doc.T(strconv.FormatInt(size, 10))
	switch _, digest, err := d.s.Pact(r.Context()); {
	case of != nil && of.Recorded:
		rows = append(rows, doc.Fact{Name: "Text in force", Text: doc.Text{{Text: of.Pact, Tone: doc.Name}, {Text: ", by "}, {Text: fmt.Sprintf("entry %d", of.Named), To: fmt.Sprintf("/record/%d", of.Named)}}})
	case of != nil:
		rows = append(rows, doc.Fact{Name: "Text followed", Text: doc.Text{{Text: of.Pact, Tone: doc.Name}, {Text: "; no entry says which is in force"}}})
	case err == nil:
		rows = append(rows, doc.Fact{Name: "Text followed", Text: doc.In(doc.Name, digest)})
	}
	rows = append(rows, doc.Fact{Name: "Made", Text: doc.T(d.s.Now().UTC().Format("2 Jan 2006, 15:04:05 UTC"))})
	return doc.Facts{Rows: rows}, nil
}

func cosigned(c *ledger.Checkpoint) string {
	if len(c.By) == 0 {
		return ""
	}
	return ", cosigned by " + count(int64(len(c.By)), "witness", "witnesses")
}

func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.FormatInt(n, 10) + " " + many
}

// wrong tells on a page what went wrong.
func (d *Dashboard) wrong(w http.ResponseWriter, r *http.Request, err error) {
	p := d.s.Told(r.Context(), err)
	if strings.HasPrefix(r.URL.Path, "/v1/") || r.Header.Get("Accept") == "application/json" {
		w.Header().Set("Content-Type", wire.ProblemType)
		w.WriteHeader(p.Status)
		json.NewEncoder(w).Encode(p)
		return
	}
	told := &page{Document: doc.Document{Title: doc.T(capital(p.Title))}, Status: p.Status}
	for _, text := range []string{p.Detail, p.Mend} {
		if text != "" {
			told.Blocks = append(told.Blocks, doc.Para{Text: doc.T(strings.TrimSuffix(capital(text), ".") + ".")})
		}
	}
	if p.Status == http.StatusUnauthorized {
		if told.Form = "passkey"; d.passkeys.file != "" {
			told.Scripts = []string{passkeyScript}
		}
		told.Blocks = append(told.Blocks, doc.Literal{Text: "servanda ledger enter " + d.address(r) + " --me FILE", Of: "shell"})
	}
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "2")
	}
	if err := d.show(w, r, told); err != nil {
		http.Error(w, "a fault of the server", http.StatusInternalServerError)
	}
}

// address is that by which the browser has reached the server.
func (d *Dashboard) address(r *http.Request) string {
	if d.secure || r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// assets are the style sheet and the script.
func (d *Dashboard) assets() {
	css, err := files.ReadFile("dashboard.css")
	if err != nil {
		panic(err) // it is built in
	}
	for _, at := range []string{passkeyScript, reportScript} {
		script, err := files.ReadFile(path.Base(at))
		if err != nil {
			panic(err)
		}
		d.asset(at, "text/javascript; charset=utf-8", script)
	}
	d.asset("/assets/page.css", "text/css; charset=utf-8", append([]byte(form.CSS()), css...))
}

func (d *Dashboard) asset(path, kind string, text []byte) {
	d.handle("GET", path, server.Anybody, func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Content-Type", kind)
		_, err := w.Write(text)
		return err
	})
}
