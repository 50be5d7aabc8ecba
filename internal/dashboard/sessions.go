package dashboard

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server"
)

// How long what lets somebody in is good.
const (
	linkTime = 10 * time.Minute
	idleTime = time.Hour      // of a session that is not used
	fullTime = 12 * time.Hour // of any session
)

// mostSessions is how many sessions or links of one key there are at once; the oldest gives way.
const mostSessions = 16

// pass is what lets somebody in: a link or a session. Its secret is not kept, only the digest of it.
type pass struct {
	key   ledger.Public
	token string // what the forms of the session hold
	made  time.Time
	used  time.Time

	linked bool // it came by a link, which the key has signed for
}

// sessions are kept in memory alone: a server that is started anew knows none.
type sessions struct {
	mu    sync.Mutex
	now   func() time.Time
	links map[[32]byte]*pass
	open  map[[32]byte]*pass
}

func newSessions() *sessions {
	return &sessions{now: time.Now, links: map[[32]byte]*pass{}, open: map[[32]byte]*pass{}}
}

// give makes a new pass in one of the two tables, and gives its secret.
func (s *sessions) give(in map[[32]byte]*pass, key ledger.Public, linked bool) string {
	secret := rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clear(in, key)
	now := s.now()
	in[sha256.Sum256([]byte(secret))] = &pass{key: key, token: rand.Text(), made: now, used: now, linked: linked}
	return secret
}

// clear makes room for one more of a key, and forgets what is over.
func (s *sessions) clear(in map[[32]byte]*pass, key ledger.Public) {
	n := 0
	var oldest [32]byte
	for id, p := range in {
		if s.over(p) {
			delete(in, id)
			continue
		}
		if p.key.Is(key) {
			if n++; n == 1 || p.made.Before(in[oldest].made) {
				oldest = id
			}
		}
	}
	if n >= mostSessions {
		delete(in, oldest)
	}
}

func (s *sessions) over(p *pass) bool {
	now := s.now()
	return now.Sub(p.used) > idleTime || now.Sub(p.made) > fullTime
}

// link makes a link for a key.
func (s *sessions) link(key ledger.Public) string { return s.give(s.links, key, true) }

// enter takes a link, which is then used up, and gives a session.
func (s *sessions) enter(link string) (string, bool) {
	id := sha256.Sum256([]byte(link))
	s.mu.Lock()
	p := s.links[id]
	delete(s.links, id)
	good := p != nil && s.now().Sub(p.made) <= linkTime
	s.mu.Unlock()
	if !good {
		return "", false
	}
	return s.give(s.open, p.key, true), true
}

// find is the session that a request comes by, nil for none.
func (s *sessions) find(r *http.Request) *pass {
	c, err := r.Cookie(cookieName(r))
	if err != nil {
		return nil
	}
	id := sha256.Sum256([]byte(c.Value))
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.open[id]
	if p == nil || s.over(p) {
		delete(s.open, id)
		return nil
	}
	p.used = s.now()
	copied := *p
	return &copied
}

// leave ends the session of a request, or all of its key.
func (s *sessions) leave(r *http.Request, everywhere bool) {
	p := s.find(r)
	if p == nil {
		return
	}
	c, _ := r.Cookie(cookieName(r))
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, sha256.Sum256([]byte(c.Value)))
	for _, in := range []map[[32]byte]*pass{s.open, s.links} {
		for id, x := range in {
			if everywhere && x.key.Is(p.key) {
				delete(in, id)
			}
		}
	}
}

// cookieName is that of the cookie of a session. Sessions at several ports of one machine do not get into each other's way by it: cookies know no ports.
func cookieName(r *http.Request) string {
	sum := sha256.Sum256([]byte(r.Host))
	return fmt.Sprintf("servanda-%x", sum[:4])
}

// fence refuses what other sites have a browser send.
var fence = http.NewCrossOriginProtection()

// Session says in whose name a request comes, for server.Config.Sessions. What another site has a browser send comes in nobody's.
func (d *Dashboard) Session(r *http.Request) (ledger.Public, bool, error) {
	p := d.sessions.find(r)
	if p == nil {
		return ledger.Public{}, false, nil
	}
	if err := fence.Check(r); err != nil {
		return ledger.Public{}, false, server.Problem(http.StatusForbidden, "another site asks", "a browser that is in here was made to send this by another site", "go on from a page of this server")
	}
	if d.retired(r, p.key) {
		d.sessions.leave(r, true)
		return ledger.Public{}, false, nil
	}
	return p.key, true, nil
}

// retired reports whether the ledger does not know a key, or no more: its sessions end with that.
func (d *Dashboard) retired(r *http.Request, key ledger.Public) bool {
	roster, err := d.s.Store().Roster(r.Context())
	return err == nil && roster.Role(key) == ledger.RoleNobody
}

// tokenOf is what a form of the session has to hold.
func (d *Dashboard) tokenOf(r *http.Request) string {
	if p := d.sessions.find(r); p != nil {
		return p.token
	}
	return ""
}

// ours holds a form to the session that it was made for. Who signs the request needs none.
func (d *Dashboard) ours(r *http.Request) error {
	if server.CallerOf(r.Context()).Signed {
		return nil
	}
	token, said := d.tokenOf(r), r.Header.Get("Servanda-Token")
	if said == "" {
		said = r.PostFormValue("token")
	}
	if token == "" || subtle.ConstantTimeCompare([]byte(token), []byte(said)) == 1 {
		return nil // who is in by no session has nothing that another could use
	}
	return server.Problem(http.StatusForbidden, "the form is of another session", "it was made before you entered anew, or by somebody else", "go back, load the page again and send the form once more")
}
