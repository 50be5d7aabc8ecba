package resolve

import (
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// Kind says what sort of thing a name stands for.
type Kind uint8

// The kinds of named things.
const (
	Party Kind = iota
	Body
	Outsider
	Source
	Fact
	Act
	Decision
	Instrument
	Duty
	Ban
	Power
	Point
	Reading
)

// singular and plural are the words for a kind in messages.
var (
	singular = [...]string{"a party", "a body", "the outsider", "a source", "a fact", "an act", "a decision",
		"an instrument", "a duty", "a ban", "a power", "an open point", "a reading"}
	plural = [...]string{"parties", "bodies", "outsider", "sources", "facts", "acts", "decisions",
		"instruments", "duties", "bans", "powers", "open points", "readings"}
)

// String gives the kind with its article: "a fact".
func (k Kind) String() string { return singular[k] }

// Plural gives the word for several: "facts".
func (k Kind) Plural() string { return plural[k] }

// Symbol is a declared name. Every declaration that has a name has one, also a second declaration of a
// name that was taken; but such a name means the first.
type Symbol struct {
	Kind  Kind
	Name  string        // "" if it is missing in the text
	Ident *syntax.Ident // where it is declared; nil for the outsider
	Node  syntax.Node   // the Decl or Clause that declares it; nil for the outsider
	In    *Symbol       // of a clause: the instrument it stands in
}

// At is the place of the name in its declaration.
func (s *Symbol) At() source.Span {
	if s.Ident == nil {
		return source.Span{}
	}
	return s.Ident.Span()
}

// Names is what the names of a pact mean, beside its trees.
type Names struct {
	Decls   []syntax.Decl // all declarations in order, of all files
	Symbols []*Symbol     // in order of declaration, an instrument before its clauses; the outsider first

	// Uses gives for each name that refers to something what it refers to. A name that means nothing,
	// or nothing that may stand in its place, is not in it: that has been reported.
	Uses map[*syntax.Ident]*Symbol

	// Unmet gives for each name that means nothing the kinds that may stand in its place.
	Unmet map[*syntax.Ident][]Kind

	// Declared gives the symbol of a declaration or clause.
	Declared map[syntax.Node]*Symbol

	byName map[string]*Symbol
}

// Lookup finds what a name means, or nil.
func (n *Names) Lookup(name string) *Symbol { return n.byName[name] }
