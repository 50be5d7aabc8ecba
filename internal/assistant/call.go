package assistant

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// call is one call of a tool.
type call struct {
	*server
	ctx     context.Context // done when the client takes the call back, and when it leaves
	request *mcp.CallToolRequest
	told    int  // progress notifications so far
	turn    bool // it is the one that may use time and memory
}

// take waits until it is the turn of this call; what no call waits for needs none.
func (c *call) take() error {
	if c.turn {
		return nil
	}
	select {
	case c.busy <- struct{}{}:
		c.turn = true
		return nil
	case <-c.ctx.Done():
		return c.ctx.Err()
	}
}

// leave gives the turn to the next.
func (c *call) leave() {
	if c.turn {
		<-c.busy
	}
}

// Budget is what a client allows a call to take; the server allows no more than its own.
type Budget struct {
	Seconds   float64 `json:"seconds,omitempty" jsonschema:"give up after so many seconds, if that is less than the server allows"`
	Megabytes int64   `json:"megabytes,omitempty" jsonschema:"give up before more memory than this is used, if that is less than the server allows"`
	States    int     `json:"states,omitempty" jsonschema:"give up after so many states of one filling, if that is less than the server allows"`
}

// limits are the least of what client and server allow.
func (c *call) limits(b Budget) (inquiry.Limits, error) {
	if b.Seconds < 0 || b.Megabytes < 0 || b.States < 0 {
		return inquiry.Limits{}, errors.New("a limit cannot be negative")
	}
	l := inquiry.Limits{Time: c.Time, Bytes: c.Bytes, States: c.States}
	if b.Seconds > 0 && b.Seconds < l.Time.Seconds() {
		l.Time = max(time.Duration(b.Seconds*float64(time.Second)), time.Nanosecond)
	}
	if b.Megabytes > 0 && b.Megabytes < l.Bytes>>20 {
		l.Bytes = b.Megabytes << 20
	}
	if b.States > 0 && (l.States == 0 || b.States < l.States) {
		l.States = b.States
	}
	return l, nil
}

// Asked is how a client wants a pact to be read.
type Asked struct {
	Reading  string            `json:"reading,omitempty" jsonschema:"the name of a reading of the pact: look only where it holds"`
	Open     map[string]string `json:"open,omitempty" jsonschema:"answers to open points, by their names: look only where these hold"`
	TickDays int               `json:"tick_days,omitempty" jsonschema:"the step of time in days, if it is to be shorter than the pact's own"`
}

// query is what is asked of a pact.
func (c *call) query(p *model.Pact, a Asked, l inquiry.Limits) (inquiry.Query, error) {
	var open [][2]string
	for _, point := range slices.Sorted(maps.Keys(a.Open)) {
		open = append(open, [2]string{point, a.Open[point]})
	}
	held, err := inquiry.Hold(p, a.Reading, open)
	if a.TickDays < 0 {
		err = errors.New("a step of time cannot be negative")
	}
	return inquiry.Query{Tick: a.TickDays, Fixed: held, Limits: l, Workers: c.Workers}, err
}

// readings says in words where an answer looked: what was held fast, and how much of the rest.
func readings(p *model.Pact, a Asked, held []model.Binding, looked string) string {
	var parts []string
	if i := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == a.Reading }); i >= 0 {
		parts = append(parts, "the reading "+words.Speaker{Pact: p}.Reading(model.ReadingID(i)))
	}
	if len(held) > 0 {
		parts = append(parts, strings.Join(statement.Answered(p, held), "; "))
	}
	if looked != "" && (len(parts) == 0 || looked != parts[0]) {
		parts = append(parts, looked)
	}
	return strings.Join(parts, "; ")
}

// bounded does work that looks at what can happen, within the limits. What earlier calls left behind does not count.
func bounded[T any](c *call, q inquiry.Query, do func(context.Context, inquiry.Query) (T, error)) (out T, err error) {
	debug.FreeOSMemory()
	ctx, stop := context.WithTimeoutCause(c.ctx, q.Limits.Time, &explore.Inconclusive{Limit: fmt.Sprintf("the time limit of %s", q.Limits.Time)})
	defer stop()
	out, err = inquiry.Bounded(ctx, q, do)
	var limit *explore.Inconclusive
	if errors.Is(err, context.DeadlineExceeded) && !errors.As(err, &limit) {
		err = context.Cause(ctx)
	}
	return out, err
}

// tell gives a function that tells the client how far the work is, if it wants to know.
func (c *call) tell(p *model.Pact) func(inquiry.Event) {
	token := c.request.Params.GetProgressToken()
	if token == nil {
		return nil
	}
	return func(e inquiry.Event) {
		if e.Progress == nil {
			return
		}
		c.told++
		// That it is gone is seen elsewhere.
		_ = c.request.Session.NotifyProgress(c.ctx, &mcp.ProgressNotificationParams{
			ProgressToken: token, Progress: float64(c.told), Message: report.ProgressWords(p, e.Progress),
		})
	}
}
