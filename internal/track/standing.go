package track

import (
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/player"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/model"
)

// Standing is where everyone stands on a day.
type Standing struct {
	Pact  *model.Pact
	Tick  int
	Day   int
	Known record.When

	Reports, Later int // that are known; of them, of later days
	Reporters      []string

	Points   []Point
	Disputes []Dispute
	Courses  int // ways to believe the reports and to read the open points that were kept side by side

	Due     []Told[Due]
	Runs    []Told[Runs]
	Faults  []Told[Fault]
	Perils  []Told[Peril]
	Ends    []Told[Prospect]
	Dark    []Told[Dark]
	May     []Told[May]
	Things  []Told[Thing]
	Scores  []Told[Score]
	Refused []Told[Impossible]

	FaultsLeft, RefusedLeft int // earlier ones that are not listed, in the course with the most of them

	Amended   []Amended // the amendments, in the order in which they came into force
	Events    []*Report // about the pact, in order of days
	Dropped   int       // such that are not listed
	Outside   []Noted
	Unlisted  int
	Undone    []Noted // said not to have happened, and nobody says it did
	SetAside  []Noted
	Corrected []Change
}

// Told is something that is so in some of the courses.
type Told[T any] struct {
	Item  T
	In    support
	Where string // in which courses, in words; empty if in all
}

// Report is a report as it is listed.
type Report struct {
	Event     record.Event
	Day       int    // of the pact, on which it was played
	Said      string // the move in words
	Confirmed []string
	Disputed  bool
	Made      int // in how many branches it could be made, and in how many not
	Refused   int
	Touches   []model.Ref // what became different by it
	idle      bool        // nothing can ever become different by it
}

func reportOf(e *record.Event) *Report { return &Report{Event: *e} }

// touches notes what a move made different.
func (r *Report) touches(e *machine.Effects, breaks []model.Ref) {
	if r == nil {
		return
	}
	add := func(ref model.Ref) {
		if !slices.Contains(r.Touches, ref) {
			r.Touches = append(r.Touches, ref)
		}
	}
	for _, c := range e.Changes {
		add(c.Thing)
	}
	for _, ds := range [][]model.DutyID{e.Performs, e.Breaches, e.FallsDue, e.Lapses} {
		for _, d := range ds {
			add(dutyRef(d))
		}
	}
	for _, ref := range breaks {
		add(ref)
	}
}

// Noted is a report that moves nothing, and why.
type Noted struct {
	Report *Report
	Why    string
}

// Change is a report that was corrected, taken back or settled otherwise, and by which.
type Change struct{ Before, After *Report }

// Due is a promise that is to be kept now.
type Due struct {
	Duty     model.DutyID
	Deadline int // the last day; -1 if there is none
	Left     int // days until then, below 0 once it is over
	CountsIn int
	Breached bool // it was to be done by then and was not
	Culprit  bool // and whoever owes it could have done it
}

// Runs is something else than a promise that runs out: a decision that is asked, the term of a text, a notice.
type Runs struct {
	Thing model.Ref
	Day   int // its last; in ticks of several days the first day of its last tick
}

// Fault is a promise that was not kept, or not in time.
type Fault struct {
	Kind     FaultKind
	Clause   model.Ref
	Day      int
	Deadline int // -1 if there was none
	Culprit  model.ActorID
	Blamed   bool // there is a culprit
	by       *Report
	in       *model.Pact // the text of which the clause is
	now      model.Ref   // the clause in the text that is in force; KindNone if it is not in it
}

// FaultKind is what was wrong.
type FaultKind uint8

// The kinds of faults.
const (
	Missed     FaultKind = iota // its last day went by
	Broken                      // what is forbidden was done
	Hindered                    // whoever owes it made it impossible
	Late                        // it was performed after its last day
	WithinStep                  // it was performed after its last day by the calendar, but within the same step of time
	Lapsed                      // it was let lapse, as it might
)

// Report is that by which it came, nil for time.
func (f *Fault) Report() *Report { return f.by }

// Peril is how somebody stands who gives for good.
type Peril struct {
	Duty  model.DutyID
	How   player.How
	By    []model.ActorSet
	Days  int            // until the worst, on the soonest way there
	Way   *course.Course // that way
	Exit  int            // the move on it by which it can be avoided no longer
	exit  string
	shown string
}

// Prospect is what can still become of a purpose.
type Prospect = player.Prospect

// Dark is why it is not known what can come.
type Dark struct{ Why string }

// May is what somebody may lawfully do next.
type May struct {
	Actor model.ActorID
	Move  machine.Label
	Said  string
}

// Thing is how a thing stands.
type Thing struct {
	Ref   model.Ref
	Reads string
}

// Impossible is a report of what could not have happened under the pact.
type Impossible struct {
	Report *Report
	Why    string
}

// Point is what is known of an open point.
type Point struct {
	Point  model.PointID
	Values []int    // that agree with what is settled and with the log
	By     string   // who settles it
	Ruled  []string // why others are ruled out
}

// Dispute is reports that contradict one another, and whether it matters which is true.
type Dispute struct {
	Reports  []*Report
	Denies   []bool
	Versions []Version
	Matters  bool
}

// Version is a way to believe the reports of a dispute, and what is so only then.
type Version struct {
	Words string
	Only  []string
}
