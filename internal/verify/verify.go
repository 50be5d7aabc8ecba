// Package verify holds a certificate to a pact. It believes nothing of what made the certificate: it shares with the engines
// only the meaning of a move (package machine), and no search for what can be forced or avoided is in it. What a finding is
// is said once more, over the graph of one filling (defined.go, toothless.go, checks.go), as docs/language.md has it; the sets
// these definitions speak of come from the certificate, with a rank for each state, and are held to their rules state by state,
// looking one move ahead (graph.go).
//
// Input: a pact, its digest, a certificate. Output: what was verified, or the place of the first thing that is not so.
// Ranked sets are as in the certification of model checkers (Namjoshi, Certifying Model Checkers, CAV 2001) and of games
// (progress measures: Klarlund and Kozen 1991).
package verify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// Refused says why a certificate is not accepted, and where.
type Refused struct{ Where, Why string }

func (r *Refused) Error() string {
	if r.Where == "" {
		return r.Why
	}
	return r.Where + ": " + r.Why
}

// MostStates is how many states a filling may have to be verified, unless somebody says otherwise.
const MostStates = 2_000_000

// Verify holds a certificate to a pact with that digest. The error is *Refused, or says why it could not be looked at.
func (f *File) Verify(ctx context.Context, p *model.Pact, digest string, most int) error {
	switch {
	case f.Digest != digest:
		return &Refused{"digest", fmt.Sprintf("it is of another text: %s, not %s", f.Digest, digest)}
	case f.Pact != p.Title:
		return &Refused{"pact", fmt.Sprintf("it is of %q, not of %q", f.Pact, p.Title)}
	case f.Of != p.CountFillings(nil, 1<<40):
		return &Refused{"of_fillings", fmt.Sprintf("there are %d ways to fill the open points, not %d", p.CountFillings(nil, 1<<40), f.Of)}
	case len(f.Parts) == 0:
		return &Refused{"parts", "nothing is certified in it"}
	}
	tick, err := p.TickOf(f.Tick)
	if err != nil || tick != f.Tick {
		return &Refused{"tick_days", fmt.Sprintf("%d days are no step of time of this pact", f.Tick)}
	}
	for i := range f.Parts {
		if err := f.Parts[i].verify(ctx, p, tick, most); err != nil {
			return at(fmt.Sprintf("parts[%d]", i), err)
		}
		for k := range i {
			if reflect.DeepEqual(f.Parts[k].Open, f.Parts[i].Open) {
				return &Refused{fmt.Sprintf("parts[%d]", i), fmt.Sprintf("it is of the same filling as parts[%d]", k)}
			}
		}
	}
	return nil
}

// at puts a place before that of a refusal.
func at(where string, err error) error {
	var r *Refused
	if !errors.As(err, &r) {
		return fmt.Errorf("%s: %w", where, err)
	}
	if r.Where != "" {
		where += "." + r.Where
	}
	return &Refused{where, r.Why}
}

func (x *Part) verify(ctx context.Context, p *model.Pact, tick, most int) error {
	filling, err := fillingOf(p, x.Open)
	if err != nil {
		return err
	}
	asked, err := x.questions(p, filling)
	if err != nil {
		return err
	}
	if len(asked) == 0 {
		if x.States != 0 || x.Moves != 0 || len(x.Sets) > 0 {
			return &Refused{"", "nothing is certified of it, so it has no states and no sets"}
		}
		return nil
	}
	m, err := machine.New(p, filling, tick)
	if err != nil {
		return err
	}
	g, err := Build(ctx, m, most)
	if err != nil {
		return err
	}
	if x.States != len(g.States) || x.Moves != len(g.Moves) {
		return &Refused{"states", fmt.Sprintf("there are %d states and %d moves, not %d and %d", len(g.States), len(g.Moves), x.States, x.Moves)}
	}
	shelf := &shelf{g: g, part: x, used: make([]bool, len(x.Sets)), ranks: make([]*Ranked, len(x.Sets)), room: mostKept}
	a := NewAsker(ctx, g, shelf)
	for i, q := range asked {
		if err := a.verify(&x.Entries[i], q); err != nil {
			return at(fmt.Sprintf("entries[%d] (%s, %s)", i, q.Asks, q.About), err)
		}
	}
	for i, used := range shelf.used {
		if !used {
			return &Refused{fmt.Sprintf("sets[%d]", i), "nothing that is certified rests on such a set"}
		}
	}
	return nil
}

// fillingOf reads a filling.
func fillingOf(p *model.Pact, open []Open) (model.Filling, error) {
	if len(open) != len(p.Points) {
		return nil, &Refused{"open", fmt.Sprintf("it has %d open points, the pact %d", len(open), len(p.Points))}
	}
	out := make(model.Filling, len(open))
	for i, o := range open {
		pt := &p.Points[i]
		out[i] = -1
		for v := range pt.Values {
			if pt.Name == o.Point && pt.Values[v].Text == o.Value {
				out[i] = v
			}
		}
		if out[i] < 0 {
			return nil, &Refused{fmt.Sprintf("open[%d]", i), fmt.Sprintf("%s cannot be %q", pt.Name, o.Value)}
		}
	}
	return out, nil
}

// questions finds the question of each entry. Every question of the pact has an entry or is listed as not certified.
func (x *Part) questions(p *model.Pact, f model.Filling) ([]Asked, error) {
	var out []Asked
	entries, left := x.Entries, x.Left
	for _, q := range Questions(p, f) {
		switch {
		case len(entries) > 0 && entries[0].Question == q.Question:
			out, entries = append(out, q), entries[1:]
		case len(left) > 0 && left[0].Question == q.Question && reasons[left[0].Why]:
			left = left[1:]
		default:
			return nil, &Refused{"", fmt.Sprintf("what is asked next is %q of %q; it is neither certified nor listed as not certified", q.Asks, q.About)}
		}
	}
	if len(entries) > 0 {
		return nil, &Refused{fmt.Sprintf("entries[%d]", len(x.Entries)-len(entries)), "there is no such question"}
	}
	if len(left) > 0 {
		return nil, &Refused{fmt.Sprintf("not_certified[%d]", len(x.Left)-len(left)), "there is no such question"}
	}
	return out, nil
}

// verify answers a question by its definition and holds the answer to what is found, and courses to what they have to show.
func (a *Asker) verify(e *Entry, q Asked) error {
	answers, err := a.Answers(q)
	if err != nil {
		return err
	}
	if len(answers) != len(e.Found) {
		return &Refused{"found", fmt.Sprintf("%d are found, not %d", len(answers), len(e.Found))}
	}
	for i := range answers {
		where, claimed := fmt.Sprintf("found[%d]", i), e.Found[i]
		c := claimed.Course
		claimed.Course = nil
		if is, says := written(answers[i].Found), written(claimed); is != says {
			return &Refused{where, fmt.Sprintf("what is found is %s, not %s", is, says)}
		}
		switch x := answers[i].Shown; {
		case x == nil && c != nil:
			return &Refused{where + ".course", "no course shows this"}
		case x == nil:
		case c == nil:
			return &Refused{where + ".course", "it is missing"}
		default:
			if err := a.follow(c, x); err != nil {
				return &Refused{where + ".course", err.Error()}
			}
		}
	}
	return nil
}

// written is a finding as it stands in a certificate.
func written(f Found) string {
	text, _ := json.Marshal(f)
	return string(text)
}

// Answers applies the definition of a question.
func (a *Asker) Answers(q Asked) (out []Answer, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(failed)
			if !ok {
				panic(r)
			}
			err = f.error
		}
	}()
	return q.holds(a, q.index), nil
}

// shelf is the sets of a certificate, looked up by what they are about.
type shelf struct {
	g     *Graph
	part  *Part
	used  []bool
	ranks []*Ranked // those that were unpacked, as long as there is room for them
	room  int       // ranks that may be kept
}

// mostKept is how many ranks are kept unpacked for who asks again.
const mostKept = 1 << 26

// Set finds a set that bears out its rule.
func (x *shelf) Set(h Set, ticks bool, rule Rule) (*Ranked, error) {
	var why error
	for i := range x.part.Sets {
		s := &x.part.Sets[i]
		if !s.Same(&h) {
			continue
		}
		r, err := x.unpacked(i)
		if err != nil {
			return nil, err
		}
		err = x.g.Check(r, rule)
		if err == nil && ticks != (s.Ticks != nil) {
			err = errors.New("its ticks are counted, or not, as they should not be")
		}
		if err == nil {
			x.used[i] = true
			return r, nil
		}
		if why == nil && !x.used[i] {
			why = fmt.Errorf("sets[%d]: %w", i, err) // most likely it is the one that was meant
		}
	}
	if why == nil {
		why = errors.New("there is none")
	}
	return nil, &Refused{"", fmt.Sprintf("it takes a set of what %v %s, %v breaking their word, %v willing to sign: %v", h.Players, h.Shows, h.Breaking, h.Willing, why)}
}

// unpacked is a set with its ranks.
func (x *shelf) unpacked(i int) (*Ranked, error) {
	if x.ranks[i] != nil {
		return x.ranks[i], nil
	}
	s := &x.part.Sets[i]
	ranks, err := UnpackRanks(s.Ranks, len(x.g.States))
	if err != nil {
		return nil, &Refused{fmt.Sprintf("sets[%d].ranks", i), err.Error()}
	}
	out := &Ranked{ranks, s.Ticks}
	if x.room -= len(ranks); x.room >= 0 {
		x.ranks[i] = out
	}
	return out, nil
}
