package track

// jsonWhere says in which courses something is so; empty if in all.
type jsonWhere struct {
	Said  string `json:"said"`
	Where string `json:"only,omitempty"`
}

type jsonDue struct {
	jsonWhere
	Duty     string `json:"duty"`
	Obligor  string `json:"obligor"`
	Deadline *int   `json:"deadline,omitempty"`
	DaysLeft *int   `json:"days_left,omitempty"`
	CountsIn int    `json:"counts_in,omitempty"`
	Breached bool   `json:"breached"`
	Culprit  bool   `json:"culprit"`
}

type jsonRuns struct {
	jsonWhere
	Thing string `json:"thing"`
	Day   int    `json:"day"`
}

type jsonFault struct {
	jsonWhere
	Kind     string     `json:"kind"`
	Clause   string     `json:"clause"`
	Day      int        `json:"day"`
	Deadline *int       `json:"deadline,omitempty"`
	DaysLate *int       `json:"days_late,omitempty"`
	Culprit  string     `json:"culprit,omitempty"`
	Report   *jsonEvent `json:"report,omitempty"`
}

type jsonPeril struct {
	jsonWhere
	Duty  string     `json:"duty"`
	Party string     `json:"party"`
	How   string     `json:"how"`
	By    [][]string `json:"by"`
	Days  int        `json:"days"`
	Way   []string   `json:"way,omitempty"`
	Exit  *int       `json:"last_exit,omitempty"`
}

type jsonProspect struct {
	jsonWhere
	Purpose string `json:"purpose"`
	Reached bool   `json:"reached"`
	Within  *int   `json:"within_days,omitempty"`
	Lawful  bool   `json:"lawfully"`
	LostIn  *int   `json:"lost_in_days,omitempty"`
	Breach  bool   `json:"lost_by_breach"`
}

type jsonDispute struct {
	Reports  []jsonEvent   `json:"reports"`
	Matters  bool          `json:"matters"`
	Versions []jsonVersion `json:"versions"`
}

type jsonVersion struct {
	Name string   `json:"name"`
	Says string   `json:"says"`
	Only []string `json:"only"`
}

type jsonMay struct {
	jsonWhere
	Actor string `json:"actor"`
}

type jsonThing struct {
	jsonWhere
	Name  string `json:"name"`
	Reads string `json:"reads"`
}

type jsonScore struct {
	jsonWhere
	Clause string `json:"clause"`
	Score  *int   `json:"score"`
	Why    string `json:"why"`
}

type jsonNoted struct {
	Report jsonEvent `json:"report"`
	Why    string    `json:"why,omitempty"`
	Where  string    `json:"only,omitempty"`
}

type jsonChange struct {
	Before jsonEvent `json:"before"`
	After  jsonEvent `json:"after"`
}

type jsonPoint struct {
	Point  string   `json:"point"`
	Values []string `json:"values"`
	By     string   `json:"by,omitempty"`
	Ruled  []string `json:"ruled_out,omitempty"`
}

// jsonEvent is a report as it stands in the log, with its line.
type jsonEvent struct {
	Line      int      `json:"line"`
	ID        string   `json:"id,omitempty"`
	Kind      string   `json:"kind"`
	When      string   `json:"when,omitempty"`
	Actor     string   `json:"actor,omitempty"`
	Move      string   `json:"move,omitempty"`
	Value     string   `json:"value,omitempty"`
	Point     string   `json:"point,omitempty"`
	Until     string   `json:"until,omitempty"`
	Of        string   `json:"of,omitempty"`
	Against   []string `json:"against,omitempty"`
	Text      string   `json:"text,omitempty"`
	Digest    string   `json:"digest,omitempty"`
	Agreed    []string `json:"agreed,omitempty"`
	Renamed   []string `json:"renamed,omitempty"`
	Reporter  string   `json:"reporter,omitempty"`
	Recorded  string   `json:"recorded,omitempty"`
	Confirmed []string `json:"confirmed_by,omitempty"`
	Evidence  []string `json:"evidence,omitempty"`
	Note      string   `json:"note,omitempty"`
	Disputed  bool     `json:"disputed,omitempty"`
	Clauses   []string `json:"clauses,omitempty"`
}

type jsonAmended struct {
	Day     int           `json:"day"`
	Text    string        `json:"text,omitempty"`
	Digest  string        `json:"digest,omitempty"`
	Report  jsonEvent     `json:"report"`
	Agreed  []string      `json:"agreed"`
	Unheard []string      `json:"nothing_reported_of"`
	Carried []jsonCarried `json:"carried"`
}

type jsonCarried struct {
	jsonWhere
	Rule   string `json:"rule"`
	Chosen bool   `json:"texts_do_not_say,omitempty"`
	Old    string `json:"old,omitempty"`
	New    string `json:"new,omitempty"`
}
