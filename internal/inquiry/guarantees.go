package inquiry

import (
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/guarantees"
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

// Guarantees puts every question to every standing promise of a pact. Of the options, Only is not used. The
// error is as for Check.
func Guarantees(p *model.Pact, o Options) (*GuaranteeTable, error) {
	tick, err := tickOf(p, o)
	if err != nil {
		return nil, err
	}
	t := &GuaranteeTable{Pact: p, TickDays: tick}
	duties := guarantees.Standing(p)
	if t.Fillings, t.AllFillings = Fillings(p, o); len(duties) == 0 {
		return t, nil
	}
	said, err := eachFilling(t.Fillings, o, func(f model.Filling, lim explore.Limits) ([][]guarantees.Said, error) {
		q, err := newInquiry(p, f, tick, lim, o)
		if err != nil {
			return nil, err
		}
		var out [][]guarantees.Said
		for _, d := range duties {
			out = append(out, guarantees.Ask(q.world, q.exact, d))
		}
		return out, nil
	})
	if err != nil {
		return nil, err
	}
	for i, d := range duties {
		t.Rows = append(t.Rows, row(t, d, func(filling, column int) guarantees.Said { return said[filling][i][column] }))
	}
	return t, nil
}
