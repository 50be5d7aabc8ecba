package ask

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// SaySeveral says a finding of several fillings, in which what is told of the one shown may differ.
func SaySeveral(p *model.Pact, f *Finding) {
	f.several = true
	Say(p, f)
}

// sayCare says, as a sentence more, what it takes to be safe and what that gives up; nothing where care does not help.
func sayCare(q words.Speaker, f *Finding) string {
	if f.Class != WithCare && f.Class != AtPrice {
		return ""
	}
	who := q.Who(f.Party)
	verb := func(singular, plural string) string { return course.Verb(q.Pact, f.Party, singular, plural) }
	if len(f.Care.Keep) > 0 {
		return " " + course.Capital(who) + verb(" is", " are") + " safe from this as long as " + verb("it keeps its", "they keep their") + " own word: it takes that " + who + verb(" breaks ", " break ") + course.List(f.Care.Keep, "and") + " first."
	}
	var means []string
	if len(f.Care.Not) > 0 {
		means = append(means, "only as long as "+verb("it does", "they do")+" not "+moves(q, f.Care.Not))
	}
	if len(f.Care.InTime) > 0 {
		means = append(means, "only by acting in time: "+moves(q, f.Care.InTime))
	}
	text := " " + course.Capital(who) + " can be safe " + strings.Join(means, ", and ") + sayPrice(q, f) + "."
	if f.several {
		text = " In the case shown, " + who + strings.TrimPrefix(text, " "+course.Capital(who))
	}
	return text
}

// mostMoves is how many moves are told in a sentence.
const mostMoves = 4

// moves lists moves as what somebody may do.
func moves(q words.Speaker, ls []machine.Label) string {
	var out []string
	for _, l := range ls {
		if what := q.Making(l); len(out) < mostMoves || len(ls) == mostMoves+1 {
			out = append(out, what)
		}
	}
	if n := len(ls) - len(out); n > 0 {
		out = append(out, fmt.Sprintf("take one of %d more such steps", n))
	}
	return course.List(out, "or")
}

// sayPrice says what is given up.
func sayPrice(q words.Speaker, f *Finding) string {
	var lost []string
	for _, i := range f.Price.Purposes {
		lost = append(lost, purposeNamed(q.Pact, i)+" is never reached")
	}
	if f.Price.Exchange {
		lost = append(lost, "there is never an exchange of the one for the other")
	}
	if len(lost) == 0 {
		return ""
	}
	return ", and then " + course.List(lost, "and")
}
