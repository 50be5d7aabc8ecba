package report

import (
	_ "embed"
	"io"

	"github.com/servanda-lang/servanda/internal/guarantees"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// GuaranteeSchema names the form of the JSON below.
const GuaranteeSchema = "servanda.guarantees/1"

// GuaranteeSchemaText is the JSON Schema of it; courses and places are as in SchemaText, to which it points.
//
//go:embed schema/guarantees.schema.json
var GuaranteeSchemaText []byte

type jsonGuarantees struct {
	Schema string              `json:"schema"`
	Pacts  []jsonGuaranteePact `json:"pacts"`
}

type jsonGuaranteePact struct {
	Status       Status              `json:"status"`
	File         string              `json:"file"`
	Pact         string              `json:"pact,omitempty"`
	Starts       string              `json:"starts,omitempty"`
	TickDays     int                 `json:"tick_days,omitempty"`
	AllFillings  int                 `json:"all_fillings,omitempty"`
	Fillings     []map[string]string `json:"fillings,omitempty"`
	Guarantees   []jsonGuarantee     `json:"guarantees,omitempty"`
	Caveats      []string            `json:"caveats,omitempty"`
	Inconclusive *jsonInconclusive   `json:"inconclusive,omitempty"`
	Diagnostics  []jsonDiagnostic    `json:"diagnostics,omitempty"`
}

type jsonGuarantee struct {
	Duty          string                              `json:"duty"`
	Label         string                              `json:"label,omitempty"`
	Instrument    string                              `json:"instrument"`
	Guarantor     string                              `json:"guarantor"`
	Beneficiaries []string                            `json:"beneficiaries"`
	At            *jsonPlace                          `json:"at,omitempty"`
	Columns       map[guarantees.Column][]jsonReading `json:"columns"`
	NotStated     []jsonUnstated                      `json:"not_stated"`
	LeftOpen      []guarantees.Column                 `json:"left_open,omitempty"`
	Never         []map[string][]string               `json:"never,omitempty"`
}

type jsonReading struct {
	Text     string                `json:"text"`
	Answer   guarantees.Verdict    `json:"answer,omitempty"`
	Days     *int                  `json:"days,omitempty"`
	After    *int                  `json:"after_days,omitempty"`
	Assumed  []string              `json:"assumed,omitempty"`
	Missing  bool                  `json:"missing,omitempty"`
	Always   bool                  `json:"always"`
	When     []map[string][]string `json:"when,omitempty"`
	Fillings []int                 `json:"fillings"`
	Course   *jsonCourse           `json:"course,omitempty"`
}

type jsonUnstated struct {
	Column guarantees.Column     `json:"column"`
	Always bool                  `json:"always"`
	When   []map[string][]string `json:"when,omitempty"`
}

// GuaranteesJSON writes one object with all guarantees of all pacts, courses included.
func GuaranteesJSON(w io.Writer, rs []GuaranteeResult) error {
	doc := jsonGuarantees{Schema: GuaranteeSchema, Pacts: []jsonGuaranteePact{}}
	for i := range rs {
		doc.Pacts = append(doc.Pacts, guaranteePact(&rs[i]))
	}
	return encode(w, doc)
}

func guaranteePact(r *GuaranteeResult) jsonGuaranteePact {
	out := jsonGuaranteePact{Status: Clean, File: r.Path, Diagnostics: jsonDiagnostics(r.Diagnostics)}
	t := r.Table
	switch {
	case r.Inconclusive != nil:
		out.Status = Inconclusive
		out.Inconclusive = &jsonInconclusive{States: r.Inconclusive.States, Moves: r.Inconclusive.Moves, Limit: r.Inconclusive.Limit}
		if t == nil {
			return out
		}
	case t == nil:
		out.Status = Invalid
		return out
	}
	j := namer{pact: t.Pact}
	out.Pact, out.TickDays, out.AllFillings, out.Caveats = t.Pact.Title, t.TickDays, t.AllFillings, bounds(r)
	if !t.Pact.Starts.IsZero() {
		out.Starts = t.Pact.Starts.String()
	}
	for _, f := range t.Fillings {
		out.Fillings = append(out.Fillings, j.open(f))
	}
	for i := range t.Rows {
		out.Guarantees = append(out.Guarantees, j.guarantee(&t.Rows[i]))
	}
	return out
}

func (j namer) guarantee(g *inquiry.Guarantee) jsonGuarantee {
	d := &j.pact.Duties[g.Duty]
	out := jsonGuarantee{Duty: d.Name, Label: d.Label, Instrument: j.pact.Instruments[d.Instrument].Name, Guarantor: j.actor(d.Obligor),
		Beneficiaries: j.actors(model.SetOf(d.For...)), At: jsonAt(d.At),
		Columns: map[guarantees.Column][]jsonReading{}, NotStated: []jsonUnstated{}, LeftOpen: g.LeftOpen, Never: j.cubes(g.Never)}
	for _, c := range g.Cells {
		for i := range c.Readings {
			x := &c.Readings[i]
			out.Columns[c.Column] = append(out.Columns[c.Column], jsonReading{Text: x.Text, Answer: x.Verdict, Days: x.Days, After: x.After, Assumed: j.assumed(x.Assumed),
				Missing: x.Missing, Always: x.Always, When: j.cubes(x.When), Fillings: x.Fillings, Course: j.course(x.Course)})
		}
	}
	for _, u := range g.NotStated {
		out.NotStated = append(out.NotStated, jsonUnstated{Column: u.Column, Always: u.Always, When: j.cubes(u.When)})
	}
	return out
}

// assumed names the open points that a number comes from.
func (j namer) assumed(pts []model.PointID) []string {
	var out []string
	for _, pt := range pts {
		out = append(out, j.pact.Points[pt].Name)
	}
	return out
}
