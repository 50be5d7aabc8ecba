package inquiry

import (
	"context"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Guarantees side by side: every standing promise is a row, every question one would put to a guarantee a
// column. What each column means is said in docs/guarantees.md; how it is computed, in the file that does.

// Column is a question put to a guarantee.
type Column string

// The columns, in the order in which they are read.
const (
	Trigger     Column = "trigger"      // upon what it falls due, and by whose doing
	Certifier   Column = "certifier"    // whose word is needed before it does
	Promise     Column = "promise"      // what the guarantor can do that performs it
	Least       Column = "least"        // the least the guarantor must do to have kept its word
	Deadline    Column = "deadline"     // how soon
	Area        Column = "area"         // what the text makes a call hang on, and what is no call
	BeforeForce Column = "before_force" // steps without which it never binds
	BeforeAct   Column = "before_act"   // steps without which the guarantor cannot act
	Term        Column = "term"         // how long it runs
	Exit        Column = "exit"         // the guarantor's shortest lawful way out
	Nothing     Column = "nothing"      // can the guarantor lawfully do nothing when called?
	Unlimited   Column = "unlimited"    // can the beneficiary alone bind it without limit?
)

// columns says how each column is answered, in order.
var columns = []struct {
	name   Column
	answer func(*pledge) Said
}{
	{Trigger, (*pledge).trigger},
	{Certifier, (*pledge).certifier},
	{Promise, (*pledge).promised},
	{Least, (*pledge).least},
	{Deadline, (*pledge).deadline},
	{Area, (*pledge).area},
	{BeforeForce, (*pledge).beforeForce},
	{BeforeAct, (*pledge).beforeAct},
	{Term, (*pledge).term},
	{Exit, (*pledge).exit},
	{Nothing, (*pledge).nothing},
	{Unlimited, (*pledge).unlimited},
}

// Columns lists the columns in order.
func Columns() []Column {
	var out []Column
	for _, c := range columns {
		out = append(out, c.name)
	}
	return out
}

// Verdict is the answer to a column that asks yes or no.
type Verdict string

// The verdicts. WithBodies: the guarantor alone cannot, but together with its own bodies it can.
const (
	NoVerdict  Verdict = ""
	Yes        Verdict = "yes"
	No         Verdict = "no"
	WithBodies Verdict = "with_bodies"
)

// Said is what stands in one cell in one filling.
type Said struct {
	Text    string
	Short   string // the same in a word or two, where Text and Days are too long for it; else ""
	Verdict Verdict
	Days    *int // the number behind a deadline, a term or an exit
	Missing bool // the text does not say: an empty cell
	Course  *course.Course
}

// Reading is one answer of a cell and the fillings in which it is the answer, among those in which the
// guarantee can be called upon. Said is as it stands in the first of them.
type Reading struct {
	Said
	When     []Cube
	Always   bool
	Fillings []int // indexes into GuaranteeTable.Fillings
}

// Cell is one column of one guarantee: one answer, or several if it hangs on open points.
type Cell struct {
	Column   Column
	Readings []Reading
}

// Unstated says that a cell is empty, and in which fillings.
type Unstated struct {
	Column Column
	When   []Cube
	Always bool
}

// Guarantee is one row.
type Guarantee struct {
	Duty      model.DutyID
	Never     []Cube // the fillings in which it can never be called upon; nil if there are none, or if there are no others
	Cells     []Cell // one for each of Columns, in order
	NotStated []Unstated
	LeftOpen  []Column // those with more than one reading: the text leaves open which
}

// GuaranteeTable is what Guarantees gives for one pact.
type GuaranteeTable struct {
	Pact        *model.Pact
	TickDays    int
	Fillings    []model.Filling // those looked at
	AllFillings int
	Rows        []Guarantee
}

// Guarantees puts every question to every standing promise of a pact. Of the query, Only is not used. Events tell of
// progress alone. The error is as for Run.
func Guarantees(ctx context.Context, p *model.Pact, q Query, tell func(Event)) (t *GuaranteeTable, err error) {
	ctx, stop := within(ctx, q.Limits)
	defer stop()
	j, err := newJob(ctx, p, q, tell)
	if err != nil {
		return nil, err
	}
	err = j.caught(func() (err error) {
		t, err = j.guarantees()
		return err
	})
	if limit := inconclusive(ctx, err); limit != nil {
		return nil, limit
	}
	return t, err
}

func (j *job) guarantees() (*GuaranteeTable, error) {
	t := &GuaranteeTable{Pact: j.pact, TickDays: j.tick}
	duties := standing(j.pact)
	if t.Fillings, t.AllFillings = Selected(j.pact, j.Query); len(duties) == 0 {
		return t, nil
	}
	told := *j
	told.at = Progress{Phase: Fillings, Of: len(t.Fillings)}
	said, err := eachFilling(&told, t.Fillings, func(f model.Filling, lim explore.Limits) (out [][]Said, err error) {
		defer world.Catch(&err)
		q, err := j.newInquiry(f, lim)
		if err != nil {
			return nil, err
		}
		return q.guarantees(duties), nil
	})
	if err != nil {
		return nil, err
	}
	for i, d := range duties {
		j.pause()
		t.Rows = append(t.Rows, row(t, d, func(filling, column int) Said { return said[filling][i][column] }))
	}
	return t, nil
}

// guarantees answers every column for each of some duties.
func (q *inquiry) guarantees(duties []model.DutyID) [][]Said {
	var out [][]Said
	for _, d := range duties {
		x := q.newPledge(d)
		var cells []Said
		for _, c := range columns {
			cells = append(cells, c.answer(x))
		}
		out = append(out, cells)
	}
	return out
}

// standing lists the standing promises of a pact: duties `upon` an act; duties `at its discretion`; and
// duties whose `once` hangs on a decision by a body or by the obligor. Not among them are what is given in
// return for something, an exchange, and what hangs on a decision that an instrument waits for to enter
// into force: that is a ratification, not a call.
func standing(p *model.Pact) []model.DutyID {
	var out []model.DutyID
	for i := range p.Duties {
		d := &p.Duties[i]
		if d.Upon != model.None || d.Discretion || len(d.Return) == 0 && judged(p, d) {
			out = append(out, model.DutyID(i))
		}
	}
	return out
}

// judged reports whether a duty falls due by a decision of a body or of its obligor.
func judged(p *model.Pact, d *model.Duty) bool {
	found := false
	model.Visit(d.Once, func(c model.Cond) {
		if is, ok := c.(model.DecisionIs); ok && !ratifies(p, is.Decision) {
			found = found || slices.ContainsFunc(p.Decisions[is.Decision].By, func(a model.ActorID) bool {
				return a == d.Obligor || p.Actors[a].Kind == model.IsBody
			})
		}
	})
	return found
}

// ratifies reports whether an instrument's entry into force speaks of a decision.
func ratifies(p *model.Pact, d model.DecisionID) bool {
	found := false
	for i := range p.Instruments {
		model.Visit(p.Instruments[i].InForceOnce, func(c model.Cond) {
			is, ok := c.(model.DecisionIs)
			found = found || ok && is.Decision == d
		})
	}
	return found
}
