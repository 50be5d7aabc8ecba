package statement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// What is joined to what.
//
// Each finding gets a cause and tags; findings with one cause and a tag in common make one statement, and so do those that
// others join. What the author accepted is joined only to what was accepted for the same reason.

// group is findings with one cause.
type group struct {
	cause    Cause
	findings []int // ascending
}

// tagged is the cause of a finding, and what it may have in common with others of that cause.
type tagged struct {
	cause Cause
	tags  []string
}

// groups parts the findings.
func (m *maker) groups() []group {
	s := m.survey()
	var out []group
	at := map[string]int{} // by tag: which of out
	for i := range m.answer.Findings {
		t := s.tagged(m.finding(i))
		var join []int // those of out that it belongs to
		for k := range t.tags {
			t.tags[k] = fmt.Sprint(m.acceptance(i), t.cause, ":", t.tags[k])
			if n, ok := at[t.tags[k]]; ok && !slices.Contains(join, n) {
				join = append(join, n)
			}
		}
		if len(join) == 0 {
			join, out = []int{len(out)}, append(out, group{cause: t.cause})
		}
		slices.Sort(join)
		into := join[0]
		out[into].findings = append(out[into].findings, i)
		for _, n := range join[1:] {
			out[into].findings = append(out[into].findings, out[n].findings...)
			out[n].findings = nil
		}
		for tag, n := range at {
			if slices.Contains(join, n) {
				at[tag] = into
			}
		}
		for _, tag := range t.tags {
			at[tag] = into
		}
	}
	out = slices.DeleteFunc(out, func(g group) bool { return len(g.findings) == 0 })
	for i := range out {
		slices.Sort(out[i].findings)
	}
	return out
}

// acceptance tells apart what was accepted, by the reason, from what was not.
func (m *maker) acceptance(i int) string {
	if a := m.finding(i).Accepted; a != nil {
		return "accepted:" + a.Reason + ":"
	}
	return ""
}

// survey is what has to be known of all findings before one of them is told where it belongs.
type survey struct {
	*maker
	gates []inquiry.Across // the vetoes of one actor each
	gifts []string         // what is given for good, and exposes whoever gives it
}

func (m *maker) survey() *survey {
	s := &survey{maker: m}
	for i := range m.answer.Findings {
		f := m.finding(i)
		switch f.Code {
		case codes.Veto:
			if f.By[0].Len() == 1 {
				s.gates = append(s.gates, *f)
			}
		case codes.Exposed, codes.Uncovered, codes.Outlasted:
			s.gifts = append(s.gifts, m.given(f.Clause)...)
		}
	}
	return s
}

// tagged says where a finding belongs.
func (s *survey) tagged(f *inquiry.Across) tagged {
	switch f.Code {
	case codes.Stuck:
		return tagged{Ring, append(slices.Clone(f.Why), "in "+cubes(f))}
	case codes.Exposed, codes.Uncovered, codes.Outlasted:
		return tagged{Gift, append(s.given(f.Clause), s.terms(f.Clause))}
	case codes.BoundAlone:
		return s.bond(f)
	case codes.Conflict, codes.Impossible:
		return s.clash(f)
	case codes.Dependent:
		return s.need(f)
	case codes.Veto:
		return gate(f)
	case codes.Limbo:
		return s.limbo(f)
	case codes.DeadEnd:
		return tagged{TooLate, []string{""}}
	case codes.Hollow:
		return tagged{Empty, []string{s.guarantee(f.Clause)}}
	case codes.Withheld:
		return s.withheld(f)
	case codes.FalseCall, codes.BlankCheque:
		return tagged{Call, []string{s.guarantee(f.Clause)}}
	case codes.Toothless:
		return tagged{Remedy, []string{""}}
	case codes.SelfJudged:
		return s.judge(f)
	case codes.Idle:
		return tagged{Unused, []string{fmt.Sprint(f.Always)}}
	case codes.OpenEnded:
		return tagged{Undated, []string{""}}
	case codes.OneOrigin:
		return tagged{Origin, []string{""}}
	}
	panic("statement: a finding of unknown kind: " + string(f.Code))
}

// given is what a clause gives or forgoes: the clause itself, and its party's hand in each fact that its acts change.
func (m *maker) given(ref model.Ref) []string {
	out := []string{fmt.Sprint("clause ", ref)}
	for _, a := range m.acts(ref) {
		for _, e := range m.answer.Pact.Acts[a].Effects {
			out = append(out, fmt.Sprint("hand of ", m.Bound(ref), " in ", e.Fact))
		}
	}
	return out
}

// acts are those that a clause asks for or forbids.
func (m *maker) acts(ref model.Ref) []model.ActID {
	switch ref.Kind {
	case model.KindDuty:
		return m.answer.Pact.Duties[ref.Index].Acts
	case model.KindBan:
		return []model.ActID{m.answer.Pact.Bans[ref.Index].Act}
	}
	return nil
}

// instrument is where a clause stands.
func (m *maker) instrument(ref model.Ref) model.InstrumentID {
	switch ref.Kind {
	case model.KindDuty:
		return m.answer.Pact.Duties[ref.Index].Instrument
	case model.KindBan:
		return m.answer.Pact.Bans[ref.Index].Instrument
	case model.KindPower:
		return m.answer.Pact.Powers[ref.Index].Instrument
	}
	return model.None
}

// terms are what a duty is given for, under its instrument: several who give for the same are exposed by the same.
func (m *maker) terms(ref model.Ref) string {
	return fmt.Sprint("under ", m.instrument(ref), " for ", m.answer.Pact.Duties[ref.Index].Return)
}

// bond belongs to the gift of the same hand, if there is one, else to the instrument that binds.
func (s *survey) bond(f *inquiry.Across) tagged {
	given := s.given(f.Clause)
	if slices.ContainsFunc(given, func(g string) bool { return slices.Contains(s.gifts, g) }) {
		return tagged{Gift, given}
	}
	return tagged{Bond, []string{fmt.Sprint(s.instrument(f.Clause))}}
}

// clash belongs to the gift that the promise is, if it is one.
func (s *survey) clash(f *inquiry.Across) tagged {
	given := s.given(f.Clause)
	if slices.Contains(s.gifts, given[0]) {
		return tagged{Gift, given[:1]}
	}
	return tagged{Clash, given[:1]}
}

// need belongs to the gate of an actor whose help is needed; without a gate, to what is said of the promise, or to those whose
// help it takes.
func (s *survey) need(f *inquiry.Across) tagged {
	if who := s.gatekeepers(f.Needs); len(who) > 0 {
		return tagged{Gate, who}
	}
	if t := s.clash(f); t.cause == Gift {
		return t
	}
	return tagged{Gate, []string{fmt.Sprint("needs ", f.Needs)}}
}

// gatekeepers are those of some sets that are one actor with a gate.
func (s *survey) gatekeepers(sets []model.ActorSet) []string {
	var out []string
	for _, x := range sets {
		if slices.ContainsFunc(s.gates, func(g inquiry.Across) bool { return g.By[0] == x }) {
			out = append(out, keeper(x))
		}
	}
	return out[:min(len(out), 1)]
}

func keeper(s model.ActorSet) string { return fmt.Sprint("keeper ", s) }

// gate belongs to whoever keeps it, and to those who keep others from the same purpose in the same fillings: one waits for
// the other. What takes several together is one statement.
func gate(f *inquiry.Across) tagged {
	if f.By[0].Len() > 1 {
		return tagged{Gate, []string{"together"}}
	}
	return tagged{Gate, []string{keeper(f.By[0]), fmt.Sprint("before ", f.Purpose, " in ", cubes(f))}}
}

// limbo belongs to the gate before the same purpose: that in the same fillings, else the first.
func (s *survey) limbo(f *inquiry.Across) tagged {
	first := -1
	for i := range s.gates {
		if g := &s.gates[i]; g.Purpose == f.Purpose && (g.Accepted != nil) == (f.Accepted != nil) {
			if cubes(g) == cubes(f) {
				return tagged{Gate, []string{keeper(g.By[0])}}
			}
			if first < 0 {
				first = i
			}
		}
	}
	if first >= 0 {
		return tagged{Gate, []string{keeper(s.gates[first].By[0])}}
	}
	return tagged{Waiting, []string{""}}
}

// guarantee is what a promise of help is for: several who promise it for the same case, upon the same call, promise the same.
func (m *maker) guarantee(ref model.Ref) string {
	d := &m.answer.Pact.Duties[ref.Index]
	if d.Upon == model.None && len(d.Against) == 0 {
		return fmt.Sprint("clause ", ref)
	}
	return fmt.Sprint("upon ", d.Upon, " against ", d.Against)
}

// withheld belongs to the gate of whoever withholds, if it is one, else to the help that does not come.
func (s *survey) withheld(f *inquiry.Across) tagged {
	if who := s.gatekeepers(f.By); len(who) > 0 {
		return tagged{Gate, who}
	}
	return tagged{Empty, []string{s.guarantee(f.Clause)}}
}

// judge belongs to the guarantee that its power excuses, if that is said to be empty.
func (s *survey) judge(f *inquiry.Across) tagged {
	if f.Clause.Kind == model.KindPower {
		if w := &s.answer.Pact.Powers[f.Clause.Index]; w.Effect == model.Excuse && s.hollow(model.Ref{Kind: model.KindDuty, Index: int(w.Duty)}) {
			return tagged{Empty, []string{s.guarantee(model.Ref{Kind: model.KindDuty, Index: int(w.Duty)})}}
		}
	} else if s.hollow(f.Clause) {
		return tagged{Empty, []string{s.guarantee(f.Clause)}}
	}
	return tagged{Judge, []string{""}}
}

// hollow reports whether a duty is a guarantee that was found hollow.
func (s *survey) hollow(ref model.Ref) bool {
	return slices.ContainsFunc(s.answer.Findings, func(f inquiry.Across) bool { return f.Code == ask.Hollow && f.Clause == ref })
}

// cubes is where a finding holds, to be compared.
func cubes(f *inquiry.Across) string {
	if f.Always {
		return "every filling"
	}
	return strings.Join([]string{fmt.Sprint(f.When), fmt.Sprint(f.Except)}, " without ")
}
