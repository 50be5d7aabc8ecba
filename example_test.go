package servanda_test

import (
	"context"
	"fmt"
	"log"

	"github.com/servanda-lang/servanda"
)

func ExampleCheck() {
	pact, err := servanda.Parse("loan.pact", []byte(loan))
	if err != nil {
		log.Fatal(err)
	}
	answer, err := servanda.Check(context.Background(), pact, nil)
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

func ExampleStream() {
	pact, err := servanda.Parse("loan.pact", []byte(loan))
	if err != nil {
		log.Fatal(err)
	}
	for event, err := range servanda.Stream(context.Background(), pact, nil) {
		switch {
		case err != nil:
			log.Fatal(err)
		case event.Found != nil:
			fmt.Println("so far:", event.Found.Code)
		case event.Answer != nil:
			fmt.Println(len(event.Answer.Findings), "findings in all")
		}
	}
	// Unordered output:
	// so far: exposed
	// so far: uncovered
	// so far: toothless
	// 3 findings in all
}

func ExamplePlay() {
	pact, err := servanda.Parse("loan.pact", []byte(loan))
	if err != nil {
		log.Fatal(err)
	}
	game, err := servanda.Play(pact, nil)
	if err != nil {
		log.Fatal(err)
	}
	position, err := game.Position()
	if err != nil {
		log.Fatal(err)
	}
	for _, hand := range position.Hands {
		for _, refusal := range hand.Cannot {
			fmt.Println(pact.Actors[hand.Actor].Title()+" cannot:", game.Why(&refusal))
		}
	}
	for _, hand := range position.Hands {
		for _, option := range hand.Can {
			if _, err := game.Apply(option.Move); err != nil {
				log.Fatal(err)
			}
		}
	}
	course, err := game.Course()
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range course.Lines() {
		fmt.Println("day", line.Day, line.Sentence())
	}
	// Output:
	// Ben cannot: it takes that "Who has the horse" is ben; but "Who has the horse" is anna
	// day 0 Anna signs the Contract
	// day 0 Anna: hand over the horse: "Who has the horse" is now ben
	// day 0 Ben signs the Contract: the Contract enters into force; "handing" falls due and is performed at once; "returning" falls due, Ben has 30 days
}

func ExampleDigest() {
	digest, err := servanda.Digest("examples/small-exchange.pact")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(digest), "hexadecimal digits")
	// Output:
	// 64 hexadecimal digits
}
