package dashboard

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/server"
)

// Passkeys (W3C Web Authentication Level 3) let a browser in again without a link. One is enrolled for a key by who has just come in by a link, which that key signed for:
// never by who came in by a passkey. They are kept in a file: public keys, and nothing that would let anybody in.

// The bounds of passkeys.
const (
	ceremonyTime   = 5 * time.Minute
	mostCeremonies = 4096
	mostPasskeys   = 16 // of one key
)

// owner is a key that the ledger has admitted, with its passkeys.
type owner struct {
	Key      string                `json:"key"`
	Passkeys []webauthn.Credential `json:"passkeys"`
}

func (o *owner) WebAuthnID() []byte {
	sum := sha256.Sum256([]byte(o.Key))
	return sum[:]
}

func (o *owner) WebAuthnName() string {
	key, err := ledger.ParsePublic(o.Key)
	if err != nil {
		return o.Key
	}
	return key.Name
}

func (o *owner) WebAuthnDisplayName() string                { return o.WebAuthnName() }
func (o *owner) WebAuthnCredentials() []webauthn.Credential { return o.Passkeys }

// ceremony is an enrolment or a way in that has begun.
type ceremony struct {
	key  string // of an enrolment
	data *webauthn.SessionData
	made time.Time
}

// passkeys are all of a server.
type passkeys struct {
	file  string // "": there are none
	mu    sync.Mutex
	begun map[string]ceremony
}

// passkeyRoutes are what the script of the pages asks.
func (d *Dashboard) passkeyRoutes() {
	d.handle("POST", "/passkeys/begin-enrol", server.ReadRecord, d.beginEnrol)
	d.handle("POST", "/passkeys/enrol", server.ReadRecord, d.enrol)
	d.handle("POST", "/passkeys/remove", server.ReadRecord, d.removePasskeys)
	d.handle("POST", "/passkeys/begin-enter", server.Anybody, d.beginEnter)
	d.handle("POST", "/passkeys/enter", server.Anybody, d.enterByPasskey)
}

// party is this server as passkeys know it, by the name by which the browser has reached it.
func (d *Dashboard) party(r *http.Request) (*webauthn.WebAuthn, error) {
	if d.passkeys.file == "" {
		return nil, server.Problem(http.StatusNotFound, "This server keeps no passkeys", "whoever keeps it has named no file for them", "servanda serve --ledger … --passkeys FILE")
	}
	if err := fence.Check(r); err != nil {
		return nil, server.Problem(http.StatusForbidden, "another site asks", "a browser was made to send this by another site", "go on from a page of this server")
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if net.ParseIP(host) != nil {
		return nil, server.Problem(http.StatusUnprocessableEntity, "a passkey needs a name", "browsers know passkeys of names, and of no numbers", "open the server by its name; on this machine that is localhost")
	}
	return webauthn.New(&webauthn.Config{RPID: host, RPDisplayName: d.s.Store().LogKey().Name, RPOrigins: []string{d.address(r)}})
}

// read reads the file; it is a list of owners.
func (p *passkeys) read() ([]owner, error) {
	text, err := os.ReadFile(p.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []owner
	return out, json.Unmarshal(text, &out)
}

// of gives the owner by a test, an empty one if there is none.
func (p *passkeys) of(is func(*owner) bool) (owner, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	all, err := p.read()
	for _, o := range all {
		if is(&o) {
			return o, err
		}
	}
	return owner{}, err
}

// change changes the passkeys of a key, on the disk before it returns.
func (p *passkeys) change(key string, how func([]webauthn.Credential) []webauthn.Credential) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	all, err := p.read()
	if err != nil {
		return err
	}
	at := len(all)
	for i := range all {
		if all[i].Key == key {
			at = i
		}
	}
	if at == len(all) {
		all = append(all, owner{Key: key})
	}
	if all[at].Passkeys = how(all[at].Passkeys); len(all[at].Passkeys) > mostPasskeys {
		return server.Problem(http.StatusUnprocessableEntity, "there are as many passkeys as may be", "of one key there are 16 at most", "remove them, and enrol anew")
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	was, err := os.ReadFile(p.file)
	if errors.Is(err, fs.ErrNotExist) {
		return safefile.NewSecret(safefile.OS, p.file, text)
	}
	if err != nil || bytes.Equal(was, text) {
		return err
	}
	return safefile.Replace(safefile.OS, p.file, was, text)
}

// begin notes that a ceremony has begun, and answers with what the browser is to be asked.
func (d *Dashboard) begin(w http.ResponseWriter, key string, data *webauthn.SessionData, options any) error {
	p := &d.passkeys
	p.mu.Lock()
	now := d.s.Now()
	for id, c := range p.begun {
		if now.Sub(c.made) > ceremonyTime {
			delete(p.begun, id)
		}
	}
	if len(p.begun) >= mostCeremonies {
		p.mu.Unlock()
		return server.Problem(http.StatusServiceUnavailable, "the server is busy", "as many enter or enrol as may", "try again a little later")
	}
	id := rand.Text()
	p.begun[id] = ceremony{key, data, now}
	p.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]any{"ceremony": id, "options": options})
}

// finish gives a ceremony that has begun; it is over with that.
func (d *Dashboard) finish(r *http.Request) (ceremony, error) {
	p := &d.passkeys
	id := r.URL.Query().Get("ceremony")
	p.mu.Lock()
	defer p.mu.Unlock()
	c, ok := p.begun[id]
	delete(p.begun, id)
	if !ok || d.s.Now().Sub(c.made) > ceremonyTime {
		return c, server.Problem(http.StatusUnprocessableEntity, "it took too long", "this has not begun, or was begun more than five minutes ago", "begin anew")
	}
	return c, nil
}

// mayEnrol is the key for which a passkey may be enrolled by a request: that of a session which has just begun by a link.
func (d *Dashboard) mayEnrol(r *http.Request) (string, error) {
	if err := d.ours(r); err != nil {
		return "", err
	}
	p := d.sessions.find(r)
	if p == nil || !p.linked || d.s.Now().Sub(p.made) > linkTime {
		return "", server.Problem(http.StatusForbidden, "enter by a link first", "a passkey is enrolled within ten minutes after a link was opened, which your key has signed for", "servanda ledger enter "+d.address(r)+" --me FILE")
	}
	return p.key.String(), nil
}

func (d *Dashboard) beginEnrol(w http.ResponseWriter, r *http.Request) error {
	key, err := d.mayEnrol(r)
	if err != nil {
		return err
	}
	party, err := d.party(r)
	if err != nil {
		return err
	}
	o, err := d.passkeys.of(func(o *owner) bool { return o.Key == key })
	if err != nil {
		return err
	}
	o.Key = key
	options, data, err := party.BeginRegistration(&o, webauthn.WithExclusions(webauthn.Credentials(o.Passkeys).CredentialDescriptors()),
		webauthn.WithAuthenticatorSelection(protocol.AuthenticatorSelection{ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired}))
	if err != nil {
		return err
	}
	return d.begin(w, key, data, options.Response)
}

func (d *Dashboard) enrol(w http.ResponseWriter, r *http.Request) error {
	key, err := d.mayEnrol(r)
	if err != nil {
		return err
	}
	party, err := d.party(r)
	if err != nil {
		return err
	}
	c, err := d.finish(r)
	if err != nil {
		return err
	}
	if c.key != key {
		return server.Problem(http.StatusForbidden, "this was begun by somebody else", "an enrolment is of one session", "begin anew")
	}
	made, err := party.FinishRegistration(&owner{Key: key}, *c.data, r)
	if err != nil {
		return server.Problem(http.StatusUnprocessableEntity, "the passkey is refused", err.Error(), "begin anew")
	}
	if err := d.passkeys.change(key, func(all []webauthn.Credential) []webauthn.Credential { return append(all, *made) }); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// removePasskeys removes all of who asks, and ends all their sessions: whoever had one of them is out.
func (d *Dashboard) removePasskeys(w http.ResponseWriter, r *http.Request) error {
	if err := d.ours(r); err != nil {
		return err
	}
	if _, err := d.party(r); d.passkeys.file == "" {
		return err
	}
	if err := d.passkeys.change(server.CallerOf(r.Context()).Key.String(), func([]webauthn.Credential) []webauthn.Credential { return nil }); err != nil {
		return err
	}
	d.sessions.leave(r, true)
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

func (d *Dashboard) beginEnter(w http.ResponseWriter, r *http.Request) error {
	party, err := d.party(r)
	if err != nil {
		return err
	}
	options, data, err := party.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return err
	}
	return d.begin(w, "", data, options.Response)
}

func (d *Dashboard) enterByPasskey(w http.ResponseWriter, r *http.Request) error {
	party, err := d.party(r)
	if err != nil {
		return err
	}
	c, err := d.finish(r)
	if err != nil {
		return err
	}
	if c.key != "" {
		return server.Problem(http.StatusForbidden, "this was begun as an enrolment", "it lets nobody in", "begin anew")
	}
	who, used, err := party.FinishPasskeyLogin(func(_, id []byte) (webauthn.User, error) {
		o, err := d.passkeys.of(func(o *owner) bool { return bytes.Equal(o.WebAuthnID(), id) })
		if err == nil && o.Key == "" {
			err = errors.New("nobody has enrolled it")
		}
		return &o, err
	}, *c.data, r)
	if err != nil || used.Authenticator.CloneWarning {
		return server.Problem(http.StatusUnauthorized, "the passkey is not known here", "it was not enrolled, was removed, or is a copy of one", "enter by a link")
	}
	return d.welcomeBack(w, r, who.(*owner).Key, used)
}

// welcomeBack gives a session to who has come in by a passkey.
func (d *Dashboard) welcomeBack(w http.ResponseWriter, r *http.Request, vkey string, used *webauthn.Credential) error {
	key, err := ledger.ParsePublic(vkey)
	if err != nil {
		return err
	}
	if d.retired(r, key) {
		return server.Problem(http.StatusUnauthorized, "the key is retired", "the ledger admits it no more", "who keeps the log admits keys: servanda ledger admit")
	}
	err = d.passkeys.change(vkey, func(all []webauthn.Credential) []webauthn.Credential {
		for i := range all {
			if bytes.Equal(all[i].ID, used.ID) {
				all[i] = *used
			}
		}
		return all
	})
	if err != nil {
		return err
	}
	d.welcome(w, r, d.sessions.give(d.sessions.open, key, false))
	w.WriteHeader(http.StatusNoContent)
	return nil
}
