package compare

import (
	"reflect"

	"github.com/servanda-lang/servanda/model"
)

// A translator puts other numbers in the place of those by which a piece of a model refers to things, all
// through conditions, amounts and lists. It is asked for each reference, with the value that is spoken of
// (-1 if none is), and gives the numbers to use. References to nothing stay as they are, and so does what
// stands in a declaration itself: name, label, place, sources.
type translator struct {
	refer  func(ref model.Ref, value int) (index, newValue int)
	settle func(model.Amount) model.Amount // of amounts that an open point gives; nil to leave them open
}

// translated gives a copy of x with other numbers.
func translated[T any](x T, t translator) T {
	return t.rewrite(reflect.ValueOf(&x).Elem()).Interface().(T)
}

// references lists the things that x speaks of, with the value, -1 if none, that it speaks of.
func references[T any](x T) []reference {
	var out []reference
	translated(x, translator{refer: func(ref model.Ref, value int) (int, int) {
		out = append(out, reference{ref, value})
		return ref.Index, value
	}})
	return out
}

type reference struct {
	model.Ref
	value int
}

// kindOf says which things a number of a type stands for.
var kindOf = map[reflect.Type]model.Kind{
	reflect.TypeFor[model.ActorID]():      model.KindActor,
	reflect.TypeFor[model.FactID]():       model.KindFact,
	reflect.TypeFor[model.ActID]():        model.KindAct,
	reflect.TypeFor[model.DecisionID]():   model.KindDecision,
	reflect.TypeFor[model.InstrumentID](): model.KindInstrument,
	reflect.TypeFor[model.DutyID]():       model.KindDuty,
	reflect.TypeFor[model.BanID]():        model.KindBan,
	reflect.TypeFor[model.PowerID]():      model.KindPower,
	reflect.TypeFor[model.PointID]():      model.KindPoint,
}

// rewrite makes the copy. What is met in a model are structs, slices, pointers to amounts and dates,
// conditions (structs in an interface), and plain values.
func (t translator) rewrite(v reflect.Value) reflect.Value {
	if k, ok := kindOf[v.Type()]; ok {
		return t.number(v, k)
	}
	switch v.Kind() {
	case reflect.Struct:
		return t.structure(v)
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(t.rewrite(v.Index(i)))
		}
		return out
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return v
		}
		inner := t.rewrite(v.Elem())
		out := reflect.New(v.Type()).Elem()
		if v.Kind() == reflect.Interface {
			out.Set(inner)
			return out
		}
		p := reflect.New(v.Type().Elem())
		p.Elem().Set(inner)
		return p
	}
	return v
}

func (t translator) number(v reflect.Value, k model.Kind) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.SetInt(v.Int())
	if v.Int() != model.None {
		i, _ := t.refer(model.Ref{Kind: k, Index: int(v.Int())}, -1)
		out.SetInt(int64(i))
	}
	return out
}

// structure rewrites field by field, but for those that speak of a value of a thing.
func (t translator) structure(v reflect.Value) reflect.Value {
	pick := func(k model.Kind, index, value int) (int, int) {
		return t.refer(model.Ref{Kind: k, Index: index}, value)
	}
	switch x := v.Interface().(type) {
	case model.Decl, model.Date:
		return v
	case model.Ref:
		if x.Kind != model.KindNone {
			x.Index, _ = t.refer(x, -1)
		}
		return reflect.ValueOf(x)
	case model.Amount:
		if t.settle != nil {
			return reflect.ValueOf(t.settle(x))
		}
	case model.FactIs:
		i, n := pick(model.KindFact, int(x.Fact), x.Value)
		return reflect.ValueOf(model.FactIs{Fact: model.FactID(i), Value: n})
	case model.PointIs:
		i, n := pick(model.KindPoint, int(x.Point), x.Value)
		return reflect.ValueOf(model.PointIs{Point: model.PointID(i), Value: n})
	case model.DecisionIs:
		if x.Status == model.Decided {
			i, n := pick(model.KindDecision, int(x.Decision), x.Value)
			return reflect.ValueOf(model.DecisionIs{Decision: model.DecisionID(i), Status: x.Status, Value: n})
		}
	case model.Effect:
		if x.Op == model.Becomes && x.Amount.Point == model.None {
			i, n := pick(model.KindFact, int(x.Fact), x.Amount.N)
			return reflect.ValueOf(model.Effect{Fact: model.FactID(i), Op: x.Op, Amount: model.Fixed(n)})
		}
	case powerDoes:
		if x.Effect == model.SetFact {
			i, n := pick(model.KindFact, int(x.Fact), x.Value)
			x.Fact, x.Value = model.FactID(i), n
			return reflect.ValueOf(x)
		}
	}
	out := reflect.New(v.Type()).Elem()
	for i := range v.NumField() {
		out.Field(i).Set(t.rewrite(v.Field(i)))
	}
	return out
}
