package sources

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// Survey is all there is to say of where a pact comes from.
type Survey struct {
	Pact        *model.Pact
	Sources     []Use            // in order of declaration
	Origins     []model.SourceID // independent ones of all that is cited
	Grounds     []Ground         // what is cited, in order of the table of the model, then purposes, positions and preferences
	Uncited     []Thing          // what could be cited and is not
	Differences []Difference
	Documents   []Document // of the sources that name a file; nil if they were not looked at
}

// Use is how a source is used.
type Use struct {
	Source  model.SourceID
	Origins []model.SourceID
	Cited   [Uncited]int // by grade: how many declarations, purposes, positions and preferences cite it so
	Relayed bool         // what is cited comes through it
}

// Difference is a question on which sources say different things: which value of an open point a party accepts, or where a
// party stands on one and the same thing.
type Difference struct {
	On    model.Ref // the open point, or what the party stands on
	Party model.ActorID
	Says  []Saying
}

// Saying is one of the things that are said.
type Saying struct {
	Value   int // of the open point, or None
	Stance  model.Stance
	Grounds []Ground // of the positions that say so
}

// Look surveys a pact.
func Look(p *model.Pact) *Survey {
	s := &Survey{Pact: p}
	var from []model.SourceID
	for _, x := range things(p) {
		g := groundOf(p, x)
		if len(g.Cites) > 0 {
			s.Grounds = append(s.Grounds, g)
		} else if wantsCite(x) {
			s.Uncited = append(s.Uncited, x)
		}
		for _, c := range g.Cites {
			from = append(from, c.Source)
		}
	}
	s.Origins = Independent(p, distinct(from))
	s.Sources = uses(p, s.Grounds)
	s.Differences = differences(p)
	return s
}

// things lists all that can be cited.
func things(p *model.Pact) []Thing {
	var out []Thing
	for _, d := range p.Declared() {
		out = append(out, declared(d.Ref))
	}
	for i := range p.Purposes {
		out = append(out, purpose(i))
	}
	for i := range p.Positions {
		out = append(out, position(i))
	}
	for i := range p.Preferences {
		out = append(out, preference(i))
	}
	for i := range p.Odds {
		out = append(out, oddsOf(i))
	}
	for i := range p.Chances {
		out = append(out, chanceOf(i))
	}
	return out
}

// wantsCite reports whether something says of the world, or of what was agreed, more than that it has a name: not parties and
// bodies, nor readings, which are the author's own device.
func wantsCite(x Thing) bool {
	return x.Ref.Kind != model.KindActor && x.Ref.Kind != model.KindReading
}

func uses(p *model.Pact, grounds []Ground) []Use {
	out := make([]Use, len(p.Sources))
	for i := range p.Sources {
		out[i] = Use{Source: model.SourceID(i), Origins: Independent(p, []model.SourceID{model.SourceID(i)})}
	}
	for _, g := range grounds {
		nearest := map[model.SourceID]Grade{}
		for _, c := range g.Cites {
			if k, ok := nearest[c.Source]; !ok || gradeOf(c.Kind) < k {
				nearest[c.Source] = gradeOf(c.Kind)
			}
		}
		for s, k := range nearest {
			out[s].Cited[k]++
		}
	}
	var through func(s model.SourceID)
	through = func(s model.SourceID) {
		for _, r := range p.Sources[s].Relays {
			if !out[r].Relayed {
				out[r].Relayed = true
				through(r)
			}
		}
	}
	for i := range out {
		if out[i].times() > 0 {
			through(out[i].Source)
		}
	}
	return out
}

// times is how often a source is cited.
func (u *Use) times() int {
	n := 0
	for _, k := range u.Cited {
		n += k
	}
	return n
}

// subject is what positions can differ on: where one party stands on one thing.
type subject struct {
	party model.ActorID
	on    model.Ref
}

// differences finds, of each party and thing, what is said of it in more than one way by sources that are not all the same.
func differences(p *model.Pact) []Difference {
	var out []Difference
	at := map[subject]int{}
	note := func(party model.ActorID, on model.Ref, value, i int) {
		n, known := at[subject{party, on}]
		if !known {
			n = len(out)
			at[subject{party, on}] = n
			out = append(out, Difference{On: on, Party: party})
		}
		out[n].note(value, p.Positions[i].Stance, OfPosition(p, i))
	}
	for i := range p.Positions {
		x := &p.Positions[i]
		for _, r := range x.Refs {
			note(x.Party, r, model.None, i)
		}
		for _, b := range x.Fillers {
			note(x.Party, model.Ref{Kind: model.KindPoint, Index: int(b.Point)}, b.Value, i)
		}
	}
	return slices.DeleteFunc(out, func(d Difference) bool { return !d.differs() })
}

func (d *Difference) note(value int, stance model.Stance, g Ground) {
	i := slices.IndexFunc(d.Says, func(s Saying) bool { return s.Value == value && s.Stance == stance })
	if i < 0 {
		i = len(d.Says)
		d.Says = append(d.Says, Saying{Value: value, Stance: stance})
	}
	d.Says[i].Grounds = append(d.Says[i].Grounds, g)
}

// differs reports whether two of the things that are said do not go together: different stances on the same, or different
// values that are accepted; and they come from different sources.
func (d *Difference) differs() bool {
	for i := range d.Says {
		for j := range i {
			a, b := &d.Says[i], &d.Says[j]
			apart := a.Value == b.Value && a.Stance != b.Stance ||
				a.Value != b.Value && a.Stance == model.StanceAccepts && b.Stance == model.StanceAccepts
			if apart && !slices.Equal(a.sources(), b.sources()) {
				return true
			}
		}
	}
	return false
}

// sources are those that say so.
func (s *Saying) sources() []model.SourceID {
	var out []model.SourceID
	for _, g := range s.Grounds {
		for _, c := range g.Cites {
			out = append(out, c.Source)
		}
	}
	return distinct(out)
}
