// Package family writes pacts of any size that are all of one kind, to measure with: a phased agreement, in
// which each phase is an instrument of its own with a step that one party takes for good, a ban on taking
// it back, a guarantee that is called upon, and, if wanted, a ratification, open points and long terms.
//
// Input: a Shape. Output: the text of a pact.
package family

import (
	"fmt"
	"strings"
)

// Shape says how large a pact is to be.
type Shape struct {
	Parties int  // at least 2
	Phases  int  // instruments, at least 1
	Chained bool // each phase waits for the step of the one before; otherwise all may run at once
	Days    int  // for each step, at a tick of one day
	Term    int  // days until each guarantee ends; 0: for ever
	Ratify  bool // each phase is put to a body of one party
	Points  int  // open points: whether the step of a phase waits for its ratification
}

// Pact writes the text of the pact of that shape.
func Pact(s Shape) string {
	b := &strings.Builder{}
	fmt.Fprintf(b, "pact \"Phased agreement: %d parties, %d phases\"\nstarts 2026-01-01\ntick 1 day\n\n", s.Parties, s.Phases)
	for i := range s.Parties {
		fmt.Fprintf(b, "party party_%d\n", i+1)
	}
	if s.Ratify {
		fmt.Fprintf(b, "body council of party_1\n")
	}
	for i := range s.Points {
		fmt.Fprintf(b, "open point_%d { no, yes }\n", i+1)
	}
	for k := range s.Phases {
		s.phase(b, k+1)
	}
	fmt.Fprintf(b, "\npurpose \"All steps are taken and kept\" {\n  ")
	for k := range s.Phases {
		if k > 0 {
			b.WriteString(" and ")
		}
		fmt.Fprintf(b, "ground_%d is ceded", k+1)
	}
	b.WriteString("\n}\n")
	return b.String()
}

func (s Shape) phase(b *strings.Builder, k int) {
	giver, taker := (k-1)%s.Parties+1, k%s.Parties+1
	fmt.Fprintf(b, "\nfact ground_%d { held, ceded, taken }\n", k)
	fmt.Fprintf(b, "act give_%d by party_%d { when ground_%d is held  ground_%d becomes ceded  irreversible }\n", k, giver, k, k)
	fmt.Fprintf(b, "act take_%d by party_%d { when ground_%d is ceded  ground_%d becomes taken  irreversible }\n", k, taker, k, k)
	fmt.Fprintf(b, "instrument phase_%d {\n  between party_%d, party_%d\n  in force once signed%s%s\n", k, giver, taker, s.after(k), s.ratified(k))
	if s.Term > 0 {
		fmt.Fprintf(b, "  expires after %d days\n", s.Term)
	}
	fmt.Fprintf(b, "  duty step_%d { party_%d must give_%d within %d days%s  for party_%d  in return for keep_%d }\n", k, giver, k, s.Days, s.waits(k), taker, k)
	fmt.Fprintf(b, "  ban keep_%d { party_%d must not take_%d  for party_%d }\n", k, taker, k, giver)
	fmt.Fprintf(b, "  power leave_%d { party_%d may terminate phase_%d  when keep_%d is breached }\n}\n", k, giver, k, k)
	if s.Ratify {
		fmt.Fprintf(b, "decision vote_%d { council decides approved or rejected  once phase_%d is signed  within %d days }\n", k, k, s.Days)
	}
}

func (s Shape) after(k int) string {
	if !s.Chained || k == 1 {
		return ""
	}
	return fmt.Sprintf(" and step_%d is performed", k-1)
}

func (s Shape) ratified(k int) string {
	if !s.Ratify {
		return ""
	}
	return fmt.Sprintf(" and vote_%d is approved", k)
}

// waits makes the step of a phase hang on an open point.
func (s Shape) waits(k int) string {
	if k > s.Points {
		return ""
	}
	return fmt.Sprintf(" once point_%d is no or ground_%d is not taken", k, max(k-1, 1))
}
