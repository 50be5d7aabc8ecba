// Package model is an agreement as plain data: who takes part, what can change, who promised what to
// whom, and what the author asks. It has no behaviour beyond looking things up: what a move does is
// said in package program, and nowhere else.
//
// Input: the resolved tree, through package lower. Output: *Pact, read-only afterwards.
//
// Things refer to each other by small typed indexes into the slices of Pact. An index of the kind "or
// none" is -1 when there is none. Amounts of time are days. Where the text leaves a point open, an
// amount or a condition names the point; a Filling (one value for each point) settles it.
package model

import "github.com/servanda-lang/servanda/internal/source"

// Indexes into the slices of Pact.
type (
	ActorID      int
	SourceID     int
	FactID       int
	ActID        int
	DecisionID   int
	InstrumentID int
	DutyID       int
	BanID        int
	PowerID      int
	PointID      int
	ReadingID    int
)

// None is the value of an optional index that is absent.
const None = -1

// Outsider is the actor for nature and for anyone without a name in the pact; it is always Actors[0].
const Outsider ActorID = 0

// MaxActors bounds the number of actors, so that a set of actors fits one word.
const MaxActors = 32

// Pact is a whole agreement. Every ID is an index into the slice of its kind.
type Pact struct {
	Title   string
	Starts  Date // the date of day 0; the zero Date if the file gives none
	Tick    int  // days declared with `tick`; 0 if the greatest common divisor is to be taken
	Rounded bool // some duration is written in months or years, which count 30 and 360 days

	Actors      []Actor // Actors[0] is the outsider
	Sources     []Source
	Facts       []Fact
	Acts        []Act
	Decisions   []Decision
	Instruments []Instrument
	Duties      []Duty
	Bans        []Ban
	Powers      []Power
	Points      []Point
	Readings    []Reading
	Purposes    []Purpose
	Positions   []Position
	Preferences []Preference
	Odds        []Odds
	Chances     []Chance
	Checks      []Check
	Scenarios   []Scenario
	Accepts     []Accept

	// Order lists instruments, decisions and duties in order of declaration, an instrument before
	// its own clauses: the order in which settling looks at them.
	Order []Ref
}

// Kind says which slice of Pact an index belongs to.
type Kind uint8

// The kinds of declared things.
const (
	KindNone Kind = iota
	KindActor
	KindSource
	KindFact
	KindAct
	KindDecision
	KindInstrument
	KindDuty
	KindBan
	KindPower
	KindPoint
	KindReading
)

// Ref points at any declared thing.
type Ref struct {
	Kind  Kind
	Index int
}

// Decl is what every declaration has: its name, the label a person reads, where it stands and what
// it is cited from.
type Decl struct {
	Name  string
	Label string      // "" if none was given
	At    source.Span // the name
	Cites []Cite
}

// Title is the label if there is one, else the name.
func (d *Decl) Title() string {
	if d.Label != "" {
		return d.Label
	}
	return d.Name
}

// CiteKind says how near the text stands to its source.
type CiteKind uint8

// The kinds of citation; Unstated when the author did not say.
const (
	Unstated CiteKind = iota
	Quoted
	Paraphrased
	Alleged
	Inferred
)

// Cite names the source, and the paragraphs or articles in it, that a declaration rests on.
type Cite struct {
	Source     SourceID
	Paragraphs []string // "4", "12a"; may be empty
	Kind       CiteKind
	At         source.Span
}

// ActorKind tells parties, bodies and the outsider apart.
type ActorKind uint8

// Parties can promise; bodies decide but owe nothing; the outsider is nature or anyone unnamed.
const (
	IsOutsider ActorKind = iota
	IsParty
	IsBody
)

// Actor is one who can move.
type Actor struct {
	Decl
	Kind   ActorKind
	Of     ActorID // the party a body belongs to, or None
	Plural bool    // it is called by a plural, such as "the two governments"
}

// Everyone is every actor, the outsider included.
func (p *Pact) Everyone() ActorSet { return 1<<len(p.Actors) - 1 }

// Source is a document or a speaker.
type Source struct {
	Decl
	Published Date // zero if not stated
	Relays    []SourceID
	Unnamed   bool
	File      string
	SHA256    string
}

// Fact is a variable of the world. An enumeration has Values and begins with the first; a counter has
// Values == nil, ranges over Low..High and begins at Low.
type Fact struct {
	Decl
	Values    []string
	Low, High int
}

// Size is the number of values the fact can take.
func (f *Fact) Size() int {
	if f.Values != nil {
		return len(f.Values)
	}
	return f.High - f.Low + 1
}

// EffectOp says how an act changes a fact.
type EffectOp uint8

// Becomes sets an enumeration or a counter; Rises and Falls move a counter.
const (
	Becomes EffectOp = iota
	Rises
	Falls
)

// Effect is one change an act makes. For Becomes on an enumeration Amount.N is the index of the value;
// on a counter it is the number itself.
type Effect struct {
	Fact   FactID
	Op     EffectOp
	Amount Amount
}

// Act is something that can be done, by any one of By.
type Act struct {
	Decl
	By           []ActorID
	When         Cond // nil: always
	Effects      []Effect
	Irreversible bool
}

// Decision is a choice that is put to actors once.
type Decision struct {
	Decl
	By     []ActorID // any one of them decides for all
	Values []string
	Once   Cond    // nil: asked from the first day
	Within *Amount // nil: no deadline
}

// Instrument is a text that is signed and binds while in force.
type Instrument struct {
	Decl
	Between     []ActorID
	InForceOnce Cond // never nil: the default, `signed`, is made explicit
	EndsOnce    Cond // nil: none
	Expires     *Amount
	Duties      []DutyID
	Bans        []BanID
	Powers      []PowerID
}

// Duty is a promise to do something. Exactly one of Acts (any one of which performs it) and Ensure is
// set. Falling due is by Upon if that is not None, else by Once (nil: at entry into force), and again
// and again if Every is set. At most one of Within and By is set.
type Duty struct {
	Decl
	Instrument InstrumentID
	Obligor    ActorID
	Acts       []ActID
	Ensure     Cond
	Within     *Amount
	By         *Date
	Once       Cond
	Upon       ActID // or None
	Every      *Amount
	NotBefore  *Amount
	Unless     Cond
	Discretion bool
	For        []ActorID
	Return     []Cond // what the performer gets; all of them together
	Against    []Cond // the cases it is promised for, each by itself; an act may stand in them
}

// Recurs reports whether the duty can fall due more than once: a standing promise.
func (d *Duty) Recurs() bool { return d.Upon != None || d.Every != nil }

// Conditional reports whether something may make the duty fall due after its instrument has entered into
// force. Only such a duty is written with a case.
func (d *Duty) Conditional() bool { return d.Upon != None || d.Once != nil || d.Unless != nil }

// Ban is a promise not to do something.
type Ban struct {
	Decl
	Instrument InstrumentID
	Bound      ActorID
	Act        ActID
	While      Cond // nil: as long as the instrument is in force
	For        []ActorID
	Return     []Cond
}

// PowerEffect says what using a power does.
type PowerEffect uint8

// The effects of powers. SetFact makes Fact become Value.
const (
	Suspend PowerEffect = iota
	Resume
	Terminate
	Excuse
	SetFact
)

// Power is something an instrument lets a party do.
type Power struct {
	Decl
	Instrument InstrumentID // the instrument it stands in
	Holder     ActorID
	Effect     PowerEffect
	Target     InstrumentID // Suspend, Resume, Terminate
	Duty       DutyID       // Excuse
	Fact       FactID       // SetFact
	Value      int          // SetFact: as in Effect.Amount
	Notice     *Amount      // nil: takes effect at once
	When       Cond         // nil: always
}

// Purpose is what the pact is for; several may be stated and each is looked at by itself.
type Purpose struct {
	Label string
	Cond  Cond
	Cites []Cite
	At    source.Span
}

// Accept moves a finding to the accepted ones. Clause is the declaration it stands in or above;
// KindNone if it stands elsewhere at the top of the file and speaks of the whole pact.
type Accept struct {
	Code   string
	Reason string
	Clause Ref
	At     source.Span
}

// Stance is where a party stands on something.
type Stance uint8

// The stances.
const (
	Undeclared Stance = iota
	StanceAccepts
	StanceOpposes
)

// Position is a reported stance of a party towards declarations or towards values of open points. It is a record: neither it
// nor its condition moves anything.
type Position struct {
	Party   ActorID
	Stance  Stance
	Refs    []Ref
	Fillers []Binding // POINT is V
	If      Cond      // in which case it is taken; nil: in any
	Cites   []Cite
	At      source.Span
}

// Preference is what somebody says an actor wants: conditions, the weightiest first. Of two outcomes it prefers the one in which the
// first condition that tells them apart holds. It is a record: it moves nothing, and nothing but stability is asked of it.
type Preference struct {
	Actor ActorID
	Over  []Cond
	Cites []Cite
	At    source.Span
}
