package ask

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// kind is what there is to know of a finding, whatever the pact and the world.
type kind struct {
	code     Code
	severity Severity
	say      func(words.Speaker, *Finding) (message, mend string) // nil if the text alone shows it:
	read     func(*reader)                                        // then this finds and says it
}

// kinds lists all findings, gravest first. Codes, severities, the rules of reports, what `accept` takes: all come of it.
var kinds = []kind{
	{code: Stuck, severity: Serious, say: sayStuck},
	{code: Exposed, severity: Serious, say: sayExposed},
	{code: Conflict, severity: Serious, say: sayConflict},
	{code: Impossible, severity: Serious, say: sayImpossible},
	{code: Veto, severity: Warning, say: sayVeto},
	{code: Dependent, severity: Warning, say: sayDependent},
	{code: Limbo, severity: Warning, say: sayLimbo},
	{code: Hollow, severity: Warning, say: sayHollow},
	{code: BlankCheque, severity: Warning, say: sayBlankCheque},
	{code: Toothless, severity: Warning, say: sayToothless},
	{code: Idle, severity: Note, say: sayIdle},
	{code: SelfJudged, severity: Note, read: (*reader).selfJudged},
	{code: OpenEnded, severity: Note, read: (*reader).openEnded},
	{code: OneOrigin, severity: Note, read: (*reader).oneOrigin},
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
		{codes: []Code{Exposed}, over: sacrifices, holds: (*a).exposed, show: (*t).exposed},
		{codes: []Code{Conflict, Impossible, Dependent}, over: withDeadline, holds: (*a).keeping, show: (*t).keeping},
		{codes: []Code{Hollow}, over: guarantees, holds: (*a).hollow, show: (*t).hollow},
		{codes: []Code{BlankCheque}, over: callable, holds: (*a).blankCheque, show: (*t).blankCheque},
		{codes: []Code{Toothless}, over: allPromises, holds: (*a).toothless, show: (*t).toothless, whole: true},
		{codes: []Code{Idle}, over: allClauses, holds: (*a).idle, show: (*t).idle, whole: true},
	}
}

// Codes lists all codes, gravest first.
func Codes() []Code {
	out := make([]Code, len(kinds))
	for i := range kinds {
		out[i] = kinds[i].code
	}
	return out
}

func kindOf(c Code) *kind {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.code == c })
	if i < 0 {
		panic("ask: a finding of unknown kind: " + string(c))
	}
	return &kinds[i]
}

// SeverityOf says how much a kind of finding weighs.
func SeverityOf(c Code) Severity { return kindOf(c).severity }

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
