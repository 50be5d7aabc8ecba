package syntax

import "github.com/servanda-lang/servanda/internal/source"

// Node is anything in the tree.
//
// Where the text had errors the tree still has every required field: a missing name is an *Ident whose
// Name is "", a missing condition, value or quantity is a *Bad. Fields said to be optional are nil when
// absent. A tree without error diagnostics holds no *Bad and no empty name.
type Node interface{ Span() source.Span }

// at gives a node its place.
type at struct{ span source.Span }

// Span is the text the node was read from, without surrounding space or comments.
func (a at) Span() source.Span { return a.span }

// The families of nodes. Each is closed: the types below are all there are.
type (
	// Decl is a declaration at the top of a file.
	Decl interface {
		Node
		decl()
	}

	// Item is what a block consists of.
	Item interface {
		Node
		item()
	}

	// Clause is a duty, ban or power: an item of an instrument that has a name and a block of its own.
	Clause interface {
		Item
		clause()
	}

	// Question is what a check asks: an item of a check.
	Question interface {
		Item
		question()
	}

	// Step is a line of a scenario: an item of a scenario.
	Step interface {
		Item
		step()
	}

	// Cond is a condition.
	Cond interface {
		Node
		cond()
	}

	// Tail is what follows `is`, `is not`, `was` or `was not` in an atom.
	Tail interface {
		Node
		tail()
	}

	// Effect is what a power does.
	Effect interface {
		Node
		effect()
	}

	// Value is a word, a number or a duration: *Word, *Number, *Duration or *Bad.
	Value interface {
		Node
		value()
	}

	// Quantity is a number, a duration, or the name of an open point that stands for one: *Number,
	// *Duration, *Ident or *Bad. Whether a number or a duration is wanted shows from where it stands;
	// the parser has checked that much.
	Quantity interface {
		Node
		quantity()
	}
)

// File is a whole file.
type File struct {
	at
	Source     *source.File
	Tokens     []Token // everything, space and comments included: together they are the text
	Decls      []Decl
	Comments   []*Comment
	Directives []*Directive
	// Names are all names in it, where they are given and where they are spoken of; not those that a
	// `use` speaks of in another file.
	Names []*Ident
}

// Comment runs from `#` to the end of the line.
type Comment struct {
	at
	Text   string // with the `#`, without space at its end
	OnLine bool   // nothing but space stands before it on its line
}

// Directive is a comment `# servanda: accept CODE because REASON`.
type Directive struct {
	at
	Code   *Ident // the code of a finding
	Reason string
	// On is the Clause or Decl it speaks of: the innermost that encloses it, or the one that begins
	// on the next line, or the one that ends on its line before it; nil if it speaks of the whole file.
	On Node
}

// Bad stands where the text could not be understood. It belongs to every family.
type Bad struct{ at }

// Ident is a name, or the place of a missing one (Name is "").
type Ident struct {
	at
	Name string
}

// String is a text in double quotes.
type String struct {
	at
	Value string // without the quotes, escapes replaced
}

// Word is a value that is a word. Statuses are words too; the one of two words is "in force".
type Word struct {
	at
	Text string
}

// Number is a whole number, zero or more.
type Number struct {
	at
	N int
}

// Duration is a number of days, weeks, months or years.
type Duration struct {
	at
	N    int
	Unit Unit
}

// Days is the duration in days: a week has 7, a month 30, a year 360.
func (d *Duration) Days() int { return d.N * int(d.Unit) }

// Unit is a unit of time; its number is its length in days.
type Unit int

// The units.
const (
	Day   Unit = 1
	Week  Unit = 7
	Month Unit = 30
	Year  Unit = 360
)

// Date is a day of the calendar; the parser has checked that there is such a day.
type Date struct {
	at
	Year, Month, Day int
}

// Head is what most declarations begin with: the keyword, a name, and a label for people.
type Head struct {
	Keyword source.Span
	Name    *Ident
	Label   *String // optional
}

// Rename is what a `use` calls something of the file it takes in: NAME as NAME "label".
type Rename struct {
	at
	From  *Ident  // what the file calls it
	To    *Ident  // what it is called here
	Label *String // optional
}

// Block is a list of items in braces, in the order written.
type Block struct {
	at
	Items   []Item
	OneLine bool // written on one line
}

// Cites lists the citations among the items. The block may be nil.
func (b *Block) Cites() []*Cite {
	if b == nil {
		return nil
	}
	var cites []*Cite
	for _, it := range b.Items {
		if c, ok := it.(*Cite); ok {
			cites = append(cites, c)
		}
	}
	return cites
}

// Declarations. Cites are citations outside of a block (for fact and open also those inside the braces,
// after the values); those in a Block are among its items.
type (
	// PactDecl: pact "title".
	PactDecl struct {
		at
		Title *String
		Cites []*Cite
	}

	// StartsDecl: starts DATE.
	StartsDecl struct {
		at
		Date  *Date // nil only after an error
		Cites []*Cite
	}

	// TickDecl: tick DURATION, written out.
	TickDecl struct {
		at
		Duration *Duration // nil only after an error
		Cites    []*Cite
	}

	// UseDecl: use "path" with NAME as NAME "label", ….
	UseDecl struct {
		at
		Path  *String
		With  []*Rename
		Cites []*Cite
	}

	// PartyDecl: party NAME "label" plural.
	PartyDecl struct {
		at
		Head
		Plural bool
		Cites  []*Cite
	}

	// BodyDecl: body NAME "label" plural of PARTY.
	BodyDecl struct {
		at
		Head
		Plural bool
		Of     *Ident // optional
		Cites  []*Cite
	}

	// SourceDecl: source NAME "label" { … }. Items: PublishedItem, RelaysItem, UnnamedItem, FileItem,
	// SHA256Item, Cite.
	SourceDecl struct {
		at
		Head
		Block *Block // optional
		Cites []*Cite
	}

	// FactDecl: fact NAME "label" { v1, v2, … }, or fact NAME "label" LOW..HIGH.
	FactDecl struct {
		at
		Head
		Values    []*Word // nil for a counter
		Low, High *Number // nil for an enumeration
		Braces    *Block  // the braces around Values, without items; nil for a counter
		Cites     []*Cite
	}

	// ActDecl: act NAME "label" by ACTOR, … { … }. Items: WhenItem, BecomesItem, RisesItem,
	// FallsItem, IrreversibleItem, Cite.
	ActDecl struct {
		at
		Head
		By    []*Ident
		Block *Block // optional
		Cites []*Cite
	}

	// DecisionDecl: decision NAME "label" { … }. Items: DecidesItem, OnceItem, WithinItem, Cite.
	DecisionDecl struct {
		at
		Head
		Block *Block
	}

	// InstrumentDecl: instrument NAME "label" { … }. Items: BetweenItem, InForceItem, EndsItem,
	// ExpiresItem, DutyClause, BanClause, PowerClause, Cite.
	InstrumentDecl struct {
		at
		Head
		Block *Block
	}

	// OpenDecl: open NAME "question" { v1, v2, … }.
	OpenDecl struct {
		at
		Head
		Values []Value
		Braces *Block // the braces around Values, without items
		Cites  []*Cite
	}

	// ReadingDecl: reading NAME "label" { POINT is V … }. Items: Binding, Cite.
	ReadingDecl struct {
		at
		Head
		Block *Block
	}

	// PurposeDecl: purpose "label" { COND }. Items: CondItem (one), Cite.
	PurposeDecl struct {
		at
		Label *String // optional
		Block *Block
	}

	// PositionDecl: position PARTY accepts|opposes|undeclared REF, … [if COND].
	PositionDecl struct {
		at
		Party  *Ident
		Stance Stance
		Refs   []*Ref
		If     Cond // optional
		Cites  []*Cite
	}

	// PreferDecl: prefer ACTOR: COND > COND > ….
	PreferDecl struct {
		at
		Actor *Ident
		Over  []Cond
		Cites []*Cite
	}

	// OddsDecl: odds ACTOR on DECISION: VALUE SHARE[..SHARE], ….
	OddsDecl struct {
		at
		Actor    *Ident
		Decision *Ident
		Values   []*Likely
		Cites    []*Cite
	}

	// Likely is VALUE SHARE[..SHARE].
	Likely struct {
		at
		Value *Word // nil if it is missing
		Range
	}

	// ChanceDecl: chance ACT SHARE[..SHARE] a UNIT.
	ChanceDecl struct {
		at
		Act *Ident
		Range
		Per   Unit // 0 if it is missing
		Cites []*Cite
	}

	// Range is SHARE, or SHARE..SHARE.
	Range struct {
		Low, High *Share // the same if one is written; nil if it is missing
	}

	// Share is a number of hundredths, such as 2.5%, in millionths.
	Share struct {
		at
		Millionths int
	}

	// CheckDecl: check "label" { … }. Items: one Question, KeepItem, InReadingItem, ExpectFailsItem,
	// Cite.
	CheckDecl struct {
		at
		Label *String // optional
		Block *Block
	}

	// ScenarioDecl: scenario "label" { … }. Items: Step, Cite.
	ScenarioDecl struct {
		at
		Label *String // optional
		Block *Block
	}
)

// Clauses lists the clauses among the items of the instrument.
func (d *InstrumentDecl) Clauses() []Clause {
	var cs []Clause
	for _, it := range d.Block.Items {
		if c, ok := it.(Clause); ok {
			cs = append(cs, c)
		}
	}
	return cs
}

// Cond is the condition of the purpose, a *Bad if it is missing.
func (d *PurposeDecl) Cond() Cond {
	for _, it := range d.Block.Items {
		if c, ok := it.(*CondItem); ok {
			return c.Cond
		}
	}
	return &Bad{at{d.Block.span}}
}

// Question is the question of the check, a *Bad if it is missing.
func (d *CheckDecl) Question() Question {
	for _, it := range d.Block.Items {
		if q, ok := it.(Question); ok {
			return q
		}
	}
	return &Bad{at{d.Block.span}}
}

// Stance is where a party stands.
type Stance uint8

// The stances.
const (
	Undeclared Stance = iota
	Accepts
	Opposes
)

// Ref is what a position speaks of: a declaration, or a value of an open point.
type Ref struct {
	at
	Name  *Ident
	Value Value // nil for a plain name
}

// Clauses.
type (
	// DutyClause: duty NAME "label" { … }. Items: MustItem or EnsureItem, WithinItem, ByItem,
	// OnceItem, UponItem, EveryItem, NotBeforeItem, UnlessItem, DiscretionItem, ForItem, ReturnItem,
	// AgainstItem, Cite.
	DutyClause struct {
		at
		Head
		Block *Block
	}

	// BanClause: ban NAME "label" { … }. Items: MustNotItem, WhileItem, ForItem, ReturnItem, Cite.
	BanClause struct {
		at
		Head
		Block *Block
	}

	// PowerClause: power NAME "label" { … }. Items: MayItem, NoticeItem, WhenItem, Cite.
	PowerClause struct {
		at
		Head
		Block *Block
	}
)

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

// Cite is an item of any block, and stands after declarations without one:
// cite SOURCE PARA, … quoted|paraphrased|alleged|inferred.
type Cite struct {
	at
	Source     *Ident
	Paragraphs []string // as written, strings without their quotes; may be empty
	Kind       CiteKind
}

// Items with a condition.
type (
	OnceItem struct { // once COND
		at
		Cond Cond
	}
	WhenItem struct { // when COND
		at
		Cond Cond
	}
	WhileItem struct { // while COND
		at
		Cond Cond
	}
	UnlessItem struct { // unless COND
		at
		Cond Cond
	}
	InForceItem struct { // in force once COND
		at
		Cond Cond
	}
	EndsItem struct { // ends once COND
		at
		Cond Cond
	}
	CondItem struct { // COND, in a purpose
		at
		Cond Cond
	}
	ReturnItem struct { // in return for COND, …
		at
		Conds []Cond
	}
	AgainstItem struct { // against COND, …
		at
		Conds []Cond
	}
)

// Items with a time. Quantity is a *Duration, an *Ident or a *Bad.
type (
	WithinItem struct { // within DURATION
		at
		Duration Quantity
	}
	EveryItem struct { // every DURATION
		at
		Duration Quantity
	}
	NotBeforeItem struct { // not before DURATION
		at
		Duration Quantity
	}
	ExpiresItem struct { // expires after DURATION
		at
		Duration Quantity
	}
	NoticeItem struct { // on notice of DURATION
		at
		Duration Quantity
	}
	ByItem struct { // by DATE
		at
		Date *Date // nil only after an error
	}
	PublishedItem struct { // published DATE
		at
		Date *Date // nil only after an error
	}
)

// Items of sources.
type (
	RelaysItem struct { // relays SOURCE, …
		at
		Sources []*Ident
	}
	UnnamedItem struct{ at } // unnamed
	FileItem    struct {     // file "path"
		at
		Path *String
	}
	SHA256Item struct { // sha256 "hex"
		at
		Sum *String
	}
)

// Items of acts.
type (
	BecomesItem struct { // FACT becomes V; also an Effect of a power
		at
		Fact  *Ident
		Value Value
	}
	RisesItem struct { // FACT rises by N
		at
		Fact   *Ident
		Amount Quantity // *Number, *Ident or *Bad
	}
	FallsItem struct { // FACT falls by N
		at
		Fact   *Ident
		Amount Quantity // *Number, *Ident or *Bad
	}
	IrreversibleItem struct{ at } // irreversible
)

// Items of decisions, instruments, clauses and readings.
type (
	DecidesItem struct { // ACTOR, … decides V or V …
		at
		Actors []*Ident
		Values []*Word
	}
	BetweenItem struct { // between PARTY, …
		at
		Parties []*Ident
	}
	MustItem struct { // ACTOR must ACT, or ACTOR must any of ACT, …
		at
		Actor *Ident
		AnyOf bool // written with `any of`
		Acts  []*Ident
	}
	EnsureItem struct { // ACTOR must ensure COND
		at
		Actor *Ident
		Cond  Cond
	}
	MustNotItem struct { // ACTOR must not ACT
		at
		Actor *Ident
		Act   *Ident
	}
	MayItem struct { // ACTOR may EFFECT
		at
		Actor  *Ident
		Effect Effect
	}
	UponItem struct { // upon ACT
		at
		Act *Ident
	}
	DiscretionItem struct{ at } // at its discretion
	ForItem        struct {     // for PARTY, …
		at
		Parties []*Ident
	}
	Binding struct { // POINT is V
		at
		Point *Ident
		Value Value
	}
)

// InstrumentOp is what a power does to an instrument.
type InstrumentOp uint8

// What a power may do to an instrument.
const (
	Suspend InstrumentOp = iota
	Resume
	Terminate
)

// Effects of powers; the third is *BecomesItem.
type (
	InstrumentEffect struct { // suspend I, resume I, terminate I
		at
		Op         InstrumentOp
		Instrument *Ident
	}
	ExcuseEffect struct { // excuse DUTY
		at
		Duty *Ident
	}
)

// World says who keeps their word in a check.
type World uint8

// The worlds of checks.
const (
	EveryoneKeeps World = iota
	NobodyKeeps
	AllButKeep
)

// Items of checks.
type (
	NeverQuestion struct { // never COND
		at
		Cond Cond
	}
	PossibleQuestion struct { // possible COND
		at
		Cond Cond
	}
	LeadsToQuestion struct { // COND leads to COND within DURATION
		at
		Cond   Cond
		Then   Cond
		Within Quantity // optional: *Duration, *Ident or *Bad
	}
	CanQuestion struct { // P, … can avoid COND, P, … can ensure COND
		at
		Players []*Ident
		Ensure  bool // can ensure, otherwise can avoid
		Cond    Cond
	}
	KeepItem struct { // if everyone keeps, if nobody keeps, if all but A, … keep
		at
		World  World
		Except []*Ident // AllButKeep
	}
	InReadingItem struct { // in reading R
		at
		Reading *Ident
	}
	ExpectFailsItem struct{ at } // expect fails
)

// Items of scenarios.
type (
	GivenStep struct { // given POINT is V, …
		at
		Bindings []*Binding
	}
	OnDayStep struct { // on day N, or on DATE: exactly one of the two is not nil
		at
		Day  *Number
		Date *Date
	}
	SignsStep struct { // A signs I
		at
		Actor      *Ident
		Instrument *Ident
	}
	DoesStep struct { // A does X
		at
		Actor *Ident
		Act   *Ident
	}
	DecidesStep struct { // A decides V on D
		at
		Actor    *Ident
		Value    *Word
		Decision *Ident
	}
	UsesStep struct { // A uses W
		at
		Actor *Ident
		Power *Ident
	}
	ExpectStep struct { // expect COND
		at
		Cond Cond
	}
)

// Op joins two conditions.
type Op uint8

// `and` binds more tightly than `or`.
const (
	And Op = iota
	Or
)

// Verb is the verb of an atom.
type Verb uint8

// Bare: the atom is a name by itself, or the word `signed`.
const (
	Bare Verb = iota
	Is
	Was
)

// Conditions. A chain `a and b and c` is one BinaryCond with three terms.
type (
	BinaryCond struct {
		at
		Op    Op
		Terms []Cond // two or more
	}
	NotCond struct { // not COND; it binds more tightly than `and`
		at
		Term Cond
	}
	ParenCond struct { // ( COND )
		at
		Inner Cond
	}
	// AtomCond tests one thing. Subject is nil for the word `signed` by itself (which may be followed
	// by `by P`): then Verb is Bare and Tail a *SignedTail. For a bare name Tail is nil.
	AtomCond struct {
		at
		Subject *Ident
		Verb    Verb
		Not     bool // is not, was not
		Tail    Tail
	}
)

// Tails of atoms.
type (
	ValueTail struct { // is V; for a status, V is its word
		at
		Value Value
	}
	AtLeastTail struct { // is at least N; also a duration, of an open point
		at
		Amount Quantity
	}
	AtMostTail struct { // is at most N
		at
		Amount Quantity
	}
	SignedTail struct { // is signed, is signed by P
		at
		By *Ident // optional
	}
	InTimeTail   struct{ at } // is performed in time
	BreachedTail struct{ at } // was breached
)

func (*Bad) decl()            {}
func (*PactDecl) decl()       {}
func (*StartsDecl) decl()     {}
func (*TickDecl) decl()       {}
func (*UseDecl) decl()        {}
func (*PartyDecl) decl()      {}
func (*BodyDecl) decl()       {}
func (*SourceDecl) decl()     {}
func (*FactDecl) decl()       {}
func (*ActDecl) decl()        {}
func (*DecisionDecl) decl()   {}
func (*InstrumentDecl) decl() {}
func (*OpenDecl) decl()       {}
func (*ReadingDecl) decl()    {}
func (*PurposeDecl) decl()    {}
func (*PositionDecl) decl()   {}
func (*PreferDecl) decl()     {}
func (*OddsDecl) decl()       {}
func (*ChanceDecl) decl()     {}
func (*CheckDecl) decl()      {}
func (*ScenarioDecl) decl()   {}

func (*Bad) item()              {}
func (*Cite) item()             {}
func (*DutyClause) item()       {}
func (*BanClause) item()        {}
func (*PowerClause) item()      {}
func (*OnceItem) item()         {}
func (*WhenItem) item()         {}
func (*WhileItem) item()        {}
func (*UnlessItem) item()       {}
func (*AgainstItem) item()      {}
func (*InForceItem) item()      {}
func (*EndsItem) item()         {}
func (*CondItem) item()         {}
func (*ReturnItem) item()       {}
func (*WithinItem) item()       {}
func (*EveryItem) item()        {}
func (*NotBeforeItem) item()    {}
func (*ExpiresItem) item()      {}
func (*NoticeItem) item()       {}
func (*ByItem) item()           {}
func (*PublishedItem) item()    {}
func (*RelaysItem) item()       {}
func (*UnnamedItem) item()      {}
func (*FileItem) item()         {}
func (*SHA256Item) item()       {}
func (*BecomesItem) item()      {}
func (*RisesItem) item()        {}
func (*FallsItem) item()        {}
func (*IrreversibleItem) item() {}
func (*DecidesItem) item()      {}
func (*BetweenItem) item()      {}
func (*MustItem) item()         {}
func (*EnsureItem) item()       {}
func (*MustNotItem) item()      {}
func (*MayItem) item()          {}
func (*UponItem) item()         {}
func (*DiscretionItem) item()   {}
func (*ForItem) item()          {}
func (*Binding) item()          {}
func (*NeverQuestion) item()    {}
func (*PossibleQuestion) item() {}
func (*LeadsToQuestion) item()  {}
func (*CanQuestion) item()      {}
func (*KeepItem) item()         {}
func (*InReadingItem) item()    {}
func (*ExpectFailsItem) item()  {}
func (*GivenStep) item()        {}
func (*OnDayStep) item()        {}
func (*SignsStep) item()        {}
func (*DoesStep) item()         {}
func (*DecidesStep) item()      {}
func (*UsesStep) item()         {}
func (*ExpectStep) item()       {}

func (*DutyClause) clause()  {}
func (*BanClause) clause()   {}
func (*PowerClause) clause() {}

func (*Bad) question()              {}
func (*NeverQuestion) question()    {}
func (*PossibleQuestion) question() {}
func (*LeadsToQuestion) question()  {}
func (*CanQuestion) question()      {}

func (*GivenStep) step()   {}
func (*OnDayStep) step()   {}
func (*SignsStep) step()   {}
func (*DoesStep) step()    {}
func (*DecidesStep) step() {}
func (*UsesStep) step()    {}
func (*ExpectStep) step()  {}

func (*Bad) cond()        {}
func (*BinaryCond) cond() {}
func (*NotCond) cond()    {}
func (*ParenCond) cond()  {}
func (*AtomCond) cond()   {}

func (*Bad) tail()          {}
func (*ValueTail) tail()    {}
func (*AtLeastTail) tail()  {}
func (*AtMostTail) tail()   {}
func (*SignedTail) tail()   {}
func (*InTimeTail) tail()   {}
func (*BreachedTail) tail() {}

func (*Bad) effect()              {}
func (*InstrumentEffect) effect() {}
func (*ExcuseEffect) effect()     {}
func (*BecomesItem) effect()      {}

func (*Bad) value()      {}
func (*Word) value()     {}
func (*Number) value()   {}
func (*Duration) value() {}

func (*Bad) quantity()      {}
func (*Ident) quantity()    {}
func (*Number) quantity()   {}
func (*Duration) quantity() {}
