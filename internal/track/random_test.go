package track

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/model"
)

// journey is a random course of a random pact as the oracle has it, and the log of it.
type journey struct {
	q        Query
	log      []record.Event
	world    *oracle.World
	end      *oracle.State
	culprits model.ActorSet
	days     int
}

// travel makes some random moves in the oracle and reports each, in order, at an hour of its own.
func travel(seed uint64, moves int) *journey {
	rng := rand.New(rand.NewPCG(seed, 7))
	p := random.New(seed).Pact
	all := p.Fillings(nil)
	f := all[rng.IntN(len(all))]
	j := &journey{q: Query{Pact: p, Tick: oracle.TickOf(p)}, world: oracle.New(p, f, oracle.TickOf(p))}
	for i, v := range f {
		j.q.Fixed = append(j.q.Fixed, model.Binding{Point: model.PointID(i), Value: v})
	}
	j.end = j.world.Initial()
	for n := range moves {
		ms := j.world.Moves(j.end)
		m := ms[rng.IntN(len(ms))]
		if len(ms) > 1 && m.Mover == oracle.Time && rng.IntN(3) > 0 {
			m = ms[rng.IntN(len(ms)-1)]
		}
		if m.Mover == oracle.Time {
			if m.Kind == oracle.Strike { // time that strikes goes on until the step is over, as in a log
				for m.Kind == oracle.Strike {
					j.culprits |= m.Culprits
					j.end = m.To
					ms = j.world.Moves(j.end)
					m = ms[len(ms)-1]
				}
			}
			j.days += j.q.Tick
		} else {
			j.log = append(j.log, j.event(n, &m))
		}
		j.culprits |= m.Culprits
		j.end = m.To
	}
	j.q.On, _ = record.ParseWhen(fmt.Sprintf("day %d", j.days))
	return j
}

func (j *journey) event(n int, m *oracle.Move) record.Event {
	p := j.q.Pact
	day := p.Starts.Plus(j.days)
	e := record.Event{ID: fmt.Sprint(n), Actor: p.Actors[m.Mover].Name, Reporter: "a", Line: n + 1}
	e.When, _ = record.ParseWhen(fmt.Sprintf("%sT%02d:%02d:00Z", day, n/60, n%60))
	switch m.Kind {
	case oracle.Sign:
		e.Move = "signs " + p.Instruments[m.Index].Name
	case oracle.Do:
		e.Move = "does " + p.Acts[m.Act].Name
	case oracle.Decide:
		d := &p.Decisions[m.Index]
		e.Move = "decides " + d.Values[m.To.Decisions[m.Index].Value] + " on " + d.Name
	case oracle.Use:
		e.Move = "uses " + p.Powers[m.Index].Name
	}
	return e
}

// events is a log of events.
type events struct{ rest []record.Event }

func (s *events) Close() error { return nil }

func (s *events) Next() (record.Event, error) {
	if len(s.rest) == 0 {
		return record.Event{}, io.EOF
	}
	e := s.rest[0]
	s.rest = s.rest[1:]
	return e, nil
}

// played is a log played to its end.
func played(t *testing.T, q Query, log []record.Event) *replay {
	t.Helper()
	open := func() (Stream, error) { return &events{log}, nil }
	p, err := lay(context.Background(), &q, open)
	if err != nil {
		t.Fatal(err)
	}
	r, err := newReplay(context.Background(), &q, p)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.run(open); err != nil {
		t.Fatal(err)
	}
	return r
}

// tests are conditions that say how everything stands, and those of the pact itself.
func tests(p *model.Pact) (out []model.Cond) {
	for i := range p.Facts {
		for v := range p.Facts[i].Size() {
			out = append(out, model.FactIs{Fact: model.FactID(i), Value: v + p.Facts[i].Low})
		}
	}
	for i := range p.Instruments {
		for s := range model.InstrumentStatus(4) {
			out = append(out, model.InstrumentIs{Instrument: model.InstrumentID(i), Status: s})
		}
	}
	for i := range p.Duties {
		for s := range model.DutyStatus(6) {
			out = append(out, model.DutyIs{Duty: model.DutyID(i), Status: s})
		}
		out = append(out, model.InTime{Duty: model.DutyID(i)})
	}
	for i := range p.Bans {
		for s := range model.BanStatus(3) {
			out = append(out, model.BanIs{Ban: model.BanID(i), Status: s})
		}
	}
	return append(out, p.Conditions()...)
}

// What a log comes to is what the definition of the language comes to, and whoever broke its word there is who is blamed here.
func TestALogIsPlayedAsTheDefinitionSays(t *testing.T) {
	blamed := 0
	for seed := range uint64(400) {
		j := travel(seed, 24)
		r := played(t, j.q, j.log)
		b := r.branches[0]
		if len(r.branches) != 1 || len(b.refused) > 0 {
			t.Fatalf("seed %d: %d branches, refused %+v", seed, len(r.branches), b.refused)
		}
		for _, c := range tests(j.q.Pact) {
			if _, event := c.(model.Done); event {
				continue
			}
			if want, got := j.world.Holds(c, j.end), b.m.Condition(c)(b.state); want != got {
				t.Fatalf("seed %d: %#v is %v, want %v", seed, c, got, want)
			}
		}
		var culprits model.ActorSet
		for _, f := range b.faults {
			if f.Blamed {
				culprits |= model.SetOf(f.Culprit)
			}
		}
		if culprits != j.culprits {
			t.Fatalf("seed %d: blamed are %b, want %b", seed, culprits, j.culprits)
		}
		if culprits != 0 {
			blamed++
		}
	}
	if blamed < 50 {
		t.Errorf("only %d courses with a breach", blamed)
	}
}

// outcome is all that is told of a branch, as text.
func outcome(b *branch) string {
	out := fmt.Sprintln(b.state, b.deadline, b.tally)
	for _, f := range b.faults {
		out += fmt.Sprintln(f.Kind, f.Clause, f.Day, f.Deadline, f.Culprit, f.Blamed)
	}
	for _, x := range b.refused {
		out += fmt.Sprintln(x.report.Event.ID, x.Why)
	}
	return out
}

// A course in which a disputed report is not believed is that of a log that does not have it.
func TestCoursesAreThoseOfLogsWithoutWhatIsNotBelieved(t *testing.T) {
	differ := 0
	for seed := range uint64(150) {
		j := travel(seed, 20)
		rng := rand.New(rand.NewPCG(seed, 9))
		log := slices.Clone(j.log)
		for k := range min(3, len(j.log)) {
			of := j.log[rng.IntN(len(j.log))].ID
			log = append(log, record.Event{ID: fmt.Sprint("denial", k), Kind: record.DidNotHappen, Of: of, Reporter: "b", Line: 1000 + k})
		}
		r := played(t, j.q, log)
		n := 0
		for _, b := range r.branches {
			for _, c := range b.courses {
				n++
				without := slices.DeleteFunc(slices.Clone(j.log), func(e record.Event) bool {
					claim := r.byID[e.ID]
					return claim != nil && !r.disputes[claim.dispute].versions[c[claim.dispute]].happens(claim)
				})
				if diff := cmp.Diff(outcome(played(t, j.q, without).branches[0]), outcome(b)); diff != "" {
					t.Fatalf("seed %d, course %v (-alone +beside others):\n%s", seed, c, diff)
				}
			}
		}
		if n != 1<<len(r.disputes) {
			t.Fatalf("seed %d: %d courses of %d disputes", seed, n, len(r.disputes))
		}
		if len(r.branches) > 1 && len(r.branches) < n {
			differ++
		}
	}
	if differ < 5 {
		t.Errorf("only %d logs in which some courses come to the same and some do not", differ)
	}
}

// The order in which reports come makes no difference if each gives its hour.
func TestLateReportsArePlayedOnTheirDay(t *testing.T) {
	for seed := range uint64(150) {
		j := travel(seed, 20)
		mixed := slices.Clone(j.log)
		rand.New(rand.NewPCG(seed, 3)).Shuffle(len(mixed), func(a, b int) { mixed[a], mixed[b] = mixed[b], mixed[a] })
		want, got := played(t, j.q, j.log), played(t, j.q, mixed)
		if diff := cmp.Diff(outcome(want.branches[0]), outcome(got.branches[0])); diff != "" {
			t.Fatalf("seed %d (-in order +mixed):\n%s", seed, diff)
		}
	}
}
