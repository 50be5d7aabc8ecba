package certify_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/certify"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/verify"
	"github.com/servanda-lang/servanda/model"
)

// small is a pact of few states with courses, games of all kinds and checks; round is one with a course that goes round.
const (
	small = "testdata/small.pact"
	round = "../../examples/dead-end-and-end/flawed.pact"
)

func certificate(t testing.TB, file string) (p *model.Pact, digest string, f *verify.File, text []byte) {
	t.Helper()
	a, digest := answered(t, filepath.FromSlash(file), inquiry.Query{})
	f, text = made(t, certify.Query{Answer: a, Digest: digest})
	return a.Pact, digest, f, text
}

// held is what comes of holding a text to a pact.
func held(p *model.Pact, digest string, text []byte) (f *verify.File, err error) {
	if f, err = verify.Read(text); err == nil {
		err = f.Verify(context.Background(), p, digest, verify.MostStates)
	}
	return f, err
}

// Whatever byte is changed, the certificate is refused, or it says what it said.
func TestEveryByteCounts(t *testing.T) {
	p, digest, f, text := certificate(t, small)
	for _, code := range []string{"exposed", "uncovered", "toothless", "open_ended", "fails", "holds"} {
		if findings(f)[code] == 0 {
			t.Errorf("the pact shows no %s", code)
		}
	}
	refused, same := 0, 0
	for i := 0; i < len(text); i += extent.Of(5, 1) {
		changed := bytes.Clone(text)
		changed[i] ^= 1 << (i % 7)
		g, err := held(p, digest, changed)
		switch {
		case err != nil && !errors.As(err, new(*verify.Refused)):
			t.Errorf("byte %d: %v", i, err)
		case err != nil:
			refused++
		case plain(f) != plain(g):
			t.Errorf("byte %d: %q is accepted as %q", i, around(text, i), around(changed, i))
		default:
			same++
		}
	}
	t.Logf("%d bytes: of what was changed %d were refused, %d say the same", len(text), refused, same)
	if same*100 > refused {
		t.Error("too much can be changed without changing anything")
	}
}

// plain writes a certificate with its ranks unpacked: that they are packed otherwise makes no difference.
func plain(f *verify.File) string {
	out := string(f.Text())
	for _, x := range f.Parts {
		for _, s := range x.Sets {
			ranks, _ := verify.UnpackRanks(s.Ranks, x.States)
			out = strings.Replace(out, s.Ranks, fmt.Sprint(ranks), 1)
		}
	}
	return out
}

func around(text []byte, i int) []byte { return text[max(0, i-20):min(len(text), i+20)] }

// What is refused is refused with its place.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name, where string
		change      func(f *verify.File)
	}{
		{"another text", "digest", func(f *verify.File) { f.Digest = strings.Repeat("0", 64) }},
		{"another pact", "pact", func(f *verify.File) { f.Pact += "!" }},
		{"another step of time", "tick_days", func(f *verify.File) { f.Tick++ }},
		{"more fillings", "of_fillings", func(f *verify.File) { f.Of++ }},
		{"no part", "parts", func(f *verify.File) { f.Parts = nil }},
		{"a part twice", "parts[1]", func(f *verify.File) { f.Parts = append(f.Parts, f.Parts[0]) }},
		{"a value that there is not", "parts[0].open[0]", func(f *verify.File) { f.Parts[0].Open[0].Value = "never" }},
		{"a state more", "parts[0].states", func(f *verify.File) { f.Parts[0].States++ }},
		{"a question less", "parts[0]", func(f *verify.File) { f.Parts[0].Entries = f.Parts[0].Entries[1:] }},
		{"a question more", "parts[0].entries[", func(f *verify.File) {
			f.Parts[0].Entries = append(f.Parts[0].Entries, verify.Entry{Question: verify.Question{Asks: "luck", About: "all"}})
		}},
		{"a reason that is none", "parts[0]", func(f *verify.File) {
			x := &f.Parts[0]
			x.Left = append(x.Left, verify.Gap{Question: x.Entries[0].Question, Why: "no idea"})
			x.Entries = x.Entries[1:]
		}},
		{"a finding less", "(exposed, give).found", func(f *verify.File) { entry(f, "exposed").Found = nil }},
		{"another class", "(exposed, give).found[0]", func(f *verify.File) { entry(f, "exposed").Found[0].Class = "with care" }},
		{"another party", "(exposed, give).found[0]", func(f *verify.File) { entry(f, "exposed").Found[0].Party = "two" }},
		{"a move of the course", "(exposed, give).found[0].course", func(f *verify.File) { entry(f, "exposed").Found[0].Course.Moves[0].Move = "two does give_title" }},
		{"a state of the course", "(exposed, give).found[0].course", func(f *verify.File) { entry(f, "exposed").Found[0].Course.Moves[0].To++ }},
		{"a move less", "(exposed, give).found[0].course", func(f *verify.File) {
			c := entry(f, "exposed").Found[0].Course
			c.Moves = c.Moves[:len(c.Moves)-1]
		}},
		{"no course", "(exposed, give).found[0].course", func(f *verify.File) { entry(f, "exposed").Found[0].Course = nil }},
		{"a course where none is needed", "(stuck, purpose 0).found", func(f *verify.File) { entry(f, "stuck").Found = []verify.Found{{Code: "stuck"}} }},
		{"a round elsewhere", "(dead_end, purpose 0).found[0].course", func(f *verify.File) { *entry(f, "dead_end").Found[0].Course.Round++ }},
		{"a set more", "sets[", func(f *verify.File) {
			x := &f.Parts[0]
			x.Sets = append(x.Sets, verify.Set{Shows: verify.CanForce, Ranks: x.Sets[0].Ranks})
		}},
		{"a set less", "entries[", func(f *verify.File) { f.Parts[0].Sets = f.Parts[0].Sets[1:] }},
		{"other players", "entries[", func(f *verify.File) { f.Parts[0].Sets[0].Players = []string{"two", "one"} }},
		{"ranks that are none", "sets[0].ranks", func(f *verify.File) { f.Parts[0].Sets[0].Ranks = "AAAA" }},
		{"ranks of fewer states", "sets[0].ranks", func(f *verify.File) { f.Parts[0].Sets[0].Ranks = verify.PackRanks([]int{0}) }},
	} {
		file := small
		if strings.Contains(c.where, "dead_end") {
			file = round
		}
		p, digest, f, _ := certificate(t, file)
		c.change(f)
		err := f.Verify(context.Background(), p, digest, verify.MostStates)
		var r *verify.Refused
		if !errors.As(err, &r) || !strings.Contains(r.Where+" "+r.Why, c.where) {
			t.Errorf("%s: %v; want the place %s", c.name, err, c.where)
		}
	}
}

func entry(f *verify.File, asks string) *verify.Entry {
	for i := range f.Parts[0].Entries {
		if e := &f.Parts[0].Entries[i]; e.Asks == asks {
			return e
		}
	}
	panic("no such entry: " + asks)
}

// Whatever is read as a certificate, nothing breaks; and what is accepted says what the certificate says, or less.
func FuzzRead(f *testing.F) {
	p, digest, whole, text := certificate(f, small)
	f.Add(text)
	f.Add([]byte("{}"))
	f.Add(bytes.Replace(text, []byte(`"to":`), []byte(`"to":9`), 1))
	f.Fuzz(func(t *testing.T, text []byte) {
		g, err := held(p, digest, text)
		if err == nil && len(g.Parts) == len(whole.Parts) && len(g.Parts[0].Left) == 0 && plain(whole) != plain(g) {
			t.Errorf("accepted is %s", text)
		}
	})
}
