package compare

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

func everything(t *testing.T) *model.Pact {
	t.Helper()
	r := load.Source("everything.pact", sample.Everything)
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	return r.Pact
}

// told is all that a comparison says of the text of two drafts, before anything is run.
func told(t *testing.T, old, new *model.Pact) []string {
	t.Helper()
	m, err := match(old, new, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	changes, reworded := m.changes()
	for _, c := range changes {
		out = append(out, c.Text)
	}
	for range reworded {
		out = append(out, "another label")
	}
	return slices.Concat(out, m.timeWords(gcd(old.TickDays(), new.TickDays())), m.besideWords())
}

// variants are values like x in all but one place: each place that can be reached, in turn.
func variants(p *model.Pact, v reflect.Value) []reflect.Value {
	made := func(change func(w reflect.Value)) reflect.Value {
		w := reflect.New(v.Type()).Elem()
		w.Set(v)
		change(w)
		return w
	}
	switch x := v.Interface().(type) {
	case source.Span:
		return []reflect.Value{reflect.ValueOf(source.Span{Start: x.Start + 1, End: x.End + 1, File: x.File})}
	case model.Date:
		return []reflect.Value{reflect.ValueOf(model.Date{Time: x.Add(24 * time.Hour)})}
	case model.Ref:
		if x.Kind == model.KindNone {
			return nil
		}
		x.Index = (x.Index + 1) % p.Count(x.Kind)
		return []reflect.Value{reflect.ValueOf(x)}
	case model.PowerEffect: // what follows is on an instrument, or else the other fields have to change with it
		if x > model.Terminate {
			return nil
		}
		return []reflect.Value{reflect.ValueOf((x + 1) % (model.Terminate + 1))}
	}
	var out []reflect.Value
	switch v.Kind() {
	case reflect.String:
		out = append(out, made(func(w reflect.Value) { w.SetString(w.String() + "x") }))
	case reflect.Bool:
		out = append(out, made(func(w reflect.Value) { w.SetBool(!w.Bool()) }))
	case reflect.Uint8:
		out = append(out, made(func(w reflect.Value) { w.SetUint(uint64(otherNumber(p, reflect.ValueOf(int(w.Uint()))))) }))
	case reflect.Int:
		out = append(out, made(func(w reflect.Value) { w.SetInt(otherNumber(p, w)) }))
	case reflect.Struct:
		for i := range v.NumField() {
			for _, part := range variants(p, v.Field(i)) {
				out = append(out, made(func(w reflect.Value) { w.Field(i).Set(part) }))
			}
		}
	case reflect.Slice:
		switch v.Interface().(type) {
		case []string, []model.PointValue: // what is one value fewer may be spoken of
		default:
			if v.Len() > 0 {
				out = append(out, v.Slice(0, v.Len()-1))
			}
		}
		for i := range v.Len() {
			for _, part := range variants(p, v.Index(i)) {
				w := reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v)
				w.Index(i).Set(part)
				out = append(out, w)
			}
		}
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		for _, part := range variants(p, v.Elem()) {
			w := reflect.New(part.Type())
			w.Elem().Set(part)
			out = append(out, w)
		}
	case reflect.Interface:
		if !v.IsNil() {
			out = variants(p, v.Elem())
		}
	default:
		panic(v.Type())
	}
	return out
}

// otherNumber is another thing of the same kind, or another small number.
func otherNumber(p *model.Pact, v reflect.Value) int64 {
	kinds := map[reflect.Type]model.Kind{reflect.TypeFor[model.ActorID](): model.KindActor, reflect.TypeFor[model.SourceID](): model.KindSource,
		reflect.TypeFor[model.FactID](): model.KindFact, reflect.TypeFor[model.ActID](): model.KindAct, reflect.TypeFor[model.DecisionID](): model.KindDecision,
		reflect.TypeFor[model.InstrumentID](): model.KindInstrument, reflect.TypeFor[model.DutyID](): model.KindDuty, reflect.TypeFor[model.BanID](): model.KindBan,
		reflect.TypeFor[model.PowerID](): model.KindPower, reflect.TypeFor[model.PointID](): model.KindPoint, reflect.TypeFor[model.ReadingID](): model.KindReading}
	if k, ok := kinds[v.Type()]; ok {
		return (v.Int() + 1) % int64(p.Count(k))
	}
	if v.Int() == 0 {
		return 1
	}
	return v.Int() - 1
}

// saysTheSame reports whether a variant differs only in what has no use: the target of a power that excuses, the
// words in which a number of days is written.
func saysTheSame(f *model.Field, p, q *model.Pact, i int) bool {
	same := model.Rewriter{Placeless: true}
	return reflect.DeepEqual(tidy(same.Rewrite(f.Get(p, i))), tidy(same.Rewrite(f.Get(q, i))))
}

// Whatever a pact says, in whatever place, if it is another in the new draft, the comparison says so. What
// makes no difference is what follows from other fields, and where in the file things stand.
func TestNoFieldIsOverlooked(t *testing.T) {
	p := everything(t)
	if got := told(t, p, p.Clone()); len(got) > 0 {
		t.Fatalf("a draft differs from itself: %q", got)
	}
	tried := 0
	for k := range model.Sections {
		s := &model.Sections[k]
		for _, f := range s.Fields {
			silent := f.Role == model.Place || f.Role == model.Derived
			for i := range s.Count(p) {
				x := f.Get(p, i)
				if x == nil || s.Kind == model.KindActor && model.ActorID(i) == model.Outsider {
					continue
				}
				for _, other := range variants(p, reflect.ValueOf(x)) {
					q := p.Clone()
					f.Set(q, i, other.Interface())
					if saysTheSame(&f, p, q, i) && !silent {
						continue
					}
					tried++
					got := told(t, p, q)
					if (len(got) == 0) != silent {
						t.Errorf("%s.%s of %d: %+v instead of %+v gives %q", s.Name, f.Name, i, other, x, got)
					}
					for _, line := range got {
						if f.Name != "Name" && s.Kind != model.KindPoint && strings.HasSuffix(line, " has changed") && q.Validate() == nil {
							t.Errorf("%s.%s of %d: %+v instead of %+v has no words: %q", s.Name, f.Name, i, other, x, line)
						}
					}
				}
			}
		}
	}
	t.Logf("%d changes tried", tried)
}
