package odds

import (
	_ "embed"

	"github.com/servanda-lang/servanda/internal/chance"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Schema names the form of the JSON below.
const Schema = "servanda.odds/1"

// SchemaText is the JSON Schema of it.
//
//go:embed odds.schema.json
var SchemaText []byte

// JSON is the answers by names, as plain data.
type JSON struct {
	Schema   string            `json:"schema"`
	File     string            `json:"file"`
	Pact     string            `json:"pact"`
	TickDays int               `json:"tick_days"`
	States   int               `json:"states"`
	Open     map[string]string `json:"open"`
	Answers  []jsonAnswer      `json:"answers"`
}

type jsonAnswer struct {
	Kind   string      `json:"kind"` // purpose or given_for_nothing
	Of     string      `json:"of"`
	Worlds []jsonRange `json:"worlds"`
}

type jsonRange struct {
	Breakers []string    `json:"may_break"`
	Least    jsonValue   `json:"least"`
	Greatest jsonValue   `json:"greatest"`
	Levers   []jsonLever `json:"levers"`
}

// jsonValue is a fraction, if it is known exactly, and bounds in any case.
type jsonValue struct {
	Exact string  `json:"exact,omitempty"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

type jsonLever struct {
	Kind  string     `json:"kind"` // odds or chance
	Of    string     `json:"of"`
	Value string     `json:"value,omitempty"`
	None  jsonBoth   `json:"at_none"`
	All   jsonBoth   `json:"at_all"`
	Tips  []jsonTips `json:"tips"`
}

type jsonBoth struct {
	Least    jsonValue `json:"least"`
	Greatest jsonValue `json:"greatest"`
}

type jsonTips struct {
	Which  string `json:"which"`
	Shares [2]int `json:"millionths"`
}

func jsonOf(v chance.Value) jsonValue {
	out := jsonValue{Low: v.Low, High: v.High}
	if v.Exact != nil {
		out.Exact = v.Exact.RatString()
	}
	return out
}

// named is what a question is about, by names.
func (x *Asked) named(p *model.Pact) (kind, of string) {
	switch {
	case x.Duty != None:
		return "given_for_nothing", p.Duties[x.Duty].Name
	case p.Purposes[x.Purpose].Label != "":
		return "purpose", p.Purposes[x.Purpose].Label
	}
	return "purpose", words.Speaker{Pact: p}.Condition(p.Purposes[x.Purpose].Cond)
}

// JSON puts the answers into names.
func (a *Answers) JSON(file string) *JSON {
	p := a.Pact
	out := &JSON{Schema: Schema, File: file, Pact: p.Title, TickDays: a.Tick, States: a.States, Open: map[string]string{}, Answers: []jsonAnswer{}}
	for i := range p.Points {
		out.Open[p.Points[i].Name] = p.Points[i].Values[a.Filling[i]].Text
	}
	for i := range a.Asked {
		x := &a.Asked[i]
		ans := jsonAnswer{Worlds: []jsonRange{}}
		ans.Kind, ans.Of = x.named(p)
		for k, w := range x.Worlds {
			r := jsonRange{Breakers: []string{}, Least: jsonOf(w.Least), Greatest: jsonOf(w.Greatest), Levers: []jsonLever{}}
			for _, id := range w.Breakers.IDs() {
				r.Breakers = append(r.Breakers, p.Actors[id].Name)
			}
			for l := range a.Levers {
				if a.Levers[l].Asked == i && a.Levers[l].World == k {
					r.Levers = append(r.Levers, a.jsonLever(&a.Levers[l]))
				}
			}
			ans.Worlds = append(ans.Worlds, r)
		}
		out.Answers = append(out.Answers, ans)
	}
	return out
}

func (a *Answers) jsonLever(l *Lever) jsonLever {
	out := jsonLever{Kind: "chance", None: jsonBoth{jsonOf(l.None.Least), jsonOf(l.None.Greatest)}, All: jsonBoth{jsonOf(l.All.Least), jsonOf(l.All.Greatest)}, Tips: []jsonTips{}}
	if l.Number.Chance != None {
		out.Of = a.Pact.Acts[a.Pact.Chances[l.Number.Chance].Act].Name
	} else {
		o := &a.Pact.Odds[l.Number.Odds]
		d := &a.Pact.Decisions[o.Decision]
		out.Kind, out.Of, out.Value = "odds", d.Name, d.Values[o.Values[l.Number.Likely].Value]
	}
	for k, t := range l.Tips {
		if t != nil {
			out.Tips = append(out.Tips, jsonTips{[...]string{"least", "greatest"}[k], [2]int{t.Above, t.Below}})
		}
	}
	return out
}
