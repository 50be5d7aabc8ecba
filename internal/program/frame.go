package program

import (
	"fmt"

	"github.com/servanda-lang/servanda/model"
)

// Frame is what is fixed before anything happens: a pact, a filling of its open points, the step of time, and
// with them which moves there can be. It is not changed once it is made.
type Frame struct {
	Pact    *model.Pact
	Filling model.Filling
	Tick    int // days

	labels           []Label
	labelAt          map[Label]LabelID
	passID, strikeID LabelID
	signable         []bool // by instrument: some condition speaks of its being signed
}

// NewFrame lays the frame of a pact. tick is in days and at least 1. The error says in plain words what is too
// large to be run, or has no meaning.
func NewFrame(p *model.Pact, filling model.Filling, tick int) (*Frame, error) {
	if tick < 1 {
		return nil, fmt.Errorf("a tick of %d days is not possible; the shortest is 1 day", tick)
	}
	if ban, found := p.CircularBan(); found {
		return nil, fmt.Errorf("whether the ban %s binds hangs on whether it binds; its `while` may ask whether it was breached, not whether it is binding", p.Bans[ban].Name)
	}
	f := &Frame{Pact: p, Filling: filling, Tick: tick, labelAt: map[Label]LabelID{}, signable: signable(p)}
	f.makeLabels()
	if n := len(f.labels); n > mostLabels {
		return nil, fmt.Errorf("this pact has %d different moves; at most %d are possible: use fewer actors or values of decisions", n, mostLabels)
	}
	return f, nil
}

// Ticks is the number of whole ticks in a number of days; negative days give 0.
func (f *Frame) Ticks(days int) int32 { return int32(max(days, 0) / f.Tick) }

// makeLabels lists the labels in the order in which moves are offered: signatures, acts, decisions,
// powers, time.
func (f *Frame) makeLabels() {
	p := f.Pact
	for i := range p.Instruments {
		for _, party := range p.Instruments[i].Between {
			f.addLabel(Label{Kind: Sign, Actor: party, Index: i})
		}
	}
	for i := range p.Acts {
		for _, actor := range p.Acts[i].By {
			f.addLabel(Label{Kind: Do, Actor: actor, Index: i})
		}
	}
	for i := range p.Decisions {
		for _, actor := range p.Decisions[i].By {
			for v := range p.Decisions[i].Values {
				f.addLabel(Label{Kind: Decide, Actor: actor, Index: i, Value: v})
			}
		}
	}
	for i := range p.Powers {
		f.addLabel(Label{Kind: Use, Actor: p.Powers[i].Holder, Index: i})
	}
	f.strikeID = f.addLabel(Label{Kind: Strike, Actor: Time})
	f.passID = f.addLabel(Label{Kind: Pass, Actor: Time})
}

func (f *Frame) addLabel(l Label) LabelID {
	id := LabelID(len(f.labels))
	f.labels = append(f.labels, l)
	f.labelAt[l] = id
	return id
}

// signable tells for each instrument whether some condition, checks and scenarios included, speaks of
// its being signed: only then is signing a move.
func signable(p *model.Pact) []bool {
	out := make([]bool, len(p.Instruments))
	for _, cond := range p.Conditions() {
		model.Visit(cond, func(x model.Cond) {
			if s, ok := x.(model.Signed); ok {
				out[s.Instrument] = true
			}
		})
	}
	return out
}

// Labels lists every label that a move of this pact can have.
func (f *Frame) Labels() []Label { return f.labels }

// Label gives the label with that ID.
func (f *Frame) Label(id LabelID) Label { return f.labels[id] }

// PassID is the label of the passing of a tick.
func (f *Frame) PassID() LabelID { return f.passID }

// StrikeID is the label of a strike.
func (f *Frame) StrikeID() LabelID { return f.strikeID }

// Signable reports whether signing the instrument is ever a move: some condition speaks of its being signed.
func (f *Frame) Signable(instrument int) bool { return f.signable[instrument] }

// Find gives the ID of a label; ok is false if no move of this pact can have it.
func (f *Frame) Find(l Label) (LabelID, bool) {
	id, ok := f.labelAt[l]
	return id, ok
}
