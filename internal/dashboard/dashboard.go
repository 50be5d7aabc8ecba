package dashboard

import (
	"net/http"
	"strings"
	"sync"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server"
)

// Dashboard is the pages of one server.
type Dashboard struct {
	s        *server.Server
	sessions *sessions
	mux      *http.ServeMux
	routes   []Route
	secure   bool
	passkeys passkeys
	keep     string     // the folder of the drafts
	saving   sync.Mutex // of drafts
}

// Config is what a dashboard is made of.
type Config struct {
	Passkeys string // the file in which passkeys are kept; "": none are
	Drafts   string // the folder in which drafts are kept; "": none are
	Secure   bool   // browsers reach it by TLS: cookies are sent over nothing else
}

// Route is a page or what a form of a page is sent to, and the right that it takes.
type Route struct {
	Method, Path string
	Right        server.Right
}

// New makes a dashboard. It is mounted by server.Config: Pages and Sessions are two of its methods.
func New(c Config) *Dashboard {
	return &Dashboard{sessions: newSessions(), secure: c.Secure, keep: c.Drafts, passkeys: passkeys{file: c.Passkeys, begun: map[string]ceremony{}}}
}

// Pages are the pages for a server.
func (d *Dashboard) Pages(s *server.Server) http.Handler {
	d.s, d.mux = s, http.NewServeMux()
	d.sessions.now = s.Now
	d.page("GET", "/{$}", server.ReadStanding, d.now)
	d.page("GET", "/clauses", server.ReadStanding, d.clauses)
	d.page("GET", "/clauses/{clause}", server.ReadStanding, d.clause)
	d.page("GET", "/positions", server.ReadStanding, d.positions)
	d.page("GET", "/text", server.ReadStanding, d.text)
	d.page("GET", "/record", server.ReadRecord, d.record)
	d.page("GET", "/record/{entry}", server.ReadRecord, d.entry)
	d.page("GET", "/receipt", server.ReadRecord, d.receipt)
	d.page("POST", "/receipt", server.ReadRecord, d.checkReceipt)
	d.page("GET", "/people", server.ReadRecord, d.people)
	d.draftRoutes()
	d.enterRoutes()
	d.passkeyRoutes()
	d.assets()
	d.handle("", "/", server.Anybody, func(w http.ResponseWriter, r *http.Request) error {
		return server.Missing("nothing is to be found at this address")
	})
	return d.mux
}

// Routes are all that there are.
func (d *Dashboard) Routes() []Route { return d.routes }

// page mounts a page.
func (d *Dashboard) page(method, path string, right server.Right, make func(*http.Request) (*page, error)) {
	d.handle(method, path, right, func(w http.ResponseWriter, r *http.Request) error {
		p, err := make(r)
		if err != nil {
			return err
		}
		return d.show(w, r, p)
	})
}

// handle mounts whatever answers to a method and a path, for those who have the right. What goes wrong is told on a page.
func (d *Dashboard) handle(method, path string, right server.Right, do func(http.ResponseWriter, *http.Request) error) {
	pattern := path
	if method != "" {
		pattern = method + " " + path
		d.routes = append(d.routes, Route{method, strings.TrimSuffix(path, "{$}"), right})
	}
	d.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		var err error
		if c := server.CallerOf(r.Context()); !c.May(right) {
			err = d.refusal(c, right)
		} else {
			err = do(w, r)
		}
		if err != nil {
			d.wrong(w, r, err)
		}
	})
}

// refusal tells who may not see a page why; whoever is not known is shown the way in.
func (d *Dashboard) refusal(c server.Caller, right server.Right) error {
	if c.Role != ledger.RoleNobody {
		return server.Refusal(c, right)
	}
	return server.Problem(http.StatusUnauthorized, "Who are you?", "These pages are for those whom the ledger has admitted.",
		"On the machine with your key, type the command below with the address of this server, and open the link that it prints in this browser. It is good once, for ten minutes.")
}
