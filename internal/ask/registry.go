package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// kind is what there is to know of a finding, whatever the pact and the world.
type kind struct {
	code Code
	say  func(words.Speaker, *Finding) string // nil if the text alone shows it:
	read func(*reader)                        // then this finds and says it
}

// kinds lists all findings, as package codes does, gravest first.
var kinds = []kind{
	{code: Stuck, say: sayStuck},
	{code: Exposed, say: sayExposed},
	{code: Conflict, say: sayConflict},
	{code: Impossible, say: sayImpossible},
	{code: Veto, say: sayVeto},
	{code: Dependent, say: sayDependent},
	{code: Limbo, say: sayLimbo},
	{code: DeadEnd, say: sayDeadEnd},
	{code: BoundAlone, say: sayBoundAlone},
	{code: Uncovered, say: sayUncovered},
	{code: Hollow, say: sayHollow},
	{code: Withheld, say: sayWithheld},
	{code: FalseCall, say: sayFalseCall},
	{code: BlankCheque, say: sayBlankCheque},
	{code: Toothless, say: sayToothless},
	{code: Outlasted, say: sayOutlasted},
	{code: Idle, say: sayIdle},
	{code: SelfJudged, read: (*reader).selfJudged},
	{code: OpenEnded, read: (*reader).openEnded},
	{code: OneOrigin, read: (*reader).oneOrigin},
}

// topic is what is asked together: how many things of a pact it is asked of, when it holds, and what shows it.
type topic[S, M any] struct {
	codes []Code
	over  func(p *model.Pact) []int // indexes of purposes, duties and so on
	holds func(a *asker[S, M], i int) []Found[S]
	show  func(t *teller[S, M], f *Finding)
	whole bool // it is soon answered: one question for all it is asked of
}

// topics lists what is asked of a world; every finding that the text alone does not show is in one.
func topics[S, M any]() []topic[S, M] {
	type a = asker[S, M]
	type t = teller[S, M]
	return []topic[S, M]{
		{codes: []Code{Stuck}, over: purposes, holds: (*a).stuck, show: (*t).stuck, whole: true},
		{codes: []Code{Veto}, over: purposes, holds: (*a).veto, show: (*t).veto},
		{codes: []Code{Limbo}, over: purposes, holds: (*a).limbo, show: (*t).limbo},
		{codes: []Code{DeadEnd}, over: purposes, holds: (*a).deadEnd, show: (*t).deadEnd},
		{codes: []Code{Exposed}, over: sacrifices, holds: (*a).exposed, show: (*t).exposed},
		{codes: []Code{Conflict, Impossible, Dependent}, over: withDeadline, holds: (*a).keeping, show: (*t).keeping},
		{codes: []Code{BoundAlone}, over: restraints, holds: (*a).boundAlone, show: (*t).boundAlone},
		{codes: []Code{Uncovered}, over: sacrifices, holds: (*a).uncovered, show: (*t).uncovered},
		{codes: []Code{Outlasted}, over: sacrifices, holds: (*a).outlasted, show: (*t).outlasted},
		{codes: []Code{Hollow}, over: guarantees, holds: (*a).hollow, show: (*t).hollow},
		{codes: []Code{Withheld}, over: promisedAgainst, holds: (*a).withheld, show: (*t).withheld},
		{codes: []Code{FalseCall}, over: promisedAgainst, holds: (*a).falseCall, show: (*t).falseCall},
		{codes: []Code{BlankCheque}, over: callable, holds: (*a).blankCheque, show: (*t).blankCheque},
		{codes: []Code{Toothless}, over: allPromises, holds: (*a).toothless, show: (*t).toothless, whole: true},
		{codes: []Code{Idle}, over: allClauses, holds: (*a).idle, show: (*t).idle, whole: true},
	}
}

func kindOf(c Code) *kind {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.code == c })
	if i < 0 {
		panic("ask: a finding of unknown kind: " + string(c))
	}
	return &kinds[i]
}

// OfText reports whether findings of that code are seen in the text alone.
func OfText(c Code) bool { return kindOf(c).read != nil }

// upTo lists the numbers below n.
func upTo(n int) []int { return which(n, func(int) bool { return true }) }

// which lists the numbers below n that pass a test.
func which(n int, test func(i int) bool) []int {
	var out []int
	for i := range n {
		if test(i) {
			out = append(out, i)
		}
	}
	return out
}

func purposes(p *model.Pact) []int { return upTo(len(p.Purposes)) }
