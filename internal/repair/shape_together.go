package repair

import (
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// All at once: some texts enter into force in one moment, when what each of them waits for is there, their signatures included.

// mostSets is up to how many instruments all sets of them are tried; of more, the pairs and all together.
const mostSets = 5

func together(m *maker) []change {
	var out []change
	for _, set := range m.instrumentSets() {
		if c, ok := m.joint(set); ok {
			out = append(out, c)
		}
	}
	return out
}

// instrumentSets are the sets of at least two instruments, small ones first.
func (m *maker) instrumentSets() [][]int {
	n := len(m.Pact.Instruments)
	var out [][]int
	var pick func(from int, have []int)
	pick = func(from int, have []int) {
		if k := len(have); k >= 2 && (n <= mostSets || k == 2 || k == n) {
			out = append(out, slices.Clone(have))
		}
		for i := from; i < n; i++ {
			pick(i+1, append(have, i))
		}
	}
	pick(0, nil)
	slices.SortStableFunc(out, func(a, b []int) int { return len(a) - len(b) })
	return out
}

// joint lets instruments enter into force together.
func (m *maker) joint(set []int) (change, bool) {
	var terms, called []string
	var lines []line
	for _, i := range set {
		ref := refTo(model.KindInstrument, i)
		n := m.node(ref)
		if n == nil {
			return change{}, false
		}
		lines = append(lines, line{n, inForce})
		called = append(called, m.Named(ref))
		for _, t := range m.entry(i, set) {
			if !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
	}
	cond := strings.Join(terms, " and ")
	c := change{says: course.List(called, "and") + " enter into force together, in one moment"}
	for _, l := range lines {
		if it, old := l.item(); it != nil {
			c.steps = append(c.steps, write(old.Span(), cond))
		} else {
			c.steps = append(c.steps, m.insert(l.in, string(inForce)+" "+cond))
		}
	}
	return c, true
}

// entry is what an instrument waits for, told so that it can stand in another, and without waiting for those of the set.
func (m *maker) entry(i int, set []int) []string {
	name := m.Pact.Instruments[i].Name
	it, cond := line{m.node(refTo(model.KindInstrument, i)), inForce}.item()
	if it == nil {
		return []string{name + " is signed"}
	}
	ours := func(a *syntax.AtomCond) bool {
		return a.Subject != nil && slices.ContainsFunc(set, func(k int) bool { return m.Pact.Instruments[k].Name == a.Subject.Name }) && m.inForceTest(a)
	}
	var out []string
	for _, c := range conjuncts(cond) {
		if a, ok := c.(*syntax.AtomCond); ok && ours(a) {
			continue
		}
		out = append(out, m.joined(c, func(a *syntax.AtomCond) string {
			switch {
			case a.Subject == nil:
				return name + " is " + m.of(a)
			case ours(a):
				return a.Subject.Name + " is signed"
			}
			return m.of(a)
		}))
	}
	return out
}

// inForceTest reports whether a test of an instrument is that it is in force.
func (m *maker) inForceTest(a *syntax.AtomCond) bool {
	return !a.Not && (a.Verb == syntax.Bare || strings.HasSuffix(m.of(a), " is in force"))
}

// joined is a condition as a term of an `and`, with its tests told anew.
func (m *maker) joined(c syntax.Cond, tell func(*syntax.AtomCond) string) string {
	at := c.Span()
	var out strings.Builder
	from := at.Start
	for _, a := range atoms(c) {
		out.Write(m.text[from:a.Span().Start])
		out.WriteString(tell(a))
		from = a.Span().End
	}
	out.Write(m.text[from:at.End])
	if b, ok := c.(*syntax.BinaryCond); ok && b.Op == syntax.Or {
		return "(" + out.String() + ")"
	}
	return out.String()
}
