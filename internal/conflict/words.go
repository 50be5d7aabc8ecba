package conflict

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/stability"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

func (c *Conflict) speaker() words.Speaker { return words.Speaker{Pact: c.Pact} }

// letter is what a choice is called in tables: a, b, … z, a2, b2, ….
func letter(k int) string {
	l := string(rune('a' + k%26))
	if k >= 26 {
		l += fmt.Sprint(k/26 + 1)
	}
	return l
}

// question says what is chosen: "whether Northland keeps its promise to pull back".
func (c *Conflict) question(k int) string {
	q, x := c.speaker(), &c.Choices[k]
	who := q.Who(x.Actor)
	verb := func(one, many string) string { return course.Verb(c.Pact, x.Actor, one, many) }
	switch x.Kind {
	case Doing:
		return fmt.Sprintf("%s: to %s, or not", who, q.Act(model.ActID(x.Of.Index)))
	case Deciding:
		return fmt.Sprintf("%s: how to decide on %s", q.EitherOf(singles(x.By)), words.Thing(c.Pact, model.KindDecision, x.Of.Index))
	case Promising, Refraining:
		its := verb("its", "their")
		label := ""
		if d := c.Pact.Declaration(x.Of); d.Label != "" {
			label = " (“" + d.Label + "”)"
		}
		return fmt.Sprintf("%s: to keep %s promise %s%s, or not", who, its, q.Promised(x.Of), label)
	case Using:
		return fmt.Sprintf("%s: to use %s right to %s, or not", who, verb("its", "their"), q.Right(&c.Pact.Powers[x.Of.Index]))
	}
	return fmt.Sprintf("%s: to sign %s, or not", who, words.Thing(c.Pact, model.KindInstrument, x.Of.Index))
}

func singles(set model.ActorSet) []model.ActorSet {
	var out []model.ActorSet
	for _, id := range set.IDs() {
		out = append(out, model.SetOf(id))
	}
	return out
}

// value is a value of a choice in a cell.
func (c *Conflict) value(k, v int) string {
	x := &c.Choices[k]
	switch x.Kind {
	case Deciding:
		if v == 0 {
			return "left open"
		}
		return words.Spaced(c.Pact.Decisions[x.Of.Index].Values[v-1])
	case Promising:
		if v == 0 {
			return "not kept"
		}
		if d := &c.Pact.Duties[x.Of.Index]; len(d.Acts) > 1 {
			return "kept: " + c.speaker().Act(d.Acts[v-1])
		}
		return "kept"
	case Refraining:
		return [...]string{"broken", "kept"}[v]
	}
	return [...]string{"no", "yes"}[v]
}

// cell is what a state has of a choice.
func (c *Conflict) cell(state, k int) string {
	vs := c.States[state].Values[k]
	if len(vs) > 1 && len(vs) == len(c.Choices[k].Values) {
		return "either"
	}
	var out []string
	for _, v := range vs {
		out = append(out, c.value(k, v))
	}
	return strings.Join(out, " or ")
}

// state is how a state is called in sentences.
func stateName(i int) string { return fmt.Sprintf("state %d", i+1) }

func stateNames(is []int, word string) string {
	var out []string
	for _, i := range is {
		out = append(out, fmt.Sprint(i+1))
	}
	if len(out) == 1 {
		return "state " + out[0]
	}
	return "states " + course.List(out, word)
}

// who names the player.
func (c *Conflict) who(p int) string { return c.speaker().Who(c.Players[p].Actor) }

func (c *Conflict) side(s stability.Side) string {
	var set model.ActorSet
	for p := range c.Players {
		if s.Has(p) {
			set |= model.SetOf(c.Players[p].Actor)
		}
	}
	return c.speaker().Together(set)
}

// verb is a form of a verb that fits a player.
func (c *Conflict) verb(p int, one, many string) string {
	return course.Verb(c.Pact, c.Players[p].Actor, one, many)
}

// steps tells a sequence of moves: "Southland moving to state 3, then Northland to state 4".
func (c *Conflict) steps(steps []stability.Step) string {
	var out []string
	for k, st := range steps {
		var set model.ActorSet
		for p := range c.Players {
			if st.By.Has(p) {
				set |= model.SetOf(c.Players[p].Actor)
			}
		}
		move := " moving to "
		if k > 0 {
			move = " to "
		}
		out = append(out, c.speaker().People(set)+move+stateName(st.To))
	}
	return strings.Join(out, ", then ")
}

// preferredTo says how a player sees a state against another: "which is worse for it", "which is no better for it".
func (c *Conflict) against(p, from, to int) string {
	it := c.verb(p, "it", "them")
	switch {
	case from == to:
		return "where it began"
	case c.Graph.Players[p].Compare(from, to) == stability.Worse:
		return "where it is worse for " + it + " than in " + stateName(from)
	case c.Graph.Players[p].Compare(from, to) == stability.Unknown:
		return "where nobody has said whether it is better for " + it + " than in " + stateName(from)
	}
	return "where it is no better for " + it + " than in " + stateName(from)
}

// departure tells of a move that a player wants, and of what comes of it.
func (c *Conflict) departure(p, from int, d Departure) string {
	who := course.Capital(c.who(p))
	out := fmt.Sprintf("%s %s %s to this. ", who, c.verb(p, "prefers", "prefer"), stateName(d.To))
	if d.Wanted == stability.Open {
		out = fmt.Sprintf("%s may prefer %s, if it can be had; that is not known. ", who, stateName(d.To))
	}
	seq, gmr, smr := d.Answers[stability.Sequential], d.Answers[stability.General], d.Answers[stability.Symmetric]
	switch {
	case seq.Deterred == stability.Yes:
		return out + fmt.Sprintf("But a move to it is answered by %s, which is what they prefer then; that ends %s.", c.steps(seq.Answer), c.against(p, from, seq.Outcome))
	case smr.Deterred == stability.Yes:
		out += fmt.Sprintf("A move to it could be answered by %s; that ends %s, and nothing it can do mends that", c.steps(smr.Answer), c.against(p, from, smr.Outcome))
	case gmr.Deterred == stability.Yes:
		out += fmt.Sprintf("A move to it could be answered by %s; that ends %s, though it could mend that", c.steps(gmr.Answer), c.against(p, from, gmr.Outcome))
	case gmr.Deterred == stability.Open:
		return out + fmt.Sprintf("Whether an answer spoils it hangs on what is not known: one could be %s; that would end %s.", c.steps(gmr.Answer), c.against(p, from, gmr.Outcome))
	default:
		return out + "Nothing that the others can do takes that away."
	}
	if seq.Deterred == stability.Open {
		return out + fmt.Sprintf(". Whether the others would want to answer so that it does not pay, as by %s, is not known.", c.steps(seq.Answer))
	}
	return out + ". But no answer that the others would want to give does so."
}

// notions says in plain words what the notions of stability are, in their order.
var notions = [...]string{
	stability.Nash:       "no move of its own leads to what it prefers",
	stability.Sequential: "each move of its own to what it prefers would be answered by moves that the others prefer to make, which end where it is no better for it",
	stability.General:    "each move of its own to what it prefers could be answered by moves of the others, whether they prefer them or not, which end where it is no better for it",
	stability.Symmetric:  "the same could be done, and no move of its own from there would mend it",
}

// named lists the notions of which a verdict is Yes, and marks those that are open.
func named(vs []stability.Verdict, concepts []stability.Concept) string {
	var out []string
	for _, c := range concepts {
		switch vs[c] {
		case stability.Yes:
			out = append(out, c.String())
		case stability.Open:
			out = append(out, c.String()+"?")
		}
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, " ")
}

// need tells what a player would have to prefer.
func (c *Conflict) need(n stability.Need) string {
	switch {
	case !n.Known:
		return "not told: it hangs on what is not known of others"
	case !n.TooMany && len(n.Ways[0]) == 0:
		return "whatever " + c.verb(n.Player, "it prefers", "they prefer")
	case !n.TooMany && len(n.Ways) <= fewWays:
		return "just if " + c.either(n.Player, n.Ways)
	}
	var out []string
	for _, a := range n.Each {
		if notAll, ok := singletons(a.Sets); ok {
			out = append(out, fmt.Sprintf("%s not all of %s", c.verb(n.Player, "it prefers", "they prefer"), stateNames(notAll, "and")))
		} else {
			out = append(out, c.either(n.Player, a.Sets))
		}
	}
	return "just if " + strings.Join(out, "; and ")
}

// fewWays is how many alternatives are told one after the other; of more it is told what each move asks.
const fewWays = 3

// either tells alternatives of sets of states none of which is to be preferred.
func (c *Conflict) either(player int, sets [][]int) string {
	var out []string
	for _, s := range sets {
		if len(s) == 1 {
			out = append(out, c.verb(player, "it does", "they do")+" not prefer "+stateNames(s, "and"))
		} else {
			out = append(out, c.verb(player, "it prefers", "they prefer")+" none of "+stateNames(s, "and"))
		}
	}
	return strings.Join(out, ", or ")
}

// singletons gives the one member of each set, if each has just one.
func singletons(sets [][]int) (all []int, ok bool) {
	for _, s := range sets {
		if len(s) != 1 {
			return nil, false
		}
		all = append(all, s[0])
	}
	return all, true
}

// deal tells what a player would have to prefer for all to stay, where that is more than what it needs to stay itself; empty if not.
func (c *Conflict) deal(d stability.Deal) string {
	it := c.verb(d.Player, "it prefers", "they prefer")
	switch {
	case len(d.Leaves) > 0:
		var set model.ActorSet
		for _, p := range d.Leaves {
			set |= model.SetOf(c.Players[p].Actor)
		}
		return fmt.Sprintf("Whatever %s, not all stay: %s would leave.", it, c.speaker().People(set))
	case !d.Known:
		return "Whether all would stay hangs on what is not known of others."
	case d.TooMany:
		return "In how many ways it could make all stay is too much to tell."
	case len(d.Ways) == 0:
		return fmt.Sprintf("Whatever %s, not all stay: what it needs to stay itself and what would hold the others to it go against each other.", it)
	case !slices.ContainsFunc(d.Ways, func(o stability.Order) bool { return len(o.Rather) > 0 }):
		return ""
	}
	var out []string
	for _, w := range d.Ways[:min(len(d.Ways), mostTold)] {
		out = append(out, c.order(d.Player, w))
	}
	text := "For all to stay, just if " + strings.Join(out, "; or ")
	if more := len(d.Ways) - mostTold; more > 0 {
		text += fmt.Sprintf("; or in one of %d more ways (--json has them)", more)
	}
	return text + "."
}

// mostTold is how many ways are told in words.
const mostTold = 6

// order tells one way to prefer.
func (c *Conflict) order(player int, o stability.Order) string {
	var out []string
	if len(o.NotAbove) > 0 {
		out = append(out, c.either(player, [][]int{o.NotAbove}))
	}
	var rather []string
	for _, p := range o.Rather {
		rather = append(rather, fmt.Sprintf("%s to %s", stateName(p.To), stateName(p.Than)))
	}
	if len(rather) > 0 {
		out = append(out, c.verb(player, "it prefers", "they prefer")+" "+course.List(rather, "and"))
	}
	return course.List(out, "and")
}

// met reports whether what is recorded of a player meets a need.
func (c *Conflict) met(n stability.Need) stability.Verdict {
	if c.Players[n.Player].Wishes == nil {
		return stability.Open
	}
	best := stability.No
	for _, w := range n.Ways {
		v := stability.Yes
		for _, x := range w {
			switch c.Graph.Players[n.Player].Compare(n.State, x) {
			case stability.Better:
				v = stability.No
			case stability.Unknown:
				v = min(v, stability.Open)
			}
		}
		best = max(best, v)
	}
	return best
}
