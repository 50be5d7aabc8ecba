package sources

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Words says in half a sentence how well founded something is: "rests on an inference of the author".
func (f *Footing) Words() string {
	if len(f.Grounds) == 0 {
		return "rests on nothing that could be cited"
	}
	return "rests on " + f.Grounds[0].on()
}

// on says what a ground is.
func (g *Ground) on() string {
	text := map[Grade]string{
		Quoted:      "words that a source is quoted with",
		Paraphrased: "the sense of what a source says",
		Cited:       "a source, of which it is not said how near the text stands to it",
		Alleged:     "what a source only passes on as a claim",
		Inferred:    "an inference of the author",
		Uncited:     "a line of the author's own: nothing is cited for it",
	}[g.Grade]
	if g.Grade != Uncited && !g.Named {
		text += ", and nobody stands for it by name"
	}
	return text
}

// kindWords is a kind of citation in one word; nothing where the author did not say.
func kindWords(k model.CiteKind) string {
	return map[model.CiteKind]string{model.Quoted: "quoted", model.Paraphrased: "paraphrased", model.Alleged: "alleged", model.Inferred: "inferred"}[k]
}

// CiteWords names citations as they stand in the pact: "report A 1, 11 (alleged); report B 5 (quoted)".
func CiteWords(p *model.Pact, cs []model.Cite) string {
	q := words.Speaker{Pact: p}
	var out []string
	for _, c := range cs {
		text := strings.TrimSpace(q.Short(c.Source) + " " + strings.Join(c.Paragraphs, ", "))
		if k := kindWords(c.Kind); k != "" {
			text += " (" + k + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

// Who is what a source is called, and that nobody stands for it by name.
func Who(p *model.Pact, id model.SourceID) string {
	s := &p.Sources[id]
	name := s.Label
	if name == "" {
		name = words.Spaced(s.Name)
	}
	if s.Unnamed {
		name += " (unnamed)"
	}
	return name
}

// OriginWords names origins.
func OriginWords(p *model.Pact, ids []model.SourceID) string {
	var out []string
	for _, id := range ids {
		out = append(out, Who(p, id))
	}
	return strings.Join(out, "; ")
}

// ThingWords is what can be cited, as a reader knows it.
func ThingWords(p *model.Pact, x Thing) string {
	q := words.Speaker{Pact: p}
	switch {
	case x.Purpose != model.None:
		if label := p.Purposes[x.Purpose].Label; label != "" {
			return "“" + label + "”"
		}
		return "that " + q.Plainly(p.Purposes[x.Purpose].Cond)
	case x.Position != model.None:
		return PositionWords(p, x.Position)
	case x.Preference != model.None:
		return PreferenceWords(p, x.Preference)
	case x.Odds != model.None:
		o := &p.Odds[x.Odds]
		return "how likely " + q.Who(o.Actor) + " " + course.Verb(p, o.Actor, "decides", "decide") + " how on " + words.Thing(p, model.KindDecision, int(o.Decision))
	case x.Chance != model.None:
		return "how often an outsider comes to " + q.Act(p.Chances[x.Chance].Act)
	}
	return q.Named(x.Ref)
}

// StanceWords is a stance as a verb of a party: "accepts".
func StanceWords(p *model.Pact, party model.ActorID, s model.Stance) string {
	switch s {
	case model.StanceAccepts:
		return course.Verb(p, party, "accepts", "accept")
	case model.StanceOpposes:
		return course.Verb(p, party, "opposes", "oppose")
	}
	return course.Verb(p, party, "has", "have") + " not said"
}

// PositionWords says a position in one sentence: "Northland accepts the Treaty, if the hill is empty".
func PositionWords(p *model.Pact, i int) string {
	q := words.Speaker{Pact: p}
	x := &p.Positions[i]
	var on []string
	for _, r := range x.Refs {
		on = append(on, q.Named(r))
	}
	for _, b := range x.Fillers {
		on = append(on, fmt.Sprintf("“%s” (%s)", q.Answers(b.Point, []int{b.Value}), q.Question(b.Point)))
	}
	text := q.Who(x.Party) + " " + StanceWords(p, x.Party, x.Stance)
	if x.Stance == model.Undeclared {
		text += " whether " + course.Verb(p, x.Party, "it accepts", "they accept")
	}
	text += " " + course.List(on, "and")
	if x.If != nil {
		text += ", if " + q.Plainly(x.If)
	}
	return text
}

// PreferenceWords says what an actor is said to prefer: "Northland prefers that the hill is empty, and after that that help is sent".
func PreferenceWords(p *model.Pact, i int) string {
	q := words.Speaker{Pact: p}
	x := &p.Preferences[i]
	var over []string
	for _, c := range x.Over {
		over = append(over, "that "+q.Plainly(c))
	}
	return q.Who(x.Actor) + " " + course.Verb(p, x.Actor, "prefers", "prefer") + " " + strings.Join(over, "; after it ")
}

// kindOf is what a thing is called.
func kindOf(x Thing) string {
	switch {
	case x.Purpose != model.None:
		return "purpose"
	case x.Position != model.None:
		return "position"
	case x.Preference != model.None:
		return "preference"
	case x.Odds != model.None:
		return "forecast"
	case x.Chance != model.None:
		return "chance"
	case x.Ref.Kind == model.KindPoint:
		return "open question"
	case x.Ref.Kind == model.KindDuty || x.Ref.Kind == model.KindBan:
		return "promise"
	case x.Ref.Kind == model.KindPower:
		return "right"
	case x.Ref.Kind == model.KindActor:
		return "who takes part"
	}
	return model.SectionOf(x.Ref.Kind).Noun
}

// Word is how well all of it is founded in one word: as the worst founded of it.
func (f *Footing) Word() string { return gradeName(f.Grade()) }

// Word is how well a ground is founded in one word: "alleged"; "cited" where the author did not say how near it is.
func (g *Ground) Word() string { return gradeName(g.Grade) }
