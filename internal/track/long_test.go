package track_test

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"testing"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
)

// supplyPact is a small pact that goes on for ever: four things happen every day.
const supplyPact = `
pact "Supply"
party mill
party bakery
body weigher of mill
act deliver by mill
act weigh by weigher
act pay by bakery
act raid by outsider
instrument supply {
  between mill, bakery
  in force once signed
  duty delivering { mill must deliver within 0 days every 1 day for bakery }
  duty paying { bakery must pay within 1 day upon deliver for mill }
  ban poaching { bakery must not deliver_elsewhere for mill }
}
act deliver_elsewhere by bakery
purpose { delivering }
`

// supply is a log of so many events, made as it is read: every 97th day, or as it says, nothing is delivered. A day has four reports, or more: then there
// is more weighing and raiding, of which nothing comes.
type supply struct {
	n, of int
	daily int
	every int
	at    func(n int) // is told how many were read
}

func (s *supply) Close() error { return nil }

func (s *supply) Next() (record.Event, error) {
	if s.at != nil {
		s.at(s.n)
	}
	if s.n == s.of {
		return record.Event{}, io.EOF
	}
	e, err := record.ParseLine(supplyLine(s.n, s.daily, cmp.Or(s.every, 97)))
	s.n++
	return e, err
}

var daily = [][2]string{{"mill", "deliver"}, {"weigher", "weigh"}, {"bakery", "pay"}, {"outsider", "raid"}}

func supplyLine(n, perDay, every int) []byte {
	if n < 2 {
		return []byte(`{"when":"day 0","actor":"` + []string{"mill", "bakery"}[n] + `","move":"signs supply","reporter":"the depositary"}`)
	}
	day, x := (n-2)/perDay, daily[(n-2)%perDay%4]
	if (n-2)%perDay >= 4 {
		x = daily[1+2*(n%2)]
	}
	if day%every == every-1 && x[1] == "deliver" {
		x = [2]string{"bakery", "deliver_elsewhere"}
	}
	return []byte(`{"id":"` + strconv.Itoa(n) + `","when":"day ` + strconv.Itoa(day) + `","actor":"` + x[0] + `","move":"does ` + x[1] + `","reporter":"the weigher","evidence":["book 12"]}`)
}

func supplyStanding(tb testing.TB, events int, at func(n int)) *track.Standing {
	tb.Helper()
	return supplied(tb, supply{of: events, daily: 4, at: at})
}

func supplied(tb testing.TB, log supply) *track.Standing {
	tb.Helper()
	q := track.Query{Pact: pactOf(tb, []byte(supplyPact)), Look: explore.Limits{States: 10_000, Workers: 1}}
	s, err := track.Follow(context.Background(), q, func() (track.Stream, error) { again := log; return &again, nil })
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// Every event of a long log counts, and none is kept that is not told.
func TestALongLogIsCountedToItsEnd(t *testing.T) {
	const days = 2000
	s := supplyStanding(t, 2+4*days, nil)
	breaches, why := days/97, ""
	for _, x := range s.Scores {
		if s.Pact.Declaration(x.Item.Clause).Name == "delivering" {
			why = x.Item.Why
		}
	}
	if want := fmt.Sprintf("performed %d of %d times that are over", days-breaches, days); why != want {
		t.Errorf("%q, want %q", why, want)
	}
	if s.Reports != 2+4*days || s.Dropped+len(s.Events) != s.Reports || len(s.Events) > 4000 {
		t.Errorf("%d reports, %d told, %d not", s.Reports, len(s.Events), s.Dropped)
	}
}

// The memory that a log takes does not grow with it.
func TestALongLogTakesBoundedMemory(t *testing.T) {
	var held []uint64
	supplyStanding(t, 120_000, func(n int) {
		if n == 30_000 || n == 119_000 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			held = append(held, m.HeapAlloc)
		}
	})
	if len(held) < 2 {
		t.Fatal(held)
	}
	first, last := held[len(held)-2], held[len(held)-1]
	if last > first+1<<20 {
		t.Errorf("%d bytes are held after 30,000 events, %d after 119,000", first, last)
	}
}

// BenchmarkReplay takes a log of a million events, or of as many as SERVANDA_EVENTS says, made as it is read. With SERVANDA_LOG it writes
// it there first, for the command.
func BenchmarkReplay(b *testing.B) {
	events := 1_000_000
	if n, err := strconv.Atoi(os.Getenv("SERVANDA_EVENTS")); err == nil {
		events = n
	}
	if name := os.Getenv("SERVANDA_LOG"); name != "" {
		writeSupply(b, name, events)
	}
	for b.Loop() {
		supplied(b, supply{of: events, daily: perDay(events)})
	}
	b.ReportMetric(float64(events)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

// perDay spreads a log over the days that a pact has at most, a million.
func perDay(events int) int { return 4 + 4*(events/4_000_000) }

func writeSupply(b *testing.B, name string, events int) {
	file, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	for n := range events {
		if _, err := out.Write(append(supplyLine(n, perDay(events), 97), '\n')); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(out.Flush(), os.WriteFile(name+".pact", []byte(supplyPact), 0o644)); err != nil {
		b.Fatal(err)
	}
}
