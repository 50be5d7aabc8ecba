package amend

import (
	_ "embed"

	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

// Schema names the form of the JSON below. A change that a reader could stumble over gets a new number.
const Schema = "servanda.amendment/1"

// SchemaText is the JSON Schema (draft 2020-12) of it.
//
//go:embed schema/amendment.schema.json
var SchemaText []byte

// JSON is what an amendment does, for machines. Things go by their names in the files; days are counted from the start of the pact.
type JSON struct {
	Schema       string        `json:"schema"`
	Old          string        `json:"old"`
	New          string        `json:"new"`
	Pact         string        `json:"pact"`
	Starts       string        `json:"starts,omitempty"`
	TickDays     int           `json:"tick_days"`
	Day          int           `json:"day"`
	Reports      int           `json:"reports"`
	Courses      int           `json:"courses"`
	Effects      []jsonEffect  `json:"effects"`
	NoDifference []string      `json:"no_difference"`
	NotKnown     []string      `json:"not_known"`
	Purposes     []jsonPurpose `json:"purposes"`
	Carried      []jsonCarried `json:"carried"`
	Due          [2][]jsonDue  `json:"due"`
}

type jsonEffect struct {
	Party string   `json:"party"`
	Sense string   `json:"sense"`
	Topic string   `json:"topic"`
	Says  string   `json:"says"`
	Where []string `json:"only,omitempty"`
}

type jsonPurpose struct {
	Sense string   `json:"sense"`
	Old   string   `json:"old,omitempty"`
	New   string   `json:"new,omitempty"`
	Where []string `json:"only,omitempty"`
}

type jsonCarried struct {
	Rule   string   `json:"rule"`
	Chosen bool     `json:"texts_do_not_say,omitempty"`
	Old    string   `json:"old,omitempty"`
	New    string   `json:"new,omitempty"`
	Party  string   `json:"party,omitempty"`
	Was    string   `json:"was,omitempty"`
	Is     string   `json:"is,omitempty"`
	Before *int     `json:"days_before,omitempty"`
	Days   *int     `json:"days,omitempty"`
	Says   string   `json:"says"`
	Where  []string `json:"only,omitempty"`
}

type jsonDue struct {
	Duty     string   `json:"duty"`
	Deadline *int     `json:"deadline,omitempty"`
	Breached bool     `json:"breached,omitempty"`
	Says     string   `json:"says"`
	Where    []string `json:"only,omitempty"`
}

// JSON puts what the amendment does into its form for machines; the files are those of the two texts.
func (w *Weighing) JSON(old, new string) *JSON {
	out := &JSON{
		Schema: Schema, Old: old, New: new, Pact: w.New.Title, TickDays: w.Tick, Day: w.Day, Reports: w.Reports, Courses: len(w.Pairs),
		Effects: []jsonEffect{}, NoDifference: []string{}, NotKnown: append([]string{}, w.Unknown...), Purposes: []jsonPurpose{}, Carried: []jsonCarried{},
		Due: [2][]jsonDue{w.jsonDue(0), w.jsonDue(1)},
	}
	if !w.Old.Starts.IsZero() {
		out.Starts = w.Old.Starts.String()
	}
	for _, e := range w.Effects {
		out.Effects = append(out.Effects, jsonEffect{e.Party.Name, e.Sense.String(), e.Topic.String(), e.Says, e.Where})
	}
	for _, p := range w.NoDifference() {
		out.NoDifference = append(out.NoDifference, p.Name)
	}
	for _, p := range w.Purposes {
		sense := p.Sense.String()
		if p.Same {
			sense = "same"
		}
		out.Purposes = append(out.Purposes, jsonPurpose{sense, p.Old, p.New, p.Where})
	}
	stood, other := w.becomes()
	for _, x := range append(other, stood...) {
		out.Carried = append(out.Carried, w.jsonCarried(&x))
	}
	return out
}

func (w *Weighing) jsonCarried(x *told[carry.Item]) jsonCarried {
	it := &x.item
	out := jsonCarried{Rule: it.Rule.String(), Chosen: it.Rule.Chosen(), Was: it.Was, Is: it.Is, Says: w.said(it), Where: x.where(w.Weighed)}
	name := func(p *model.Pact, of model.Ref) string {
		if of.Kind == model.KindNone {
			return ""
		}
		return p.Declaration(of).Name
	}
	out.Old, out.New = name(w.Old, it.Old), name(w.New, it.New)
	if it.Party != model.None {
		p := w.New
		if it.Rule == carry.Unseated {
			p = w.Old
		}
		out.Party = p.Actors[it.Party].Name
	}
	if it.Before >= 0 {
		out.Before = &it.Before
	}
	if it.Days >= 0 {
		out.Days = &it.Days
	}
	return out
}

func (w *Weighing) jsonDue(k int) []jsonDue {
	var all []told[track.Said[track.Due]]
	for i := range w.Pairs {
		side := [2]*track.Side{w.Pairs[i].Old, w.Pairs[i].New}[k]
		for _, d := range side.Due {
			all = gather(all, d, d.Says, i)
		}
	}
	out := []jsonDue{}
	p := [2]*model.Pact{w.Old, w.New}[k]
	for _, x := range all {
		d := jsonDue{Duty: p.Duties[x.item.Item.Duty].Name, Breached: x.item.Item.Breached, Says: x.item.Says, Where: x.where(w.Weighed)}
		if last := x.item.Item.Deadline; last >= 0 {
			d.Deadline = &last
		}
		out = append(out, d)
	}
	return out
}
