package repair

import (
	"regexp"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Needs is what a change takes beyond the words and the parties that are there.
type Needs uint8

// The needs. What leaves the parties by themselves is an order of steps: who does what before whom, by when, and what follows.
const (
	Alone      Needs = iota
	AtOnce           // that several texts enter into force in one moment
	ThirdParty       // somebody else, who holds or certifies something
)

// Shape is a family of changes.
type Shape struct {
	Name    string
	Needs   Needs
	Changes func(*maker) []change
}

// Shapes lists all families, in the order in which their changes are tried and told.
func Shapes() []Shape {
	return []Shape{
		{"a condition first", Alone, conditions},
		{"the other order", Alone, orders},
		{"all at once", AtOnce, together},
		{"a condition less", Alone, lessConditions},
		{"an excuse", Alone, excuses},
		{"another time", Alone, deadlines},
		{"what follows upon a breach", Alone, consequences},
		{"a way out", Alone, exits},
		{"an end", Alone, endings},
		{"a right less", Alone, lessRights},
		{"owed, not at discretion", Alone, owed},
		{"silence does not stop it", Alone, defaults},
		{"another certifies", Alone, certifiers},
		{"in instalments", Alone, instalments},
		{"it survives the end", Alone, survivals},
		{"an open question answered", Alone, choices},
		{"escrow", ThirdParty, escrows},
		{"a security", ThirdParty, securities},
	}
}

// change is one member of a shape: what is done to the text, and what that comes to in a sentence.
type change struct {
	shape int // index into Shapes
	steps []step
	says  string
	fixed [][2]string // open points that it answers: a name and a value

	// What it hangs on, for pruning: all that it adds applies only where Trigger holds; or all that it does is to make something
	// wait for Bar as well. Nil if neither is so.
	trigger, bar model.Cond
}

// maker has what shapes are made from.
type maker struct {
	words.Speaker
	writing
	base     *load.Result
	main     *source.File
	atoms    []atom
	targets  []claim
	refs     []model.Ref // the clauses that the targets are about
	cone     map[model.Ref]bool
	invented []string            // names that changes give to what they add
	reading  *syntax.ReadingDecl // in which it is looked at; nil if in all
}

func newMaker(base *load.Result, targets []claim, reading string) *maker {
	m := &maker{Speaker: words.Speaker{Pact: base.Pact}, base: base, main: base.Trees[0].Source, targets: targets, atoms: vocabulary(base.Pact)}
	m.text = m.main.Text
	m.refs = m.clauses()
	m.cone = m.reach()
	if s := base.Names.Lookup(reading); reading != "" && s != nil && s.Node.Span().File == m.main {
		m.reading, _ = s.Node.(*syntax.ReadingDecl)
	}
	return m
}

// node is where a declaration or clause stands in the main file; nil if it stands in another.
func (m *maker) node(ref model.Ref) syntax.Node {
	d := m.Pact.Declaration(ref)
	if d == nil {
		return nil
	}
	s := m.base.Names.Lookup(d.Name)
	if s == nil || s.Node == nil || s.Node.Span().File != m.main {
		return nil
	}
	return s.Node
}

// clauses are those that the targets are about, each once.
func (m *maker) clauses() []model.Ref {
	var out []model.Ref
	seen := map[string]bool{}
	for i := range m.targets {
		if name := m.targets[i].clause; name != "" && !seen[name] {
			seen[name] = true
			out = append(out, m.named(name))
		}
	}
	return out
}

// named is the thing of a name.
func (m *maker) named(name string) model.Ref {
	for _, d := range m.Pact.Declared() {
		if d.Decl.Name == name {
			return d.Ref
		}
	}
	return model.Ref{}
}

// fresh is a name that nothing in the pact has. Two changes may invent the same: where both are made, the second is renamed.
func (m *maker) fresh(name string) string {
	for m.base.Names.Lookup(name) != nil {
		name += "_too"
	}
	if !slices.Contains(m.invented, name) {
		m.invented = append(m.invented, name)
	}
	return name
}

// apart are the steps of a change with the names that it invents made other than those that steps before it use.
func (m *maker) apart(before, steps []step) []step {
	out := slices.Clone(steps)
	for _, name := range m.invented {
		if !uses(before, name) || !uses(steps, name) {
			continue
		}
		other := name + "_too"
		for uses(before, other) || m.base.Names.Lookup(other) != nil {
			other += "_too"
		}
		for i := range out {
			out[i].text, out[i].cond = renamed(out[i].text, name, other), renamed(out[i].cond, name, other)
		}
	}
	return out
}

// uses reports whether a name stands in what some steps write.
func uses(steps []step, name string) bool {
	return slices.ContainsFunc(steps, func(s step) bool { return renamed(s.text, name, "") != s.text || renamed(s.cond, name, "") != s.cond })
}

// renamed is a text with another name in place of a name.
func renamed(text, name, other string) string {
	if !strings.Contains(text, name) {
		return text
	}
	return regexp.MustCompile(`\b`+regexp.QuoteMeta(name)+`\b`).ReplaceAllString(text, other)
}
