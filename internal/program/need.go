package program

import "github.com/servanda-lang/servanda/model"

// NeedKind is the form of what a move takes.
type NeedKind uint8

// What a move may take.
const (
	SigningMatters   NeedKind = iota // some condition of the pact speaks of the instrument being signed
	IsDraft                          // the instrument is a draft
	NotSignedYet                     // the party has not signed it
	NotDoneInTick                    // the actor has not done the act in this tick
	WhenHolds                        // the `when` of the act or power holds
	StaysInRange                     // no counter would leave its range
	IsAsked                          // the decision is asked
	NotUsedInTick                    // the power was not used in this tick
	ClauseLives                      // the instrument of the power is in force, or it is suspended and the power resumes or ends it
	ChangesSomething                 // the effect of the power would change something now
	NoNoticeRuns                     // no notice of the power is running
	SomethingRunsOut                 // something runs out today
	NothingRunsOut                   // nothing does
)

// Need is one thing that a move takes.
type Need struct {
	Kind NeedKind
	Cond Cond
	Of   model.Ref  // what it is asked of: an instrument, act, decision, power or fact; none for time
	When model.Cond // WhenHolds: the condition as it is written
}

// need adds to what a move takes.
func (mv *Move) need(kind NeedKind, of model.Ref, c Cond) {
	mv.needs = append(mv.needs, Need{Kind: kind, Cond: c, Of: of})
}

// needWhen adds a `when`, if there is one.
func (b *builder) needWhen(mv *Move, of model.Ref, c model.Cond) {
	if c != nil {
		mv.needs = append(mv.needs, Need{Kind: WhenHolds, Cond: b.cond(c), Of: of, When: c})
	}
}

// takes joins all that a move takes.
func (mv *Move) takes() Cond {
	var out []Cond
	for _, n := range mv.needs {
		out = append(out, n.Cond)
	}
	return both(out...)
}

// Expiry is one thing that can run out: today if it is running and one of its countdowns has come to 0.
type Expiry struct {
	Thing   model.Ref // a duty, a decision, an instrument, a power of which a notice runs
	Running Cond
	Clocks  []*Variable
}

// Today says that it runs out now.
func (x *Expiry) Today() Cond {
	var out []Cond
	for _, v := range x.Clocks {
		out = append(out, Eq(v, 0))
	}
	return both(x.Running, either(out...))
}
