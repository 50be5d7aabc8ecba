// Package sources says where what a pact states comes from: which sources each declaration is cited from, how near it stands to
// them, and to whom they go back through what they relay.
//
// Input: a pact, and, for the documents themselves, a way to read them. Output: a Survey and what some declarations rest
// on (Basis), as plain data, and both as a doc.Document. Nothing is judged true here: who repeats a report adds no origin to it, as in
// the evaluation of evidence by provenance rather than by count (docs/sources.md).
package sources

import (
	"cmp"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Grade is how well one declaration is founded, the best first.
type Grade uint8

// The grades. Cited is a citation of which the author did not say how near it is.
const (
	Quoted Grade = iota
	Paraphrased
	Cited
	Alleged
	Inferred
	Uncited
)

// gradeOf is the grade that a kind of citation gives.
func gradeOf(k model.CiteKind) Grade {
	return map[model.CiteKind]Grade{model.Quoted: Quoted, model.Paraphrased: Paraphrased, model.Unstated: Cited,
		model.Alleged: Alleged, model.Inferred: Inferred}[k]
}

// Ground is what one declaration, purpose, position, preference or statement of odds rests on.
type Ground struct {
	Thing   Thing
	Cites   []model.Cite
	Grade   Grade            // of its nearest citation
	Origins []model.SourceID // independent ones that its citations go back to; see Independent
	Named   bool             // somebody stands for it by name: a source at an end of its chains is not unnamed
}

// Thing is what can be cited: a declaration, or a purpose, a position, a preference or odds, which have no name to refer to.
type Thing struct {
	Ref        model.Ref // KindNone for the others
	Purpose    int       // or None
	Position   int       // or None
	Preference int       // or None
	Odds       int       // or None
	Chance     int       // or None
}

func declared(r model.Ref) Thing {
	return Thing{r, model.None, model.None, model.None, model.None, model.None}
}

// nameless makes a thing without a name.
func nameless(set func(*Thing)) Thing {
	x := declared(model.Ref{})
	set(&x)
	return x
}

func purpose(i int) Thing    { return nameless(func(x *Thing) { x.Purpose = i }) }
func position(i int) Thing   { return nameless(func(x *Thing) { x.Position = i }) }
func preference(i int) Thing { return nameless(func(x *Thing) { x.Preference = i }) }
func oddsOf(i int) Thing     { return nameless(func(x *Thing) { x.Odds = i }) }
func chanceOf(i int) Thing   { return nameless(func(x *Thing) { x.Chance = i }) }

// cites are the citations of a thing.
func cites(p *model.Pact, x Thing) []model.Cite {
	switch {
	case x.Purpose != model.None:
		return p.Purposes[x.Purpose].Cites
	case x.Position != model.None:
		return p.Positions[x.Position].Cites
	case x.Preference != model.None:
		return p.Preferences[x.Preference].Cites
	case x.Odds != model.None:
		return p.Odds[x.Odds].Cites
	case x.Chance != model.None:
		return p.Chances[x.Chance].Cites
	}
	return p.Declaration(x.Ref).Cites
}

// groundOf follows the citations of a thing to their origins.
func groundOf(p *model.Pact, x Thing) Ground {
	g := Ground{Thing: x, Cites: cites(p, x), Grade: Uncited}
	var from []model.SourceID
	for _, c := range g.Cites {
		g.Grade = min(g.Grade, gradeOf(c.Kind))
		from = append(from, c.Source)
		for _, o := range p.Origins(c.Source) {
			g.Named = g.Named || !p.Sources[o].Unnamed
		}
	}
	g.Origins = Independent(p, distinct(from))
	return g
}

// distinct are the sources of a list, in order of declaration.
func distinct(ids []model.SourceID) []model.SourceID {
	out := slices.Clone(ids)
	slices.Sort(out)
	return slices.Compact(out)
}

// OfPosition is what a position rests on.
func OfPosition(p *model.Pact, i int) Ground { return groundOf(p, position(i)) }

// OfPurpose is what a purpose rests on.
func OfPurpose(p *model.Pact, i int) Ground { return groundOf(p, purpose(i)) }

// Of is what one declaration rests on.
func Of(p *model.Pact, r model.Ref) Ground { return groundOf(p, declared(r)) }

// worse orders grounds: the worse founded first. Of one grade that is worse for which nobody stands by name, then that of fewer
// origins.
func worse(a, b Ground) int {
	named := map[bool]int{false: 0, true: 1}
	return cmp.Or(cmp.Compare(b.Grade, a.Grade), cmp.Compare(named[a.Named], named[b.Named]), cmp.Compare(len(a.Origins), len(b.Origins)))
}

// Footing is what several declarations rest on together: no better than the worst founded of them.
type Footing struct {
	Grounds []Ground         // the worst founded first
	Origins []model.SourceID // independent ones of all of them together
}

// Basis is what some declarations rest on; what cannot be cited (the outsider, sources themselves) is passed over.
func Basis(p *model.Pact, refs []model.Ref) Footing {
	var things []Thing
	for _, r := range refs {
		things = append(things, declared(r))
	}
	return basis(p, things)
}

func basis(p *model.Pact, things []Thing) Footing {
	var f Footing
	seen := map[Thing]bool{}
	for _, x := range things {
		if seen[x] || x == declared(x.Ref) && !citable(p, x.Ref) {
			continue
		}
		seen[x] = true
		f.Grounds = append(f.Grounds, groundOf(p, x))
	}
	var from []model.SourceID
	for _, c := range f.Cites() {
		from = append(from, c.Source)
	}
	f.Origins = Independent(p, distinct(from))
	slices.SortStableFunc(f.Grounds, worse)
	return f
}

// citable reports whether something is declared that can be cited.
func citable(p *model.Pact, r model.Ref) bool {
	return r.Kind != model.KindNone && r.Kind != model.KindSource && r != model.Ref{Kind: model.KindActor, Index: int(model.Outsider)} &&
		p.Declaration(r) != nil
}

// Grade is that of the worst founded; Uncited if there is nothing to be founded.
func (f *Footing) Grade() Grade {
	if len(f.Grounds) == 0 {
		return Uncited
	}
	return f.Grounds[0].Grade
}

// Cites are the citations of all of it, without those that are said twice.
func (f *Footing) Cites() []model.Cite {
	var out []model.Cite
	for _, g := range f.Grounds {
		for _, c := range g.Cites {
			if !slices.ContainsFunc(out, func(d model.Cite) bool {
				return c.Source == d.Source && c.Kind == d.Kind && slices.Equal(c.Paragraphs, d.Paragraphs)
			}) {
				out = append(out, c)
			}
		}
	}
	return out
}

// Compare orders footings: the better founded first.
func Compare(a, b *Footing) int {
	if len(a.Grounds) == 0 || len(b.Grounds) == 0 {
		return cmp.Compare(len(b.Grounds), len(a.Grounds))
	}
	for i := range min(len(a.Grounds), len(b.Grounds)) {
		if c := worse(b.Grounds[i], a.Grounds[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a.Grounds), len(b.Grounds))
}
