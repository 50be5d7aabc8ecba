package lower

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

func (l *lowerer) act(d *syntax.ActDecl) {
	a := &l.pact.Acts[own[model.ActID](l, d)]
	if it := only[*syntax.WhenItem](d.Block); it != nil {
		a.When = l.cond(it.Cond, nil)
	}
	a.Irreversible = only[*syntax.IrreversibleItem](d.Block) != nil
	for _, it := range items(d.Block) {
		if e, ok := l.change(it); ok {
			a.Effects = append(a.Effects, e)
		}
	}
}

// change lowers an item that changes a fact; all others are not ok.
func (l *lowerer) change(it syntax.Item) (model.Effect, bool) {
	switch it := it.(type) {
	case *syntax.BecomesItem:
		f, v, ok := l.becomes(it)
		return model.Effect{Fact: f, Op: model.Becomes, Amount: model.Fixed(v)}, ok
	case *syntax.RisesItem:
		return l.moves(it.Fact, model.Rises, it.Amount)
	case *syntax.FallsItem:
		return l.moves(it.Fact, model.Falls, it.Amount)
	}
	return model.Effect{}, false
}

func (l *lowerer) becomes(it *syntax.BecomesItem) (model.FactID, int, bool) {
	f, ok := id[model.FactID](l, it.Fact)
	if !ok {
		return 0, 0, false
	}
	v, ok := l.valueOfFact(f, it.Value)
	return f, v, ok
}

// moves lowers `rises by` and `falls by`.
func (l *lowerer) moves(name *syntax.Ident, op model.EffectOp, q syntax.Quantity) (model.Effect, bool) {
	f, ok := id[model.FactID](l, name)
	if !ok {
		return model.Effect{}, false
	}
	fact := &l.pact.Facts[f]
	if fact.Values != nil {
		if l.partial[fact.At] {
			return model.Effect{}, false
		}
		l.fault("M014", name.Span(), fmt.Sprintf("`%s` is no counter: it cannot rise or fall", fact.Name),
			fmt.Sprintf("Write `%s becomes VALUE`, or declare it as a counter: `fact %s 0..5`.", fact.Name, fact.Name),
			diag.Related{Span: fact.At, Message: "the fact is declared here"})
		return model.Effect{}, false
	}
	n := l.number(q)
	if n == nil || !l.neverZero(n, q.Span(), "a change by 0 changes nothing") {
		return model.Effect{}, false
	}
	if least, _ := l.bounds(*n); fact.Low <= fact.High && least > fact.High-fact.Low {
		l.fault("M014", q.Span(), fmt.Sprintf("`%s` counts from %d to %d: a change by %d is never possible", fact.Name, fact.Low, fact.High, least),
			"Change by less, or let the counter go further.", diag.Related{Span: fact.At, Message: "the counter is declared here"})
		return model.Effect{}, false
	}
	return model.Effect{Fact: f, Op: op, Amount: *n}, true
}

// valueOfFact finds the index of a value of an enumeration, or the number of a counter.
func (l *lowerer) valueOfFact(id model.FactID, v syntax.Value) (int, bool) {
	f := &l.pact.Facts[id]
	if _, bad := v.(*syntax.Bad); bad || v == nil {
		return 0, false
	}
	if f.Values == nil {
		return l.valueOfCounter(f, v)
	}
	text := valueText(v)
	for i, w := range f.Values {
		if w == text {
			return i, true
		}
	}
	l.noSuchValue(f.Name, "fact", text, v.Span(), f.At, f.Values)
	return 0, false
}

func (l *lowerer) valueOfCounter(f *model.Fact, v syntax.Value) (int, bool) {
	if f.High < f.Low || f.Size() > maxCounter {
		return 0, false
	}
	n, ok := v.(*syntax.Number)
	if ok && n.N >= f.Low && n.N <= f.High {
		return n.N, true
	}
	l.fault("M006", v.Span(), fmt.Sprintf("the counter `%s` never is `%s`", f.Name, valueText(v)),
		fmt.Sprintf("It can be a number from %d to %d.", f.Low, f.High),
		diag.Related{Span: f.At, Message: "the counter is declared here"})
	return 0, false
}

// valueText is a value for messages and for comparing words.
func valueText(v syntax.Value) string {
	switch v := v.(type) {
	case *syntax.Word:
		return v.Text
	case *syntax.Number:
		return fmt.Sprint(v.N)
	case *syntax.Duration:
		return durationText(v)
	}
	return ""
}
