//go:build unix

package server

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// Pages are mounted beside the interface, and know who asks; a panic in them is a problem, and the end of nothing.
func TestPagesAreMountedAndMayFail(t *testing.T) {
	var session ledger.Public
	g := open(t, file(t), func(c *Config) {
		c.Pages = func(*Server) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/panic" {
					panic("the page fails")
				}
				fmt.Fprintf(w, "%s, %v", CallerOf(r.Context()).Role, CallerOf(r.Context()).May(ReadStanding))
			})
		}
		c.Sessions = append(c.Sessions, func(r *http.Request) (ledger.Public, bool, error) {
			_, err := r.Cookie("session")
			return session, err == nil, nil
		})
	})
	session = g.keys[ledger.RoleObserver].Public
	r := g.request(t, nil, "GET", "/dashboard", "", nil)
	if _, body, _ := answered(t, r); string(body) != "nobody, false" {
		t.Errorf("%s", body)
	}
	r = g.request(t, nil, "GET", "/dashboard", "", nil)
	r.AddCookie(&http.Cookie{Name: "session", Value: "x"})
	if _, body, _ := answered(t, r); string(body) != "observer, true" {
		t.Errorf("%s", body)
	}
	for range 2 {
		if a, _, p := answered(t, g.request(t, nil, "GET", "/panic", "", nil)); a.StatusCode != http.StatusInternalServerError || strings.Contains(p.Detail, "fails") {
			t.Errorf("%d %+v", a.StatusCode, p)
		}
	}
	key := g.keys[ledger.RoleParty]
	if a, _, _ := answered(t, g.request(t, &key, "GET", "/checkpoint", "", nil)); a.StatusCode != http.StatusOK {
		t.Error(a.Status)
	}
	if !strings.Contains(g.metrics(t), "servanda_panics_total 2") {
		t.Error("the panics are not counted")
	}
}

// metrics are those that Prometheus would get.
func (g *ground) metrics(t *testing.T) string {
	t.Helper()
	w := httptest.NewRecorder()
	g.Metrics().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/metrics", nil))
	return w.Body.String()
}

// What is handed in, and what it is signed with, stands neither in the log nor in what is counted; what happened does.
func TestTheLogHoldsNoEvidence(t *testing.T) {
	g := open(t, file(t), nil)
	key := g.keys[ledger.RoleParty]
	body := encode(t, says(t, key, kindEvent, "secret-id", `{"id":"secret-id","kind":"note","note":"the secret","evidence":["secret paper"]}`))
	r := g.request(t, &key, "POST", "/v1/events?proof=false", wire.Many, body)
	if a, _, p := answered(t, r); a.StatusCode != http.StatusCreated {
		t.Fatal(p)
	}
	answered(t, g.request(t, &key, "POST", "/v1/events", wire.Many, []byte(`["secret"]`)))
	answered(t, g.request(t, &key, "GET", "/v1/entries?id=secret-id", "", nil))
	answered(t, g.request(t, &key, "GET", "/secret/path", "", nil))
	g.Close()
	log, counted := g.said.String(), g.metrics(t)
	for _, holds := range []string{`"route":"POST /v1/events"`, `"status":201`, `"status":422`, `"caller":"party ` + key.Number() + `"`, `"route":"/"`} {
		if !strings.Contains(log, holds) {
			t.Errorf("the log does not say %s:\n%s", holds, log)
		}
	}
	for _, holds := range []string{`servanda_requests_total{route="POST /v1/events",status="Created"} 1`, `servanda_events_total{new="yes"} 1`, "servanda_ledger_entries 6", "go_goroutines"} {
		if !strings.Contains(counted, holds) {
			t.Errorf("it is not counted: %s", holds)
		}
	}
	for _, secret := range []string{"secret", key.Secret(), key.String(), r.Header.Get("Signature")} {
		if strings.Contains(log, secret) || strings.Contains(counted, secret) {
			t.Errorf("%q is told", secret)
		}
	}
	for line := range strings.Lines(log) {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
}

// The description is the one that is kept with the source, and speaks of every route.
func TestTheDescription(t *testing.T) {
	got, err := Describe("test")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/openapi.json"
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the description is another (-kept +now); -update writes it:\n%s", diff)
	}
	var said struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			Security  []any
			Responses map[string]struct{ Content map[string]any }
		}
	}
	if err := json.Unmarshal(got, &said); err != nil || said.OpenAPI != "3.1.0" {
		t.Fatal(said.OpenAPI, err)
	}
	g := open(t, file(t), nil)
	for _, r := range g.routes {
		op, there := said.Paths[r.path][strings.ToLower(r.method)]
		if !there || (r.right != Anybody) != (len(op.Security) > 0) || len(op.Responses) < 3 {
			t.Errorf("%s %s: %+v", r.method, r.path, op)
		}
	}
	served, err := g.OpenAPI()
	if _, body, _ := answered(t, g.request(t, nil, "GET", "/openapi.json", "", nil)); err != nil || !bytes.Equal(body, served) {
		t.Errorf("served is another: %v", err)
	}
}

func TestReadiness(t *testing.T) {
	g := open(t, file(t), nil)
	ask := func() int {
		a, _, _ := answered(t, g.request(t, nil, "GET", "/readyz", "", nil))
		return a.StatusCode
	}
	if got := ask(); got != http.StatusOK {
		t.Error(got)
	}
	g.began = time.Now().Add(time.Minute)
	if got := ask(); got != http.StatusServiceUnavailable {
		t.Error(got)
	}
	g.began = time.Time{}
	g.c.Store.Close()
	if got := ask(); got != http.StatusServiceUnavailable {
		t.Errorf("with the ledger gone: %d", got)
	}
	if a, _, _ := answered(t, g.request(t, nil, "GET", "/healthz", "", nil)); a.StatusCode != http.StatusOK {
		t.Error(a.Status)
	}
	key := g.keys[ledger.RoleParty]
	if a, _, _ := answered(t, g.request(t, &key, "GET", "/checkpoint", "", nil)); a.StatusCode != http.StatusInternalServerError {
		t.Error(a.Status)
	}
}

func TestTheKeyOfTheLogIsThatOfTheLedger(t *testing.T) {
	st, keys := roles(t, file(t))
	other := keys[ledger.RoleParty]
	if _, err := New(Config{Store: st, LogKey: &other}); err == nil || !strings.Contains(err.Error(), "not the key of the log") {
		t.Error(err)
	}
	if _, err := New(Config{Store: st, Pact: "none.pact"}); err == nil {
		t.Error("a pact that is not there is served")
	}
}

// certificate is one for this machine, signed by itself.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, c, c, public, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, pool
}

// It speaks TLS, answers metrics beside, and when it is told to end answers whoever is in before it does.
func TestItRunsAndEnds(t *testing.T) {
	g := open(t, file(t), nil)
	listen := func() net.Listener {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	l, beside := listen(), listen()
	certificates, pool := certificate(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- g.Run(ctx, l, beside, certificates) }()
	hc := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	get := func(url string) (string, error) {
		a, err := hc.Get(url)
		if err != nil {
			return "", err
		}
		defer a.Body.Close()
		body, err := io.ReadAll(a.Body)
		return string(body), err
	}
	if text, err := get("https://" + l.Addr().String() + "/healthz"); err != nil || text != "ok\n" {
		t.Errorf("%q %v", text, err)
	}
	if text, err := get("http://" + beside.Addr().String() + "/metrics"); err != nil || !strings.Contains(text, "servanda_requests_total") {
		t.Errorf("%q %v", text, err)
	}
	entered, leave := make(chan bool), make(chan bool)
	g.stands.work = func(context.Context, ask) (*Stands, error) {
		close(entered)
		<-leave
		return &Stands{Standing: []byte("{}")}, nil
	}
	asked := make(chan error, 1)
	key := g.keys[ledger.RoleParty]
	go func() {
		g.url = "https://" + l.Addr().String()
		a, err := hc.Do(g.request(t, &key, "GET", "/v1/standing", "", nil))
		if err == nil {
			a.Body.Close()
			if a.StatusCode != http.StatusOK {
				err = errors.New(a.Status)
			}
		}
		asked <- err
	}()
	<-entered
	stop()
	g.until(t, "it ends", func() bool { return g.ending.Load() })
	close(leave)
	if err := errors.Join(<-asked, <-ended); err != nil {
		t.Error(err)
	}
	if _, err := get("https://" + l.Addr().String() + "/healthz"); err == nil {
		t.Error("it answers after its end")
	}
}
