package positions

import (
	_ "embed"

	"github.com/servanda-lang/servanda/internal/fillings"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

// Schema names the form of the JSON below.
const Schema = "servanda.positions/1"

// SchemaText is the JSON Schema of it.
//
//go:embed positions.schema.json
var SchemaText []byte

// JSON is the table by names, as plain data.
type JSON struct {
	Schema    string         `json:"schema"`
	File      string         `json:"file"`
	Pact      string         `json:"pact"`
	Parties   []string       `json:"parties"`
	Positions []jsonPosition `json:"positions"`
	Rows      []jsonRow      `json:"rows"`
	Common    jsonCommon     `json:"common"`
	Unspoken  []jsonUnsaid   `json:"unspoken"`
}

type jsonPosition struct {
	Party   string   `json:"party"`
	Stance  string   `json:"stance"`
	Text    string   `json:"text"`
	If      string   `json:"if,omitempty"`
	Grade   string   `json:"grade"`
	Origins []string `json:"origins"`
}

// jsonRow gives of each party the numbers of its positions on a thing; a party that is not there is silent.
type jsonRow struct {
	On        string           `json:"on"`
	Is        string           `json:"is,omitempty"`
	Concerned []string         `json:"concerned"`
	Words     map[string][]int `json:"words"`
}

// jsonCommon says which fillings all accept who have spoken: all, none, or when.
type jsonCommon struct {
	Spoken []string              `json:"spoken"`
	Which  string                `json:"which"`
	When   []map[string][]string `json:"when,omitempty"`
	Except []map[string][]string `json:"except,omitempty"`
}

type jsonUnsaid struct {
	Party      string   `json:"party"`
	Undeclared []string `json:"undeclared"`
	Silent     []string `json:"silent"`
	Condition  []int    `json:"condition"`
}

// JSON puts the table into names.
func (t *Table) JSON(file string) *JSON {
	p := t.Pact
	out := &JSON{Schema: Schema, File: file, Pact: p.Title, Parties: t.actors(t.Parties), Positions: []jsonPosition{}, Rows: []jsonRow{}, Unspoken: []jsonUnsaid{}}
	for i := range p.Positions {
		out.Positions = append(out.Positions, t.jsonPosition(i))
	}
	for i := range t.Rows {
		out.Rows = append(out.Rows, t.jsonRow(&t.Rows[i]))
	}
	c := &t.Common
	out.Common = jsonCommon{Spoken: t.actors(c.Spoken), Which: "some", When: Named(p, c.When), Except: Named(p, c.Except)}
	if c.All {
		out.Common.Which = "all"
	} else if c.None {
		out.Common.Which = "none"
	}
	for _, u := range c.Unspoken {
		out.Unspoken = append(out.Unspoken, jsonUnsaid{p.Actors[u.Party].Name, t.refs(u.Undeclared), t.refs(u.Silent), append([]int{}, u.Condition...)})
	}
	return out
}

func (t *Table) jsonPosition(i int) jsonPosition {
	x := &t.Pact.Positions[i]
	g := sources.OfPosition(t.Pact, i)
	out := jsonPosition{Party: t.Pact.Actors[x.Party].Name, Stance: [...]string{"undeclared", "accepts", "opposes"}[x.Stance],
		Text: sources.PositionWords(t.Pact, i), Grade: g.Word(), Origins: []string{}}
	if x.If != nil {
		out.If = t.speaker().Condition(x.If)
	}
	for _, o := range g.Origins {
		out.Origins = append(out.Origins, t.Pact.Sources[o].Name)
	}
	return out
}

func (t *Table) jsonRow(r *Row) jsonRow {
	out := jsonRow{On: t.Pact.Declaration(r.On).Name, Concerned: t.actors(r.Concerned), Words: map[string][]int{}}
	if r.Value != model.None {
		out.Is = t.Pact.Points[r.On.Index].Values[r.Value].Text
	}
	for k, w := range r.Words {
		if len(w) > 0 {
			out.Words[t.Pact.Actors[t.Parties[k]].Name] = w
		}
	}
	return out
}

func (t *Table) actors(ids []model.ActorID) []string {
	out := []string{}
	for _, id := range ids {
		out = append(out, t.Pact.Actors[id].Name)
	}
	return out
}

func (t *Table) refs(rs []model.Ref) []string {
	out := []string{}
	for _, r := range rs {
		out = append(out, t.Pact.Declaration(r).Name)
	}
	return out
}

// Named puts names into cubes of open points.
func Named(p *model.Pact, cubes []fillings.Cube) []map[string][]string {
	var out []map[string][]string
	for _, c := range cubes {
		cube := map[string][]string{}
		for _, l := range c {
			for _, v := range l.Values {
				name := p.Points[l.Point].Name
				cube[name] = append(cube[name], p.Points[l.Point].Values[v].Text)
			}
		}
		out = append(out, cube)
	}
	return out
}
