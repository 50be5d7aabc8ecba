package repair

import (
	"errors"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// mostQuestioned is of how many mends the author's own checks and scenarios are asked anew.
const mostQuestioned = 10

// question asks of the first mends which of the author's checks and scenarios come out otherwise. What is no longer as expected, or now
// is, costs nobody anything that is found; who takes the change has to know of it.
func (r *runner) question(out *Result) error {
	p := r.base.Pact
	if out.Unfinished != nil || len(out.Mends) == 0 || len(p.Checks)+len(p.Scenarios) == 0 {
		return nil
	}
	opts, err := r.query.Options(p)
	if err != nil {
		return err
	}
	opts.Tick, opts.Workers, opts.Unshown = r.tick, r.query.Workers, true
	before, err := r.outcomes(p, opts)
	if err != nil {
		return stoppedOr(err, out)
	}
	for i := range out.Mends[:min(len(out.Mends), mostQuestioned)] {
		m := &out.Mends[i]
		m.opts.Workers = r.query.Workers
		after, err := r.outcomes(m.pact, m.opts)
		if err != nil {
			return stoppedOr(err, out)
		}
		for name, was := range before {
			if is, asked := after[name]; asked && is != was {
				m.Otherwise = append(m.Otherwise, fmt.Sprintf("%s: %s", name, map[bool]string{true: "now as expected", false: "no longer as expected"}[is]))
			}
		}
		slices.Sort(m.Otherwise)
	}
	return nil
}

// stoppedOr notes that a limit was reached; any other error it hands on.
func stoppedOr(err error, out *Result) error {
	limit := new(explore.Inconclusive)
	if errors.As(err, &limit) {
		out.Unfinished = limit
		return nil
	}
	return err
}

// outcomes says of each check and scenario whether it comes out as expected wherever it is asked.
func (r *runner) outcomes(p *model.Pact, opts inquiry.Query) (map[string]bool, error) {
	opts.Only, opts.Unquestioned = []codes.Code{inquiry.NothingElse}, false
	a, err := inquiry.Check(r.ctx, p, opts)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for i := range p.Checks {
		if a.Checks[i].Asked > 0 {
			out[named("check", p.Checks[i].Label, i)] = a.Checks[i].Failed == 0
		}
	}
	for _, s := range a.Scenarios {
		name := named("scenario", p.Scenarios[s.Scenario].Label, s.Scenario)
		passed, known := out[name]
		out[name] = s.Passed && (passed || !known)
	}
	return out, nil
}

// named is what a check or a scenario is called.
func named(kind, label string, i int) string {
	if label == "" {
		return fmt.Sprintf("%s %d", kind, i+1)
	}
	return fmt.Sprintf("%s “%s”", kind, label)
}
