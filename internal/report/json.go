package report

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/model"
)

// Schema names the form of the JSON below. A change that a reader could stumble over gets a new number.
const Schema = "servanda.check/1"

// SchemaText is the JSON Schema (draft 2020-12) that every document of this form keeps to.
var SchemaText = withCodes(checkSchema)

//go:embed schema/check.schema.json
var checkSchema []byte

// withCodes puts the codes of all findings into a schema, where its text has a word for them.
func withCodes(schema []byte) []byte {
	list, err := json.Marshal(codes.Names())
	if err != nil {
		panic(err) // strings can be written
	}
	return bytes.Replace(schema, []byte(`["each code of a finding"]`), list, 1)
}

// Decode reads an answer that JSON wrote. A field that the form does not have, or another form, is an error, and
// so is anything after the answer.
func Decode(r io.Reader) (*Document, error) {
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	var d Document
	if err := dec.Decode(&d); err != nil {
		return nil, fmt.Errorf("no answer of a check: %w", err)
	}
	if d.Schema != Schema {
		return nil, fmt.Errorf("an answer of the form %q, not %q", d.Schema, Schema)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("something follows the answer")
	}
	return &d, nil
}

// Encode writes the answer as JSON does.
func (d *Document) Encode(w io.Writer) error { return encode(w, d) }

// JSON writes one object with everything that came of a check. Things go by their names in the file,
// dates as YYYY-MM-DD.
func JSON(w io.Writer, r Result) error {
	d := document(r)
	return d.Encode(w)
}

// Document is the whole of an answer as plain data: what JSON writes and Decode reads.
type Document struct {
	Schema       string            `json:"schema"`
	Status       Status            `json:"status"`
	File         string            `json:"file"`
	Pact         string            `json:"pact,omitempty"`
	Starts       string            `json:"starts,omitempty"`
	TickDays     int               `json:"tick_days,omitempty"`
	Exact        *bool             `json:"exact,omitempty"`
	Summary      *Summary          `json:"summary,omitempty"`
	AllFillings  int               `json:"all_fillings,omitempty"`
	Together     bool              `json:"together,omitempty"`
	Fillings     []jsonFilling     `json:"fillings,omitempty"`
	Findings     []jsonFinding     `json:"findings,omitempty"`
	Statements   []jsonStatement   `json:"statements,omitempty"`
	Checks       []jsonTested      `json:"checks,omitempty"`
	Scenarios    []jsonScenario    `json:"scenarios,omitempty"`
	Dates        []jsonMoved       `json:"dates,omitempty"`
	Positions    []jsonPosition    `json:"positions,omitempty"`
	Citations    []jsonCited       `json:"citations,omitempty"`
	Sources      []jsonSource      `json:"sources,omitempty"`
	Caveats      []string          `json:"caveats,omitempty"`
	Inconclusive *jsonInconclusive `json:"inconclusive,omitempty"`
	Diagnostics  []jsonDiagnostic  `json:"diagnostics,omitempty"`
}

// jsonMoved is a date that rounding to whole ticks moved.
type jsonMoved struct {
	Clause  string     `json:"clause,omitempty"`
	Day     int        `json:"day"`
	Earlier int        `json:"earlier"`
	At      *jsonPlace `json:"at,omitempty"`
}

type jsonFilling struct {
	Matters  []string          `json:"matters"`
	Alike    int               `json:"alike"`
	Open     map[string]string `json:"open"`
	Readings []string          `json:"readings"`
	Physical jsonCount         `json:"physical"`
	Lawful   jsonCount         `json:"lawful"`
	Findings []jsonFinding     `json:"findings"`
	Checks   []jsonCheck       `json:"checks"`
}

type jsonCount struct {
	States int `json:"states"`
	Moves  int `json:"moves"`
}

type jsonFinding struct {
	Code      inquiry.Code `json:"code"`
	Severity  string       `json:"severity"`
	Clause    string       `json:"clause,omitempty"`
	Purpose   string       `json:"purpose,omitempty"`
	Party     string       `json:"party,omitempty"`
	Defectors []string     `json:"defectors,omitzero"`
	By        [][]string   `json:"by,omitempty"`
	Needs     [][]string   `json:"needs,omitempty"`
	Days      int          `json:"days,omitempty"`
	How       string       `json:"how,omitempty"`
	Class     string       `json:"class,omitempty"`
	Price     *jsonPrice   `json:"price,omitempty"`
	Care      *jsonCare    `json:"care,omitempty"`
	At        *jsonPlace   `json:"at,omitempty"`
	Message   string       `json:"message"`
	Why       []string     `json:"why,omitempty"`
	Course    *jsonCourse  `json:"course,omitempty"`

	// Across fillings only.
	When     []map[string][]string `json:"when,omitempty"`
	Except   []map[string][]string `json:"except,omitempty"`
	Ways     int                   `json:"ways,omitempty"`
	Always   *bool                 `json:"always,omitempty"`
	Fillings []int                 `json:"fillings,omitempty"`
	Accepted *jsonAccepted         `json:"accepted,omitempty"`
	Basis    *jsonBasis            `json:"basis,omitempty"`
}

// jsonPrice is what a party gives up that stays safe, jsonCare what that takes.
type jsonPrice struct {
	Purposes []string `json:"purposes,omitempty"`
	Exchange bool     `json:"exchange,omitempty"`
}

type jsonCare struct {
	Not    []jsonOwnMove `json:"not,omitempty"`
	InTime []jsonOwnMove `json:"in_time,omitempty"`
	Keep   []string      `json:"keep,omitempty"`
}

type jsonOwnMove struct {
	Kind  string `json:"kind"`
	What  string `json:"what"`
	Value string `json:"value,omitempty"`
}

type jsonAccepted struct {
	Reason string     `json:"reason"`
	At     *jsonPlace `json:"at,omitempty"`
}

type jsonPlace struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

type jsonCourse struct {
	Moves []jsonMove `json:"moves"`
	// From the state before the move of this number the course goes round for ever.
	Round *int `json:"round,omitempty"`
	// Moves of a very long course that are not written.
	LeftOut []jsonGap `json:"left_out,omitempty"`
}

// jsonGap is moves that are not written: they come before the written move of number Before.
type jsonGap struct {
	Before int `json:"before"`
	Moves  int `json:"moves"`
	From   int `json:"from_day"`
	Until  int `json:"until_day"`
}

type jsonMove struct {
	Day      int          `json:"day"`
	Date     string       `json:"date,omitempty"`
	Mover    string       `json:"mover"`
	Kind     string       `json:"kind"`
	What     string       `json:"what,omitempty"`
	Value    string       `json:"value,omitempty"`
	Culprits []string     `json:"culprits"`
	Changes  []jsonChange `json:"changes"`
	Careless bool         `json:"careless,omitempty"`
	Times    int          `json:"times,omitempty"` // the move is made so many times in a row; 0 for once
	Since    *int         `json:"since,omitempty"` // then the day of the first
	Text     string       `json:"text"`
}

type jsonChange struct {
	Thing string `json:"thing"`
	By    string `json:"by,omitempty"`
	From  string `json:"from,omitempty"`
	To    string `json:"to"`
}

type jsonCheck struct {
	Label   string      `json:"label"`
	Holds   bool        `json:"holds"`
	Passed  bool        `json:"passed"`
	Message string      `json:"message"`
	At      *jsonPlace  `json:"at,omitempty"`
	Course  *jsonCourse `json:"course,omitempty"`
}

// jsonTested is a check over all fillings.
type jsonTested struct {
	Label  string     `json:"label"`
	Asked  int        `json:"asked"`
	Failed int        `json:"failed"`
	At     *jsonPlace `json:"at,omitempty"`
}

type jsonScenario struct {
	Label   string            `json:"label"`
	Open    map[string]string `json:"open"`
	Passed  bool              `json:"passed"`
	Message string            `json:"message,omitempty"`
	At      *jsonPlace        `json:"at,omitempty"`
	Course  *jsonCourse       `json:"course,omitempty"`
}

type jsonInconclusive struct {
	States int    `json:"states"`
	Moves  int    `json:"moves"`
	Limit  string `json:"limit"`
}

type jsonDiagnostic struct {
	Code     diag.Code     `json:"code"`
	Severity string        `json:"severity"`
	At       *jsonPlace    `json:"at,omitempty"`
	Summary  string        `json:"summary"`
	Detail   string        `json:"detail,omitempty"`
	Related  []jsonRelated `json:"related,omitempty"`
}

type jsonRelated struct {
	At      *jsonPlace `json:"at,omitempty"`
	Message string     `json:"message"`
}

func document(r Result) Document {
	d := Document{Schema: Schema, Status: r.Status(), File: r.Path, Diagnostics: jsonDiagnostics(r.Diagnostics)}
	if i := r.Inconclusive; i != nil {
		d.Inconclusive = &jsonInconclusive{States: i.States, Moves: i.Moves, Limit: i.Limit}
	}
	if r.Answer != nil {
		d.fill(r.Answer)
	}
	return d
}

func (d *Document) fill(a *inquiry.Answer) {
	j := namer{a.Pact, map[model.Ref]bool{}}
	s := Summarise(a)
	d.Pact, d.TickDays, d.Summary = a.Pact.Title, a.TickDays, &s
	for _, m := range a.Dates {
		d.Dates = append(d.Dates, jsonMoved{Clause: namer{pact: a.Pact}.thing(m.Of), Day: m.Day, Earlier: m.By, At: jsonAt(m.At)})
	}
	d.AllFillings, d.Caveats, d.Exact, d.Together = a.AllFillings, boundary(a), &a.Exact, a.Together
	if !a.Pact.Starts.IsZero() {
		d.Starts = a.Pact.Starts.String()
	}
	for i := range a.Fillings {
		d.Fillings = append(d.Fillings, j.filling(&a.Fillings[i]))
	}
	for i := range a.Findings {
		d.Findings = append(d.Findings, j.across(&a.Findings[i]))
	}
	d.Statements = j.statements(a)
	for i, c := range a.Checks {
		if c.Asked > 0 {
			d.Checks = append(d.Checks, jsonTested{Label: a.Pact.Checks[i].Label, Asked: c.Asked, Failed: c.Failed, At: jsonAt(a.Pact.Checks[i].At)})
		}
	}
	for _, s := range a.Scenarios {
		d.Scenarios = append(d.Scenarios, jsonScenario{Label: a.Pact.Scenarios[s.Scenario].Label, Open: j.open(s.Filling),
			Passed: s.Passed, Message: s.Message, At: jsonAt(s.At), Course: j.course(s.Course)})
	}
	d.Positions, d.Sources = j.positions(), j.sources()
	d.Citations = j.citations() // of all that was named above
}

func jsonDiagnostics(ds []diag.Diagnostic) []jsonDiagnostic {
	var out []jsonDiagnostic
	for _, d := range ds {
		one := jsonDiagnostic{Code: d.Code, Severity: d.Severity.String(), At: jsonAt(d.Span), Summary: d.Summary, Detail: d.Detail}
		for _, r := range d.Related {
			one.Related = append(one.Related, jsonRelated{At: jsonAt(r.Span), Message: r.Message})
		}
		out = append(out, one)
	}
	return out
}

func jsonAt(s source.Span) *jsonPlace {
	if !s.IsValid() {
		return nil
	}
	pos := s.Position()
	return &jsonPlace{File: s.File.Path, Line: pos.Line, Column: pos.Column}
}

// namer puts the names of a pact in place of indexes, and notes in spoken, if that is not nil, what it named.
type namer struct {
	pact   *model.Pact
	spoken map[model.Ref]bool
}

// speak notes that a declaration is named.
func (j namer) speak(k model.Kind, i int) {
	if j.spoken != nil {
		j.spoken[model.Ref{Kind: k, Index: i}] = true
	}
}

func (j namer) actor(id model.ActorID) string {
	if id == model.None {
		return ""
	}
	j.speak(model.KindActor, int(id))
	return j.pact.Actors[id].Name
}

func (j namer) actors(s model.ActorSet) []string {
	names := []string{}
	for _, id := range s.IDs() {
		names = append(names, j.actor(id))
	}
	return names
}

func (j namer) coalitions(sets []model.ActorSet) [][]string {
	var out [][]string
	for _, s := range sets {
		out = append(out, j.actors(s))
	}
	return out
}

func (j namer) thing(ref model.Ref) string {
	d := j.pact.Declaration(ref)
	if d == nil {
		return ""
	}
	j.speak(ref.Kind, ref.Index)
	return d.Name
}

func (j namer) open(f model.Filling) map[string]string {
	out := map[string]string{}
	for i, v := range f {
		out[j.thing(model.Ref{Kind: model.KindPoint, Index: i})] = valueText(j.pact, model.PointID(i), v)
	}
	return out
}

// points names open points.
func (j namer) points(ids []model.PointID) []string {
	names := []string{}
	for _, id := range ids {
		names = append(names, j.pact.Points[id].Name)
	}
	return names
}

func (j namer) filling(f *inquiry.FillingAnswer) jsonFilling {
	out := jsonFilling{
		Open: j.open(f.Filling), Matters: j.points(f.Matters), Alike: f.Alike, Readings: []string{}, Findings: []jsonFinding{}, Checks: []jsonCheck{},
		Physical: jsonCount(f.Physical), Lawful: jsonCount(f.Lawful),
	}
	for _, r := range f.Readings {
		out.Readings = append(out.Readings, j.pact.Readings[r].Name)
	}
	for i := range f.Findings {
		out.Findings = append(out.Findings, j.finding(&f.Findings[i]))
	}
	for _, c := range f.Checks {
		out.Checks = append(out.Checks, jsonCheck{Label: j.pact.Checks[c.Check].Label, Holds: c.Holds, Passed: c.Passed,
			Message: c.Message, At: jsonAt(j.pact.Checks[c.Check].At), Course: j.course(c.Course)})
	}
	return out
}

func (j namer) finding(f *inquiry.Finding) jsonFinding {
	out := jsonFinding{
		Code: f.Code, Severity: f.Severity.String(), Clause: j.thing(f.Clause), Party: j.actor(f.Party),
		By: j.coalitions(f.By), Needs: j.coalitions(f.Needs), Days: f.Days, How: f.How, At: jsonAt(f.At),
		Message: course.Capital(f.Message), Why: f.Why, Course: j.course(f.Course),
	}
	if f.TakesBreach() {
		out.Defectors = j.actors(f.Defectors)
	}
	if f.Purpose >= 0 && f.Purpose < len(j.pact.Purposes) {
		out.Purpose = j.pact.Purposes[f.Purpose].Label
	}
	if out.Class = className(f.Class); f.Class == ask.AtPrice {
		out.Price = &jsonPrice{Exchange: f.Price.Exchange}
		for _, i := range f.Price.Purposes {
			out.Price.Purposes = append(out.Price.Purposes, j.pact.Purposes[i].Label)
		}
	}
	if f.Class == ask.AtPrice || f.Class == ask.WithCare {
		out.Care = &jsonCare{Not: j.ownMoves(f.Care.Not), InTime: j.ownMoves(f.Care.InTime), Keep: f.Care.Keep}
	}
	return out
}

// className is the class of a loss in one word.
func className(c ask.Class) string { return strings.ReplaceAll(c.String(), " ", "_") }

// ownMoves names moves of the party that a finding is about.
func (j namer) ownMoves(ls []machine.Label) []jsonOwnMove {
	var out []jsonOwnMove
	for _, l := range ls {
		var m jsonOwnMove
		m.Kind, m.What, m.Value = j.label(l)
		out = append(out, m)
	}
	return out
}

func (j namer) across(f *inquiry.Across) jsonFinding {
	out := j.finding(&f.Finding)
	out.Always, out.Fillings = &f.Always, f.Fillings
	out.When, out.Except, out.Ways = j.cubes(f.When), j.cubes(f.Except), f.Ways
	out.Basis = j.basis(&f.Finding)
	if f.Accepted != nil {
		out.Accepted = &jsonAccepted{Reason: f.Accepted.Reason, At: jsonAt(f.Accepted.At)}
	}
	return out
}

// cubes puts names into cubes of open points.
func (j namer) cubes(cubes []inquiry.Cube) []map[string][]string {
	var out []map[string][]string
	for _, c := range cubes {
		cube := map[string][]string{}
		for _, l := range c {
			for _, v := range l.Values {
				name := j.pact.Points[l.Point].Name
				cube[name] = append(cube[name], valueText(j.pact, l.Point, v))
			}
		}
		out = append(out, cube)
	}
	return out
}

func (j namer) course(c *course.Course) *jsonCourse {
	if c == nil {
		return nil
	}
	out := &jsonCourse{Moves: []jsonMove{}}
	gaps := c.Gaps
	for i := range c.ToldSteps {
		if len(gaps) > 0 && i == gaps[0].Next {
			g := gaps[0]
			out.LeftOut, gaps = append(out.LeftOut, jsonGap{len(out.Moves), g.Moves, g.From, g.Until}), gaps[1:]
		}
		if i == c.Round {
			round := len(out.Moves)
			out.Round = &round
		}
		out.Moves = append(out.Moves, j.move(c, i))
	}
	return out
}

func (j namer) move(c *course.Course, i int) jsonMove {
	s, line := &c.Steps[i], c.Line(i)
	m := jsonMove{Day: line.Day, Mover: "time", Culprits: j.actors(s.Culprits), Changes: []jsonChange{}, Careless: s.Careless, Text: line.Sentence()}
	if !line.Date.IsZero() {
		m.Date = line.Date.String()
	}
	if s.Move.Actor != machine.Time {
		m.Mover = j.actor(s.Move.Actor)
	}
	if s.Again > 0 {
		m.Times, m.Since = s.Times(), &s.Day
	}
	m.Kind, m.What, m.Value = j.label(s.Move)
	for _, ch := range s.Changes {
		m.Changes = append(m.Changes, jsonChange{Thing: j.thing(ch.Thing), By: j.actor(ch.Signer), From: ch.From, To: ch.To})
	}
	return m
}

func (j namer) label(l machine.Label) (kind, what, value string) {
	switch l.Kind {
	case machine.Sign:
		return "sign", j.thing(model.Ref{Kind: model.KindInstrument, Index: l.Index}), ""
	case machine.Do:
		return "do", j.thing(model.Ref{Kind: model.KindAct, Index: l.Index}), ""
	case machine.Decide:
		q := &j.pact.Decisions[l.Index]
		return "decide", j.thing(model.Ref{Kind: model.KindDecision, Index: l.Index}), q.Values[l.Value]
	case machine.Use:
		return "use", j.thing(model.Ref{Kind: model.KindPower, Index: l.Index}), ""
	case machine.Strike:
		return "strike", "", ""
	}
	return "pass", "", ""
}
