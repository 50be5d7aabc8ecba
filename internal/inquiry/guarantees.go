package inquiry

import (
	"context"
	"slices"
	"sync"

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

	// Unfinished is why it ended early; nil if it did not. Fillings are then those that were asked about to the end, or, where there
	// is none, one of which some promises were: the rows are these.
	Unfinished *explore.Inconclusive
}

// Guarantees puts every question to every standing promise of a pact. Of the query, Only is not used. Events tell of
// progress alone. The error is as for Run; with a limit comes what was known by then, if there is anything.
func Guarantees(ctx context.Context, p *model.Pact, q Query, tell func(Event)) (t *GuaranteeTable, err error) {
	ctx, stop := within(ctx, q.Limits)
	defer stop()
	j, err := newJob(ctx, p, q, tell)
	if err != nil {
		return nil, err
	}
	g := &guarantors{job: j, duties: guarantees.Standing(p), said: map[int][][]guarantees.Said{}}
	g.Fillings, g.AllFillings = Selected(j.pact, j.Query)
	err = j.caught(func() error {
		if err := g.ask(); err != nil {
			return err
		}
		t = g.table()
		return nil
	})
	if err == nil {
		return t, nil
	}
	limit := j.inconclusive(err)
	if limit == nil {
		return nil, err
	}
	if t = g.table(); len(t.Rows) == 0 {
		return nil, limit
	}
	t.Unfinished = limit
	return t, limit
}

// guarantors is what is said of the standing promises of a pact, filling by filling.
type guarantors struct {
	*job
	duties      []model.DutyID
	Fillings    []model.Filling
	AllFillings int

	mu   sync.Mutex
	said map[int][][]guarantees.Said // by filling, as far as it was asked about: by duty and column
}

// ask puts all questions in all fillings.
func (g *guarantors) ask() error {
	if len(g.duties) == 0 {
		return nil
	}
	told := *g.job
	told.at = Progress{Phase: Fillings, Of: len(g.Fillings)}
	_, err := eachFilling(&told, g.Fillings, func(f model.Filling, lim explore.Limits) (out [][]guarantees.Said, err error) {
		q, err := g.newInquiry(f, lim)
		if err != nil {
			return nil, err
		}
		defer q.reached(&err)
		defer world.Catch(&err)
		for _, d := range g.duties {
			out = append(out, guarantees.Ask(q.world, q.exact, d))
			g.note(f, out)
		}
		return out, nil
	})
	return err
}

// note keeps what is said in one filling.
func (g *guarantors) note(f model.Filling, said [][]guarantees.Said) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.said[slices.IndexFunc(g.Fillings, func(x model.Filling) bool { return slices.Equal(x, f) })] = said
}

// table joins what was said in the fillings that were asked about.
func (g *guarantors) table() *GuaranteeTable {
	t := &GuaranteeTable{Pact: g.pact, TickDays: g.tick, AllFillings: g.AllFillings}
	if len(g.duties) == 0 {
		t.Fillings = g.Fillings
		return t
	}
	asked, most := g.asked()
	for _, k := range asked {
		t.Fillings = append(t.Fillings, g.Fillings[k])
	}
	for i, d := range g.duties[:most] {
		t.Rows = append(t.Rows, row(t, d, func(filling, column int) guarantees.Said { return g.said[asked[filling]][i][column] }))
	}
	return t
}

// asked is the fillings in which the most promises were asked about, and how many these are: all, in all fillings, if the work
// was not stopped. Of fillings that were not asked about to the end it is the first alone.
func (g *guarantors) asked() (fillings []int, duties int) {
	for k := range g.Fillings {
		switch n := len(g.said[k]); {
		case n > duties:
			fillings, duties = []int{k}, n
		case n == duties && n == len(g.duties):
			fillings = append(fillings, k)
		}
	}
	return fillings, duties
}
