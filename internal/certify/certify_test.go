package certify_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/certify"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/verify"
	"github.com/servanda-lang/servanda/model"
)

// pacts lists the pacts that some patterns name.
func pacts(t *testing.T, patterns ...string) []string {
	t.Helper()
	var out []string
	for _, pattern := range patterns {
		files, err := filepath.Glob(filepath.FromSlash("../../" + pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		out = append(out, files...)
	}
	return out
}

// answered reads a pact and answers it.
func answered(t testing.TB, file string, q inquiry.Query) (a *inquiry.Answer, digest string) {
	t.Helper()
	r, err := load.Load(file)
	if err != nil || r.Pact == nil {
		t.Fatalf("%s: %v %v", file, err, r)
	}
	q.Workers = 2
	if a, err = inquiry.Check(context.Background(), r.Pact, q); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	digest, _, _ = r.Digest()
	return a, digest
}

// made makes a certificate, writes it, and reads it back.
func made(t testing.TB, q certify.Query) (f *verify.File, text []byte) {
	t.Helper()
	f, err := certify.Make(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	text = f.Text()
	if f, err = verify.Read(text); err != nil {
		t.Fatal(err)
	}
	return f, text
}

// findings counts what a certificate says is found, by code; left what it leaves out, save for one reason.
func findings(f *verify.File) map[string]int {
	out := map[string]int{}
	for _, x := range f.Parts {
		for _, e := range x.Entries {
			for _, found := range e.Found {
				out[found.Code]++
			}
		}
	}
	return out
}

func left(f *verify.File, save string) (out []verify.Gap) {
	for _, x := range f.Parts {
		for _, g := range x.Left {
			if g.Why != save {
				out = append(out, g)
			}
		}
	}
	return out
}

// covered holds a certificate to the findings of an answer: each stands in it, and all of it is verified.
func covered(t *testing.T, name string, a *inquiry.Answer, q certify.Query, save string) {
	t.Helper()
	begin := time.Now()
	f, text := made(t, q)
	making := time.Since(begin)
	if err := f.Verify(context.Background(), a.Pact, q.Digest, verify.MostStates); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, g := range left(f, save) {
		t.Errorf("%s: not certified: %v", name, g)
	}
	there := findings(f)
	for i := range a.Findings {
		if c := string(a.Findings[i].Code); there[c] == 0 && save == "" {
			t.Errorf("%s: %s is in no filling that is certified", name, c)
		}
	}
	sets, states := 0, 0
	for _, x := range f.Parts {
		sets, states = sets+len(x.Sets), states+x.States
	}
	t.Logf("%s: %d fillings, %d states, %d sets, %d bytes; made in %v, verified in %v", name, len(f.Parts), states, sets, len(text),
		making.Round(time.Millisecond), (time.Since(begin) - making).Round(time.Millisecond))
}

// Every answer about the teaching pacts is certified whole, and verified.
func TestExamples(t *testing.T) {
	for _, file := range pacts(t, "examples/*/*.pact", "examples/minsk-in-miniature.pact") {
		if os.Getenv("SERVANDA_HEAVY") == "" && strings.Contains(file, "three-instruments") {
			continue // they have tens of thousands of states
		}
		a, digest := answered(t, file, inquiry.Query{})
		covered(t, filepath.ToSlash(file), a, certify.Query{Answer: a, Digest: digest}, "")
	}
}

// Every answer about the pacts of real agreements is certified, and verified: of fillings with few states always, of all of them
// with SERVANDA_HEAVY set.
func TestLibrary(t *testing.T) {
	heavy := os.Getenv("SERVANDA_HEAVY") != ""
	q, save := certify.Query{States: 2500}, verify.TooLarge
	if heavy {
		q, save = certify.Query{States: verify.MostStates, Sets: 20_000}, ""
	}
	for _, file := range pacts(t, "library/*/*.pact") {
		folder := filepath.Base(filepath.Dir(file))
		if folder == "parts" || folder == "reported-framework-2025-12" || !heavy && (testing.Short() || large[folder]) {
			continue
		}
		a, digest := answered(t, file, inquiry.Query{})
		q.Answer, q.Digest = a, digest
		covered(t, filepath.ToSlash(file), a, q, save)
	}
}

// large are the folders that it takes long to answer.
var large = map[string]bool{"share-purchase": true, "minsk-ii-2015": true, "kumanovo-1999": true, "cyprus-guarantee-1960": true, "aceh-2005": true, "budapest-1994": true}

// The framework that is reported is certified reading by reading.
func TestFlagship(t *testing.T) {
	if os.Getenv("SERVANDA_HEAVY") == "" {
		t.Skip("takes minutes; set SERVANDA_HEAVY")
	}
	const file = "../../library/reported-framework-2025-12/reported-framework-2025-12.pact"
	r, err := load.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, reading := range r.Pact.Readings {
		a, digest := answered(t, file, inquiry.Query{Fixed: reading.Fixes})
		covered(t, reading.Name, a, certify.Query{Answer: a, Digest: digest, Sets: 20_000}, "")
	}
}

// What goes beyond a bound is listed and not left out; and a certificate of which the rest is true is accepted.
func TestBounds(t *testing.T) {
	a, digest := answered(t, filepath.FromSlash("../../examples/unsafe-order-and-escrow/flawed.pact"), inquiry.Query{})
	for _, c := range []struct {
		q   certify.Query
		why string
	}{
		{certify.Query{States: 10}, verify.TooLarge},
		{certify.Query{Sets: 1}, verify.OutOfSteps},
		{certify.Query{Only: []inquiry.Code{"stuck"}}, verify.NotAsked},
		{certify.Query{Only: []inquiry.Code{"conflict"}}, verify.NotAsked},
	} {
		c.q.Answer, c.q.Digest = a, digest
		f, _ := made(t, c.q)
		if len(left(f, c.why)) > 0 || len(left(f, "")) == 0 {
			t.Errorf("%s: left out are %v", c.why, left(f, ""))
		}
		if err := f.Verify(context.Background(), a.Pact, digest, verify.MostStates); err != nil {
			t.Errorf("%s: %v", c.why, err)
		}
	}
	if err := func() error {
		f, _ := made(t, certify.Query{Answer: a, Digest: digest})
		return f.Verify(context.Background(), a.Pact, digest, 10)
	}(); !errors.As(err, new(*verify.TooMany)) {
		t.Errorf("more states than may be looked at: %v", err)
	}
}

// Where the engine found something else than the definitions give, neither is certified.
func TestDisagreement(t *testing.T) {
	a, digest := answered(t, filepath.FromSlash("../../examples/unsafe-order-and-escrow/flawed.pact"), inquiry.Query{})
	for i := range a.Fillings[0].Findings {
		if f := &a.Fillings[0].Findings[i]; f.Code == "exposed" {
			f.Class = 1
		}
	}
	f, _ := made(t, certify.Query{Answer: a, Digest: digest})
	if got := certify.Disagreements(f); len(got) != 1 || !strings.HasPrefix(got[0], "exposed of ") {
		t.Errorf("what differs is %q", got)
	}
	if err := f.Verify(context.Background(), a.Pact, digest, verify.MostStates); err != nil {
		t.Error(err)
	}
}

// Where all fillings were asked together and none alone, each finding is certified in a filling in which it holds, and nothing is held to
// a filling that was ruled out.
func TestTogether(t *testing.T) {
	for _, fixed := range [][]model.Binding{nil, {{Point: 0, Value: 1}}} {
		a, digest := answered(t, filepath.FromSlash("../../examples/minsk-in-miniature.pact"), inquiry.Query{Fixed: fixed})
		a.Fillings = nil
		for i := range a.Findings {
			a.Findings[i].Fillings = nil
		}
		f, _ := made(t, certify.Query{Answer: a, Digest: digest, Fixed: fixed})
		if err := f.Verify(context.Background(), a.Pact, digest, verify.MostStates); err != nil {
			t.Error(err)
		}
		there := findings(f)
		for i := range a.Findings {
			if c := string(a.Findings[i].Code); there[c] == 0 {
				t.Errorf("%s is certified nowhere", c)
			}
		}
		if len(left(f, "")) > 0 || len(f.Parts) > 2 {
			t.Errorf("%d parts, left out are %v", len(f.Parts), left(f, ""))
		}
		for _, x := range f.Parts {
			if fixed != nil && x.Open[0].Value != a.Pact.Points[0].Values[1].Text {
				t.Errorf("a filling that was ruled out: %v", x.Open)
			}
		}
	}
}

// It can be told to stop.
func TestStop(t *testing.T) {
	a, digest := answered(t, filepath.FromSlash("../../examples/unsafe-order-and-escrow/flawed.pact"), inquiry.Query{})
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := certify.Make(ctx, certify.Query{Answer: a, Digest: digest}); !errors.Is(err, context.Canceled) {
		t.Errorf("making: %v", err)
	}
	f, _ := made(t, certify.Query{Answer: a, Digest: digest})
	if err := f.Verify(ctx, a.Pact, digest, verify.MostStates); !errors.Is(err, context.Canceled) {
		t.Errorf("verifying: %v", err)
	}
}
