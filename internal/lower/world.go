package lower

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// world fills in what others test or refer to: who belongs to whom, the values of facts, open points
// and decisions, who can do an act, and who is party to an instrument.
func (l *lowerer) world() {
	for _, d := range l.names.Decls {
		switch d := d.(type) {
		case *syntax.PartyDecl:
			l.pact.Actors[own[model.ActorID](l, d)].Plural = d.Plural
		case *syntax.BodyDecl:
			l.body(d)
		case *syntax.SourceDecl:
			l.source(d)
		case *syntax.FactDecl:
			l.fact(d)
		case *syntax.OpenDecl:
			l.point(d)
		case *syntax.ActDecl:
			l.pact.Acts[own[model.ActID](l, d)].By = listOf[model.ActorID](l, d.Name.Span(), d.By)
		case *syntax.DecisionDecl:
			l.decides(d)
		case *syntax.InstrumentDecl:
			l.between(d)
		}
	}
	l.relayRings()
}

func (l *lowerer) body(d *syntax.BodyDecl) {
	a := &l.pact.Actors[own[model.ActorID](l, d)]
	a.Plural = d.Plural
	if d.Of == nil {
		return
	}
	if of, ok := id[model.ActorID](l, d.Of); ok {
		a.Of = of
	}
}

func (l *lowerer) fact(d *syntax.FactDecl) {
	f := &l.pact.Facts[own[model.FactID](l, d)]
	if d.Low != nil || d.High != nil {
		l.counter(f, d)
		return
	}
	f.Values = l.words(d.Values, d.Name.Span())
}

func (l *lowerer) counter(f *model.Fact, d *syntax.FactDecl) {
	if d.Low == nil || d.High == nil {
		return
	}
	f.Low, f.High = d.Low.N, d.High.N
	switch {
	case f.Low > f.High:
		l.fault("M004", d.High.Span(), fmt.Sprintf("the counter runs backwards, from %d to %d", f.Low, f.High),
			"Put the smaller number first.")
	case f.Size() > maxCounter:
		l.fault("M005", d.Name.Span(), fmt.Sprintf("the counter has %d values; the limit is %d", f.Size(), maxCounter),
			"Count in coarser steps: thousands, percents, instalments.")
	}
}

// words lowers the list of values of the thing declared at a place; each stands once. It never is nil:
// that would be a counter.
func (l *lowerer) words(ws []*syntax.Word, at source.Span) []string {
	first := map[string]*syntax.Word{}
	out := []string{}
	l.partial[at] = l.partial[at] || len(ws) == 0
	for _, w := range ws {
		if w.Text == "" {
			l.partial[at] = true
			continue
		}
		if f := first[w.Text]; f != nil {
			l.listedTwice(w.Text, w.Span(), f.Span())
			continue
		}
		first[w.Text] = w
		out = append(out, w.Text)
	}
	if len(out) > maxValues {
		l.fault("M005", ws[maxValues].Span(), fmt.Sprintf("there are %d values; the limit is %d", len(out), maxValues),
			"Tell fewer cases apart, or make it a counter.")
	}
	return out
}

// decides fills in who decides what. A value called like a status of decisions could not be told from it.
func (l *lowerer) decides(d *syntax.DecisionDecl) {
	it := only[*syntax.DecidesItem](d.Block)
	if it == nil {
		l.partial[d.Name.Span()] = true
		return
	}
	dec := &l.pact.Decisions[own[model.DecisionID](l, d)]
	dec.By = listOf[model.ActorID](l, dec.At, it.Actors)
	dec.Values = l.words(it.Values, dec.At)
	for _, w := range it.Values {
		if slices.Contains(statuses[resolve.Decision], w.Text) {
			l.fault("M008", w.Span(), fmt.Sprintf("`%s` is a status every decision can have", w.Text),
				"Give the value another name.")
		}
	}
}

func (l *lowerer) between(d *syntax.InstrumentDecl) {
	it := only[*syntax.BetweenItem](d.Block)
	if it == nil {
		l.partial[d.Name.Span()] = true
		return
	}
	l.pact.Instruments[own[model.InstrumentID](l, d)].Between = listOf[model.ActorID](l, d.Name.Span(), it.Parties)
}
