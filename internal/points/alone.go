package points

import (
	"context"
	"slices"
	"sync"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// alone looks at each filling by itself.
type alone struct {
	ctx   context.Context
	pact  *model.Pact
	query inquiry.Query
	only  []ask.Code // nil for all
	tell  func(inquiry.Event)

	list
	ticks   int
	caveats []string // of any of the fillings, each once
	mu      sync.Mutex
	done    int
}

func (l *alone) claims() []Claim         { return l.all }
func (l *alone) bounds() (int, []string) { return l.ticks, l.caveats }

// at looks at fillings, several at a time, each once.
func (l *alone) at(fs []model.Filling) ([][]int, error) {
	var each []model.Filling
	place := make([]int, len(fs))
	for i, f := range fs {
		if place[i] = indexOf(each, f); place[i] < 0 {
			place[i] = len(each)
			each = append(each, f)
		}
	}
	answers, err := l.answers(each)
	if err != nil {
		return nil, err
	}
	found := make([][]int, len(each))
	for i, a := range answers {
		l.ticks = a.TickDays
		for _, c := range a.Caveats {
			if !slices.Contains(l.caveats, c) {
				l.caveats = append(l.caveats, c)
			}
		}
		for k := range a.Findings {
			found[i] = append(found[i], l.note(&a.Findings[k].Finding)...)
		}
	}
	out := make([][]int, len(fs))
	for i := range fs {
		out[i] = found[place[i]]
	}
	return out, nil
}

func indexOf(fs []model.Filling, f model.Filling) int {
	for i, g := range fs {
		if slices.Equal(f, g) {
			return i
		}
	}
	return -1
}

// answers asks about each filling. The error is that of the first that has one; then the others are given up.
func (l *alone) answers(fs []model.Filling) ([]*inquiry.Answer, error) {
	ctx, stop := context.WithCancel(l.ctx)
	defer stop()
	workers := min(max(l.query.Workers, 1), len(fs))
	answers, errs := make([]*inquiry.Answer, len(fs)), make([]error, len(fs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range next {
				if answers[i], errs[i] = l.one(ctx, fs[i], workers); errs[i] != nil {
					stop()
				}
				l.told(len(fs))
			}
		})
	}
	for i := range fs {
		next <- i
	}
	close(next)
	wg.Wait()
	return answers, first(l.ctx, errs)
}

// first is the first error that is not only that the others were given up.
func first(ctx context.Context, errs []error) error {
	var late error
	for _, err := range errs {
		if err == nil {
			continue
		}
		if limit, ok := err.(interface{ Interrupted() bool }); ok && limit.Interrupted() && ctx.Err() == nil {
			late = err
			continue
		}
		return err
	}
	return late
}

func (l *alone) one(ctx context.Context, f model.Filling, share int) (*inquiry.Answer, error) {
	q := l.query
	q.Only, q.Fixed, q.Workers = l.only, bindings(f), max(q.Workers/share, 1)
	if q.Limits.Bytes > 0 {
		q.Limits.Bytes = max(q.Limits.Bytes/int64(share), 1)
	}
	q.Unquestioned, q.Unshown = true, true
	return inquiry.Check(ctx, l.pact, q)
}

// told says how far it is.
func (l *alone) told(of int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done++
	if l.tell != nil && l.ctx.Err() == nil {
		l.tell(inquiry.Event{Progress: &inquiry.Progress{Phase: inquiry.Fillings, Done: l.done, Of: of}})
	}
}

// bindings hold every point to what a filling has.
func bindings(f model.Filling) []model.Binding {
	var out []model.Binding
	for i, v := range f {
		out = append(out, model.Binding{Point: model.PointID(i), Value: v})
	}
	return out
}
