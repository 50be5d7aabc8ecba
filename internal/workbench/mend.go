package workbench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/repair"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// What would mend a statement is looked for when somebody asks, within what a check may take. It ends with the text, and what was
// found is offered for that text alone.

// mending is what came of looking for what would mend a statement.
type mending struct {
	Outcome string   `json:"outcome"` // mended, none, gaveUp
	Says    string   `json:"says"`
	Was     string   `json:"was"`     // the text that the changes are of
	Changes []change `json:"changes"` // those that are shown, in their order
}

// change is one that does it.
type change struct {
	Says string `json:"says"`
	Text string `json:"text"` // with it
}

// mendsShown is how many changes are shown.
const mendsShown = 5

var errChangedMeanwhile = errors.New("the text was changed, so it is not looked for any more")

// mendable reports whether it can be asked what would mend a statement: all is known of it, and it is one to be mended.
func (v *viewer) mendable(st *statement.Statement) bool {
	return v.seen.State == protocol.Found && st.Severity != codes.Note && st.Accepted == nil
}

// mend looks for the smallest changes that remove a statement in what is chosen.
func (v *viewer) mend(ctx context.Context) (doc.Document, error) {
	st, err := v.statement()
	if err != nil {
		return doc.Document{}, err
	}
	if !v.mendable(st) {
		return doc.Document{}, errors.New("what would mend this cannot be looked for")
	}
	ctx, stop := v.whileItStands(ctx)
	defer stop()
	if len(v.checks) == cap(v.checks) {
		v.progress(v.Part, "waiting for what is looked at in another window")
	}
	ctx, done, err := v.room(ctx)
	if err != nil {
		return doc.Document{}, context.Cause(ctx)
	}
	defer done()
	ctx, end := context.WithTimeoutCause(ctx, v.Time, &explore.Inconclusive{Limit: fmt.Sprintf("the time limit of %s", v.Time)})
	defer end()
	v.progress(v.Part, "looking for the smallest change")
	r, err := repair.Run(ctx, v.read, v.repair())
	return v.mended(ctx, r, err)
}

// whileItStands is a context that ends when the text changes.
func (v *viewer) whileItStands(ctx context.Context) (context.Context, func()) {
	v.mu.Lock()
	still := v.still
	v.mu.Unlock()
	ctx, stop := context.WithCancelCause(ctx)
	off := context.AfterFunc(still, func() { stop(errChangedMeanwhile) })
	return ctx, func() { off(); stop(nil) }
}

// repair is what is asked for.
func (v *viewer) repair() repair.Query {
	over := load.Overlay{}
	for at, text := range v.files.own {
		over[at] = text
	}
	for _, f := range v.read.Files() {
		over[filepath.FromSlash(f.Path)] = f.Text
	}
	var told time.Time
	return repair.Query{Statement: v.ID, Reading: v.Reading, Read: repair.Beside(filepath.FromSlash(v.read.Files()[0].Path), over), Workers: v.query.Workers,
		Options: func(p *model.Pact) (q inquiry.Query, err error) {
			q = v.query
			q.Limits.Time = 0 // that of all of it counts
			q.Fixed, err = v.choice.fixes(p)
			return q, err
		},
		Tell: func(done, of, found, size int) {
			if time.Since(told) > 200*time.Millisecond {
				told = time.Now()
				v.progress(v.Part, fmt.Sprintf("Changes, %d at a time: %d of %d looked at, %d found", size, done, of, found))
			}
		}}
}

// mended tells what came of it. That a limit was reached is an outcome; that nobody waits for it any more is an error.
func (v *viewer) mended(ctx context.Context, r *repair.Result, err error) (doc.Document, error) {
	var limit *explore.Inconclusive
	m := &mending{Was: string(v.read.Files()[0].Text), Changes: []change{}}
	v.seen.Mending = m
	switch {
	case ctx.Err() != nil && !errors.As(context.Cause(ctx), &limit):
		return doc.Document{}, context.Cause(ctx)
	case err != nil && (limit != nil || errors.As(err, &limit)):
		m.Outcome, m.Says = "gaveUp", "gave up: "+limit.Why()+" before any change was looked at; nothing is claimed"
		return doc.Document{}, nil
	case err != nil:
		return doc.Document{}, err
	}
	m.Outcome, m.Says = v.outcome(r)
	for i := range r.Mends[:min(len(r.Mends), mendsShown)] {
		m.Changes = append(m.Changes, change{r.Mends[i].Says(), string(r.Mends[i].Text)})
	}
	return r.Document("", mendsShown), nil
}

// outcome is what it comes to, as a word and in words.
func (v *viewer) outcome(r *repair.Result) (outcome, says string) {
	switch {
	case len(r.Mends) == 0 && r.Whole():
		return "none", "no change of the shapes that are known does it without leaving somebody with nothing; all of them were looked at"
	case len(r.Mends) == 0:
		return "gaveUp", "gave up: not every change was looked at, and none of those that were does it; nothing is claimed about the others"
	}
	says = "one change does it"
	if n := len(r.Mends); n > 1 {
		says = fmt.Sprintf("%d changes do it, each by itself; what costs least comes first", n)
	}
	if !r.Whole() {
		says += "; not all were looked at, so there may be others"
	}
	if plain, _ := format.Source(v.read.Trees[0].Source); !bytes.Equal(plain, v.read.Files()[0].Text) {
		says += "; the text is put into its canonical form with it"
	}
	return "mended", says
}
