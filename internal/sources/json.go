package sources

import (
	_ "embed"

	"github.com/servanda-lang/servanda/model"
)

// Schema names the form of the JSON below.
const Schema = "servanda.sources/1"

// SchemaText is the JSON Schema of it.
//
//go:embed sources.schema.json
var SchemaText []byte

// JSON is a survey by names, as plain data.
type JSON struct {
	Schema      string           `json:"schema"`
	File        string           `json:"file"`
	Pact        string           `json:"pact"`
	Origins     []string         `json:"origins"`
	Sources     []jsonSource     `json:"sources"`
	Cited       []jsonGround     `json:"cited"`
	Uncited     []jsonThing      `json:"uncited"`
	Differences []jsonDifference `json:"differences"`
	Documents   []jsonDocument   `json:"documents"`
}

type jsonSource struct {
	Name    string         `json:"name"`
	Label   string         `json:"label,omitempty"`
	Unnamed bool           `json:"unnamed,omitempty"`
	Relays  []string       `json:"relays,omitempty"`
	Origins []string       `json:"origins"`
	Cited   map[string]int `json:"cited"`
}

// jsonThing is a declaration by its name, a purpose by its label, or a position or a preference by a sentence.
type jsonThing struct {
	Kind string `json:"kind"`
	Name string `json:"name,omitempty"`
	Text string `json:"text"`
}

type jsonGround struct {
	jsonThing
	Grade   string     `json:"grade"`
	Named   bool       `json:"named"`
	Origins []string   `json:"origins"`
	Cites   []jsonCite `json:"cites"`
}

type jsonCite struct {
	Source     string   `json:"source"`
	Paragraphs []string `json:"paragraphs,omitempty"`
	Kind       string   `json:"kind,omitempty"`
}

type jsonDifference struct {
	Party string       `json:"party"`
	On    string       `json:"on"`
	Says  []jsonSaying `json:"says"`
}

type jsonSaying struct {
	Stance string     `json:"stance"`
	Is     string     `json:"is,omitempty"`
	Cites  []jsonCite `json:"cites"`
}

type jsonDocument struct {
	Source     string          `json:"source"`
	File       string          `json:"file"`
	Missing    string          `json:"missing,omitempty"`
	SHA256     string          `json:"sha256,omitempty"`
	Unchanged  *bool           `json:"unchanged,omitempty"`
	Wrong      []string        `json:"wrong"`
	Paragraphs []jsonParagraph `json:"paragraphs"`
}

type jsonParagraph struct {
	Sign  string `json:"sign"`
	Found bool   `json:"found"`
	Text  string `json:"text,omitempty"`
}

// JSON puts the survey into names.
func (s *Survey) JSON(file string) *JSON {
	out := &JSON{Schema: Schema, File: file, Pact: s.Pact.Title, Origins: s.names(s.Origins), Sources: []jsonSource{}, Cited: []jsonGround{},
		Uncited: []jsonThing{}, Differences: []jsonDifference{}, Documents: []jsonDocument{}}
	for _, u := range s.Sources {
		out.Sources = append(out.Sources, s.jsonSource(u))
	}
	for i := range s.Grounds {
		g := &s.Grounds[i]
		out.Cited = append(out.Cited, jsonGround{s.jsonThing(g.Thing), gradeName(g.Grade), g.Named, s.names(g.Origins), s.jsonCites(g.Cites)})
	}
	for _, x := range s.Uncited {
		out.Uncited = append(out.Uncited, s.jsonThing(x))
	}
	for i := range s.Differences {
		out.Differences = append(out.Differences, s.jsonDifference(&s.Differences[i]))
	}
	for i := range s.Documents {
		out.Documents = append(out.Documents, s.jsonDocument(&s.Documents[i]))
	}
	return out
}

// gradeName is a grade in one word.
func gradeName(g Grade) string {
	return [...]string{"quoted", "paraphrased", "cited", "alleged", "inferred", "uncited"}[g]
}

func (s *Survey) names(ids []model.SourceID) []string {
	out := []string{}
	for _, id := range ids {
		out = append(out, s.Pact.Sources[id].Name)
	}
	return out
}

func (s *Survey) jsonSource(u Use) jsonSource {
	src := &s.Pact.Sources[u.Source]
	out := jsonSource{Name: src.Name, Label: src.Label, Unnamed: src.Unnamed, Origins: s.names(u.Origins), Cited: map[string]int{}}
	for _, r := range src.Relays {
		out.Relays = append(out.Relays, s.Pact.Sources[r].Name)
	}
	for g, n := range u.Cited {
		if n > 0 {
			out.Cited[gradeName(Grade(g))] = n
		}
	}
	return out
}

func (s *Survey) jsonThing(x Thing) jsonThing {
	out := jsonThing{Kind: kindOf(x), Text: ThingWords(s.Pact, x)}
	if d := s.Pact.Declaration(x.Ref); d != nil {
		out.Name = d.Name
	}
	return out
}

func (s *Survey) jsonCites(cs []model.Cite) []jsonCite {
	out := []jsonCite{}
	for _, c := range cs {
		out = append(out, jsonCite{s.Pact.Sources[c.Source].Name, c.Paragraphs, kindWords(c.Kind)})
	}
	return out
}

func (s *Survey) jsonDifference(d *Difference) jsonDifference {
	out := jsonDifference{Party: s.Pact.Actors[d.Party].Name, On: s.Pact.Declaration(d.On).Name}
	for i := range d.Says {
		say := &d.Says[i]
		one := jsonSaying{Stance: [...]string{"undeclared", "accepts", "opposes"}[say.Stance], Cites: []jsonCite{}}
		if say.Value != model.None {
			one.Is = s.Pact.Points[d.On.Index].Values[say.Value].Text
		}
		for _, g := range say.Grounds {
			one.Cites = append(one.Cites, s.jsonCites(g.Cites)...)
		}
		out.Says = append(out.Says, one)
	}
	return out
}

func (s *Survey) jsonDocument(d *Document) jsonDocument {
	src := &s.Pact.Sources[d.Source]
	out := jsonDocument{Source: src.Name, File: src.File, Missing: d.Missing, SHA256: d.Sum, Wrong: append([]string{}, d.Wrong()...), Paragraphs: []jsonParagraph{}}
	if d.Unchanged != Unstated {
		same := d.Unchanged == Same
		out.Unchanged = &same
	}
	for _, p := range d.Cited {
		out.Paragraphs = append(out.Paragraphs, jsonParagraph{p.Sign, p.Found, p.Text})
	}
	return out
}
