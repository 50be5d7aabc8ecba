package inquiry

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/model"
)

// Query says what to look at, and within which bounds. The zero value looks at everything, without limits, with one worker.
type Query struct {
	Tick         int             // days; 0 for the pact's own
	Fixed        []model.Binding // open points to hold fast
	AllFillings  bool            // look at every filling alone, however many there are
	Selection    bool            // where there are too many for that look at a selection of them and say nothing of the others
	Limits       Limits
	Workers      int    // goroutines; at least 1. The answer does not depend on it
	Only         []Code // nil for all
	Unshown      bool   // findings without what shows them in a filling: no course, and not who can deny what
	Unquestioned bool   // leave out the author's own checks and scenarios
	Exact        bool   // visit every state of the definition, so that counts are of these; nothing else changes by it

	large int // from how many states on a filling is not laid out if all can be asked together; 0 for largeFilling
	steps int // that the sets may take for a question; 0 for mostSteps
	leap  int // the ticks from which on the sets wait at once; 0 for the usual
	few   int // how many fillings or behaviours are looked at unasked; 0 for the usual numbers
}

// Limits bound the work; 0 is no limit.
type Limits struct {
	States int           // of one filling
	Bytes  int64         // memory, for all that is at work at a time
	Time   time.Duration // from the call on
}

// inSearch is the limits as one search takes them.
func (l Limits) inSearch() explore.Limits { return explore.Limits{States: l.States, Bytes: l.Bytes} }

// check finds what is wrong with a query.
func (q *Query) check() error {
	for _, c := range q.Only {
		if !slices.Contains(codes.All(), c) && c != NothingElse {
			return fmt.Errorf("there is no finding %q; there are %s", c, codes.Names())
		}
	}
	if q.Limits.States < 0 || q.Limits.Bytes < 0 || q.Limits.Time < 0 || q.Workers < 0 {
		return fmt.Errorf("limits and workers cannot be negative: %+v, %d workers", q.Limits, q.Workers)
	}
	return nil
}

// NothingElse is a code that no finding has: with it alone in Query.Only just the author's own checks and scenarios are
// answered.
const NothingElse Code = "-"

// job is a query being worked on.
type job struct {
	Query
	ctx   context.Context
	pact  *model.Pact
	tick  int
	feed  *feed
	each  bool     // each filling gets an answer of its own, with its own explanations
	ahead int      // the steps that the family may take while it is not known whether it will be needed; 0 for the usual
	found func()   // called when the sets know what can be reached; may be nil
	at    Progress // to be told with the states of the filling at work; none if its phase is empty
}

// newJob makes a job of a query. The feed may be nil.
func newJob(ctx context.Context, p *model.Pact, q Query, tell func(Event)) (*job, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	tick, err := p.TickOf(q.Tick)
	if err != nil {
		return nil, err
	}
	j := &job{Query: q, ctx: ctx, pact: p, tick: tick, feed: newFeed(ctx, tell)}
	j.each = p.CountFillings(q.Fixed, mostCounted) <= cmp.Or(q.few, FewFillings)
	return j, nil
}

// pause ends the work with a panic that world.Catch turns into an error, if it is to end.
func (j *job) pause() {
	if err := j.ctx.Err(); err != nil {
		panic(err)
	}
}
