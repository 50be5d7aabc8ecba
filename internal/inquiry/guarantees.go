package inquiry

import (
	"context"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/guarantees"
	"github.com/servanda-lang/servanda/internal/world"
	"github.com/servanda-lang/servanda/model"
)

// Guarantees side by side: every standing promise is a row, every question one would put to a guarantee a column. What is
// asked is said in package guarantees; here the answers of all fillings are joined.

// Reading is one answer of a cell and the fillings in which it is the answer, among those in which the
// guarantee can be called upon. Said is as it stands in the first of them.
type Reading struct {
	guarantees.Said
	When     []Cube
	Always   bool
	Fillings []int // indexes into GuaranteeTable.Fillings
}

// Cell is one column of one guarantee: one answer, or several if it hangs on open points.
type Cell struct {
	Column   guarantees.Column
	Readings []Reading
}

// Unstated says that a cell is empty, and in which fillings.
type Unstated struct {
	Column guarantees.Column
	When   []Cube
	Always bool
}

// Guarantee is one row.
type Guarantee struct {
	Duty      model.DutyID
	Never     []Cube // the fillings in which it can never be called upon; nil if there are none, or if there are no others
	Cells     []Cell // one for each of Columns, in order
	NotStated []Unstated
	LeftOpen  []guarantees.Column // those with more than one reading: the text leaves open which
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
	if limit := j.inconclusive(err); limit != nil {
		return nil, limit
	}
	return t, err
}

func (j *job) guarantees() (*GuaranteeTable, error) {
	t := &GuaranteeTable{Pact: j.pact, TickDays: j.tick}
	duties := guarantees.Standing(j.pact)
	if t.Fillings, t.AllFillings = Selected(j.pact, j.Query); len(duties) == 0 {
		return t, nil
	}
	told := *j
	told.at = Progress{Phase: Fillings, Of: len(t.Fillings)}
	said, err := eachFilling(&told, t.Fillings, func(f model.Filling, lim explore.Limits) (out [][]guarantees.Said, err error) {
		q, err := j.newInquiry(f, lim)
		if err != nil {
			return nil, err
		}
		defer q.reached(&err)
		defer world.Catch(&err)
		for _, d := range duties {
			out = append(out, guarantees.Ask(q.world, q.exact, d))
		}
		return out, nil
	})
	if err != nil {
		return nil, err
	}
	for i, d := range duties {
		j.pause()
		t.Rows = append(t.Rows, row(t, d, func(filling, column int) guarantees.Said { return said[filling][i][column] }))
	}
	return t, nil
}
