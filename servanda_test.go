package servanda_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"

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

func ExampleCheck() {
	pact, err := servanda.Parse("loan.pact", []byte(loan))
	if err != nil {
		log.Fatal(err)
	}
	answer, err := servanda.Check(pact, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range answer.Findings {
		fmt.Println(f.Severity, f.Code, "on line", f.At.Position().Line)
	}
	// Output:
	// serious exposed on line 11
	// warning uncovered on line 11
	// warning toothless on line 12
}

func ExampleLoad() {
	pact, err := servanda.Load("examples/small-exchange.pact")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(pact.Title)
	for _, i := range pact.Instruments {
		fmt.Println("-", i.Title())
	}
	// Output:
	// A small exchange
	// - Peace agreement
	// - Aid guarantee
}

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
	_, err = servanda.Check(pact, &servanda.Options{Limits: explore.Limits{States: 3}})
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
	if _, err := servanda.Check(&broken, nil); err == nil {
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
	if a, err := servanda.Check(pact, &servanda.Options{Fixed: both}); err != nil || a.Looked != 0 {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := inquiry.Guarantees(pact, inquiry.Options{Fixed: both}); err != nil {
		t.Error(err)
	}
	var limit *explore.Inconclusive
	if _, err := servanda.Check(pact, &servanda.Options{Workers: 2, Limits: explore.Limits{Bytes: 1}}); !errors.As(err, &limit) {
		t.Errorf("one byte of memory was enough: %v", err)
	}
}
