package inquiry

import (
	"context"
	"sync"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/model"
)

// Event is what is told while a pact is looked at; one of its fields is set. Which findings are told before the answer, and
// in which order, is a matter of the moment; the answer, which comes last, is not.
type Event struct {
	Found    *Found
	Progress *Progress
	Answer   *Answer
}

// Found is a finding as it was first seen, in one filling. It holds there; in which others is for the answer to say.
type Found struct {
	Finding
	Filling model.Filling
}

// Phase is a part of the work.
type Phase string

// The phases, in the order in which they come.
const (
	Fillings  Phase = "fillings"  // fillings are looked at one by one; Done counts those that the answers stand for
	States    Phase = "states"    // the states of all fillings are found at once; States is how many there are, Nodes the size of the diagram
	Questions Phase = "questions" // questions are put to all fillings at once
	Examples  Phase = "examples"  // findings are looked up in a filling in which they hold
)

// Progress says how far the work is. Of is 0 where that is not known beforehand.
type Progress struct {
	Phase    Phase
	Done, Of int
	States   float64 // of what is laid out just now, or of all fillings
	Nodes    int     // of the decision diagram, if there is one
}

// feed tells events to the caller, one at a time, and remembers what was found.
type feed struct {
	ctx  context.Context
	mu   sync.Mutex
	tell func(Event) // may be nil
	seen map[string]bool
	list []Found // in the order in which they were told
	most int     // states of one filling, as far as it was laid out
}

func newFeed(ctx context.Context, tell func(Event)) *feed {
	return &feed{ctx: ctx, tell: tell, seen: map[string]bool{}}
}

// found tells a finding, if it is one wherever it holds, and for the first time.
func (d *feed) found(f Finding, in model.Filling) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if f.Code == ask.Idle || d.seen[f.Key()] {
		return // a clause is idle only if it is so in all fillings
	}
	d.seen[f.Key()] = true
	x := Found{f, in}
	d.list = append(d.list, x)
	d.say(Event{Found: &x})
}

// progress tells how far the work is.
func (d *feed) progress(p Progress) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.say(Event{Progress: &p})
}

// visited notes how many states of a filling are laid out.
func (d *feed) visited(states int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.most = max(d.most, states)
}

// say tells an event unless the work is to end. The feed is locked.
func (d *feed) say(e Event) {
	if d.tell != nil && d.ctx.Err() == nil {
		d.tell(e)
	}
}
