package track

import (
	_ "embed"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Schema names the form of the JSON below. A change that a reader could stumble over gets a new number.
const Schema = "servanda.standing/1"

// SchemaText is the JSON Schema (draft 2020-12) of it.
//
//go:embed schema/standing.schema.json
var SchemaText []byte

// Quiet reports whether nothing is late, broken, disputed or impossible.
func (s *Standing) Quiet() bool {
	for i := range s.Due {
		if s.Due[i].Item.Breached || s.Due[i].Item.Deadline >= 0 && s.Due[i].Item.Left < 0 {
			return false
		}
	}
	for i := range s.Faults {
		if s.Faults[i].Item.Kind != Lapsed {
			return false
		}
	}
	return len(s.Refused) == 0 && len(s.Disputes) == 0 && len(s.SetAside) == 0
}

// JSON is a standing for machines. Things go by their names in the file; days are counted from the start of the pact.
type JSON struct {
	Schema    string         `json:"schema"`
	File      string         `json:"file"`
	Pact      string         `json:"pact"`
	Starts    string         `json:"starts,omitempty"`
	TickDays  int            `json:"tick_days"`
	Day       int            `json:"day"`
	Known     string         `json:"as_known_on,omitempty"`
	Reports   int            `json:"reports"`
	Later     int            `json:"later"`
	Courses   int            `json:"courses"`
	Amended   []jsonAmended  `json:"amendments,omitempty"`
	Due       []jsonDue      `json:"due"`
	Runs      []jsonRuns     `json:"runs_out"`
	Faults    []jsonFault    `json:"faults"`
	Exposed   []jsonPeril    `json:"exposed"`
	NotKnown  []jsonWhere    `json:"not_known,omitempty"`
	Purposes  []jsonProspect `json:"purposes"`
	Disputes  []jsonDispute  `json:"disputes"`
	May       []jsonMay      `json:"may"`
	Things    []jsonThing    `json:"things"`
	Scores    []jsonScore    `json:"scores"`
	Refused   []jsonNoted    `json:"impossible"`
	Outside   []jsonNoted    `json:"outside"`
	Undone    []jsonNoted    `json:"said_not_to_have_happened"`
	SetAside  []jsonNoted    `json:"set_aside"`
	Corrected []jsonChange   `json:"corrected"`
	Open      []jsonPoint    `json:"open"`
	Events    []jsonEvent    `json:"events"`
	NotListed int            `json:"events_not_listed,omitempty"`
	FaultsNot int            `json:"faults_not_listed,omitempty"`
	Refuseds  int            `json:"impossible_not_listed,omitempty"`
	Outsides  int            `json:"outside_not_listed,omitempty"`
}

// JSON puts the standing into its form for machines.
func (s *Standing) JSON(file string) *JSON {
	v := view{s, words.Speaker{Pact: s.Pact}}
	out := &JSON{
		Schema: Schema, File: file, Pact: s.Pact.Title, TickDays: s.Tick, Day: s.Day, Known: s.Known.Text, Reports: s.Reports, Later: s.Later,
		Courses: s.Courses, NotListed: s.Dropped, FaultsNot: s.FaultsLeft, Refuseds: s.RefusedLeft, Outsides: s.Unlisted,
		Due: each(s.Due, v.jsonDue),
		Runs: each(s.Runs, func(x *Told[Runs]) jsonRuns {
			return jsonRuns{jsonWhere{v.runs(&x.Item), x.Where}, v.name(x.Item.Thing), x.Item.Day}
		}),
		Faults: each(s.Faults, v.jsonFault), Exposed: each(s.Perils, v.jsonPeril),
		NotKnown: each(s.Dark, func(x *Told[Dark]) jsonWhere { return jsonWhere{x.Item.Why, x.Where} }),
		Purposes: each(s.Ends, v.jsonProspect), Disputes: []jsonDispute{},
		May: each(s.May, func(x *Told[May]) jsonMay {
			return jsonMay{jsonWhere{x.Item.Said, x.Where}, s.Pact.Actors[x.Item.Actor].Name}
		}),
		Things: each(s.Things, func(x *Told[Thing]) jsonThing {
			return jsonThing{jsonWhere{v.thing(&x.Item), x.Where}, v.name(x.Item.Ref), x.Item.Reads}
		}),
		Scores: each(s.Scores, v.jsonScore),
		Refused: each(s.Refused, func(x *Told[Impossible]) jsonNoted {
			return jsonNoted{v.jsonEvent(x.Item.Report), x.Item.Why, x.Where}
		}),
		Outside: each(s.Outside, v.jsonNoted), Undone: each(s.Undone, v.jsonNoted), SetAside: each(s.SetAside, v.jsonNoted),
		Corrected: each(s.Corrected, func(x *Change) jsonChange { return jsonChange{v.jsonEvent(x.Before), v.jsonEvent(x.After)} }),
		Open:      each(s.Points, v.jsonPoint),
		Events:    each(s.Events, func(x **Report) jsonEvent { return v.jsonEvent(*x) }),
	}
	if !s.Pact.Starts.IsZero() {
		out.Starts = s.Pact.Starts.String()
	}
	for i := range s.Amended {
		out.Amended = append(out.Amended, v.jsonAmended(&s.Amended[i]))
	}
	for i := range s.Disputes {
		out.Disputes = append(out.Disputes, v.jsonDispute(i))
	}
	return out
}

func each[T, J any](all []T, one func(*T) J) []J {
	out := []J{}
	for i := range all {
		out = append(out, one(&all[i]))
	}
	return out
}

func (v *view) name(ref model.Ref) string { return v.Standing.Pact.Declaration(ref).Name }

// dayIf is a day, or nothing if there is none.
func dayIf(day int) *int {
	if day < 0 {
		return nil
	}
	return &day
}

func (v *view) jsonDue(x *Told[Due]) jsonDue {
	duty := &v.Standing.Pact.Duties[x.Item.Duty]
	d := jsonDue{jsonWhere: jsonWhere{v.due(&x.Item), x.Where}, Duty: duty.Name, Obligor: v.Standing.Pact.Actors[duty.Obligor].Name,
		Deadline: dayIf(x.Item.Deadline), CountsIn: x.Item.CountsIn, Breached: x.Item.Breached, Culprit: x.Item.Culprit}
	if x.Item.Deadline >= 0 {
		d.DaysLeft = &x.Item.Left
	}
	return d
}

// String names the kinds as the JSON has them.
func (k FaultKind) String() string {
	return [...]string{"missed", "broken", "made_impossible", "late", "late_within_step", "lapsed"}[k]
}

func (v *view) jsonFault(x *Told[Fault]) jsonFault {
	f := &x.Item
	out := jsonFault{jsonWhere: jsonWhere{v.fault(f), x.Where}, Kind: f.Kind.String(), Clause: f.in.Declaration(f.Clause).Name, Day: f.Day, Deadline: dayIf(f.Deadline)}
	if f.Blamed {
		out.Culprit = f.in.Actors[f.Culprit].Name
	}
	if days := f.Day - f.Deadline; f.Kind == Late || f.Kind == WithinStep {
		out.DaysLate = &days
	}
	if f.by != nil {
		e := v.jsonEvent(f.by)
		out.Report = &e
	}
	return out
}

func (v *view) jsonPeril(x *Told[Peril]) jsonPeril {
	p := &x.Item
	duty := &v.Standing.Pact.Duties[p.Duty]
	out := jsonPeril{jsonWhere: jsonWhere{p.shown, x.Where}, Duty: duty.Name, Party: v.Standing.Pact.Actors[duty.Obligor].Name,
		How: [...]string{"safe", "can_be_avoided", "cannot_be_avoided", "left_with_nothing"}[p.How], By: [][]string{}, Days: p.Days, Exit: dayIf(p.Exit)}
	for _, set := range p.By {
		var names []string
		for _, id := range set.IDs() {
			names = append(names, v.Standing.Pact.Actors[id].Name)
		}
		out.By = append(out.By, names)
	}
	if p.Way != nil {
		for i := range p.Way.Steps {
			out.Way = append(out.Way, v.Retold(course.Capital(p.Way.Line(i).Text)))
		}
	}
	return out
}

func (v *view) jsonProspect(x *Told[Prospect]) jsonProspect {
	p := &x.Item
	return jsonProspect{jsonWhere{v.prospect(p), x.Where}, v.Standing.Pact.Purposes[p.Purpose].Label, p.Holds, dayIf(p.Within), p.Lawful || p.Holds, dayIf(p.LostIn), p.Broken}
}

func (v *view) jsonDispute(i int) jsonDispute {
	d := &v.Disputes[i]
	out := jsonDispute{Matters: d.Matters, Reports: each(d.Reports, func(r **Report) jsonEvent { return v.jsonEvent(*r) })}
	for k := range d.Versions {
		out.Versions = append(out.Versions, jsonVersion{versionName(i, k), d.Versions[k].Words, each(d.Versions[k].Only, func(s *string) string { return *s })})
	}
	return out
}

func (v *view) jsonAmended(a *Amended) jsonAmended {
	e := &a.Report.Event
	name := func(p *model.Pact, of model.Ref) string {
		if of.Kind == model.KindNone {
			return ""
		}
		return p.Declaration(of).Name
	}
	return jsonAmended{
		Day: a.Day, Text: e.Text, Digest: e.Digest, Report: v.jsonEvent(a.Report), Agreed: append([]string{}, a.Agreed...), Unheard: append([]string{}, a.Unheard...),
		Carried: each(a.Carried, func(x *Told[Carried]) jsonCarried {
			it := &x.Item.Item
			return jsonCarried{jsonWhere{x.Item.Says, x.Where}, it.Rule.String(), it.Rule.Chosen(), name(a.From, it.Old), name(a.To, it.New)}
		}),
	}
}

func (v *view) jsonScore(x *Told[Score]) jsonScore {
	return jsonScore{jsonWhere{v.score(&x.Item), x.Where}, v.name(x.Item.Clause), dayIf(x.Item.Value), x.Item.Why}
}

func (v *view) jsonNoted(x *Noted) jsonNoted {
	return jsonNoted{Report: v.jsonEvent(x.Report), Why: x.Why}
}

func (v *view) jsonPoint(x *Point) jsonPoint {
	pt := &v.Standing.Pact.Points[x.Point]
	return jsonPoint{pt.Name, each(x.Values, func(i *int) string { return pt.Values[*i].Text }), x.By, x.Ruled}
}

func (v *view) jsonEvent(r *Report) jsonEvent {
	e := &r.Event
	out := jsonEvent{
		Line: e.Line, ID: e.ID, Kind: e.Kind.String(), When: e.When.Text, Until: e.Until.Text, Actor: e.Actor, Move: e.Move, Value: e.Value, Point: e.Point,
		Of: e.Of, Against: e.Against, Text: e.Text, Digest: e.Digest, Agreed: e.Agreed, Renamed: e.Renamed, Reporter: e.Reporter, Recorded: e.Recorded.Text, Confirmed: r.Confirmed, Evidence: e.Evidence, Note: e.Note, Disputed: r.Disputed,
	}
	if e.Kind == record.Happened || e.Kind == record.Correction {
		for _, ref := range r.Touches {
			out.Clauses = append(out.Clauses, v.name(ref))
		}
	}
	return out
}
