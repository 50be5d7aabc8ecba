package conflict

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/stability"
	"github.com/servanda-lang/servanda/model"
)

// What comes of choices.
//
// A course follows a combination of choices if nobody makes a move that no choice wants, and time goes on only when no move that one
// wants can be made. Whoever may move at the same time moves in any order; an order counts only if in it everybody carries out what it
// chose: no wanted move is taken away by another, none goes against another choice. If no order is left the choices cannot all be
// carried out, and are no state. What comes of them in the end is what is so in the states to which such a course keeps coming back.

// result is what comes of one combination of choices.
type result struct {
	profile []int // by choice: its value
	State
	least, most doneSet // irreversible acts that are done on every course, and on some
}

// doneSet is a set of irreversible deeds, by number; what has no number because there are too many is refused before.
type doneSet uint64

// mostDeeds is how many irreversible acts, counted for each who can do them, a doneSet can hold.
const mostDeeds = 64

// mostNodes bounds the courses of one combination.
const mostNodes = 1 << 18

// runner runs combinations of choices.
type runner struct {
	ctx    context.Context
	c      *Conflict
	m      *machine.Machine
	claims map[machine.Label][]claim
	deeds  map[machine.Label]int
	things []model.Ref
	past   []func(machine.State) bool // was breached, in order of promises
	wishes [][]func(machine.State) bool
	asks   []func(machine.State) bool
	steps  int
}

// run gives what comes of every combination that can be carried out, in order: the first choice turns fastest.
func (c *Conflict) run(ctx context.Context, m *machine.Machine, q Query) ([]result, error) {
	r := &runner{ctx: ctx, c: c, m: m, claims: claims(m, c.Choices), deeds: map[machine.Label]int{}, things: Things(c.Pact)}
	for _, l := range m.Labels() {
		if l.Kind == machine.Do && c.Pact.Acts[l.Index].Irreversible {
			r.deeds[l] = len(r.deeds)
		}
	}
	if len(r.deeds) > mostDeeds {
		return nil, fmt.Errorf("there are %d irreversible acts; at most %d can be looked at together", len(r.deeds), mostDeeds)
	}
	r.questions(q)
	var out []result
	for profile := range profiles(c.Choices) {
		c.Tried++
		x, ok, err := r.outcome(profile)
		switch {
		case err != nil:
			return nil, err
		case ok:
			out = append(out, x)
		default:
			c.Never++
		}
	}
	return out, nil
}

// profiles goes over all combinations of choices.
func profiles(cs []Choice) func(yield func([]int) bool) {
	return func(yield func([]int) bool) {
		at := make([]int, len(cs))
		for {
			profile := make([]int, len(cs))
			for i := range cs {
				profile[i] = cs[i].Values[at[i]]
			}
			if !yield(profile) {
				return
			}
			i := 0
			for ; i < len(cs); i++ {
				if at[i]++; at[i] < len(cs[i].Values) {
					break
				}
				at[i] = 0
			}
			if i == len(cs) {
				return
			}
		}
	}
}

// Things lists what has a value or a status.
func Things(p *model.Pact) []model.Ref {
	var out []model.Ref
	for _, k := range []model.Kind{model.KindFact, model.KindInstrument, model.KindDecision, model.KindDuty, model.KindBan, model.KindPower} {
		for i := range p.Count(k) {
			out = append(out, model.Ref{Kind: k, Index: i})
		}
	}
	return out
}

func (r *runner) questions(q Query) {
	p := r.c.Pact
	for i := range p.Duties {
		r.past = append(r.past, r.m.Condition(model.WasBreached{Duty: model.DutyID(i), Ban: model.None}))
	}
	for i := range p.Bans {
		r.past = append(r.past, r.m.Condition(model.WasBreached{Duty: model.None, Ban: model.BanID(i)}))
	}
	for i := range r.c.Players {
		var ask []func(machine.State) bool
		if w := r.c.Players[i].Wishes; w != nil {
			for _, c := range w.Over {
				ask = append(ask, r.m.Condition(c))
			}
		}
		r.wishes = append(r.wishes, ask)
	}
	for _, c := range q.Ask {
		r.asks = append(r.asks, r.m.Condition(c))
	}
}

// node is a moment of a course.
type node struct {
	state machine.State
	made  uint64 // choices that have been carried out for good
	done  doneSet
	next  []int
}

// courses is all courses that follow one combination, as a graph.
type courses struct {
	*runner
	profile []int
	nodes   []node
	at      map[string]int
}

func (r *runner) outcome(profile []int) (result, bool, error) {
	x := &courses{runner: r, profile: profile, at: map[string]int{}}
	x.node(r.m.Initial(), 0, 0)
	for i := 0; i < len(x.nodes); i++ {
		if r.steps++; r.steps&(1<<8-1) == 0 && r.ctx.Err() != nil {
			return result{}, false, stopped(r.ctx)
		}
		if len(x.nodes) > mostNodes {
			return result{}, false, &explore.Inconclusive{States: len(x.nodes), Limit: fmt.Sprintf("the limit of %d moments for one combination of choices", mostNodes)}
		}
		x.expand(i)
	}
	alive := x.alive()
	if !alive[0] {
		return result{}, false, nil
	}
	return x.judge(x.ends(alive)), true, nil
}

// node gives the number of a moment.
func (x *courses) node(s machine.State, made uint64, done doneSet) int {
	key := make([]byte, 0, 8*(len(s)+2))
	for _, w := range s {
		key = binary.LittleEndian.AppendUint64(key, w)
	}
	key = binary.LittleEndian.AppendUint64(key, made)
	key = binary.LittleEndian.AppendUint64(key, uint64(done))
	i, ok := x.at[string(key)]
	if !ok {
		i = len(x.nodes)
		x.at[string(key)] = i
		x.nodes = append(x.nodes, node{state: s.Clone(), made: made, done: done})
	}
	return i
}

// wish is a move that choices want to be made at a moment.
type wish struct {
	label   machine.Label
	wanters []int // the choices
	to      machine.State
	effects machine.Effects
	broken  []model.Ref
}

// expand finds what comes next.
func (x *courses) expand(i int) {
	n := x.nodes[i]
	wishes, time := x.wishesAt(n.state, n.made)
	var next []int
	if len(wishes) == 0 {
		next = []int{x.node(time, n.made, n.done)}
	}
	for k := range wishes {
		w := &wishes[k]
		if x.against(w) {
			continue
		}
		made, done := n.made, n.done
		for _, c := range w.wanters {
			if x.c.Choices[c].Kind != Promising {
				made |= 1 << c
			}
		}
		if d, ok := x.deeds[w.label]; ok {
			done |= 1 << d
		}
		if x.takesAway(w, wishes, made) {
			continue
		}
		next = append(next, x.node(w.to, made, done))
	}
	x.nodes[i].next = next
}

// wishesAt lists the wanted moves that can be made in a state, and where time leads.
func (x *courses) wishesAt(s machine.State, made uint64) (out []wish, time machine.State) {
	var labels []machine.Label
	x.m.Moves(s, func(mv machine.Move) {
		l := x.m.Label(mv.Label)
		if l.Actor == machine.Time {
			time = mv.To.Clone()
		} else if x.mayWant(l, made) {
			labels = append(labels, l)
		}
	})
	for _, l := range labels {
		to, effects, err := x.m.Apply(s, l)
		if err != nil {
			panic(err) // it was offered
		}
		w := wish{label: l, to: to, effects: effects, broken: x.m.Breaks(s, l)}
		for _, c := range x.claims[l] {
			if x.wants(c, &w, made) {
				w.wanters = append(w.wanters, c.choice)
			}
		}
		if len(w.wanters) > 0 {
			out = append(out, w)
		}
	}
	return out, time
}

// mayWant reports whether a choice may want a move.
func (x *courses) mayWant(l machine.Label, made uint64) bool {
	return slices.ContainsFunc(x.claims[l], func(c claim) bool { return x.profile[c.choice] == c.value && made>>c.choice&1 == 0 })
}

// wants reports whether a choice wants a move.
func (x *courses) wants(c claim, w *wish, made uint64) bool {
	if x.profile[c.choice] != c.value || made>>c.choice&1 == 1 {
		return false
	}
	of := x.c.Choices[c.choice].Of
	switch c.when {
	case performs:
		return slices.Contains(w.effects.Performs, model.DutyID(of.Index))
	case breaks:
		return slices.Contains(w.broken, of)
	}
	return true
}

// against reports whether a move goes against a choice of whoever makes it: it performs a duty that is not to be kept, or not by this
// act, or breaks a ban that is to be kept.
func (x *courses) against(w *wish) bool {
	for k := range x.c.Choices {
		c := &x.c.Choices[k]
		switch {
		case c.Kind == Promising && c.Actor == w.label.Actor && slices.Contains(w.effects.Performs, model.DutyID(c.Of.Index)):
			v := x.profile[k]
			if v == 0 || w.label.Kind != machine.Do || int(x.c.Pact.Duties[c.Of.Index].Acts[v-1]) != w.label.Index {
				return true
			}
		case c.Kind == Refraining && x.profile[k] == 1 && slices.Contains(w.broken, c.Of):
			return true
		}
	}
	return false
}

// takesAway reports whether a move makes another impossible that was wanted at the same moment, for a choice that it does not itself
// carry out.
func (x *courses) takesAway(w *wish, all []wish, made uint64) bool {
	after, _ := x.wishesAt(w.to, made)
	for k := range all {
		o := &all[k]
		if o.label == w.label {
			continue
		}
		still := slices.ContainsFunc(after, func(a wish) bool { return a.label == o.label })
		for _, c := range o.wanters {
			if !still && !x.carriesOut(w, c, made) {
				return true
			}
		}
	}
	return false
}

func (x *courses) carriesOut(w *wish, choice int, made uint64) bool {
	c := &x.c.Choices[choice]
	return made>>choice&1 == 1 || c.Kind == Promising && slices.Contains(w.effects.Performs, model.DutyID(c.Of.Index))
}

// alive says of each moment whether some course goes on from it for ever in which everybody carries out what it chose.
func (x *courses) alive() []bool {
	alive, left := make([]bool, len(x.nodes)), make([]int, len(x.nodes))
	into := make([][]int, len(x.nodes))
	var dead []int
	for i := range x.nodes {
		alive[i], left[i] = true, len(x.nodes[i].next)
		for _, t := range x.nodes[i].next {
			into[t] = append(into[t], i)
		}
		if left[i] == 0 {
			dead = append(dead, i)
		}
	}
	for len(dead) > 0 {
		i := dead[len(dead)-1]
		dead = dead[:len(dead)-1]
		alive[i] = false
		for _, f := range into[i] {
			if left[f]--; left[f] == 0 {
				dead = append(dead, f)
			}
		}
	}
	return alive
}

// judge tells what is so at the moments to which courses keep coming back, end by end.
func (x *courses) judge(ends [][]int) result {
	out := result{profile: x.profile}
	out.Settled = true
	out.least = ^doneSet(0)
	var all []machine.State
	var first []string
	for k, end := range ends {
		var states []machine.State
		for _, i := range end {
			states = append(states, x.nodes[i].state)
			out.least &= x.nodes[i].done
			out.most |= x.nodes[i].done
		}
		results := x.results(states)
		if k == 0 {
			first = results
		} else if !slices.Equal(results, first) {
			out.Settled = false
		}
		all = append(all, states...)
	}
	out.Settled = out.Settled && out.least == out.most
	out.Results = x.results(all)
	for _, ask := range x.wishes {
		out.Wishes = append(out.Wishes, truths(ask, all))
	}
	out.Asked = truths(x.asks, all)
	return out
}

// results reads every thing, and whether a promise was ever breached; what changes for ever has several readings.
func (x *courses) results(states []machine.State) []string {
	var out []string
	for _, ref := range x.things {
		var readings []string
		for _, s := range states {
			readings = append(readings, x.m.Reads(s, ref))
		}
		slices.Sort(readings)
		out = append(out, strings.Join(slices.Compact(readings), " or "))
	}
	for _, t := range truths(x.past, states) {
		out = append(out, [...]string{"", "breached at times", "was breached"}[t])
	}
	return out
}

// truths judges conditions over states.
func truths(conds []func(machine.State) bool, states []machine.State) []Truth {
	out := make([]Truth, len(conds))
	for i, holds := range conds {
		yes, no := false, false
		for _, s := range states {
			if holds(s) {
				yes = true
			} else {
				no = true
			}
		}
		switch {
		case yes && no:
			out[i] = stability.Open
		case yes:
			out[i] = stability.Yes
		}
	}
	return out
}
