package points_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

var update = flag.Bool("update", false, "write what is printed as what is expected")

func pact(t testing.TB, path string) *model.Pact {
	t.Helper()
	r, err := load.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	return r.Pact
}

func asked(t testing.TB, p *model.Pact, base []model.Binding, all bool) *points.Table {
	t.Helper()
	tab, err := points.Ask(context.Background(), p, points.Query{Query: inquiry.Query{Workers: 2}, Base: base, All: all}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// golden compares what is printed with what is expected.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestTheTableOfASmallPact(t *testing.T) {
	p := pact(t, "testdata/hill.pact")
	var b bytes.Buffer
	if err := form.Text(&b, asked(t, p, nil, true).Document(), form.Style{Width: 100}); err != nil {
		t.Fatal(err)
	}
	golden(t, "hill.txt", b.Bytes())
}

func TestTwoReadingsOfASmallPact(t *testing.T) {
	p := pact(t, "testdata/hill.pact")
	c, err := points.Between(context.Background(), p, points.Named{Name: "first", Fixes: p.Readings[0].Fixes},
		points.Named{Name: "bank asked", Fixes: p.Readings[1].Fixes}, inquiry.Query{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := form.Text(&b, c.Document(), form.Style{Width: 100}); err != nil {
		t.Fatal(err)
	}
	golden(t, "hill-readings.txt", b.Bytes())
	schemaHolds(t, c.JSON("hill.pact"))
	same, err := points.Between(context.Background(), p, points.Named{Fixes: p.Readings[0].Fixes}, points.Named{Fixes: p.Readings[0].Fixes}, inquiry.Query{}, nil)
	if err != nil || !same.Same() || len(same.Steps) > 0 {
		t.Errorf("a reading differs from itself: %+v, %v", same, err)
	}
}

// What single fillings say and what an answer for all of them says is the same, wherever one starts.
func TestAloneAndTogetherAgree(t *testing.T) {
	for _, path := range []string{"testdata/hill.pact", "../../examples/three-instruments/plain.pact", "../../examples/minsk-in-miniature.pact",
		"../../library/jcpoa-2015/jcpoa-2015.pact", "../../library/us-philippines-1951/us-philippines-1951.pact", "../../library/eu-mutual-assistance-42-7/eu-mutual-assistance-42-7.pact"} {
		p := pact(t, path)
		a, err := inquiry.Check(context.Background(), p, inquiry.Query{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range p.Fillings(nil)[:2] {
			var base []model.Binding
			for i, v := range f {
				base = append(base, model.Binding{Point: model.PointID(i), Value: v})
			}
			together, err := points.Of(context.Background(), a, base)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(said(asked(t, p, base, true)), said(together)); diff != "" {
				t.Errorf("%s: %s", path, diff)
			}
		}
	}
}

// The same of random pacts, of which few are small enough to ask each filling alone in no time; the test says how many.
func TestAloneAndTogetherAgreeOnRandomPacts(t *testing.T) {
	asked, changing := 0, 0
	for seed := range uint64(60) {
		p := random.New(seed).Pact
		if n := p.CountFillings(nil, 100); len(p.Points) == 0 || n > 40 {
			continue
		}
		q := inquiry.Query{Limits: inquiry.Limits{States: 2000}}
		a, err := inquiry.Check(context.Background(), p, q)
		if err != nil {
			continue // too large to ask about in a test
		}
		alone, err := points.Ask(context.Background(), p, points.Query{Query: q, All: true}, nil)
		if err != nil {
			t.Fatalf("%d: %v", seed, err)
		}
		together, err := points.Of(context.Background(), a, nil)
		if err != nil {
			t.Fatalf("%d: %v", seed, err)
		}
		if diff := cmp.Diff(said(alone), said(together)); diff != "" {
			t.Errorf("%d: %s", seed, diff)
		}
		asked++
		if slices.ContainsFunc(alone.Points, func(x points.Point) bool { return x.Changes() }) {
			changing++
		}
	}
	t.Logf("%d pacts, in %d of which a point changes something", asked, changing)
	if asked < 10 || changing < 3 {
		t.Errorf("%d pacts were asked about, in %d of which a point changes something", asked, changing)
	}
}

// said is what a table says, by its words: alone only those claims are known that one of its fillings has.
func said(t *points.Table) []string {
	var b bytes.Buffer
	if err := form.Text(&b, t.Document(), form.Style{}); err != nil {
		return []string{err.Error()}
	}
	return strings.Split(b.String(), "\n")
}

// What the answers settle is counted again, filling by filling.
func TestWhatSettlesMostIsCounted(t *testing.T) {
	for _, path := range []string{"testdata/hill.pact", "../../library/jcpoa-2015/jcpoa-2015.pact", "../../library/eu-mutual-assistance-42-7/eu-mutual-assistance-42-7.pact"} {
		p := pact(t, path)
		tab := asked(t, p, nil, true)
		all := p.Fillings(nil)
		columns := make([]string, len(all)) // by filling: which facts are so
		facts := map[string]int{}
		for i, f := range all {
			var fixes []model.Binding
			for pt, v := range f {
				fixes = append(fixes, model.Binding{Point: model.PointID(pt), Value: v})
			}
			a, err := inquiry.Check(context.Background(), p, inquiry.Query{Only: points.Codes, Fixed: fixes})
			if err != nil {
				t.Fatal(err)
			}
			columns[i] = column(a)
			facts[columns[i]]++
		}
		if int(tab.Overall.Fillings) != len(all) {
			t.Errorf("%s: %v fillings, want %d", path, tab.Overall.Fillings, len(all))
		}
		for _, x := range tab.Overall.Settles {
			if want := gain(all, columns, x.Point); math.Abs(want-x.Bits) > 1e-9 {
				t.Errorf("%s: %s settles %v bits, want %v", path, p.Points[x.Point].Name, x.Bits, want)
			}
		}
		if !slices.IsSortedFunc(tab.Overall.Settles, func(a, b points.Settling) int {
			if a.Bits > b.Bits {
				return -1
			}
			return map[bool]int{true: 1, false: 0}[a.Bits < b.Bits]
		}) {
			t.Errorf("%s: not in order: %+v", path, tab.Overall.Settles)
		}
		free(t, path, p, tab, all, columns)
	}
}

// column is which of the facts that the table weighs are so in one filling: who is left with nothing or bound, and whether with no
// promise broken; what is out of reach, and who alone can block what.
func column(a *inquiry.Answer) string {
	set := map[string]bool{}
	for i := range a.Findings {
		f := &a.Findings[i]
		name := strings.Join([]string{string(f.Code), a.Pact.Actors[max(f.Party, 0)].Name}, " ")
		switch f.Code {
		case "exposed", "bound_alone":
			set[name] = true
			if f.Defectors == 0 && f.Class.String() != "with care" {
				set[name+" kept"] = true
			}
		case "hollow":
			set[name+a.Pact.Duties[f.Clause.Index].Name] = true
		case "stuck":
			set["stuck "+a.Pact.Purposes[f.Purpose].Label] = true
		case "veto":
			set["blockable "+a.Pact.Purposes[f.Purpose].Label] = true
			for _, by := range f.By {
				if by.Len() == 1 {
					set["veto "+a.Pact.Purposes[f.Purpose].Label+a.Pact.Actors[by.IDs()[0]].Name] = true
				}
			}
		}
	}
	var out []string
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// gain is the information that a point gives about the columns.
func gain(all []model.Filling, columns []string, pt model.PointID) float64 {
	parts := map[int][]string{}
	for i, f := range all {
		parts[f[pt]] = append(parts[f[pt]], columns[i])
	}
	out := entropy(columns)
	for _, part := range parts {
		out -= float64(len(part)) / float64(len(all)) * entropy(part)
	}
	return out
}

func entropy(columns []string) float64 {
	n := map[string]int{}
	for _, c := range columns {
		n[c]++
	}
	h := 0.0
	for _, k := range n {
		p := float64(k) / float64(len(columns))
		h -= p * math.Log2(p)
	}
	return h
}

// free holds the description of the fillings without a lawful loss to the fillings themselves.
func free(t *testing.T, path string, p *model.Pact, tab *points.Table, all []model.Filling, columns []string) {
	f := tab.Overall.Free
	for i, x := range all {
		in := f.All
		for _, c := range f.When {
			in = in || c.Has(x)
		}
		for _, c := range f.Except {
			in = in && !c.Has(x)
		}
		want := true
		for _, fact := range strings.Split(columns[i], "; ") {
			want = want && !(strings.HasPrefix(fact, "exposed ") && strings.HasSuffix(fact, " kept"))
		}
		if in != want {
			t.Errorf("%s: filling %v is free: %v, want %v", path, x, in, want)
		}
	}
}

func schemaHolds(t *testing.T, data any) {
	t.Helper()
	text, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(points.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("points.json", schema); err != nil {
		t.Fatal(err)
	}
	answer, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.MustCompile("points.json").Validate(answer); err != nil {
		t.Error(err)
	}
}

func TestJSONKeepsToItsSchema(t *testing.T) {
	for _, path := range []string{"testdata/hill.pact", "../../examples/three-instruments/plain.pact", "../../examples/unsafe-order-and-escrow/flawed.pact"} {
		schemaHolds(t, asked(t, pact(t, path), nil, true).JSON(path))
	}
	schemaHolds(t, asked(t, pact(t, "testdata/hill.pact"), nil, false).JSON("hill.pact"))
}

// The table is one, however many look.
func TestTheTableIsOneAtAnyNumberOfWorkers(t *testing.T) {
	p := pact(t, "testdata/hill.pact")
	var want []string
	for _, workers := range []int{1, 2, 8} {
		tab, err := points.Ask(context.Background(), p, points.Query{Query: inquiry.Query{Workers: workers}, All: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := said(tab); want == nil {
			want = got
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d workers: %s", workers, diff)
		}
	}
}

// A limit that is reached, or a context that is done, is an error, and nothing is claimed.
func TestStopped(t *testing.T) {
	p := pact(t, "testdata/hill.pact")
	if _, err := points.Ask(context.Background(), p, points.Query{Query: inquiry.Query{Limits: inquiry.Limits{States: 2}}}, nil); err == nil {
		t.Error("a limit was reached, and nothing is said of it")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := points.Ask(ctx, p, points.Query{All: true}, nil); err == nil {
		t.Error("it was stopped, and nothing is said of it")
	}
	a, err := inquiry.Check(context.Background(), p, inquiry.Query{Fixed: []model.Binding{{Point: 0, Value: 0}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := points.Of(context.Background(), a, nil); err == nil {
		t.Error("an answer for some fillings counts for all")
	}
}

// A point that stands in conditions is counted where it stands, and not where the author asks.
func TestOccurs(t *testing.T) {
	tab := asked(t, pact(t, "testdata/hill.pact"), nil, false)
	var got []int
	for _, x := range tab.Points {
		got = append(got, x.Occurs)
	}
	if !slices.Equal(got, []int{4, 1, 1, 1}) {
		t.Errorf("%v", got)
	}
}
