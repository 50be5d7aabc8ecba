package track

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/player"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// look is what can come from where a branch stands.
type look struct {
	perils []Peril
	ends   []Prospect
	dark   []Dark
}

// lookFrom looks ahead from where a branch stands.
func (r *replay) lookFrom(b *branch) (*look, error) {
	p := b.m.Pact
	gives := slices.ContainsFunc(p.Duties, func(d model.Duty) bool { return p.Sacrifice(&d) })
	if !gives && len(p.Purposes) == 0 {
		return &look{}, nil
	}
	ahead, err := player.Look(r.ctx, b.m.Starting(b.state, b.step*b.m.Tick), r.q.Look, r.q.Within)
	var limit *explore.Inconclusive
	if errors.As(err, &limit) && !limit.Interrupted() {
		return &look{dark: []Dark{{"there is too much that can happen (" + limit.Limit + " was reached)"}}}, nil
	}
	if err != nil {
		return nil, err
	}
	out := &look{ends: ahead.Prospects()}
	outlooks, err := ahead.Outlooks()
	if err != nil {
		return nil, err
	}
	for _, o := range outlooks {
		out.perils = append(out.perils, perilOf(b.m, &o))
	}
	return out, nil
}

func perilOf(m *machine.Machine, o *player.Outlook) Peril {
	q := words.Speaker{Pact: m.Pact}
	p := Peril{Duty: o.Duty, How: o.How, By: o.By, Days: o.Days, Way: o.Course, Exit: o.Exit, shown: player.Plight(q, &o.Danger)}
	if o.Exit >= 0 {
		p.exit = exitWords(m, q, o)
		p.shown += p.exit
	}
	return p
}

// exitWords says what the obligor has to refrain from, or to do in time.
func exitWords(m *machine.Machine, q words.Speaker, o *player.Outlook) string {
	l := o.Worst[o.Exit]
	days := 0
	for _, before := range o.Worst[:o.Exit] {
		if before.Kind == machine.Pass {
			days += m.Tick
		}
	}
	soon := "at once"
	if days > 0 {
		soon = "in " + course.Days(days)
	}
	if l.Actor == machine.Time {
		return fmt.Sprintf(" The last moment to take care can come %s, before time goes on.", soon)
	}
	return fmt.Sprintf(" The last exit can be closed %s: %s.", soon, strings.TrimSuffix(q.Retold(course.Said(m, l)), "."))
}

func (p *Peril) rank() int { return -int(p.How)*1_000_000 + p.Days }
