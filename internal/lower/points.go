package lower

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// point lowers an open point: values of one kind, each once.
func (l *lowerer) point(d *syntax.OpenDecl) {
	p := &l.pact.Points[own[model.PointID](l, d)]
	l.partial[p.At] = len(d.Values) == 0
	var spans []source.Span
	for _, v := range d.Values {
		pv, kind, ok := l.pointValue(v)
		if !ok {
			l.partial[p.At] = true
			continue
		}
		if len(p.Values) == 0 {
			p.ValueKind = kind
		}
		if kind != p.ValueKind {
			l.fault("M016", v.Span(), fmt.Sprintf("the values begin with %s and go on with %s", valueKindWord(p.ValueKind), valueKindWord(kind)),
				"Let all values of an open point be words, or numbers, or durations.",
				diag.Related{Span: spans[0], Message: "the first value is here"})
			continue
		}
		if i := indexOf(p, pv); i >= 0 {
			l.listedTwice(pv.Text, v.Span(), spans[i])
			continue
		}
		p.Values, spans = append(p.Values, pv), append(spans, v.Span())
		if kind == model.Duration {
			l.durations = append(l.durations, written{pv.N, v.Span()})
		}
	}
	if len(p.Values) > maxValues {
		l.fault("M005", d.Name.Span(), fmt.Sprintf("there are %d values; the limit is %d", len(p.Values), maxValues),
			"Tell fewer cases apart.")
	}
}

func (l *lowerer) pointValue(v syntax.Value) (model.PointValue, model.PointValueKind, bool) {
	switch v := v.(type) {
	case *syntax.Word:
		return model.PointValue{Text: v.Text}, model.Word, v.Text != ""
	case *syntax.Number:
		return model.PointValue{Text: fmt.Sprint(v.N), N: v.N}, model.Number, true
	case *syntax.Duration:
		n, ok := l.writtenDays(v)
		return model.PointValue{Text: durationText(v), N: n}, model.Duration, ok
	}
	return model.PointValue{}, 0, false
}

// durationText is a duration as written, with single spaces.
func durationText(d *syntax.Duration) string {
	word := map[syntax.Unit]string{syntax.Day: "day", syntax.Week: "week", syntax.Month: "month", syntax.Year: "year"}[d.Unit]
	if d.N == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", d.N, word)
}

// indexOf finds a value of the point's own kind: words by their text, numbers and durations by their
// size, so that `1 month` is `30 days`.
func indexOf(p *model.Point, v model.PointValue) int {
	for i, w := range p.Values {
		if w.N == v.N && (p.ValueKind != model.Word || w.Text == v.Text) {
			return i
		}
	}
	return -1
}

// binding lowers POINT is V.
func (l *lowerer) binding(name *syntax.Ident, v syntax.Value) (model.Binding, bool) {
	pt, ok := id[model.PointID](l, name)
	if !ok {
		return model.Binding{}, false
	}
	i, ok := l.valueOfPoint(pt, v)
	return model.Binding{Point: pt, Value: i}, ok
}

// valueOfPoint finds which of the point's values is meant.
func (l *lowerer) valueOfPoint(pt model.PointID, v syntax.Value) (int, bool) {
	p := &l.pact.Points[pt]
	if _, bad := v.(*syntax.Bad); bad || v == nil || len(p.Values) == 0 {
		return 0, false
	}
	pv, kind, ok := l.pointValue(v)
	if !ok {
		return 0, false
	}
	if i := indexOf(p, pv); kind == p.ValueKind && i >= 0 {
		return i, true
	}
	words := make([]string, len(p.Values))
	for i, w := range p.Values {
		words[i] = w.Text
	}
	l.noSuchValue(p.Name, "open point", pv.Text, v.Span(), p.At, words)
	return 0, false
}

// noSuchValue reports a value that the thing never has, unless its values are not known in full.
func (l *lowerer) noSuchValue(name, kind, value string, at, declared source.Span, values []string) {
	if l.partial[declared] {
		return
	}
	all, near := fmt.Sprintf("It can be %s.", enumerate(values, "or")), values
	if startsWithDigit(value) {
		near = nil
	}
	l.misnamed("M006", at, value, near, fmt.Sprintf("the %s `%s` never is `%s`", kind, name, value), all,
		diag.Related{Span: declared, Message: fmt.Sprintf("`%s` is declared here", name)})
}

// startsWithDigit tells numbers and durations, of which a near one is no more likely meant, from words.
func startsWithDigit(s string) bool { return strings.TrimLeft(s, "0123456789") != s }

// bindings lowers fillings of open points, each of which is filled once.
func (l *lowerer) bindings(bs []*syntax.Binding, first map[model.PointID]*syntax.Binding) []model.Binding {
	var out []model.Binding
	for _, b := range bs {
		m, ok := l.binding(b.Point, b.Value)
		if !ok {
			continue
		}
		if f := first[m.Point]; f != nil {
			l.fault("M017", b.Span(), fmt.Sprintf("`%s` is filled twice", b.Point.Name), "Delete one of the two.",
				diag.Related{Span: f.Span(), Message: "it is filled here first"})
			continue
		}
		first[m.Point] = b
		out = append(out, m)
	}
	return out
}

func (l *lowerer) reading(d *syntax.ReadingDecl) {
	var bs []*syntax.Binding
	for _, it := range items(d.Block) {
		if b, ok := it.(*syntax.Binding); ok {
			bs = append(bs, b)
		}
	}
	l.pact.Readings[own[model.ReadingID](l, d)].Fixes = l.bindings(bs, map[model.PointID]*syntax.Binding{})
}
