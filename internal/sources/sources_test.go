package sources_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/internal/testkit/sample"
	"github.com/servanda-lang/servanda/model"
)

const hill = `pact "Two papers" cite daily 1
party north "Northland"
party south "Southland" cite speech 2 quoted
source voice "a voice" { unnamed }
source agency "the agency" { relays voice }
source daily "the Daily: its report" { relays agency }
source weekly "the Weekly" { relays agency }
source speech "Northland's president"
fact hill "the hill" { north, nobody } cite daily 2 paraphrased
act leave "leave the hill" by north { hill becomes nobody irreversible cite speech 1 quoted cite weekly 3 alleged }
act call by south
open order { land, money } cite daily 4, 5 alleged cite weekly 6 alleged
instrument treaty "Treaty" {
  between north, south
  cite speech 4 quoted
  duty go { north must leave within 30 days once order is land in return for hill is nobody cite weekly 7 inferred }
  duty stay { south must call within 30 days upon call }
}
reading first { order is land }
position north accepts order is land cite daily 4 alleged
position north accepts order is money cite speech 5 quoted
position south accepts treaty cite daily 8
position south undeclared treaty cite weekly 9
position south opposes go
purpose "Peace" { hill is nobody cite daily 9 paraphrased }
`

func pact(t *testing.T, text string) *model.Pact {
	t.Helper()
	r := load.Source("hill.pact", []byte(text))
	if r.Pact == nil {
		t.Fatal(r.Diagnostics)
	}
	return r.Pact
}

// told says a survey in short lines.
func told(s *sources.Survey) []string {
	p := s.Pact
	names := func(ids []model.SourceID) string {
		var out []string
		for _, id := range ids {
			out = append(out, p.Sources[id].Name)
		}
		return strings.Join(out, " ")
	}
	out := []string{"origins: " + names(s.Origins)}
	for _, g := range s.Grounds {
		out = append(out, fmt.Sprintf("%s: %s, %s, named %v", sources.ThingWords(p, g.Thing), g.Word(), names(g.Origins), g.Named))
	}
	for _, x := range s.Uncited {
		out = append(out, "uncited: "+sources.ThingWords(p, x))
	}
	for _, d := range s.Differences {
		out = append(out, fmt.Sprintf("%s differs on %s in %d ways", p.Actors[d.Party].Name, p.Declaration(d.On).Name, len(d.Says)))
	}
	return out
}

func TestSurvey(t *testing.T) {
	want := []string{
		"origins: voice speech",
		"Southland: quoted, speech, named true",
		"“the hill”: paraphrased, voice, named false",
		"“leave the hill”: quoted, voice speech, named true",
		"the Treaty: quoted, speech, named true",
		"the promise of Northland to leave the hill: inferred, voice, named false",
		"order: alleged, voice, named false",
		"“Peace”: paraphrased, voice, named false",
		"Northland accepts “land” (order): alleged, voice, named false",
		"Northland accepts “money” (order): quoted, speech, named true",
		"Southland accepts the Treaty: cited, voice, named false",
		"Southland has not said whether it accepts the Treaty: cited, voice, named false",
		"uncited: call",
		"uncited: the promise of Southland to call",
		"uncited: Southland opposes the promise of Northland to leave the hill",
		"north differs on order in 2 ways",
		"south differs on treaty in 2 ways",
	}
	if diff := cmp.Diff(want, told(sources.Look(pact(t, hill)))); diff != "" {
		t.Error(diff)
	}
}

// A source that says two things of one party differs from nobody.
func TestOneSourceDoesNotDiffer(t *testing.T) {
	text := strings.Replace(hill, "position north accepts order is money cite speech 5 quoted", "position north accepts order is money cite daily 5 alleged", 1)
	if ds := sources.Look(pact(t, text)).Differences; len(ds) != 1 || ds[0].Party != 2 {
		t.Errorf("%+v", ds)
	}
}

func TestWhatFindingsRestOn(t *testing.T) {
	p := pact(t, hill)
	duty := func(i int) *ask.Finding {
		return &ask.Finding{Code: codes.Exposed, Clause: model.Ref{Kind: model.KindDuty, Index: i}, Purpose: -1}
	}
	purpose := &ask.Finding{Code: codes.Stuck, Purpose: 0}
	var fs []sources.Footing
	for _, x := range []struct {
		finding *ask.Finding
		words   string
		grounds int
		cites   string
	}{
		{duty(0), "rests on an inference of the author, and nobody stands for it by name", 4,
			"the Weekly 7 (inferred); the Daily 2 (paraphrased); Northland's president 4 (quoted); Northland's president 1 (quoted); the Weekly 3 (alleged)"},
		{duty(1), "rests on a line of the author's own: nothing is cited for it", 3, "Northland's president 4 (quoted)"},
		{purpose, "rests on the sense of what a source says, and nobody stands for it by name", 2, "the Daily 9 (paraphrased); the Daily 2 (paraphrased)"},
	} {
		f := sources.RestsOn(p, x.finding)
		if f.Words() != x.words || len(f.Grounds) != x.grounds || sources.CiteWords(p, f.Cites()) != x.cites {
			t.Errorf("%s: %d grounds, %s", f.Words(), len(f.Grounds), sources.CiteWords(p, f.Cites()))
		}
		fs = append(fs, f)
	}
	if sources.Compare(&fs[2], &fs[0]) >= 0 || sources.Compare(&fs[0], &fs[1]) >= 0 || sources.Compare(&fs[0], &fs[0]) != 0 {
		t.Error("they are not in order of how well they are founded")
	}
	if f := sources.Basis(p, []model.Ref{{Kind: model.KindActor, Index: 0}, {}}); f.Words() != "rests on nothing that could be cited" || f.Grade() != sources.Uncited {
		t.Errorf("%+v", f)
	}
}

// Documents are read, compared with their sums, and looked through for what is cited.
func TestDocuments(t *testing.T) {
	text := "A heading\n\n  first line\r\n\nArticle 5 (a)\nArticle 51 is another\n2025-12-11: a date\n"
	sum := sha256.Sum256([]byte(text))
	p := pact(t, fmt.Sprintf(`pact "Documents"
party a
source good { file "good.txt" sha256 %q }
source other { file "other.txt" sha256 %q }
source plain { file "plain.txt" }
source gone { file "gone.txt" }
source binary { file "binary.bin" }
source none
fact x { u, v } cite good 1, 2, 3 quoted cite good "Article 5", 2025-12-11 cite other 1 cite plain 99, "Article 6" cite binary 1 cite none 4
act go by a { x becomes v cite gone 1 }
purpose { x is v }
`, hex.EncodeToString(sum[:]), strings.Repeat("0", 64)))
	s := sources.Look(p)
	s.Open(func(src *model.Source) ([]byte, error) {
		switch src.File {
		case "gone.txt":
			return nil, errors.New("there is no such file")
		case "binary.bin":
			return []byte{0xff, 0xfe}, nil
		}
		return []byte(text), nil
	})
	got := map[string]string{}
	for _, d := range s.Documents {
		got[p.Sources[d.Source].Name] = strings.Join(d.Wrong(), "; ")
	}
	want := map[string]string{"good": "", "other": "it is not the text that the pact was written from: its SHA-256 sum is another",
		"plain": "it has no paragraph Article 6; it has no paragraph 99", "gone": "it could not be read: there is no such file",
		"binary": "it is no plain text, so its paragraphs could not be looked up"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var lines []string
	for _, c := range s.Documents[0].Cited {
		lines = append(lines, c.Sign+"|"+c.Text)
	}
	if diff := cmp.Diff([]string{"Article 5|Article 5 (a)", "2025-12-11|2025-12-11: a date", "1|A heading", "2|first line", "3|Article 5 (a)"}, lines); diff != "" {
		t.Error(diff)
	}
	var b bytes.Buffer
	if err := form.Text(&b, s.Document(true), form.Style{Width: 200}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"good.txt: it is there, unchanged, and has every paragraph that is cited.", "2: first line", "Not looked at, for no file is named: none."} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
}

// The picture is a harmless drawing with every source in it that is cited or passed on, and an arrow for each that passes on another.
func TestPicture(t *testing.T) {
	s := sources.Look(pact(t, hill))
	var b bytes.Buffer
	if err := form.SVG(&b, s.Picture()); err != nil {
		t.Fatal(err)
	}
	for what, n := range map[string]int{"<rect ": 5, "l-7 -4v8z": 3, "stroke-dasharray": 1, `stroke-width="3"`: 2} {
		if got := strings.Count(b.String(), what); got != n {
			t.Errorf("%s stands there %d times, want %d", what, got, n)
		}
	}
}

func TestJSONKeepsToItsSchema(t *testing.T) {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(sources.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("sources.json", schema); err != nil {
		t.Fatal(err)
	}
	keeps := c.MustCompile("sources.json")
	for _, text := range []string{hill, string(sample.Everything)} {
		s := sources.Look(pact(t, text))
		s.Open(func(*model.Source) ([]byte, error) { return []byte("one\ntwo\n"), nil })
		data, err := json.Marshal(s.JSON("x.pact"))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := keeps.Validate(answer); err != nil {
			t.Error(err)
		}
	}
}

// Of the framework of December 2025 the agreements and the guarantee go back to one report alone, and what Ukraine's president said in
// public to himself alone.
func TestTheFrameworkHasOneOrigin(t *testing.T) {
	r, err := load.Load("../../library/reported-framework-2025-12/reported-framework-2025-12.pact")
	if err != nil {
		t.Fatal(err)
	}
	p := r.Pact
	origins := map[string]string{}
	for _, d := range p.Declared() {
		if g := sources.Of(p, d.Ref); len(g.Cites) > 0 {
			var names []string
			for _, o := range g.Origins {
				names = append(names, p.Sources[o].Name)
			}
			origins[d.Decl.Name] = strings.Join(names, " ")
		}
	}
	for _, name := range []string{"peace", "guarantee", "reconstruction", "help", "approval", "fund_by_usa", "least_act"} {
		if origins[name] != "press" {
			t.Errorf("%s goes back to %q", name, origins[name])
		}
	}
	for i := range p.Positions {
		if p.Actors[p.Positions[i].Party].Name == "ukraine" {
			if g := sources.OfPosition(p, i); len(g.Origins) != 1 || p.Sources[g.Origins[0]].Name != "president" || !g.Named {
				t.Errorf("a position of Ukraine goes back to %v", g.Origins)
			}
		}
	}
	if got := origins["vote_gates"]; got != "president" {
		t.Errorf("the vote goes back to %q", got)
	}
}
