package library_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
)

// records are the pacts of the library that have a log of what happened, and the step of time it is followed in: days, except
// where a promise is to be kept "in the same step".
var records = map[string]int{
	"aceh-2005/law": 1, "aceh-2005/aceh-2005": 30, "minsk-ii-2015/first-month": 1, "jcpoa-2015/implementation": 1,
}

// opened is a log of the library.
type opened struct {
	*record.Reader
	*os.File
}

func follow(t *testing.T, name string, on string) *track.Standing {
	t.Helper()
	r, err := load.Load(name + ".pact")
	if err != nil || r.Pact == nil {
		t.Fatal(err, r.Diagnostics)
	}
	q := track.Query{Pact: r.Pact, Tick: records[name], Look: explore.Limits{States: 300_000, Workers: 2}}
	if on != "" {
		if q.On, err = record.ParseWhen(on); err != nil {
			t.Fatal(err)
		}
	}
	s, err := track.Follow(context.Background(), q, func() (track.Stream, error) {
		in, err := os.Open(name + ".events.jsonl")
		return opened{record.NewReader(name, in, record.JSONLines), in}, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every log of the library gives the standing that is kept beside it, and every report in it says what it rests on.
func TestRecords(t *testing.T) {
	logs, err := filepath.Glob("*/*.events.jsonl")
	if err != nil || len(logs) != len(records) {
		t.Fatal(logs, err)
	}
	for name := range records {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			if err := form.Text(&got, follow(t, name, "").Document(), form.Style{}); err != nil {
				t.Fatal(err)
			}
			file := name + ".standing.txt"
			if *update {
				if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// faults lists what was broken, missed and late, by clause, with days late and where it is so.
func faults(s *track.Standing) []string {
	out := []string{}
	for _, f := range s.Faults {
		text := fmt.Sprintf("%s %s", f.Item.Kind, s.Pact.Declaration(f.Item.Clause).Name)
		if f.Item.Kind == track.Late {
			text += fmt.Sprintf(" %d", f.Item.Day-f.Item.Deadline)
		}
		if r := f.Item.Report(); r != nil {
			text += " said by " + r.Event.Reporter
		}
		if f.Where != "" {
			text += " only " + f.Where
		}
		out = append(out, text)
	}
	return out
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// The law on the governing of Aceh was due on 31 March 2006 and promulgated on 1 August: 123 days late. Parliament had passed
// it 102 days late, which was not enough.
func TestTheLawOfAcehIsLate(t *testing.T) {
	same(t, "faults", []string{"missed law_1_1_1", "late law_1_1_1 123 said by Sulaiman, Adli and Muttaqin"}, faults(follow(t, "aceh-2005/law", "")))
	for day, want := range map[string]int{"2006-03-31": 0, "2006-04-01": -1, "2006-07-11": -102, "2006-07-31": -122} {
		s := follow(t, "aceh-2005/law", day)
		if len(s.Due) != 1 || s.Due[0].Item.Left != want || s.Due[0].Item.Breached != (want < 0) {
			t.Errorf("on %s: %+v, want %d days left", day, s.Due, want)
		}
	}
}

// The four stages of arms and troops went in time; the law is the only breach of Aceh's record.
func TestTheStagesOfAceh(t *testing.T) {
	s := follow(t, "aceh-2005/aceh-2005", "")
	same(t, "faults", []string{}, faults(s))
	if len(s.Disputes) != 0 || len(s.Refused) != 0 {
		t.Errorf("disputes %v, impossible %v: the monitors settled what the military disputed", s.Disputes, s.Refused)
	}
}

// Who broke the ceasefire of Minsk II in its first days is disputed, and so is whether the areas' weapons are back: four courses,
// and it is said what hangs on each.
func TestMinskIsKeptAsFourCourses(t *testing.T) {
	s := follow(t, "minsk-ii-2015/first-month", "")
	same(t, "faults", []string{
		"broken hold_fire_1_areas said by the press centre of Ukraine's military operation only by version 1a",
		"broken hold_fire_1_ukraine said by the Donetsk People's Republic only by version 1b",
		"missed pull_back_2_ukraine",
		"missed pull_back_2_areas only by version 2b",
		"missed resolution_4",
		"late resolution_4 3 said by Sputnik",
	}, faults(s))
	if s.Courses != 4 || len(s.Disputes) != 2 || !s.Disputes[0].Matters || !s.Disputes[1].Matters {
		t.Errorf("%d courses, disputes %+v", s.Courses, s.Disputes)
	}
	first := follow(t, "minsk-ii-2015/first-month", "2015-02-21")
	if first.Courses != 2 || len(first.Disputes) != 1 {
		t.Errorf("after the first week there are %d courses and %d disputes, want 2 and 1", first.Courses, len(first.Disputes))
	}
}

// The plan with Iran is in force ninety days after its endorsement, to the day, and relief is there with the report.
func TestImplementationDay(t *testing.T) {
	reads := func(s *track.Standing, name string) string {
		for _, x := range s.Things {
			if s.Pact.Declaration(x.Item.Ref).Name == name && x.Where == "" {
				return x.Item.Reads
			}
		}
		return "differs"
	}
	for day, want := range map[string][2]string{
		"2015-10-18": {"draft", "draft"}, "2015-10-19": {"in force", "draft"}, "2016-01-15": {"in force", "draft"}, "2016-01-16": {"in force", "in force"},
	} {
		s := follow(t, "jcpoa-2015/implementation", day)
		same(t, day, want, [2]string{reads(s, "plan"), reads(s, "un_relief")})
	}
	same(t, "faults", []string{}, faults(follow(t, "jcpoa-2015/implementation", "")))
}
