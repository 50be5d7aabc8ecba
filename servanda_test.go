package servanda_test

import (
	"context"

	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

const loan = `pact "A loan of a horse"
party anna "Anna"
party ben "Ben"
fact horse "Who has the horse" { anna, ben }
act lend "hand over the horse" by anna { when horse is anna  horse becomes ben  irreversible }
act give_back "give the horse back" by ben { when horse is ben  horse becomes anna }
instrument contract "Contract" {
  between anna, ben
  in force once signed
  expires after 60 days
  duty handing { anna must lend within 10 days  for ben  in return for returning }
  duty returning { ben must give_back within 30 days  once handing is performed  for anna }
}
`

func TestErrorsCarryDiagnostics(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bad.pact")
	if err := os.WriteFile(file, []byte("pact \"x\"\nparty anna\nact go by nobody_we_know { }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := servanda.Load(file)
	var invalid *servanda.InvalidError
	if !errors.As(err, &invalid) || len(invalid.Diagnostics) == 0 {
		t.Fatalf("%v", err)
	}
	if line := invalid.Diagnostics[0].Span.Position().Line; line != 3 {
		t.Errorf("the error stands on line %d, want 3: %v", line, err)
	}
}

func TestALimitIsNotAVerdict(t *testing.T) {
	pact, err := servanda.Parse("loan.pact", []byte(loan))
	if err != nil {
		t.Fatal(err)
	}
	_, err = servanda.Check(context.Background(), pact, &servanda.Options{Limits: servanda.Limits{States: 3}})
	var stopped *explore.Inconclusive
	if !errors.As(err, &stopped) {
		t.Errorf("got %v, want *explore.Inconclusive", err)
	}
}

// A pact built by hand that does not hold together is refused with an error.
func TestPactBuiltByHand(t *testing.T) {
	pact, err := servanda.Parse("loan.pact", []byte(loan))
	if err != nil {
		t.Fatal(err)
	}
	broken := *pact
	broken.Purposes = []model.Purpose{{Label: "what nobody declared", Cond: model.FactIs{Fact: 7, Value: 1}}}
	if _, err := servanda.Check(context.Background(), &broken, nil); err == nil {
		t.Error("a purpose about a fact that there is not was checked")
	}
}

// What is held fast can contradict itself, and memory can be less than the workers share.
func TestOptionsAtTheirEnds(t *testing.T) {
	pact, err := servanda.Parse("loan.pact", []byte("open spring \"In spring?\" { no, yes }\n"+strings.Replace(loan, "within 30 days", "within 30 days  at its discretion", 1)))
	if err != nil {
		t.Fatal(err)
	}
	both := []model.Binding{{Point: 0, Value: 0}, {Point: 0, Value: 1}}
	if a, err := servanda.Check(context.Background(), pact, &servanda.Options{Fixed: both}); err != nil || a.Looked != 0 {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := inquiry.Guarantees(t.Context(), pact, inquiry.Query{Fixed: both}, nil); err != nil {
		t.Error(err)
	}
	var limit *explore.Inconclusive
	if _, err := servanda.Check(context.Background(), pact, &servanda.Options{Workers: 2, Limits: servanda.Limits{Bytes: 1}}); !errors.As(err, &limit) {
		t.Errorf("one byte of memory was enough: %v", err)
	}
}

// The zero options look at every filling, however many there are.
func TestNothingIsLeftOut(t *testing.T) {
	pact, err := servanda.Parse("many.pact", []byte(manyPoints))
	if err != nil {
		t.Fatal(err)
	}
	all, err := servanda.Check(t.Context(), pact, nil)
	if err != nil {
		t.Fatal(err)
	}
	if all.Looked != all.AllFillings || all.AllFillings != 1<<7 {
		t.Errorf("%d of %d fillings were looked at", all.Looked, all.AllFillings)
	}
}

// The answer is the same, byte for byte, whatever the number of workers, in much memory and in little, told at once or as it
// is found; and it reads back.
func TestTheAnswerIsOne(t *testing.T) {
	pact, err := servanda.Parse("many.pact", []byte(manyPoints))
	if err != nil {
		t.Fatal(err)
	}
	for _, bytes := range []int64{0, 12_000_000} {
		var want string
		for _, workers := range []int{1, 2, 8} {
			var got strings.Builder
			for e, err := range servanda.Stream(t.Context(), pact, &servanda.Options{Workers: workers, Limits: servanda.Limits{Bytes: bytes}}) {
				if err != nil {
					t.Fatal(err)
				}
				if e.Answer != nil {
					if err := servanda.Encode(&got, "many.pact", e.Answer); err != nil {
						t.Fatal(err)
					}
				}
			}
			if want == "" {
				want = got.String()
			}
			if got.String() != want || want == "" {
				t.Errorf("%d bytes: with %d workers another answer than with one", bytes, workers)
			}
		}
		d, err := servanda.Decode(strings.NewReader(want))
		if err != nil {
			t.Fatal(err)
		}
		var again strings.Builder
		if err := d.Encode(&again); err != nil || again.String() != want {
			t.Errorf("read back it is another answer: %v", err)
		}
	}
}

// Who leaves the loop ends the work, and nothing of it goes on.
func TestLeavingAStream(t *testing.T) {
	pact, err := servanda.Parse("many.pact", []byte(manyPoints))
	if err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	for leave := range 5 {
		n := 0
		for _, err := range servanda.Stream(t.Context(), pact, &servanda.Options{Workers: 2}) {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n > leave {
				break
			}
		}
		n = runtime.NumGoroutine() // one that has done its last may be counted for a moment more
		for wait := time.Now().Add(5 * time.Second); n > before && time.Now().Before(wait); n = runtime.NumGoroutine() {
			time.Sleep(time.Millisecond)
		}
		if n > before {
			t.Errorf("%d goroutines, %d before", n, before)
		}
	}
}

// A digest is that of the meaning-bearing text: not of how it is laid out.
func TestDigest(t *testing.T) {
	dir := t.TempDir()
	digest := func(text string) string {
		file := filepath.Join(dir, "x.pact")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		d, err := servanda.Digest(file)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	first := digest(loan)
	if digest(strings.ReplaceAll(loan, "  ", "\t \t")) != first {
		t.Error("spaces are in it")
	}
	if digest(strings.ReplaceAll(loan, "60 days", "61 days")) == first {
		t.Error("a deadline is not in it")
	}
}

const manyPoints = `pact "Many points"
tick 10 days
open a { no, yes }
open b { no, yes }
open c { no, yes }
open d { no, yes }
open e { no, yes }
open f { no, yes }
open g { no, yes }
party north
party south
fact step { s0, s1, s2 }
act first by north { when step is s0 and (a is no or b is yes or c is no)  step becomes s1 }
act second by south { when step is s1 and (d is no or e is yes or f is no or g is yes)  step becomes s2 }
instrument deal {
  between north, south
  in force once signed
  duty one { north must first within 10 days  for south  in return for two }
  duty two { south must second within 10 days  once one is performed  for north }
}
purpose "both" { step is s2 and deal }
`
