package repair

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// judge says what becomes of a candidate. It is read; then it is asked whether what is to go is gone and what it is for can still be
// reached; then whether what was exchanged still can be; and then everything.
func (r *runner) judge(ctx context.Context, c *candidate) (verdict, error) {
	j, err := r.trial(ctx, c)
	if j == nil || err != nil {
		return verdict{rule: unreadable}, err
	}
	v := verdict{rule: kept, run: true}
	for _, stage := range []func(*verdict) error{j.replayed, j.inOneFilling, j.toGo, j.possibly, j.altogether} {
		if err := stage(&v); err != nil || v.rule != kept {
			return v, err
		}
	}
	return v, nil
}

// trial reads a candidate; nil if it does not compile, or cannot be held against the pact as it is.
func (r *runner) trial(ctx context.Context, c *candidate) (*trial, error) {
	b, err := r.read(ctx, c)
	if err != nil || b.Pact == nil || diag.HasErrors(b.Diagnostics) || !samePoints(r.base.Pact, b.Pact) {
		return nil, err
	}
	opts, err := r.options(b.Pact, c)
	if err != nil {
		return nil, nil // its reading, or its step of time, is another
	}
	return &trial{runner: r, ctx: ctx, candidate: c, pact: b.Pact, opts: opts, space: fillings.Over(ctx, r.base.Pact, opts.Fixed), elsewhere: len(c.fixed) > 0}, nil
}

// inOneFilling refuses what was seen to stay.
func (j *trial) inOneFilling(v *verdict) error {
	there, err := j.witnessed(j.narrowed())
	if there {
		v.rule = stays
	}
	return err
}

// toGo asks whether what is to go is gone, and no purpose with it.
func (j *trial) toGo(v *verdict) error {
	claims, _, err := j.claims(j.narrowed())
	if err != nil {
		return err
	}
	v.gone = j.gone(claims)
	v.witness = j.witness(claims)
	v.rule = j.first(claims, v.gone)
	return nil
}

// possibly asks whether all can still be had and done that could be.
func (j *trial) possibly(v *verdict) error {
	now, err := j.whatIsPossible(j.ctx, j.space, j.pact, j.opts)
	if err == nil && now.lessThan(j.possible, j) {
		v.rule = lost
	}
	return err
}

// altogether asks everything, and tells what goes and comes.
func (j *trial) altogether(v *verdict) error {
	after, answer, err := j.claims(j.opts)
	if err != nil {
		return err
	}
	v.gone = j.gone(after)
	if v.rule = j.first(after, v.gone); v.rule == kept {
		v.mend = j.mend(after, answer)
	}
	return nil
}

// narrowed is the question by which a candidate is refused.
func (j *trial) narrowed() inquiry.Query {
	q := j.opts
	q.Only = j.asked()
	return q
}

// witnessed reports whether something that is to go is still there in one of the fillings in which it, or something of another
// candidate that did not go, was seen: they are looked at first, each alone, for one is enough to refuse a candidate.
func (j *trial) witnessed(q inquiry.Query) (bool, error) {
	if j.pact.CountFillings(q.Fixed, 2) < 2 {
		return false, nil
	}
	for _, f := range j.witnesses {
		one := q
		one.Fixed = held(f, q.Fixed)
		claims, _, err := j.claims(one)
		if err != nil || len(j.gone(claims)) < len(j.targets) {
			return true, err
		}
	}
	return false, nil
}

// held is a filling as something to hold fast, as far as it is left open.
func held(f model.Filling, fixed []model.Binding) []model.Binding {
	out := slices.Clone(fixed)
	for i, v := range f {
		if !slices.ContainsFunc(fixed, func(b model.Binding) bool { return b.Point == model.PointID(i) }) {
			out = append(out, model.Binding{Point: model.PointID(i), Value: v})
		}
	}
	return out
}

// witness is a filling in which something that is to go was seen, if it was.
func (j *trial) witness(after []claim) model.Filling {
	for i := range j.targets {
		for k := range after {
			if after[k].seen != nil && after[k].still(&j.targets[i]) {
				return after[k].seen
			}
		}
	}
	return nil
}

// trial is a candidate on trial.
type trial struct {
	*runner
	ctx       context.Context
	candidate *candidate
	pact      *model.Pact
	opts      inquiry.Query
	space     *fillings.Space
	elsewhere bool // its fillings are others than those of the pact as it is
}

// samePoints reports whether two wordings leave the same open.
func samePoints(a, b *model.Pact) bool {
	return slices.EqualFunc(a.Points, b.Points, func(x, y model.Point) bool {
		return x.Name == y.Name && slices.EqualFunc(x.Values, y.Values, func(v, w model.PointValue) bool { return v.Text == w.Text })
	})
}

// options are those of the call, fitted to a changed pact.
func (r *runner) options(p *model.Pact, c *candidate) (inquiry.Query, error) {
	opts, err := r.query.Options(p)
	if err != nil {
		return opts, err
	}
	for _, f := range c.fixed {
		for i := range p.Points {
			if p.Points[i].Name != f[0] {
				continue
			}
			v := slices.IndexFunc(p.Points[i].Values, func(v model.PointValue) bool { return v.Text == f[1] })
			opts.Fixed = slices.DeleteFunc(slices.Clone(opts.Fixed), func(b model.Binding) bool { return b.Point == model.PointID(i) })
			opts.Fixed = append(opts.Fixed, model.Binding{Point: model.PointID(i), Value: v})
		}
	}
	opts.Tick, opts.Workers, opts.Unshown, opts.Unquestioned = r.tick, 1, true, true
	if opts.Limits.Bytes > 0 {
		opts.Limits.Bytes = max(opts.Limits.Bytes/int64(r.query.Workers), 1)
	}
	opts.Limits.Time = 0
	_, err = p.TickOf(opts.Tick)
	return opts, err
}

// asked are the findings that have to be known to refuse a candidate.
func (r *runner) asked() []codes.Code {
	out := []codes.Code{codes.Stuck, codes.Idle}
	add := func(c codes.Code) {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for i := range r.targets {
		add(r.targets[i].code)
		for _, c := range family[r.targets[i].code] {
			add(c)
		}
	}
	return out
}

// claims asks a question of the candidate.
func (j *trial) claims(q inquiry.Query) ([]claim, *inquiry.Answer, error) {
	a, err := inquiry.Check(j.ctx, j.pact, q)
	if err != nil {
		return nil, nil, err
	}
	return claimsOf(a), a, nil
}

// gone are the targets of which nothing as bad is left, in any filling.
func (j *trial) gone(after []claim) map[int]bool {
	out := map[int]bool{}
	for i := range j.targets {
		t := &j.targets[i]
		if !slices.ContainsFunc(after, func(c claim) bool { return c.still(t) }) {
			out[i] = true
		}
	}
	return out
}

// still reports whether a claim says of what a target is about what the target says: of a breach by the same or by fewer, and whether
// care avoids it or not.
func (c *claim) still(t *claim) bool {
	switch {
	case !c.about(t):
		return false
	case c.code != t.code:
		return c.code != codes.Exposed || len(c.defectors) == 0
	}
	if c.code == codes.SelfJudged && c.how != t.how {
		return false
	}
	return within(c.defectors, t.defectors) && (t.by == nil || within(c.by, t.by))
}

// first refuses what keeps a target, loses a purpose, or makes a clause idle.
func (j *trial) first(after []claim, gone map[int]bool) rule {
	if len(gone) < len(j.targets) {
		return stays
	}
	for i := range after {
		c := &after[i]
		switch {
		case c.code == codes.Stuck && j.new(c):
			return lost
		case c.code == codes.Idle && j.new(c):
			return never
		}
	}
	return kept
}

// new reports whether a claim holds somewhere where nothing as bad was said of the pact as it is. Where the fillings are others, it
// is where it was said nowhere.
func (j *trial) new(c *claim) bool {
	if c.code == codes.Idle && j.base.Names.Lookup(c.clause) == nil {
		return j.space.Same(c.where.in(j.space), j.space.Valid()) // a clause that was not there
	}
	if j.elsewhere {
		return !slices.ContainsFunc(j.before, func(b claim) bool { return b.covers(c) })
	}
	return !j.space.Empty(j.uncovered(c))
}

// uncovered is where a claim of the candidate is new.
func (j *trial) uncovered(c *claim) fillings.Set {
	left := c.where.in(j.space)
	for i := range j.before {
		if b := &j.before[i]; b.covers(c) {
			left = j.space.Diff(left, b.where.in(j.space))
		}
	}
	return left
}

// mend tells what goes, what comes and what remains.
func (j *trial) mend(after []claim, answer *inquiry.Answer) *Mend {
	m := &Mend{Text: j.candidate.text, goes: j.goes(after), pact: j.pact, opts: j.opts}
	for _, k := range j.candidate.changes {
		ch := &j.changes[k]
		m.Changes = append(m.Changes, Change{Shape: j.shapes[ch.shape].Name, Needs: j.shapes[ch.shape].Needs, Says: ch.says})
	}
	var comes, left, rest []claim
	for i := range after {
		x := &after[i]
		switch {
		case x.accepted:
		case j.new(x):
			comes = append(comes, *x)
		case slices.ContainsFunc(j.targets, func(t claim) bool { return x.about(&t) }):
			left = append(left, *x)
		case x.severity == codes.Serious:
			rest = append(rest, *x)
		}
	}
	m.Comes, m.Left, m.Stays = items(answer, comes), items(answer, left), items(answer, rest)
	return m
}

// goes are the claims of the pact as it is of which nothing as bad is said any more.
func (j *trial) goes(after []claim) []claim {
	var out []claim
	for i := range j.before {
		b := &j.before[i]
		if b.severity == codes.Note || b.accepted {
			continue
		}
		if !slices.ContainsFunc(after, func(a claim) bool { return a.covers(b) }) {
			out = append(out, *b)
		}
	}
	return out
}
