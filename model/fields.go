package model

// Role says what a field is to a pact.
type Role uint8

// The roles.
const (
	Meaning Role = iota // what can happen, or what is found, hangs on it
	Wording             // for people to read, and nothing hangs on it
	Backing             // what the text rests on, and who stands where on it
	Asking              // a question of the author's, or an answer the author accepts
	Derived             // follows from other fields
	Place               // where it stands in the file
)

// Field is one thing that a declaration says. It covers one field of its type, or several that only
// together make sense: these have one value, of a type such as Deadline.
type Field struct {
	Name string // the fields of the Go type that it covers, with spaces between
	Role Role

	// How a change of it reads, after the name of the declaration: Now and what it says now, Not and what
	// it said before. Set for the fields of what is declared that have a meaning.
	Now, Not string

	Get func(p *Pact, i int) any    // what the declaration with the number i says
	Set func(p *Pact, i int, x any) // x is something that Get gave, for this pact or another

	// Conds calls add for each condition in it, as a whole, Terms for each number of days; nil if there can be
	// none. The compiler asks for them often, and goes through nothing else.
	Conds func(p *Pact, i int, add func(Cond))
	Terms func(p *Pact, i int, add func(Amount))
}

// Section is one list of a pact and all that its entries say.
type Section struct {
	Name   string // of the field of Pact; "" for the pact itself
	Noun   string // what one of them is called
	Kind   Kind   // KindNone if nothing refers to them
	Fields []Field

	Count func(p *Pact) int
	Add   func(p *Pact, d Decl) int  // appends one that says nothing yet, and gives its number
	Decl  func(p *Pact, i int) *Decl // nil if they have no name
}

// entry is a Field of declarations of type D.
type entry[D any] struct {
	Field
	get   func(d *D) any
	set   func(d *D, x any)
	place func(d *D) any // a pointer to what it says, or to a copy
	holds holding
}

// holding says what there can be in the values of a type.
type holding struct{ conds, terms bool }

// one makes an entry of a single field.
func one[D, X any](name string, role Role, at func(d *D) *X) entry[D] {
	e := joint(name, role, func(d *D) X { return *at(d) }, func(d *D, x X) { *at(d) = x })
	e.place = func(d *D) any { return at(d) }
	return e
}

// joint makes an entry of fields that only together make sense.
func joint[D, X any](names string, role Role, get func(d *D) X, set func(d *D, x X)) entry[D] {
	return entry[D]{
		Field: Field{Name: names, Role: role},
		get:   func(d *D) any { return get(d) },
		set: func(d *D, x any) {
			var v X
			if x != nil { // no condition comes as nil
				v = x.(X)
			}
			set(d, v)
		},
		place: func(d *D) any {
			x := get(d)
			return &x
		},
		holds: holds[X](),
	}
}

func holds[X any]() holding {
	switch any(new(X)).(type) {
	case *Cond, *[]Cond, *Promise, *Trigger, *[]Step:
		return holding{conds: true}
	case **Amount, *Deadline:
		return holding{terms: true}
	}
	return holding{}
}

// termsOf calls add for each number of days at a place that can hold some.
func termsOf(at any, add func(Amount)) {
	var a *Amount
	switch x := at.(type) {
	case **Amount:
		a = *x
	case *Deadline:
		a = x.Within
	}
	if a != nil {
		add(*a)
	}
}

// condsOf calls add for each condition at a place that can hold some.
func condsOf(at any, add func(Cond)) {
	some := func(cs ...Cond) {
		for _, c := range cs {
			if c != nil {
				add(c)
			}
		}
	}
	switch x := at.(type) {
	case *Cond:
		some(*x)
	case *[]Cond:
		some(*x...)
	case *Promise:
		some(x.Ensure)
	case *Trigger:
		some(x.Once)
	case *[]Step:
		for i := range *x {
			some((*x)[i].Cond)
		}
	}
}

// reads says how a change of a field reads.
func (e entry[D]) reads(now, not string) entry[D] {
	e.Now, e.Not = now, not
	return e
}

// section makes a section of the list that all finds. decl is nil for entries without a name.
func section[D any](name, noun string, k Kind, all func(p *Pact) *[]D, decl func(d *D) *Decl, es ...entry[D]) Section {
	s := Section{Name: name, Noun: noun, Kind: k}
	s.Count = func(p *Pact) int { return len(*all(p)) }
	at := func(p *Pact, i int) *D { return &(*all(p))[i] }
	s.Decl = func(*Pact, int) *Decl { return nil }
	if decl != nil {
		s.Decl = func(p *Pact, i int) *Decl { return decl(at(p, i)) }
		es = append(named(decl), es...)
	}
	s.Add = func(p *Pact, d Decl) int {
		list := all(p)
		var x D
		if decl != nil {
			*decl(&x) = d
		}
		*list = append(*list, x)
		return len(*list) - 1
	}
	s.Fields = fields(at, es)
	return s
}

// named are the fields of Decl.
func named[D any](decl func(d *D) *Decl) []entry[D] {
	return []entry[D]{
		one("Name", Wording, func(d *D) *string { return &decl(d).Name }),
		one("Label", Wording, func(d *D) *string { return &decl(d).Label }),
		one("At", Place, func(d *D) *span { return &decl(d).At }),
		one("Cites", Backing, func(d *D) *[]Cite { return &decl(d).Cites }),
	}
}

func fields[D any](at func(p *Pact, i int) *D, es []entry[D]) []Field {
	var out []Field
	for _, e := range es {
		e.Get = func(p *Pact, i int) any { return e.get(at(p, i)) }
		e.Set = func(p *Pact, i int, x any) { e.set(at(p, i), x) }
		if e.holds.conds {
			e.Conds = func(p *Pact, i int, add func(Cond)) { condsOf(e.place(at(p, i)), add) }
		}
		if e.holds.terms {
			e.Terms = func(p *Pact, i int, add func(Amount)) { termsOf(e.place(at(p, i)), add) }
		}
		out = append(out, e.Field)
	}
	return out
}

// SectionOf gives the section of the things of a kind; nil for KindNone.
func SectionOf(k Kind) *Section {
	if k == KindNone || int(k) >= len(byKind) {
		return nil
	}
	return byKind[k]
}

var byKind = func() (out [KindReading + 1]*Section) {
	for i := range Sections {
		if k := Sections[i].Kind; k != KindNone {
			out[k] = &Sections[i]
		}
	}
	return out
}()

// eachField calls f for each field of each thing that the pact says, in order of the table.
func (p *Pact) eachField(f func(f *Field, i int)) {
	for i := range Sections {
		s := &Sections[i]
		for j := range s.Count(p) {
			for k := range s.Fields {
				f(&s.Fields[k], j)
			}
		}
	}
}

// Clone gives a pact that says the same and shares nothing with the first but the files it was read from.
func (p *Pact) Clone() *Pact {
	q := &Pact{}
	for i := range Sections {
		s := &Sections[i]
		for j := range s.Count(p) {
			if s.Add != nil {
				s.Add(q, Decl{})
			}
			for _, f := range s.Fields {
				f.Set(q, j, Rewriter{}.Rewrite(f.Get(p, j)))
			}
		}
	}
	return q
}
