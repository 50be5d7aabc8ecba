package points

import (
	_ "embed"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Schema and ChangeSchema name the forms of the JSON below.
const (
	Schema       = "servanda.points/1"
	ChangeSchema = "servanda.readings/1"
)

// SchemaText is the JSON Schema of both.
//
//go:embed points.schema.json
var SchemaText []byte

// ReadingWords is what a reading is called.
func ReadingWords(p *model.Pact, r model.ReadingID) string { return words.Speaker{Pact: p}.Reading(r) }

// JSON is the table by names, as plain data.
type JSON struct {
	Schema   string            `json:"schema"`
	File     string            `json:"file"`
	Pact     string            `json:"pact"`
	TickDays int               `json:"tick_days"`
	Base     map[string]string `json:"base"`
	Reading  string            `json:"reading,omitempty"`
	Claims   []jsonClaim       `json:"claims"`
	Here     []int             `json:"here"`
	Points   []jsonPoint       `json:"points"`
	Readings []jsonColumn      `json:"readings"`
	Overall  *jsonOverall      `json:"overall,omitempty"`
}

type jsonClaim struct {
	Code      ask.Code `json:"code"`
	Party     string   `json:"party,omitempty"`
	Clause    string   `json:"clause,omitempty"`
	Purpose   string   `json:"purpose,omitempty"`
	Defectors []string `json:"defectors,omitempty"`
	By        []string `json:"by,omitempty"`
	Level     string   `json:"level"`
	Text      string   `json:"text"`
}

type jsonPoint struct {
	Point    string       `json:"point"`
	Occurs   int          `json:"occurs"`
	Switches []jsonSwitch `json:"switches"`
}

type jsonSwitch struct {
	Is    string `json:"is"`
	Goes  []int  `json:"goes"`
	Comes []int  `json:"comes"`
}

type jsonColumn struct {
	Reading string            `json:"reading"`
	Open    map[string]string `json:"open"`
	Claims  []int             `json:"claims"`
}

type jsonOverall struct {
	Fillings float64       `json:"fillings"`
	Facts    []string      `json:"facts"`
	Settles  []jsonSettles `json:"settles"`
	Free     jsonFree      `json:"free"`
}

type jsonSettles struct {
	Point   string            `json:"point"`
	Hangs   bool              `json:"hangs"`
	Bits    float64           `json:"bits"`
	Answers []jsonAnswer      `json:"answers"`
	Nearest map[string]string `json:"nearest,omitempty"`
}

type jsonAnswer struct {
	Is       string `json:"is"`
	RulesOut []int  `json:"rules_out"`
	Brings   []int  `json:"brings"`
}

type jsonFree struct {
	jsonRegion
	Parties    []jsonParty         `json:"parties"`
	Nearest    []map[string]string `json:"nearest"`
	Still      []int               `json:"still"`
	Everywhere []int               `json:"everywhere"`
}

// jsonRegion is a set of fillings: all, none, or some.
type jsonRegion struct {
	Which  string                `json:"which"`
	When   []map[string][]string `json:"when,omitempty"`
	Except []map[string][]string `json:"except,omitempty"`
}

type jsonParty struct {
	Party string     `json:"party"`
	Safe  jsonRegion `json:"safe"`
}

func regionOf(p *model.Pact, r *Region) jsonRegion {
	out := jsonRegion{Which: "some", When: positions.Named(p, r.When), Except: positions.Named(p, r.Except)}
	if r.All {
		out.Which = "all"
	} else if r.None {
		out.Which = "none"
	}
	return out
}

// JSON puts the table into names.
func (t *Table) JSON(file string) *JSON {
	p, s := t.Pact, t.teller()
	out := &JSON{Schema: Schema, File: file, Pact: p.Title, TickDays: t.TickDays, Base: filling(p, t.Base), Claims: s.jsonClaims(), Here: list0(t.Here),
		Points: []jsonPoint{}, Readings: []jsonColumn{}}
	if t.Reading != model.None {
		out.Reading = p.Readings[t.Reading].Name
	}
	for i := range t.Points {
		x := &t.Points[i]
		one := jsonPoint{Point: p.Points[x.Point].Name, Occurs: x.Occurs}
		for _, w := range x.Switches {
			one.Switches = append(one.Switches, jsonSwitch{p.Points[x.Point].Values[w.Value].Text, list0(w.Goes), list0(w.Comes)})
		}
		out.Points = append(out.Points, one)
	}
	for _, r := range t.Readings {
		out.Readings = append(out.Readings, jsonColumn{p.Readings[r.Reading].Name, filling(p, r.Filling), list0(r.Claims)})
	}
	if t.Overall != nil {
		out.Overall = t.jsonOverall(s)
	}
	return out
}

func (s teller) jsonClaims() []jsonClaim {
	out := []jsonClaim{}
	for i := range s.claims {
		c := &s.claims[i]
		one := jsonClaim{Code: c.Code, Text: s.claim(c), Level: [...]string{"", "by_breach", "careless", "at_a_price", "anyway"}[c.level()]}
		if c.Party != model.None {
			one.Party = s.Pact.Actors[c.Party].Name
		}
		if d := s.Pact.Declaration(c.Clause); d != nil {
			one.Clause = d.Name
		}
		if c.Purpose >= 0 {
			one.Purpose = s.Pact.Purposes[c.Purpose].Label
		}
		for _, id := range c.Defectors.IDs() {
			one.Defectors = append(one.Defectors, s.Pact.Actors[id].Name)
		}
		for _, set := range c.By {
			for _, id := range set.IDs() {
				one.By = append(one.By, s.Pact.Actors[id].Name)
			}
		}
		out = append(out, one)
	}
	return out
}

func (t *Table) jsonOverall(s teller) *jsonOverall {
	p, o := t.Pact, t.Overall
	out := &jsonOverall{Fillings: o.Fillings, Facts: []string{}, Settles: []jsonSettles{},
		Free: jsonFree{regionOf(p, &o.Free.Region), []jsonParty{}, []map[string]string{}, list0(o.Free.Still), list0(o.Free.Everywhere)}}
	for i := range o.Free.Parties {
		x := &o.Free.Parties[i]
		out.Free.Parties = append(out.Free.Parties, jsonParty{p.Actors[x.Party].Name, regionOf(p, &x.Safe)})
	}
	for _, way := range o.Free.Nearest {
		out.Free.Nearest = append(out.Free.Nearest, bound(p, way))
	}
	for i := range o.Facts {
		out.Facts = append(out.Facts, o.fact(s, &o.Facts[i]))
	}
	for _, x := range o.Settles {
		one := jsonSettles{Point: p.Points[x.Point].Name, Hangs: x.Hangs, Bits: x.Bits}
		for v, a := range x.Answers {
			one.Answers = append(one.Answers, jsonAnswer{p.Points[x.Point].Values[v].Text, list0(a.RulesOut), list0(a.Brings)})
		}
		if len(x.Nearest) > 0 {
			one.Nearest = bound(p, x.Nearest)
		}
		out.Settles = append(out.Settles, one)
	}
	return out
}

// ChangeJSON is a change by names, as plain data.
type ChangeJSON struct {
	Schema   string               `json:"schema"`
	File     string               `json:"file"`
	Pact     string               `json:"pact"`
	TickDays int                  `json:"tick_days"`
	Fillings [2]map[string]string `json:"fillings"`
	Claims   []jsonClaim          `json:"claims"`
	Goes     []int                `json:"goes"`
	Comes    []int                `json:"comes"`
	Turns    []jsonTurn           `json:"turns"`
}

type jsonTurn struct {
	Point string     `json:"point"`
	There jsonSwitch `json:"there"`
	Back  jsonSwitch `json:"back"`
}

// JSON puts the change into names.
func (c *Change) JSON(file string) *ChangeJSON {
	s := teller{words.Speaker{Pact: c.Pact}, c.Claims}
	out := &ChangeJSON{Schema: ChangeSchema, File: file, Pact: c.Pact.Title, TickDays: c.TickDays,
		Fillings: [2]map[string]string{filling(c.Pact, c.From), filling(c.Pact, c.To)}, Claims: s.jsonClaims(), Goes: list0(c.Goes), Comes: list0(c.Comes), Turns: []jsonTurn{}}
	for _, x := range c.Steps {
		pt := &c.Pact.Points[x.Point]
		out.Turns = append(out.Turns, jsonTurn{pt.Name, jsonSwitch{pt.Values[x.There.Value].Text, list0(x.There.Goes), list0(x.There.Comes)},
			jsonSwitch{pt.Values[x.Back.Value].Text, list0(x.Back.Goes), list0(x.Back.Comes)}})
	}
	return out
}

// filling names the answers of a filling.
func filling(p *model.Pact, f model.Filling) map[string]string {
	out := map[string]string{}
	for i, v := range f {
		out[p.Points[i].Name] = p.Points[i].Values[v].Text
	}
	return out
}

// bound names bindings.
func bound(p *model.Pact, bs []model.Binding) map[string]string {
	out := map[string]string{}
	for _, b := range bs {
		out[p.Points[b.Point].Name] = p.Points[b.Point].Values[b.Value].Text
	}
	return out
}

func list0(ns []int) []int { return append([]int{}, ns...) }
