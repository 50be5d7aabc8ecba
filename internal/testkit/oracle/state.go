package oracle

import (
	"encoding/binary"
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// InstrumentStatus is what is kept of an instrument's status.
type InstrumentStatus uint8

// The two ways to end are kept apart.
const (
	Draft InstrumentStatus = iota
	InForce
	Suspended
	EndedByTerm
	EndedOtherwise
)

// DutyStatus is what is kept of a duty's status.
type DutyStatus uint8

// A paused duty was due when its instrument was suspended. ExcusedWhile is by `unless`; Excused lasts.
// DormantAgain is a duty with `every` that came back without its `once`: its period runs.
const (
	Dormant DutyStatus = iota
	Due
	Paused
	PerformedInTime
	PerformedLate
	Breached
	Lapsed
	ExcusedWhile
	Excused
	DormantAgain
)

// DecisionStatus is what is kept of a decision's status.
type DecisionStatus uint8

// The value of a decided decision is kept beside the status.
const (
	Unasked DecisionStatus = iota
	Asked
	Decided
	DecisionLapsed
)

// PowerStatus is what is kept of a power's status.
type PowerStatus uint8

// The statuses of a power.
const (
	Unused PowerStatus = iota
	Noticed
	Used
)

// State is everything that can change. A countdown that does not run is 0.
type State struct {
	Facts       []int // the index of the value, or the number of a counter
	Instruments []InstrumentState
	Duties      []DutyState
	Decisions   []DecisionState
	Powers      []PowerState
	BanBroken   []bool           // was it ever breached
	DoneNow     []model.ActorSet // by act: who has done it in this tick
	EverDone    []model.ActorSet // by act: which obligors have ever done it, where that is remembered

	// What happened to duties by the move that led here, whatever became of them at once afterwards. It is no
	// part of the state.
	performed, fellDue, breached []model.DutyID
}

// InstrumentState is one instrument.
type InstrumentState struct {
	Status InstrumentStatus
	Signed model.ActorSet
	Term   int
}

// DutyState is one duty. Early has a bit for each of its acts done during the wait.
type DutyState struct {
	Status                       DutyStatus
	Deadline, Wait, Period, Date int
	EverBreached                 bool // recurring duties only
	Behind                       bool // recurring duties only: breached or lapsed, and not performed since
	Early                        uint64
}

// DecisionState is one decision.
type DecisionState struct {
	Status DecisionStatus
	Value  int
	Clock  int
}

// PowerState is one power.
type PowerState struct {
	Status PowerStatus
	Notice int
	Now    bool // used in this tick
}

func (s *State) clone() *State {
	return &State{
		Facts:       slices.Clone(s.Facts),
		Instruments: slices.Clone(s.Instruments),
		Duties:      slices.Clone(s.Duties),
		Decisions:   slices.Clone(s.Decisions),
		Powers:      slices.Clone(s.Powers),
		BanBroken:   slices.Clone(s.BanBroken),
		DoneNow:     slices.Clone(s.DoneNow),
		EverDone:    slices.Clone(s.EverDone),
	}
}

// Key is the same for two states just when they are the same state.
func (s *State) Key() string {
	var b []byte
	num := func(n int) { b = binary.AppendVarint(b, int64(n)) }
	yes := func(v bool) {
		if v {
			num(1)
		} else {
			num(0)
		}
	}
	for _, f := range s.Facts {
		num(f)
	}
	for _, i := range s.Instruments {
		num(int(i.Status))
		num(int(i.Signed))
		num(i.Term)
	}
	for _, d := range s.Duties {
		num(int(d.Status))
		num(d.Deadline)
		num(d.Wait)
		num(d.Period)
		num(d.Date)
		yes(d.EverBreached)
		yes(d.Behind)
		num(int(d.Early))
	}
	for _, d := range s.Decisions {
		num(int(d.Status))
		num(d.Value)
		num(d.Clock)
	}
	for _, u := range s.Powers {
		num(int(u.Status))
		num(u.Notice)
		yes(u.Now)
	}
	for _, v := range s.BanBroken {
		yes(v)
	}
	for _, a := range s.DoneNow {
		num(int(a))
	}
	for _, a := range s.EverDone {
		num(int(a))
	}
	return string(b)
}

// Initial is day 0, settled.
func (w *World) Initial() *State {
	p := w.Pact
	s := &State{
		Facts:       make([]int, len(p.Facts)),
		Instruments: make([]InstrumentState, len(p.Instruments)),
		Duties:      make([]DutyState, len(p.Duties)),
		Decisions:   make([]DecisionState, len(p.Decisions)),
		Powers:      make([]PowerState, len(p.Powers)),
		BanBroken:   make([]bool, len(p.Bans)),
		DoneNow:     make([]model.ActorSet, len(p.Acts)),
		EverDone:    make([]model.ActorSet, len(p.Acts)),
	}
	for i := range p.Facts {
		if p.Facts[i].Values == nil {
			s.Facts[i] = p.Facts[i].Low
		}
	}
	for i := range p.Duties {
		s.Duties[i].Date = w.dateTicks(p.Duties[i].By)
	}
	w.settle(s)
	return s
}
