package conflict

import (
	_ "embed"

	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/internal/stability"
	"github.com/servanda-lang/servanda/model"
)

// Schema names the form of the JSON below.
const Schema = "servanda.stability/1"

// SchemaText is the JSON Schema of it.
//
//go:embed stability.schema.json
var SchemaText []byte

// JSON is the answers by names, as plain data. States are numbered from 1.
type JSON struct {
	Schema      string            `json:"schema"`
	File        string            `json:"file"`
	Pact        string            `json:"pact"`
	TickDays    int               `json:"tick_days"`
	Open        map[string]string `json:"open"`
	Preferences []jsonWish        `json:"preferences"`
	Choices     []jsonChoice      `json:"choices"`
	Tried       int               `json:"tried"`
	Impossible  int               `json:"impossible"`
	States      []jsonState       `json:"states"`
	Equilibria  map[string][]int  `json:"equilibria"`
	Needs       []jsonNeed        `json:"needs"`
}

type jsonWish struct {
	Actor string   `json:"actor"`
	Said  bool     `json:"said"`
	Over  []string `json:"over"`
	Cites string   `json:"cites"`
	Ties  int      `json:"ties"`
}

type jsonChoice struct {
	Kind   string   `json:"kind"`
	Of     string   `json:"of"`
	By     []string `json:"by"`
	Values []string `json:"values"`
}

type jsonState struct {
	Number  int                          `json:"number"`
	Chosen  [][]string                   `json:"chosen"`
	Settled bool                         `json:"settled"`
	Results map[string]string            `json:"results"`
	Moves   map[string][]int             `json:"moves"`
	Stable  map[string]map[string]string `json:"stable"`
	ForAll  map[string]string            `json:"stable_for_all"`
}

type jsonNeed struct {
	State   int     `json:"state"`
	Actor   string  `json:"actor"`
	Notion  string  `json:"notion"`
	Known   bool    `json:"known"`
	TooMany bool    `json:"too_many"`
	NoneOf  [][]int `json:"none_of"`
	All     jsonAll `json:"for_all"`
}

// jsonAll is what would make the state stable for all: the ways, or who leaves it whatever the actor prefers.
type jsonAll struct {
	Known   bool      `json:"known"`
	TooMany bool      `json:"too_many"`
	Leaves  []string  `json:"leaves"`
	Ways    []jsonWay `json:"ways"`
}

type jsonWay struct {
	NoneOf []int    `json:"none_of"`
	Rather [][2]int `json:"rather"` // the second to the first
}

var (
	kindNames    = [...]string{Doing: "act", Deciding: "decision", Promising: "duty", Refraining: "ban", Using: "power", Signing: "signature"}
	verdictNames = [...]string{stability.No: "no", stability.Open: "unknown", stability.Yes: "yes"}
)

// JSON puts the answers into names.
func (a *Answers) JSON(file string) *JSON {
	p := a.Pact
	out := &JSON{Schema: Schema, File: file, Pact: p.Title, TickDays: a.Tick, Tried: a.Tried, Impossible: a.Never,
		Open: map[string]string{}, Preferences: []jsonWish{}, Choices: []jsonChoice{}, Equilibria: map[string][]int{}, Needs: []jsonNeed{}}
	for i := range p.Points {
		out.Open[p.Points[i].Name] = p.Points[i].Values[a.Filling[i]].Text
	}
	for k := range a.Players {
		out.Preferences = append(out.Preferences, a.jsonWish(k))
	}
	for k := range a.Choices {
		x := &a.Choices[k]
		c := jsonChoice{Kind: kindNames[x.Kind], Of: p.Declaration(x.Of).Name, Values: []string{}}
		for _, id := range x.By.IDs() {
			c.By = append(c.By, p.Actors[id].Name)
		}
		for _, v := range x.Values {
			c.Values = append(c.Values, a.value(k, v))
		}
		out.Choices = append(out.Choices, c)
	}
	for i := range a.States {
		out.States = append(out.States, a.jsonState(i))
	}
	for _, c := range a.concepts() {
		out.Equilibria[c.String()] = numbers(a.Stable(c, stability.Yes))
	}
	for _, n := range a.Needs {
		out.Needs = append(out.Needs, a.jsonNeeds(n)...)
	}
	return out
}

func (a *Answers) jsonWish(k int) jsonWish {
	w := a.Players[k].Wishes
	out := jsonWish{Actor: a.name(k), Said: w != nil, Over: []string{}, Ties: a.Ties[k]}
	if w != nil {
		for _, c := range w.Over {
			out.Over = append(out.Over, a.speaker().Condition(c))
		}
		out.Cites = sources.CiteWords(a.Pact, w.Cites)
	}
	return out
}

func (a *Answers) name(player int) string { return a.Pact.Actors[a.Players[player].Actor].Name }

func (a *Answers) jsonState(i int) jsonState {
	s := &a.States[i]
	out := jsonState{Number: i + 1, Settled: s.Settled, Chosen: [][]string{}, Results: map[string]string{}, Moves: map[string][]int{},
		Stable: map[string]map[string]string{}, ForAll: a.jsonVerdicts(a.All[i])}
	for k, vs := range s.Values {
		var values []string
		for _, v := range vs {
			values = append(values, a.value(k, v))
		}
		out.Chosen = append(out.Chosen, values)
	}
	for k, ref := range Things(a.Pact) {
		out.Results[a.Pact.Declaration(ref).Name] = s.Results[k]
	}
	for p := range a.Players {
		var to []int
		for _, m := range a.Graph.Players[p].Moves[i] {
			to = append(to, m.To)
		}
		out.Moves[a.name(p)] = numbers(to)
		out.Stable[a.name(p)] = a.jsonVerdicts(a.Verdicts[i][p])
	}
	return out
}

func (a *Answers) jsonVerdicts(vs []stability.Verdict) map[string]string {
	out := map[string]string{}
	for _, c := range a.concepts() {
		out[c.String()] = verdictNames[vs[c]]
	}
	return out
}

func (a *Answers) jsonNeeds(n DealNeeds) []jsonNeed {
	var out []jsonNeed
	for p, row := range n.By {
		for _, c := range a.concepts() {
			x := jsonNeed{State: n.State + 1, Actor: a.name(p), Notion: c.String(), Known: row[c].Known, TooMany: row[c].TooMany, NoneOf: [][]int{}}
			if x.Known && !x.TooMany {
				for _, w := range row[c].Ways {
					x.NoneOf = append(x.NoneOf, numbers(w))
				}
			}
			x.All = a.jsonAll(n.All[p][c])
			out = append(out, x)
		}
	}
	return out
}

func (a *Answers) jsonAll(d stability.Deal) jsonAll {
	out := jsonAll{Known: d.Known, TooMany: d.TooMany, Leaves: []string{}, Ways: []jsonWay{}}
	for _, p := range d.Leaves {
		out.Leaves = append(out.Leaves, a.name(p))
	}
	for _, w := range d.Ways {
		way := jsonWay{NoneOf: numbers(w.NotAbove), Rather: [][2]int{}}
		for _, r := range w.Rather {
			way.Rather = append(way.Rather, [2]int{r.Than + 1, r.To + 1})
		}
		out.Ways = append(out.Ways, way)
	}
	return out
}

// numbers are states as people count them.
func numbers(is []int) []int {
	out := []int{}
	for _, i := range is {
		out = append(out, i+1)
	}
	return out
}

// Named finds a thing that can be chosen, or whose choices can, by its name.
func Named(p *model.Pact, name string) (model.Ref, bool) {
	for _, d := range p.Declared() {
		if d.Decl.Name == name {
			return d.Ref, true
		}
	}
	return model.Ref{}, false
}
