package compare

import (
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// An aspect is one thing that a declaration says and on which something hangs: when a duty falls due, how long
// a term is. Drafts are compared aspect by aspect, and a draft is changed aspect by aspect to try what a change
// brings about. The table of fields in package model says which there are.

// aspects lists what declarations of a kind say.
func aspects(k model.Kind) []*model.Field { return withRole(model.SectionOf(k), model.Meaning) }

func withRole(s *model.Section, roles ...model.Role) []*model.Field {
	var out []*model.Field
	for i := range s.Fields {
		for _, r := range roles {
			if s.Fields[i].Role == r {
				out = append(out, &s.Fields[i])
			}
		}
	}
	return out
}

// valuesField is the aspect that lists the values of a thing.
var valuesField = map[model.Kind]string{model.KindFact: "Values Low High", model.KindDecision: "Values"}

// say puts into words what a declaration says; it is empty if it says nothing.
func say(p *model.Pact, f *model.Field, i int) string {
	switch x := f.Get(p, i).(type) {
	case model.Cond:
		return when(p, x)
	case []model.Cond:
		if f.Name == "Against" {
			return cases(p, x)
		}
		return returns(p, x)
	case *model.Amount:
		return days(p, x)
	case model.ActorID:
		return course.Actor(p, x)
	case []model.ActorID:
		if f.Name == "By" {
			return people(p, x, "or")
		}
		return people(p, x, "and")
	case model.ActID:
		return doing(p, []model.ActID{x})
	case model.InstrumentID:
		return quoted(p, model.KindInstrument, int(x))
	case []string:
		return outcomes(x)
	case bool:
		return said(x, flag(p, f, i))
	default:
		return sayTogether(p, x, i)
	}
}

// flag puts into words what is either said or not.
func flag(p *model.Pact, f *model.Field, i int) string {
	if f.Name == "Discretion" {
		return "at the discretion of " + course.Actor(p, p.Duties[i].Obligor)
	}
	return "irreversible"
}

// sayTogether is say for what several fields say together.
func sayTogether(p *model.Pact, x any, i int) string {
	switch x := x.(type) {
	case model.Belonging:
		return actorWords(p, &p.Actors[i])
	case model.Range:
		return rangeWords(&p.Facts[i])
	case model.Openness:
		return pointValues(&p.Points[i])
	case []model.Effect:
		return effectsWords(p, &p.Acts[i])
	case model.Promise:
		return asks(p, &p.Duties[i])
	case model.Deadline:
		return deadline(p, x)
	case model.Trigger:
		return trigger(p, x)
	case model.Use:
		return course.Effect(p, &p.Powers[i])
	}
	return ""
}
