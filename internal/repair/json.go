package repair

import _ "embed"

// Schema names the form of the JSON below.
const Schema = "servanda.repair/1"

// SchemaText is its JSON Schema.
//
//go:embed repair.schema.json
var SchemaText []byte

// JSON is the result by names, as plain data.
type JSON struct {
	Schema   string      `json:"schema"`
	File     string      `json:"file"`
	Pact     string      `json:"pact"`
	TickDays int         `json:"tick_days"`
	Whole    bool        `json:"whole"`
	Limit    string      `json:"limit,omitempty"`
	Targets  []string    `json:"targets"`
	Mends    []jsonMend  `json:"mends"`
	Worse    []jsonMend  `json:"worse"`
	Tried    []jsonTally `json:"tried"`
}

type jsonMend struct {
	Says      string       `json:"says"`
	Changes   []jsonChange `json:"changes"`
	Text      string       `json:"text"`
	Diff      string       `json:"diff"`
	Goes      []jsonItem   `json:"goes"`
	Comes     []jsonItem   `json:"comes"`
	Left      []jsonItem   `json:"left"`
	Stays     []jsonItem   `json:"stays"`
	Otherwise []string     `json:"otherwise,omitempty"`
}

type jsonChange struct {
	Shape string `json:"shape"`
	Needs string `json:"needs"`
	Says  string `json:"says"`
}

type jsonItem struct {
	Code     string   `json:"code"`
	Severity string   `json:"severity"`
	Says     string   `json:"says"`
	Payers   []string `json:"payers,omitempty"`
}

type jsonTally struct {
	Size        int `json:"size"`
	Space       int `json:"space"`
	Meddling    int `json:"meddling"`
	Same        int `json:"same"`
	Inert       int `json:"inert"`
	Replayed    int `json:"replayed"`
	NotCompiled int `json:"not_compiled"`
	Run         int `json:"run"`
	Stays       int `json:"stays"`
	Lost        int `json:"lost"`
	Never       int `json:"never"`
	Accepted    int `json:"accepted"`
	TooLarge    int `json:"too_large"`
	NotLookedAt int `json:"not_looked_at"`
	Alone       int `json:"alone"`
	AloneGood   int `json:"alone_accepted"`
	AloneMoved  int `json:"alone_moved"`
}

// JSON gives the form for machines.
func (r *Result) JSON(file string) JSON {
	out := JSON{Schema: Schema, File: file, Pact: r.Pact.Title, TickDays: r.TickDays, Whole: r.Whole(), Targets: []string{}, Mends: []jsonMend{}, Worse: []jsonMend{}, Tried: []jsonTally{}}
	if r.Unfinished != nil {
		out.Limit = r.Unfinished.Limit
	}
	for _, i := range r.Targets {
		out.Targets = append(out.Targets, r.Answer.Findings[i].Message)
	}
	for i := range r.Mends {
		out.Mends = append(out.Mends, r.jsonMend(&r.Mends[i]))
	}
	for i := range r.Worse {
		out.Worse = append(out.Worse, r.jsonMend(&r.Worse[i]))
	}
	for i := range r.Tried {
		t := &r.Tried[i]
		out.Tried = append(out.Tried, jsonTally{Size: t.Size, Space: t.Space, Meddling: t.ByRule[meddling], Same: t.ByRule[same], Inert: t.ByRule[inert],
			Replayed: t.ByRule[replayed], NotCompiled: t.ByRule[unreadable], Run: t.Run, Stays: t.ByRule[stays], Lost: t.ByRule[lost], Never: t.ByRule[never], Accepted: t.Kept,
			NotLookedAt: t.Left, TooLarge: t.ByRule[tooLarge], Alone: t.Needs[Alone].Space, AloneGood: t.Needs[Alone].Kept, AloneMoved: t.Needs[Alone].Moved})
	}
	return out
}

func (r *Result) jsonMend(m *Mend) jsonMend {
	out := jsonMend{Says: m.Says(), Text: string(m.Text), Diff: m.Diff(r), Goes: jsonItems(m.Goes), Comes: jsonItems(m.Comes), Left: jsonItems(m.Left), Stays: jsonItems(m.Stays), Otherwise: m.Otherwise}
	for _, c := range m.Changes {
		out.Changes = append(out.Changes, jsonChange{c.Shape, [...]string{"nobody else", "one moment", "a third party"}[c.Needs], c.Says})
	}
	return out
}

func jsonItems(its []Item) []jsonItem {
	out := []jsonItem{}
	for _, it := range its {
		out = append(out, jsonItem{string(it.Code), it.Severity.String(), it.Says, it.Payers})
	}
	return out
}
