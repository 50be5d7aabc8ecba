// Command pact prints a pact of the family that is measured with; see package family.
//
//	go run ./bench/pact -phases 3 -days 4 > phased.pact
package main

import (
	"flag"
	"fmt"

	"github.com/servanda-lang/servanda/bench/family"
)

func main() {
	var s family.Shape
	flag.IntVar(&s.Parties, "parties", 2, "`number` of parties")
	flag.IntVar(&s.Phases, "phases", 2, "`number` of phases")
	flag.BoolVar(&s.Chained, "chained", false, "each phase waits for the step of the one before")
	flag.IntVar(&s.Days, "days", 5, "`days` for each step")
	flag.IntVar(&s.Term, "term", 0, "`days` until each phase ends; 0 for ever")
	flag.BoolVar(&s.Ratify, "ratify", false, "each phase is put to a vote")
	flag.IntVar(&s.Points, "points", 0, "`number` of open points")
	flag.Parse()
	fmt.Print(family.Pact(s))
}
