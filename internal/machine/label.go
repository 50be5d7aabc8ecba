package machine

import "github.com/servanda-lang/servanda/model"

// MoveKind is the form of a move.
type MoveKind uint8

// The forms of a move. Strike is time at a moment when something runs out, Pass the passing of a tick.
const (
	Sign MoveKind = iota
	Do
	Decide
	Use
	Strike
	Pass
)

// Label says what a move is, whatever the state it is made in.
type Label struct {
	Kind  MoveKind
	Actor model.ActorID // Time for Strike and Pass
	Index int           // the instrument, act, decision or power
	Value int           // Decide: the index of the value
}

// LabelID is an index into Labels.
type LabelID uint16

// mostLabels is what a LabelID can tell apart.
const mostLabels = 1 << 16

// makeLabels lists the labels in the order in which moves are offered: signatures, acts, decisions,
// powers, time.
func (c *compiler) makeLabels() {
	for i := range c.instruments {
		for _, party := range c.instruments[i].between {
			c.addLabel(Label{Kind: Sign, Actor: party, Index: i})
		}
	}
	for i := range c.acts {
		for _, actor := range c.acts[i].by {
			c.addLabel(Label{Kind: Do, Actor: actor, Index: i})
		}
	}
	for i := range c.Pact.Decisions {
		for _, actor := range c.Pact.Decisions[i].By {
			for v := range c.Pact.Decisions[i].Values {
				c.addLabel(Label{Kind: Decide, Actor: actor, Index: i, Value: v})
			}
		}
	}
	for i := range c.powers {
		c.addLabel(Label{Kind: Use, Actor: c.powers[i].holder, Index: i})
	}
	c.strikeID = c.addLabel(Label{Kind: Strike, Actor: Time})
	c.passID = c.addLabel(Label{Kind: Pass, Actor: Time})
}

func (c *compiler) addLabel(l Label) LabelID {
	id := LabelID(len(c.labels))
	c.labels = append(c.labels, l)
	c.labelAt[l] = id
	c.ownLabels[l.Actor] = append(c.ownLabels[l.Actor], l)
	return id
}

// Labels lists every label that a move of this pact can have.
func (p *program) Labels() []Label { return p.labels }

// Label gives the label with that ID.
func (p *program) Label(id LabelID) Label { return p.labels[id] }

// PassID is the label of the passing of a tick.
func (p *program) PassID() LabelID { return p.passID }

// StrikeID is the label of a strike.
func (p *program) StrikeID() LabelID { return p.strikeID }

// Signable reports whether signing the instrument is ever a move: some condition speaks of its being signed.
func (p *program) Signable(instrument int) bool { return p.instruments[instrument].signable }

// Find gives the ID of a label; ok is false if no move of this pact can have it.
func (p *program) Find(l Label) (LabelID, bool) {
	id, ok := p.labelAt[l]
	return id, ok
}
