package model_test

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

func everything(t *testing.T) *model.Pact {
	t.Helper()
	r := load.Source("everything.pact", sample.Everything)
	if r.Pact == nil || len(r.Diagnostics) > 0 {
		t.Fatal(r.Diagnostics)
	}
	return r.Pact
}

// fieldNames lists the fields of a type, those of embedded types in their place.
func fieldNames(of reflect.Type) []string {
	var out []string
	for _, f := range reflect.VisibleFields(of) {
		if !f.Anonymous {
			out = append(out, f.Name)
		}
	}
	return out
}

func covered(s *model.Section) []string {
	var out []string
	for _, f := range s.Fields {
		out = append(out, strings.Fields(f.Name)...)
	}
	return out
}

func sameNames(t *testing.T, what string, table, types []string) {
	t.Helper()
	slices.Sort(table)
	slices.Sort(types)
	if !slices.Equal(table, types) {
		t.Errorf("%s: the table has %v, the type %v", what, table, types)
	}
}

// Every field of the pact and of whatever it lists stands in the table exactly once.
func TestEveryFieldIsInTheTable(t *testing.T) {
	pact := reflect.TypeFor[model.Pact]()
	var lists []string
	for i := range model.Sections {
		s := &model.Sections[i]
		if s.Name == "" {
			lists = append(lists, covered(s)...)
			continue
		}
		lists = append(lists, s.Name)
		f, ok := pact.FieldByName(s.Name)
		if !ok {
			t.Errorf("the pact has no %s", s.Name)
			continue
		}
		sameNames(t, s.Name, covered(s), fieldNames(f.Type.Elem()))
	}
	sameNames(t, "the pact", lists, fieldNames(pact))
	for k := model.KindNone + 1; k <= model.KindReading; k++ {
		if s := model.SectionOf(k); s == nil || s.Kind != k {
			t.Errorf("kind %d has no section", k)
		}
	}
}

// What a comparison tells of has words to tell it in.
func TestWhatHasAMeaningHasWords(t *testing.T) {
	for i := range model.Sections {
		s := &model.Sections[i]
		for _, f := range s.Fields {
			want := f.Role == model.Meaning && s.Name != ""
			if (f.Now != "") != want || (f.Not != "") != want {
				t.Errorf("%s.%s: %q, %q", s.Name, f.Name, f.Now, f.Not)
			}
		}
	}
}

// The sample leaves no field empty and no kind of condition out, so that tests that go by it miss nothing.
func TestTheSampleSaysEverything(t *testing.T) {
	p := everything(t)
	kinds := map[string]bool{}
	for _, c := range p.Conditions() {
		model.Visit(c, func(c model.Cond) { kinds[reflect.TypeOf(c).Name()] = true })
	}
	text, err := os.ReadFile("cond.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^func \((\w+)\) cond\(\)`).FindAllStringSubmatch(string(text), -1) {
		if !kinds[m[1]] && m[1] != "True" && m[1] != "False" {
			t.Errorf("no condition %s in the sample", m[1])
		}
	}
	for i := range model.Sections {
		s := &model.Sections[i]
		for _, f := range s.Fields {
			if !slices.ContainsFunc(parts(p, s, f), func(v reflect.Value) bool { return !v.IsZero() }) {
				t.Errorf("%s.%s is empty in the sample", s.Name, f.Name)
			}
		}
	}
}

// parts are the values of a field in all entries; of one that covers several, each part only once every
// part is said somewhere.
func parts(p *model.Pact, s *model.Section, f model.Field) []reflect.Value {
	var out []reflect.Value
	for i := range s.Count(p) {
		x := f.Get(p, i)
		if x == nil {
			continue
		}
		v := reflect.ValueOf(x)
		if strings.Contains(f.Name, " ") {
			for j := range v.NumField() {
				out = append(out, v.Field(j))
			}
			continue
		}
		out = append(out, v)
	}
	return out
}

type mention struct {
	model.Ref
	value int
}

// mentions are the references that the rewriter comes by.
func mentions(x any) []mention {
	var out []mention
	model.Rewriter{Ref: func(r model.Ref, value int) (int, int) {
		out = append(out, mention{r, value})
		return r.Index, value
	}}.Rewrite(x)
	return out
}

// The subject of a simple condition is what the rewriter comes by first.
func TestTheSubjectIsTheFirstReference(t *testing.T) {
	for _, c := range everything(t).Conditions() {
		model.Visit(c, func(c model.Cond) {
			ref, ok := model.Subject(c)
			switch c.(type) {
			case model.And, model.Or, model.Not, model.Done:
				if ok {
					t.Errorf("%#v has the subject %v", c, ref)
				}
			default:
				if m := mentions(c); !ok || m[0].Ref != ref {
					t.Errorf("%#v has the subject %v, but speaks of %v", c, ref, m)
				}
			}
		})
	}
}

// reflected finds references by the types of what is met.
func reflected(v reflect.Value, inStep bool, found func(model.Ref)) {
	names := map[string]model.Kind{"ActorID": model.KindActor, "SourceID": model.KindSource, "FactID": model.KindFact,
		"ActID": model.KindAct, "DecisionID": model.KindDecision, "InstrumentID": model.KindInstrument, "DutyID": model.KindDuty,
		"BanID": model.KindBan, "PowerID": model.KindPower, "PointID": model.KindPoint, "ReadingID": model.KindReading}
	if v.Type() == reflect.TypeFor[model.Date]() {
		return
	}
	switch v.Kind() {
	case reflect.Int:
		k, ok := names[v.Type().Name()]
		if !ok && strings.HasSuffix(v.Type().Name(), "ID") {
			panic(v.Type().Name() + " is an index that this test does not know")
		}
		if ok && v.Int() != model.None && (v.Int() != 0 || !inStep) { // unused fields of a step are 0
			found(model.Ref{Kind: k, Index: int(v.Int())})
		}
	case reflect.Struct:
		if r, ok := v.Interface().(model.Ref); ok {
			if r.Kind != model.KindNone {
				found(r)
			}
			return
		}
		for i := range v.NumField() {
			reflected(v.Field(i), inStep || v.Type() == reflect.TypeFor[model.Step](), found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			reflected(v.Index(i), inStep, found)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*model.Date]() {
			reflected(v.Elem(), inStep, found)
		}
	}
}

func isPlace(f model.Field) bool { return f.Role == model.Place }

// Whatever is an index in a field, however deep, is shown to the rewriter.
func TestEveryReferenceIsSeen(t *testing.T) {
	p := everything(t)
	for i := range model.Sections {
		s := &model.Sections[i]
		for _, f := range slices.DeleteFunc(slices.Clone(s.Fields), isPlace) {
			for j := range s.Count(p) {
				x := f.Get(p, j)
				if x == nil {
					continue
				}
				seen := mentions(x)
				reflected(reflect.ValueOf(x), false, func(r model.Ref) {
					if !slices.ContainsFunc(seen, func(m mention) bool { return m.Ref == r }) {
						t.Errorf("%s.%s of %d: %v is not seen in %#v", s.Name, f.Name, j, r, x)
					}
				})
			}
		}
	}
}

// A copy is the same, and what is changed in it changes nothing in what it was made of.
func TestACloneIsACopy(t *testing.T) {
	p, other := everything(t), everything(t)
	q := p.Clone()
	for i := range model.Sections {
		s := &model.Sections[i]
		if s.Count(p) != s.Count(q) {
			t.Fatalf("%d %s became %d", s.Count(p), s.Name, s.Count(q))
		}
		for _, f := range s.Fields {
			for j := range s.Count(p) {
				if x, y := f.Get(p, j), f.Get(q, j); !reflect.DeepEqual(x, y) {
					t.Errorf("%s.%s: %#v became %#v", s.Name, f.Name, x, y)
				}
			}
		}
	}
	scramble(reflect.ValueOf(q).Elem())
	if !reflect.DeepEqual(p, other) {
		t.Error("a change of the copy shows in the original")
	}
}

// scramble writes over whatever can be reached without an interface, which holds conditions: those are values.
func scramble(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[source.Span]() || v.Type() == reflect.TypeFor[model.Date]() {
			v.SetZero()
			return
		}
		for i := range v.NumField() {
			scramble(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			scramble(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			scramble(v.Elem())
		}
	default:
		v.SetZero()
	}
}

// spoiled puts 999 in the place of the nth reference of a field, or of the value that it speaks of.
func spoiled(x any, n int, inValue bool) any {
	i := -1
	return model.Rewriter{Ref: func(r model.Ref, value int) (int, int) {
		i++
		switch {
		case i == n && inValue:
			return r.Index, 999
		case i == n:
			return 999, value
		}
		return r.Index, value
	}}.Rewrite(x)
}

// The conditions and the numbers of days that a field gives are those that stand in it, all of them.
func TestEveryConditionAndTermIsGiven(t *testing.T) {
	p := everything(t)
	for i := range model.Sections {
		s := &model.Sections[i]
		for _, f := range s.Fields {
			for j := range s.Count(p) {
				var want, got []model.Cond
				if x := f.Get(p, j); x != nil {
					conditionsIn(reflect.ValueOf(x), func(c model.Cond) { want = append(want, c) })
				}
				if f.Conds != nil {
					f.Conds(p, j, func(c model.Cond) { got = append(got, c) })
				}
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s.%s of %d: %v, want %v", s.Name, f.Name, j, got, want)
				}
				var terms, given []model.Amount
				model.Rewriter{Amount: func(a model.Amount, k model.PointValueKind) model.Amount {
					if k == model.Duration {
						terms = append(terms, a)
					}
					return a
				}}.Rewrite(f.Get(p, j))
				if f.Terms != nil {
					f.Terms(p, j, func(a model.Amount) { given = append(given, a) })
				}
				if !slices.Equal(terms, given) {
					t.Errorf("%s.%s of %d: days %v, want %v", s.Name, f.Name, j, given, terms)
				}
			}
		}
	}
}

func conditionsIn(v reflect.Value, found func(model.Cond)) {
	if c, ok := v.Interface().(model.Cond); ok {
		found(c)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[source.Span]() || v.Type() == reflect.TypeFor[model.Date]() {
			return
		}
		for i := range v.NumField() {
			conditionsIn(v.Field(i), found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			conditionsIn(v.Index(i), found)
		}
	}
}

// Each reference of each field that leads nowhere is a fault of the pact, and so is each value there is not.
func TestNoReferenceLeadsNowhere(t *testing.T) {
	whole := everything(t)
	if err := whole.Validate(); err != nil {
		t.Fatal(err)
	}
	for i := range model.Sections {
		s := &model.Sections[i]
		for _, f := range s.Fields {
			for j := range s.Count(whole) {
				x := f.Get(whole, j)
				for n, m := range mentions(x) {
					f.Set(whole, j, spoiled(x, n, false))
					if whole.Validate() == nil {
						t.Errorf("%s.%s of %d: %v can be anything", s.Name, f.Name, j, m)
					}
					f.Set(whole, j, spoiled(x, n, true))
					if m.value != model.NoValue && whole.Validate() == nil {
						t.Errorf("%s.%s of %d: %v can have any value", s.Name, f.Name, j, m)
					}
					f.Set(whole, j, x)
				}
			}
		}
	}
}
