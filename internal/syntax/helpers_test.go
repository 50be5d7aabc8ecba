package syntax_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

func parse(text string) (*syntax.File, []diag.Diagnostic) {
	return syntax.Parse(source.NewFile("test.pact", []byte(text)))
}

func example(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("testdata/small_exchange.pact")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// seeds are the example, the examples of all codes, and the pacts of the corpus as far as there are any.
func seeds(t testing.TB) []string {
	t.Helper()
	out := []string{example(t), "", "\uFEFFpact \"x\"\r\n", "a is (not b", "cite note 5(2), 3-5, \"Art. 5\""}
	for _, e := range diag.Entries() {
		out = append(out, e.Bad, e.Good)
	}
	files, _ := filepath.Glob("../../testdata/corpus/*.txtar")
	for _, f := range files {
		a, err := txtar.ParseFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range a.Files {
			if strings.HasSuffix(m.Name, ".pact") {
				out = append(out, string(m.Data))
			}
		}
	}
	return out
}

func codes(ds []diag.Diagnostic) string {
	var cs []string
	for _, d := range ds {
		cs = append(cs, string(d.Code))
	}
	return strings.Join(cs, " ")
}

// dump writes a tree as nested lists: the type without its ending, then the fields, without places and
// without what is absent.
func dump(v any) string {
	var b strings.Builder
	dumpTo(&b, reflect.ValueOf(v))
	return b.String()
}

func dumpTo(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		dumpTo(b, v.Elem())
	case reflect.Pointer:
		dumpNode(b, v)
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteByte(' ')
			}
			dumpTo(b, v.Index(i))
		}
		b.WriteByte(']')
	default:
		fmt.Fprint(b, v.Interface())
	}
}

func dumpNode(b *strings.Builder, v reflect.Value) {
	switch n := v.Interface().(type) {
	case *syntax.Ident:
		b.WriteString(n.Name)
	case *syntax.Word:
		b.WriteString("'" + n.Text)
	case *syntax.Number:
		fmt.Fprint(b, n.N)
	case *syntax.Duration:
		fmt.Fprintf(b, "%dx%d", n.N, n.Unit)
	case *syntax.Date:
		fmt.Fprintf(b, "%d/%d/%d", n.Year, n.Month, n.Day)
	case *syntax.String:
		fmt.Fprintf(b, "%q", n.Value)
	case *syntax.Block:
		dumpTo(b, reflect.ValueOf(n.Items))
	default:
		b.WriteString("(" + v.Elem().Type().Name())
		dumpFields(b, v.Elem())
		b.WriteByte(')')
	}
}

func dumpFields(b *strings.Builder, v reflect.Value) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Name == "Head":
			dumpFields(b, v.Field(i))
		case !f.IsExported(), f.Name == "Keyword", f.Name == "Braces", v.Field(i).IsZero():
		case f.Type.Kind() == reflect.Bool:
			b.WriteString(" " + f.Name)
		default:
			b.WriteByte(' ')
			dumpTo(b, v.Field(i))
		}
	}
}
