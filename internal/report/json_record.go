package report

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

// What stands behind the answer: what the declarations it speaks of are cited from, and who is on record as
// saying what about them.

// jsonSource is a document or a speaker.
type jsonSource struct {
	Name      string     `json:"name"`
	Label     string     `json:"label,omitempty"`
	Published string     `json:"published,omitempty"`
	Relays    []string   `json:"relays,omitempty"`
	Unnamed   bool       `json:"unnamed,omitempty"`
	File      string     `json:"file,omitempty"`
	SHA256    string     `json:"sha256,omitempty"`
	Cites     []jsonCite `json:"cites,omitempty"`
	At        *jsonPlace `json:"at,omitempty"`
}

// jsonCite names a source and the paragraphs in it. Kind is left out if the author did not say.
type jsonCite struct {
	Source     string     `json:"source"`
	Paragraphs []string   `json:"paragraphs,omitempty"`
	Kind       string     `json:"kind,omitempty"`
	At         *jsonPlace `json:"at,omitempty"`
}

// jsonCited is a declaration with what it rests on.
type jsonCited struct {
	Name  string     `json:"name"`
	Kind  string     `json:"kind"`
	Label string     `json:"label,omitempty"`
	At    *jsonPlace `json:"at,omitempty"`
	Cites []jsonCite `json:"cites"`
}

// jsonPosition is all that is on record about one declaration: who said what, and of whom nothing is recorded.
type jsonPosition struct {
	On      string       `json:"on"`
	Kind    string       `json:"kind"`
	Stances []jsonStance `json:"stances"`
	Silent  []string     `json:"silent"`
}

// jsonStance is what one party is on record with; Is is the value of an open point that it speaks of, If in which case it does.
type jsonStance struct {
	Party  string     `json:"party"`
	Stance string     `json:"stance"`
	Is     string     `json:"is,omitempty"`
	If     string     `json:"if,omitempty"`
	Cites  []jsonCite `json:"cites,omitempty"`
	At     *jsonPlace `json:"at,omitempty"`
}

func (j namer) cites(cs []model.Cite) []jsonCite {
	kinds := map[model.CiteKind]string{model.Quoted: "quoted", model.Paraphrased: "paraphrased", model.Alleged: "alleged", model.Inferred: "inferred"}
	var out []jsonCite
	for _, c := range cs {
		out = append(out, jsonCite{Source: j.pact.Sources[c.Source].Name, Paragraphs: c.Paragraphs, Kind: kinds[c.Kind], At: jsonAt(c.At)})
	}
	return out
}

func (j namer) sources() []jsonSource {
	var out []jsonSource
	for _, s := range j.pact.Sources {
		one := jsonSource{Name: s.Name, Label: s.Label, Unnamed: s.Unnamed, File: s.File, SHA256: s.SHA256, Cites: j.cites(s.Cites), At: jsonAt(s.At)}
		if !s.Published.IsZero() {
			one.Published = s.Published.String()
		}
		for _, r := range s.Relays {
			one.Relays = append(one.Relays, j.pact.Sources[r].Name)
		}
		out = append(out, one)
	}
	return out
}

// citations lists what the declarations rest on that were spoken of, if they are cited at all.
func (j namer) citations() []jsonCited {
	var out []jsonCited
	for _, d := range j.pact.Declared() {
		if j.spoken[d.Ref] && len(d.Decl.Cites) > 0 {
			out = append(out, jsonCited{Name: d.Decl.Name, Kind: kindName(d.Ref.Kind), Label: d.Decl.Label, At: jsonAt(d.Decl.At), Cites: j.cites(d.Decl.Cites)})
		}
	}
	return out
}

// kindName is what things of a kind are called in the language.
func kindName(k model.Kind) string {
	switch k {
	case model.KindNone:
		return "pact"
	case model.KindPoint:
		return "open"
	}
	return model.SectionOf(k).Noun
}

// positions tells of each open point, and of everything else on which a position is recorded, where the parties
// stand. A pact that records no positions at all says nothing about who is silent either.
func (j namer) positions() []jsonPosition {
	if len(j.pact.Positions) == 0 {
		return nil
	}
	var out []jsonPosition
	for i := range model.Sections {
		k := model.Sections[i].Kind
		for n := range j.pact.Count(k) {
			ref := model.Ref{Kind: k, Index: n}
			if ss := j.allStances(ref); len(ss) > 0 || k == model.KindPoint {
				out = append(out, jsonPosition{On: j.thing(ref), Kind: kindName(k), Stances: ss, Silent: j.silent(ref, ss)})
			}
		}
	}
	return out
}

func (j namer) allStances(ref model.Ref) []jsonStance {
	out := []jsonStance{}
	for i := range j.pact.Positions {
		out = append(out, j.stances(&j.pact.Positions[i], ref)...)
	}
	return out
}

// silent are those concerned of whom no stance is recorded.
func (j namer) silent(ref model.Ref, stances []jsonStance) []string {
	out := []string{}
	for _, id := range positions.Concerned(j.pact, ref) {
		if name := j.actor(id); !slices.ContainsFunc(stances, func(s jsonStance) bool { return s.Party == name }) {
			out = append(out, name)
		}
	}
	return out
}

// stances are what a position says about one declaration: one for each value if it is an open point.
func (j namer) stances(n *model.Position, ref model.Ref) []jsonStance {
	words := [...]string{model.Undeclared: "undeclared", model.StanceAccepts: "accepts", model.StanceOpposes: "opposes"}
	s := jsonStance{Party: j.pact.Actors[n.Party].Name, Stance: words[n.Stance], Cites: j.cites(n.Cites), At: jsonAt(n.At)}
	if n.If != nil {
		s.If = course.Condition(j.pact, n.If, true)
	}
	var out []jsonStance
	if slices.Contains(n.Refs, ref) {
		j.speak(model.KindActor, int(n.Party))
		out = append(out, s)
	}
	for _, b := range n.Fillers {
		if ref == (model.Ref{Kind: model.KindPoint, Index: int(b.Point)}) {
			j.speak(model.KindActor, int(n.Party))
			s.Is = valueText(j.pact, b.Point, b.Value)
			out = append(out, s)
		}
	}
	return out
}

// jsonBasis is how well founded what a finding rests on is: by the worst founded of it, and the independent origins of all.
type jsonBasis struct {
	Grade   string   `json:"grade"`
	Origins []string `json:"origins"`
}

// basis is what a finding rests on; a pact that cites nothing says nothing of it.
func (j namer) basis(f *inquiry.Finding) *jsonBasis {
	if len(j.pact.Sources) == 0 {
		return nil
	}
	on := sources.RestsOn(j.pact, f)
	out := &jsonBasis{Grade: on.Word(), Origins: []string{}}
	for _, o := range on.Origins {
		out.Origins = append(out.Origins, j.pact.Sources[o].Name)
	}
	return out
}
