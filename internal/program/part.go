package program

import "github.com/servanda-lang/servanda/model"

// Part says what of which thing a variable of the state keeps. Each variable keeps another part, and what a pact means by a
// part does not hang on what else is in it: so a state can be carried over into the program of another text.
type Part struct {
	Role Role
	Of   model.Ref
	Who  model.ActorID // of a signature, and of what was done: whose; else None
	Act  model.ActID   // of what was done early: which act; else None
}

// Role is what is kept of a thing.
type Role uint8

// The roles.
const (
	Stands     Role = iota // its value or status
	Signed                 // whether Who has signed it
	Left                   // what is left of its deadline, term or notice
	Wait                   // what is left until doing it counts
	Period                 // what is left until it comes round
	ByDate                 // what is left until its date
	Broken                 // whether it was ever breached
	Behind                 // whether it was breached or lapsed and not performed since
	Early                  // whether Act was done during its wait
	DoneInTick             // whether Who has done it in this tick
	EverDone               // whether Who has ever done it
	UsedInTick             // whether it was used in this tick
)

// keeps notes which part a variable keeps; one that there is not keeps none.
func (v *Variable) keeps(r Role, k model.Kind, index int) *Variable {
	if v != nil {
		v.Part = Part{Role: r, Of: model.Ref{Kind: k, Index: index}, Who: model.None, Act: model.None}
	}
	return v
}

func (v *Variable) ofWhom(who model.ActorID) *Variable {
	if v != nil {
		v.Part.Who = who
	}
	return v
}
