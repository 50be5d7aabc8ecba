package track

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/player"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Proposal is a changed text that somebody proposes.
type Proposal struct {
	Pact    *model.Pact
	Renames [][2]string     // things that have another name in it, the old one first
	Fixed   []model.Binding // its open points that are settled from without
}

// Weighed is where everyone stands on a day without an amendment and with it.
type Weighed struct {
	Old, New  *model.Pact
	Things    carry.Things // which thing of the old text is which of the new
	Renames   [][2]string
	Starts    model.Date // the date on which the new text says that it starts, if that is another; it is not used
	Tick, Day int
	Known     record.When
	Reports   int
	Pairs     []Pair

	differ *differ
}

// Where says in which courses something is so that is so in some of the pairs; nothing if it is in all.
func (w *Weighed) Where(pairs ...int) []string {
	in := make(support, len(w.differ.ways))
	for k, way := range w.differ.ways {
		in[k] = slices.ContainsFunc(pairs, func(i int) bool { return w.Pairs[i].branch == way.branch })
	}
	return w.differ.cases(in)
}

// Pair is one course of events as it goes on under each text.
type Pair struct {
	Carried *carry.Carried
	Old     *Side
	New     *Side

	branch *branch
}

// Side is how things are under one text, and what can come.
type Side struct {
	Pact   *model.Pact
	Due    []Said[Due]
	Binds  []Said[model.BanID] // the bans that bind now
	Perils []Said[Peril]
	Found  []Said[ask.Finding] // who is bound alone, and who can be uncovered
	Ends   []Said[Prospect]
	May    []Said[May]
	Dark   string // why it is not known what can come; empty if it is
	view   *view
}

// Said is something with how it is said.
type Said[T any] struct {
	Item T
	Says string
}

// Way shows the soonest way to the worst of a peril; nil if it has come to that.
func (s *Side) Way(p *Peril) doc.Block {
	if p.Way == nil {
		return nil
	}
	return s.view.worst(p)
}

// Weigh lays an amendment that is proposed beside the text that is in force, from the day looked at.
func Weigh(ctx context.Context, q Query, log Log, to Proposal) (w *Weighed, err error) {
	defer world.Catch(&err)
	r, err := replayed(ctx, &q, log, to.Pact)
	if err != nil {
		return nil, err
	}
	before, agreeing := r.text(), r.agreeing()
	x, err := before.changed(to.Pact, to.Renames)
	if err != nil {
		return nil, err
	}
	fillings, err := r.into(x, append(r.fixedFor(x), to.Fixed...))
	if err != nil {
		return nil, err
	}
	w = &Weighed{Old: before.pact, New: x.pact, Things: x.things, Renames: to.Renames, Tick: r.q.Tick, Day: r.on, Known: r.q.Known, Reports: r.total - r.later}
	if to.Pact.Starts != w.New.Starts {
		w.Starts = to.Pact.Starts
	}
	machines := make([]*machine.Machine, len(fillings))
	var from, out []*branch
	for _, b := range agreeing {
		more, err := b.into(x, fillings, machines, r.on)
		if err != nil {
			return nil, err
		}
		from, out = append(from, slices.Repeat([]*branch{b}, len(more))...), append(out, more...)
		if len(out) > mostCourses {
			return nil, &TooMuch{fmt.Sprintf("there are more than %d courses to be compared: settle some of what is open or disputed", mostCourses)}
		}
	}
	x.m = out[0].m
	r.texts, r.now = append(r.texts[:r.now+1], x), r.now+1
	return w, r.pair(w, from, out)
}

// fixedFor is what is settled from without in the text that is in force, in the points of the one that follows.
func (r *replay) fixedFor(x *text) []model.Binding {
	r.texts = append(r.texts[:r.now+1], x)
	defer func() { r.texts = r.texts[:r.now+1] }()
	return r.fixedIn(r.now + 1)
}

// pair looks at each course under both texts.
func (r *replay) pair(w *Weighed, from, out []*branch) error {
	w.differ = newDiffer(words.Speaker{Pact: w.New}, out, r.disputes, r.texts)
	known := map[string]*Side{}
	side := func(b *branch, p *model.Pact) (*Side, error) {
		key := fmt.Sprint(p == w.New, b.filling, b.state, b.deadline)
		if known[key] == nil {
			s, err := r.side(b, p)
			if err != nil {
				return nil, err
			}
			known[key] = s
		}
		return known[key], nil
	}
	for i, b := range out {
		x := Pair{Carried: b.carried[len(b.carried)-1], branch: b}
		var err error
		if x.Old, err = side(from[i], w.Old); err != nil {
			return err
		}
		if x.New, err = side(b, w.New); err != nil {
			return err
		}
		w.Pairs = append(w.Pairs, x)
	}
	return nil
}

// side is how things are in a branch, and what can come of it.
func (r *replay) side(b *branch, p *model.Pact) (*Side, error) {
	v := &view{&Standing{Pact: p, Tick: r.q.Tick, Day: r.on}, words.Speaker{Pact: p}}
	s := &Side{Pact: p, view: v}
	for _, x := range r.due(b) {
		s.Due = append(s.Due, Said[Due]{x, v.due(&x)})
	}
	for i := range p.Bans {
		binds := model.And{Terms: []model.Cond{model.InstrumentIs{Instrument: p.Bans[i].Instrument, Status: model.InForce}}}
		if p.Bans[i].While != nil {
			binds.Terms = append(binds.Terms, p.Bans[i].While)
		}
		if b.m.Condition(binds)(b.state) { // broken or not
			s.Binds = append(s.Binds, Said[model.BanID]{model.BanID(i), v.Named(ref(model.KindBan, i))})
		}
	}
	for _, x := range r.may(b) {
		s.May = append(s.May, Said[May]{x, x.Said})
	}
	return s, r.lookAhead(b, s)
}

// lookAhead fills in what can come.
func (r *replay) lookAhead(b *branch, s *Side) error {
	if !asksAhead(s.Pact) {
		return nil
	}
	ahead, err := player.Look(r.ctx, b.m.Starting(b.state, b.step*b.m.Tick), r.q.Look, r.q.Within)
	var limit *explore.Inconclusive
	if errors.As(err, &limit) && !limit.Interrupted() {
		s.Dark = "there is too much that can happen (" + limit.Limit + " was reached)"
		return nil
	}
	if err != nil {
		return err
	}
	outlooks, err := ahead.Outlooks()
	if err != nil {
		return err
	}
	for _, o := range outlooks {
		p := perilOf(b.m, &o)
		s.Perils = append(s.Perils, Said[Peril]{p, trimmed(p.shown)})
	}
	for _, x := range ahead.Prospects() {
		s.Ends = append(s.Ends, Said[Prospect]{x, s.view.prospect(&x)})
	}
	for _, f := range ahead.Findings(codes.BoundAlone, codes.Uncovered) {
		s.Found = append(s.Found, Said[ask.Finding]{f, trimmed(s.view.Retold(f.Message))})
	}
	return nil
}

// asksAhead reports whether anything is asked of what can come: it is asked what becomes of purposes, and of what is given for something.
func asksAhead(p *model.Pact) bool {
	return len(p.Purposes) > 0 || slices.ContainsFunc(p.Duties, func(d model.Duty) bool { return len(d.Return) > 0 }) ||
		slices.ContainsFunc(p.Bans, func(b model.Ban) bool { return len(b.Return) > 0 })
}
