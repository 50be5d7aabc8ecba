package compare

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Exposure says how a party fares in the new draft, compared with the old.
type Exposure uint8

// The four answers there are.
const (
	Same Exposure = iota
	Less
	More
	Differs // some of it is less, some more
)

// String names an answer.
func (e Exposure) String() string {
	return [...]string{"same", "less exposed", "more exposed", "differs"}[e]
}

// Party is how one party fares. It is measured by what can befall it, and by nothing else:
//
//   - as one who gives: `exposed`, each duty of its own with each set of parties whose breach it takes, and in its class:
//     what care cannot avoid is worse than what it can at a price, and that than what it can for nothing;
//   - as one who promises: `impossible`, `conflict`, `dependent`, `false_call` and `blank_cheque` on promises of its own;
//   - as one to whom something is owed: `hollow`, `withheld` and `toothless` on promises to it.
//
// What befalls it through the breach of some would befall it through the breach of more. One draft leaves
// a party less exposed than another if everything that can befall it there can befall it in the other too,
// and not the other way round; if neither holds all that the other does, the answer is that it differs.
// There are no weights, and nothing is counted.
type Party struct {
	Name     string
	Title    string // what a person calls it
	Exposure Exposure
	Gone     []string // what can no longer befall it, in words of names
	New      []string // what newly can
}

// harm is one thing that can befall a party: in a filling, by a finding on a clause, in a class, if these break their
// word.
type harm struct {
	filling   int
	code      inquiry.Code
	thing     model.Ref
	defectors uint64
	class     ask.Class
}

// parties measures every party of both drafts.
func (m *matching) parties(c *Comparison) []Party {
	var out []Party
	for i, at := range m.places[model.KindActor] {
		ref := model.Ref{Kind: model.KindActor, Index: i}
		p, own := m.best(ref)
		if at[Old] < 0 || at[New] < 0 || p.Actors[own.Index].Kind != model.IsParty {
			continue
		}
		old, new := m.harms(c, Old, i), m.harms(c, New, i)
		one := Party{Name: p.Actors[own.Index].Name, Title: course.Actor(p, model.ActorID(own.Index))}
		one.Gone, one.New = m.harmWords(uncovered(old, new)), m.harmWords(uncovered(new, old))
		switch {
		case len(one.Gone) == 0 && len(one.New) == 0:
		case len(one.New) == 0:
			one.Exposure = Less
		case len(one.Gone) == 0:
			one.Exposure = More
		default:
			one.Exposure = Differs
		}
		out = append(out, one)
	}
	return out
}

// harms lists what can befall a party in one draft.
func (m *matching) harms(c *Comparison, side Side, party int) []harm {
	var out []harm
	for i, f := range c.Fillings {
		fs := m.answerFor(c, side, f[side]).Findings
		for j := range fs {
			if m.befalls(side, &fs[j], party) {
				is := m.issueOf(side, &fs[j])
				out = append(out, harm{i, is.code, is.thing, m.actors(side, fs[j].Defectors), fs[j].Class})
			}
		}
	}
	return out
}

func (m *matching) befalls(side Side, f *inquiry.Finding, party int) bool {
	at := place{-1, -1}
	if m.places[model.KindActor][party][side] >= 0 {
		at = m.places[model.KindActor][party]
	}
	own := model.ActorID(at[side])
	switch f.Code {
	case ask.Exposed, ask.Impossible, ask.Conflict, ask.Dependent, ask.BlankCheque, ask.FalseCall:
		return f.Party == own
	case ask.Hollow, ask.Withheld, ask.Toothless:
		return slices.Contains(owedTo(m.pacts[side], f.Clause), own)
	}
	return false
}

// owedTo lists those to whom a promise is made: all others that its instrument is between, if it does not
// say.
func owedTo(p *model.Pact, ref model.Ref) []model.ActorID {
	var to []model.ActorID
	var by model.ActorID
	var in model.InstrumentID
	switch ref.Kind {
	case model.KindDuty:
		d := &p.Duties[ref.Index]
		to, by, in = d.For, d.Obligor, d.Instrument
	case model.KindBan:
		b := &p.Bans[ref.Index]
		to, by, in = b.For, b.Bound, b.Instrument
	default:
		return nil
	}
	if len(to) > 0 {
		return to
	}
	return slices.DeleteFunc(slices.Clone(p.Instruments[in].Between), func(id model.ActorID) bool { return id == by })
}

// uncovered lists the harms of one draft that cannot befall in the other.
func uncovered(these, others []harm) []harm {
	return slices.DeleteFunc(slices.Clone(these), func(h harm) bool {
		return slices.ContainsFunc(others, func(o harm) bool {
			return o.filling == h.filling && o.code == h.code && o.thing == h.thing && o.class >= h.class && o.defectors&^h.defectors == 0
		})
	})
}

// harmWords names harms, each once, whatever the fillings.
func (m *matching) harmWords(hs []harm) []string {
	out := map[string]bool{}
	for _, h := range hs {
		words := fmt.Sprintf("%s (%s)", m.nameOf(issue{thing: h.thing, purpose: -1}), h.code)
		if h.code == ask.Exposed || h.code == ask.FalseCall {
			words = fmt.Sprintf("%s (%s, %s)", m.nameOf(issue{thing: h.thing, purpose: -1}), h.code, m.breachBy(h.defectors))
		}
		if h.class != ask.NoClass && h.class != ask.Unavoidable {
			words = strings.TrimSuffix(words, ")") + ", " + h.class.String() + ")"
		}
		out[words] = true
	}
	return slices.Sorted(maps.Keys(out))
}

func (m *matching) breachBy(set uint64) string {
	var names []string
	for i := range m.places[model.KindActor] {
		if set>>i&1 == 1 {
			p, own := m.best(model.Ref{Kind: model.KindActor, Index: i})
			names = append(names, course.Actor(p, model.ActorID(own.Index)))
		}
	}
	if len(names) == 0 {
		return "nobody breaks a promise"
	}
	return "by a breach of " + joined(names)
}

func joined(names []string) string {
	out := ""
	for i, n := range names {
		if i > 0 {
			out += " and "
		}
		out += n
	}
	return out
}
