package syntax_test

import (
	"reflect"
	"testing"

	"github.com/servanda-lang/servanda/internal/syntax"
)

// Inspect comes to every node that stands in a tree, and to each once.
func TestInspectComesToEveryNode(t *testing.T) {
	for _, text := range append(seeds(t), mutations(example(t), 200)...) {
		f, _ := parse(text)
		want := map[syntax.Node]bool{}
		collect(reflect.ValueOf(f.Decls), want)
		got := map[syntax.Node]bool{}
		for _, d := range f.Decls {
			syntax.Inspect(d, func(n syntax.Node) bool {
				if got[n] {
					t.Fatalf("%T twice in\n%s", n, text)
				}
				got[n] = true
				return true
			})
		}
		for n := range want {
			if !got[n] {
				t.Fatalf("%T is passed over in\n%s", n, text)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%d nodes, of %d, in\n%s", len(got), len(want), text)
		}
	}
}

// collect gathers nodes by reflection.
func collect(v reflect.Value, out map[syntax.Node]bool) {
	switch v.Kind() {
	case reflect.Interface:
		collect(v.Elem(), out)
	case reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), out)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		n, ok := v.Interface().(syntax.Node)
		if !ok {
			return
		}
		out[n] = true
		fields(v.Elem(), out)
	}
}

func fields(v reflect.Value, out map[syntax.Node]bool) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Name == "Head", f.Name == "Range":
			fields(v.Field(i), out)
		case !f.IsExported(), f.Name == "Braces": // the braces are a place, no part
		default:
			collect(v.Field(i), out)
		}
	}
}

func TestInspectPassesOverWhatIsNotWanted(t *testing.T) {
	f, _ := parse("party a\nfact b { c, d }\n")
	var got []string
	syntax.Inspect(f, func(n syntax.Node) bool {
		if id, ok := n.(*syntax.Ident); ok {
			got = append(got, id.Name)
		}
		_, fact := n.(*syntax.FactDecl)
		return !fact
	})
	if len(got) != 1 || got[0] != "a" {
		t.Error(got)
	}
}
