package machine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Refusal says why a move cannot be made. It is plain data, and an error.
type Refusal struct {
	Move Label
	Why  []Obstacle // all that stands in its way, at least one
}

// Obstacle is one thing that stands in the way of a move.
type Obstacle struct {
	Reason  Reason
	Of      model.Ref    // the instrument, act, decision, power or, for a counter, fact; none for time
	When    model.Cond   // WhenFails: the condition as it is written
	Fails   []model.Cond // WhenFails: those simple conditions in it, or negations of such, that would have to hold and do not
	RunsOut []model.Ref  // HeldUp: what runs out today
}

// Reason is the form of an obstacle.
type Reason uint8

// Why a move cannot be made.
const (
	NoSuchMove      Reason = iota // the pact has no such move
	NotAmongThose                 // the actor is not one of those who may
	SigningIsNoUse                // no condition of the pact speaks of the instrument being signed
	NotADraft                     // the instrument is a draft no more
	SignedAlready                 // the party has signed it
	DoneInTick                    // the actor has done the act in this tick
	WhenFails                     // the `when` of the act or power does not hold
	OutOfRange                    // the counter would leave its range
	NotAsked                      // the decision is not asked
	UsedInTick                    // the power was used in this tick
	ClauseIsDead                  // the instrument of the power is not in force
	ChangesNothing                // the effect of the power would change nothing now
	NoticeRuns                    // a notice of the power is running
	NothingToStrike               // nothing runs out now
	HeldUp                        // time strikes before a tick can pass
)

// reasons are what it means that a need is not met.
var reasons = map[program.NeedKind]Reason{
	program.SigningMatters: SigningIsNoUse, program.IsDraft: NotADraft, program.NotSignedYet: SignedAlready,
	program.NotDoneInTick: DoneInTick, program.WhenHolds: WhenFails, program.StaysInRange: OutOfRange,
	program.IsAsked: NotAsked, program.NotUsedInTick: UsedInTick, program.ClauseLives: ClauseIsDead,
	program.ChangesSomething: ChangesNothing, program.NoNoticeRuns: NoticeRuns,
	program.SomethingRunsOut: NothingToStrike, program.NothingRunsOut: HeldUp,
}

// Error lists the reasons in general words; those of package course name the things.
func (r *Refusal) Error() string {
	var out []string
	for _, o := range r.Why {
		out = append(out, o.Reason.String())
	}
	return "this cannot be done: " + strings.Join(out, "; ")
}

func (r Reason) String() string {
	return [...]string{
		"there is no such move", "it is for others to do", "nothing speaks of its being signed", "it is a draft no more",
		"it was signed already", "it was done already in this tick", "its condition does not hold", "a counter would leave its range",
		"it is not asked", "it was used already in this tick", "its instrument is not in force", "it would change nothing",
		"the notice of it is running", "nothing runs out now", "something runs out first",
	}[r]
}

// Has reports whether something of that form stands in the way.
func (r *Refusal) Has(reason Reason) bool {
	return slices.ContainsFunc(r.Why, func(o Obstacle) bool { return o.Reason == reason })
}

// Refused gives the reasons for which a move out of a state cannot be made, nil if it can.
func (m *Machine) Refused(s State, l Label) *Refusal {
	copy(m.now, s)
	if i, ok := m.numberOf(l); ok && m.holds(m.moves[i].when, m.now) {
		return nil
	}
	return m.refuse(s, l)
}

// refuse says why a move cannot be made.
func (m *Machine) refuse(s State, l Label) *Refusal {
	r := &Refusal{Move: l}
	if id, ok := m.Find(l); ok {
		for _, n := range m.program.Needs[id] {
			if !m.question(n.Cond).of(s) {
				r.Why = append(r.Why, m.obstacle(s, &n))
			}
		}
	} else {
		r.Why = []Obstacle{m.unknown(l)}
	}
	if len(r.Why) == 0 {
		panic(fmt.Sprintf("machine: %v is not offered, and nothing stands in its way", l))
	}
	return r
}

// obstacle is a need that is not met.
func (m *Machine) obstacle(s State, n *program.Need) Obstacle {
	o := Obstacle{Reason: reasons[n.Kind], Of: n.Of}
	switch o.Reason {
	case WhenFails:
		o.When, o.Fails = n.When, m.unmet(s, n.When, true)
	case HeldUp:
		for _, c := range m.Countdowns(s) {
			if c.Ticks == 0 {
				o.RunsOut = append(o.RunsOut, c.Thing)
			}
		}
	}
	return o
}

// unmet lists the simple conditions for want of which a condition does not come out as wanted.
func (m *Machine) unmet(s State, c model.Cond, want bool) []model.Cond {
	if m.Condition(c)(s) == want {
		return nil
	}
	var terms []model.Cond
	switch c := c.(type) {
	case model.Not:
		return m.unmet(s, c.Term, !want)
	case model.And:
		terms = c.Terms
	case model.Or:
		terms = c.Terms
	default:
		if !want {
			c = model.Not{Term: c}
		}
		return []model.Cond{c}
	}
	var out []model.Cond
	for _, t := range terms {
		out = append(out, m.unmet(s, t, want)...)
	}
	return out
}

// unknown says what is wrong with a label that no move of the pact has.
func (m *Machine) unknown(l Label) Obstacle {
	kinds := map[MoveKind]model.Kind{Sign: model.KindInstrument, Do: model.KindAct, Decide: model.KindDecision, Use: model.KindPower}
	alike := func(x Label) bool { return x.Kind == l.Kind && x.Index == l.Index && x.Value == l.Value }
	if l.Actor == Time || !slices.ContainsFunc(m.Labels(), alike) {
		return Obstacle{Reason: NoSuchMove}
	}
	return Obstacle{Reason: NotAmongThose, Of: model.Ref{Kind: kinds[l.Kind], Index: l.Index}}
}
