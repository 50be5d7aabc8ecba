package witness_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
	"github.com/servanda-lang/servanda/internal/safefile"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "ledger.example/accord"

func key(t testing.TB, name string, a ledger.Algorithm) ledger.Private {
	t.Helper()
	k, err := ledger.Generate(name, a, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// ground is a witness that answers, and the key of the log that it knows.
type ground struct {
	log ledger.Private
	by  *ledger.Witness
	url string
	mu  sync.Mutex
	out bytes.Buffer // what it writes down
}

func (g *ground) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.out.Write(p)
}

func (g *ground) said() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.out.String()
}

func begin(t testing.TB) *ground {
	t.Helper()
	g := &ground{log: key(t, origin, ledger.Ed25519)}
	g.by = &ledger.Witness{Key: key(t, "witness.example", ledger.Cosignature), Log: g.log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now}
	s := httptest.NewServer(witness.Handler(g.by, slog.New(slog.NewJSONHandler(g, nil))))
	t.Cleanup(s.Close)
	g.url = s.URL
	return g
}

// record is a ledger of a log.
type record struct {
	*store.Store
	log  ledger.Private
	name string
}

func (g *ground) record(t testing.TB, name string) *record {
	t.Helper()
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "accord.ledger"), g.log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &record{s, g.log, name}
}

// to has a record grow to so many entries, and gives its checkpoint.
func (r *record) to(t testing.TB, size int64) *ledger.Checkpoint {
	t.Helper()
	have, err := r.Size(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []ledger.Signed
	for n := have; n < size; n++ {
		s, err := ledger.Statement{Ledger: r.log.Name, Kind: "event", ID: fmt.Sprint(r.name, n), Claimed: time.Now(), Line: fmt.Appendf(nil, `{"n":%d}`, n)}.Sign(r.log)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	if _, err := r.Add(t.Context(), all, &r.log); err != nil {
		t.Fatal(err)
	}
	text, err := r.Newest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c, err := ledger.OpenCheckpoint(text, r.log.Public)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (r *record) request(t testing.TB, old int64, c *ledger.Checkpoint) []byte {
	t.Helper()
	q, err := ledger.Ask(t.Context(), r, old, c)
	if err != nil {
		t.Fatal(err)
	}
	return q.Encode()
}

// post is what comes of a request: the status, the type of the answer, and the answer.
func (g *ground) post(t testing.TB, body []byte) (int, string, string) {
	t.Helper()
	a, err := http.Post(g.url+"/add-checkpoint", "", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, a.Header.Get("Content-Type"), string(text)
}

// holds wants the answer to be the signature of the witness on a checkpoint, which it remembers.
func (g *ground) holds(t testing.TB, status int, answer string, c *ledger.Checkpoint) {
	t.Helper()
	if status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	if _, err := c.With(answer, g.log.Public, g.by.Key.Public); err != nil {
		t.Errorf("the answer %q: %v", answer, err)
	}
	if last, err := g.by.Last(); err != nil || last.Tree != c.Tree {
		t.Errorf("it remembers %+v, %v", last, err)
	}
}

// Each answer that the standard names, in the order in which it has a witness look; what is refused changes nothing that is remembered.
func TestTheStatusesOfTheStandard(t *testing.T) {
	g := begin(t)
	r, fork := g.record(t, "a"), g.record(t, "b")
	three, five, nine := r.to(t, 3), r.to(t, 5), r.to(t, 9)
	forked5, forked9 := fork.to(t, 5), fork.to(t, 9)
	status, kind, answer := g.post(t, r.request(t, 0, five))
	g.holds(t, status, answer, five)
	if kind != "text/plain; charset=utf-8" || !strings.HasPrefix(answer, "— witness.example ") {
		t.Errorf("%s %q", kind, answer)
	}
	other := (&ground{log: key(t, "ledger.example/other", ledger.Ed25519)}).record(t, "c")
	same := (&ground{log: key(t, origin, ledger.Ed25519)}).record(t, "d") // which goes by the same name
	wrong := bytes.Replace(r.request(t, 5, nine), []byte("\n— "+origin), []byte("\n— somebody.example"), 1)
	long := append([]byte("old 5\n"), bytes.Repeat([]byte(tlog.Hash{}.String()+"\n"), 64)...)
	for name, c := range map[string]struct {
		body   []byte
		status int
		size   string // what is told of what was cosigned last
	}{
		"nothing":                              {nil, 400, ""},
		"no empty line":                        {[]byte("old 5\n"), 400, ""},
		"a size with a zero before it":         {bytes.Replace(r.request(t, 5, nine), []byte("old 5"), []byte("old 05"), 1), 400, ""},
		"a size below zero":                    {bytes.Replace(r.request(t, 5, nine), []byte("old 5"), []byte("old -5"), 1), 400, ""},
		"a hash that is none":                  {bytes.Replace(r.request(t, 5, nine), []byte("old 5\n"), []byte("old 5\nx\n"), 1), 400, ""},
		"64 hashes":                            {append(append(long, '\n'), nine.Note...), 400, ""},
		"a checkpoint that is none":            {[]byte("old 5\n\n" + origin + "\n9\n"), 400, ""},
		"another log":                          {other.request(t, 0, other.to(t, 5)), 404, ""},
		"another log that goes by its name":    {same.request(t, 0, same.to(t, 9)), 403, ""},
		"signed by somebody else":              {wrong, 403, ""},
		"shorter than what it goes on from":    {append([]byte("old 5\n\n"), three.Note...), 400, ""},
		"rolled back":                          {r.request(t, 0, three), 409, "5\n"},
		"from the beginning":                   {r.request(t, 0, nine), 409, "5\n"},
		"from another size":                    {r.request(t, 3, nine), 409, "5\n"},
		"another root, from the beginning":     {fork.request(t, 0, forked5), 409, "5\n"},
		"another root":                         {fork.request(t, 5, forked5), 409, ""},
		"what does not go on":                  {fork.request(t, 5, forked9), 422, ""},
		"without the proof":                    {append([]byte("old 5\n\n"), nine.Note...), 422, ""},
		"a proof where there is none to prove": {append([]byte("old 5\n"+tlog.Hash{}.String()+"\n\n"), five.Note...), 422, ""},
		"more than there can be":               {bytes.Repeat([]byte("old 5\n"), 20_000), 413, ""},
	} {
		status, kind, answer := g.post(t, c.body)
		if status != c.status || (kind == "text/x.tlog.size") != (c.size != "") || c.size != "" && answer != c.size || answer == "" {
			t.Errorf("%s: %d %s %q, want %d %q", name, status, kind, answer, c.status, c.size)
		}
		if last, err := g.by.Last(); err != nil || last.Tree != five.Tree {
			t.Fatalf("%s: it remembers %+v, %v", name, last, err)
		}
	}
	for _, c := range []*ledger.Checkpoint{five, nine, nine} {
		last, _ := g.by.Last()
		status, _, answer := g.post(t, r.request(t, last.Size, c))
		g.holds(t, status, answer, c)
	}
	for method, at := range map[string]string{http.MethodGet: "/add-checkpoint", http.MethodPost: "/"} {
		q, _ := http.NewRequestWithContext(t.Context(), method, g.url+at, nil)
		a, err := http.DefaultClient.Do(q)
		if err != nil || a.StatusCode != http.StatusMethodNotAllowed && a.StatusCode != http.StatusNotFound {
			t.Errorf("%s %s: %v %v", method, at, a, err)
		}
	}
	if said := g.said(); !strings.Contains(said, "WARN") || !strings.Contains(said, strings.ReplaceAll(string(forked9.Note[:60]), "\n", `\n`)) {
		t.Errorf("the fork is not written down, as the proof that it is: %s", said)
	}
}

// Many ask at once, each for the checkpoint of another size, and those who are told another size ask again: what is remembered never goes
// back, and in the end it is the longest.
func TestManyAskAtOnce(t *testing.T) {
	g := begin(t)
	r := g.record(t, "a")
	var all []*ledger.Checkpoint
	for n := int64(1); n <= 24; n++ {
		all = append(all, r.to(t, n*3))
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var watching, asking sync.WaitGroup
	watching.Go(func() {
		for was := int64(0); ctx.Err() == nil; {
			last, err := g.by.Last()
			if err != nil {
				t.Error(err)
				return
			}
			if last != nil {
				if last.Size < was {
					t.Errorf("it went back from %d to %d", was, last.Size)
				}
				was = last.Size
			}
		}
	})
	for i := range 8 {
		asking.Go(func() {
			for n := i; n < len(all); n += 8 {
				remote, err := witness.At(g.url, g.by.Key.Public)
				if err != nil {
					t.Error(err)
					return
				}
				var broken *ledger.Broken
				if _, err := remote.Cosign(t.Context(), r, all[n]); err != nil && !errors.As(err, &broken) && !strings.Contains(err.Error(), "each time") {
					t.Error(err) // others may have been first, with longer ones
				}
			}
		})
	}
	asking.Wait()
	stop()
	watching.Wait()
	remote, _ := witness.At(g.url, g.by.Key.Public)
	longest := all[len(all)-1]
	if c, err := remote.Cosign(t.Context(), r, longest); err != nil || c.Line(g.by.Key.Public) == "" {
		t.Errorf("%+v, %v", c, err)
	}
	if last, err := g.by.Last(); err != nil || last.Tree != longest.Tree {
		t.Errorf("it remembers %+v, %v", last, err)
	}
}

// A witness that is started anew remembers; a record that was rolled back or forked is refused, and who asks is told so.
func TestWhoAsksIsToldOfAForkAndOfARollback(t *testing.T) {
	g := begin(t)
	r, fork := g.record(t, "a"), g.record(t, "b")
	remote, err := witness.At(g.url+"/", g.by.Key.Public)
	if err != nil {
		t.Fatal(err)
	}
	short, forked := r.to(t, 3), fork.to(t, 200)
	for _, n := range []int64{3, 3, 4, 300, 301} {
		c, err := remote.Cosign(t.Context(), r, r.to(t, n))
		if err != nil || c.Size != n || c.Line(g.by.Key.Public) == "" {
			t.Fatalf("%d entries: %+v, %v", n, c, err)
		}
	}
	for name, c := range map[string]struct {
		src  *record
		c    *ledger.Checkpoint
		says string
	}{
		"rolled back":         {r, short, "has cosigned a checkpoint of 301 entries, and this record has signed 3"},
		"forked, and shorter": {fork, forked, "has cosigned a checkpoint of 301 entries, and this record has signed 200"},
		"forked, and as long": {fork, fork.to(t, 301), "was forked"},
		"forked, and longer":  {fork, fork.to(t, 400), "was forked"},
	} {
		anew, err := witness.At(g.url, g.by.Key.Public) // who asks knows nothing from before
		if err != nil {
			t.Fatal(err)
		}
		for _, asks := range []*witness.Remote{remote, anew} {
			var broken *ledger.Broken
			if _, err := asks.Cosign(t.Context(), c.src, c.c); !errors.As(err, &broken) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if c, err := remote.Cosign(t.Context(), r, r.to(t, 302)); err != nil || c.Size != 302 {
		t.Errorf("the right one afterwards: %+v, %v", c, err)
	}
}

// A witness that cannot write its memory does not cosign, and says that it is its own fault.
func TestWhatCannotBeRememberedIsNotCosigned(t *testing.T) {
	g := begin(t)
	r := g.record(t, "a")
	if err := os.Mkdir(g.by.Memory, 0o700); err != nil {
		t.Fatal(err)
	}
	status, _, answer := g.post(t, r.request(t, 0, r.to(t, 3)))
	if status != http.StatusInternalServerError || !strings.Contains(answer, "cannot remember") || !strings.Contains(g.said(), "fault") {
		t.Errorf("%d %q; %s", status, answer, g.said())
	}
}

// lines are what a witness that cannot be relied on answers.
func answering(t testing.TB, status int, kind, text string) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, text)
	}))
	t.Cleanup(s.Close)
	return s
}

// What a witness answers is not believed: a signature has to hold, and a size to be one.
func TestAWitnessThatCannotBeReliedOn(t *testing.T) {
	g := begin(t)
	r := g.record(t, "a")
	c, before := r.to(t, 5), g.record(t, "z").to(t, 2)
	stranger := key(t, "witness.example", ledger.Cosignature)
	sign := func(by ledger.Private, c *ledger.Checkpoint) string {
		w := &ledger.Witness{Key: by, Log: g.log.Public, Memory: filepath.Join(t.TempDir(), "seen"), Disk: safefile.OS, Now: time.Now}
		cosigned, err := w.Cosign(&ledger.Request{Checkpoint: c.Note})
		if err != nil {
			t.Fatal(err)
		}
		return cosigned.Line(by.Public)
	}
	ours := sign(g.by.Key, c)
	for name, x := range map[string]struct {
		status     int
		kind, text string
		says       string // "": it is taken
	}{
		"ours":                           {200, "", ours, ""},
		"ours among others":              {200, "", sign(stranger, c) + "no line\n\n" + ours + ours, ""},
		"another's":                      {200, "", sign(stranger, c), "holds no signature of its key"},
		"on another checkpoint":          {200, "", sign(g.by.Key, before), "holds no signature of its key"},
		"damaged":                        {200, "", strings.Replace(ours, "=", "A", 1), "holds no signature of its key"},
		"nothing":                        {200, "", "", "holds no signature of its key"},
		"too much":                       {200, "", strings.Repeat(ours, 1000), "longer than an answer can be"},
		"a size that is none":            {409, "text/x.tlog.size", "five\n", "in its one form"},
		"a size without an end":          {409, "text/x.tlog.size", "3", "in its one form"},
		"a size that is another":         {409, "text/x.tlog.size", "03\n", "in its one form"},
		"a size below zero":              {409, "text/x.tlog.size", "-3\n", "in its one form"},
		"the same size again and again":  {409, "text/x.tlog.size", "3\n", "each time"},
		"a size longer than the record":  {409, "text/x.tlog.size", "6\n", "has cosigned a checkpoint of 6 entries"},
		"a size as long as there can be": {409, "text/x.tlog.size", "9223372036854775807\n", "has cosigned a checkpoint of 9223372036854775807 entries"},
		"elsewhere":                      {307, "", "", "answers with 307"},
		"unknown":                        {404, "", "", "knows nothing of the log"},
		"not signed":                     {403, "", "", "does not know the key"},
		"its own fault":                  {500, "", "broken", `answers with 500 Internal Server Error: "broken"`},
	} {
		remote, err := witness.At(answering(t, x.status, x.kind, x.text).URL, g.by.Key.Public)
		if err != nil {
			t.Fatal(err)
		}
		got, err := remote.Cosign(t.Context(), r, c)
		switch {
		case x.says == "" && (err != nil || got.Tree != c.Tree || got.Line(g.by.Key.Public) != ours):
			t.Errorf("%s: %+v, %v", name, got, err)
		case x.says != "" && (err == nil || !strings.Contains(err.Error(), x.says)):
			t.Errorf("%s: %v, want %q", name, err, x.says)
		}
	}
	for _, at := range []string{"", "witness.example", "ftp://witness.example", "https://", "https://witness.example?x=1", "https://witness.example#x"} {
		if _, err := witness.At(at, g.by.Key.Public); err == nil {
			t.Errorf("%q is taken for an address", at)
		}
	}
	if _, err := witness.At("https://witness.example", g.log.Public); err == nil {
		t.Error("the key of a log is taken for that of a witness")
	}
}

// FuzzAddCheckpoint asks a witness anything: the answer is one of the standard's, and nothing is cosigned but what the log has signed and what
// goes on from what was cosigned before.
func FuzzAddCheckpoint(f *testing.F) {
	g := begin(f)
	r, fork := g.record(f, "a"), g.record(f, "b")
	five, nine := r.to(f, 5), r.to(f, 9)
	if _, err := g.by.Cosign(&ledger.Request{Checkpoint: five.Note}); err != nil {
		f.Fatal(err)
	}
	for _, body := range [][]byte{r.request(f, 5, nine), r.request(f, 5, five), r.request(f, 0, nine), fork.request(f, 5, fork.to(f, 9))} {
		f.Add(body)
	}
	h := witness.Handler(g.by, slog.New(slog.DiscardHandler))
	f.Fuzz(func(t *testing.T, body []byte) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/add-checkpoint", bytes.NewReader(body)))
		last, err := g.by.Last()
		if err != nil || last.Tree != five.Tree && last.Tree != nine.Tree {
			t.Fatalf("%q: it remembers %+v, %v", body, last, err)
		}
		switch w.Code {
		case http.StatusOK:
			if _, err := last.With(w.Body.String(), g.log.Public, g.by.Key.Public); err != nil {
				t.Fatalf("%q: %q: %v", body, w.Body, err)
			}
		case http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge:
		default:
			t.Fatalf("%q: %d %s", body, w.Code, w.Body)
		}
	})
}

// FuzzAnswer has a witness answer anything: nothing is taken for its signature that it has not signed.
func FuzzAnswer(f *testing.F) {
	g := begin(f)
	r := g.record(f, "a")
	c := r.to(f, 5)
	cosigned, err := g.by.Cosign(&ledger.Request{Checkpoint: c.Note})
	if err != nil {
		f.Fatal(err)
	}
	line := cosigned.Line(g.by.Key.Public)
	var status int
	var kind, text string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, text)
	}))
	f.Cleanup(s.Close)
	f.Add(false, line)
	f.Add(true, "3\n")
	f.Fuzz(func(t *testing.T, conflict bool, answer string) {
		status, kind, text = http.StatusOK, "text/plain", answer
		if conflict {
			status, kind = http.StatusConflict, "text/x.tlog.size"
		}
		remote, err := witness.At(s.URL, g.by.Key.Public)
		if err != nil {
			t.Fatal(err)
		}
		got, err := remote.Cosign(t.Context(), r, c)
		if err == nil && (conflict || got.Tree != c.Tree || got.Line(g.by.Key.Public) != line) {
			t.Fatalf("%q is taken for a cosignature: %q", answer, got.Note)
		}
	})
}
