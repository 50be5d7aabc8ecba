package guarantees

import (
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// least: the least the guarantor must do to have kept its word. Nothing, if it can by itself see to it that a
// call comes to nothing; otherwise any one of the acts that can perform the duty.
func (x *pledge[S, M]) least() Said {
	if !x.callable() {
		return Never
	}
	if x.outWith == Yes {
		return Said{Text: "nothing: " + x.how(), Missing: true, Course: x.course(x.out)}
	}
	acts, moves, ok := x.performing()
	switch {
	case !ok:
		return Said{Text: "it cannot lawfully be performed"}
	case len(acts) > 1:
		return Said{Text: "one of these, as it chooses: " + course.List(acts, "or"), Course: x.course(moves)}
	}
	return Said{Text: course.List(acts, "or"), Course: x.course(moves)}
}

// how says by what the guarantor gets away with doing nothing, from the end of the course that shows it.
func (x *pledge[S, M]) how() string {
	c := x.course(x.out)
	ref := model.Ref{Kind: model.KindDuty, Index: int(x.id)}
	last := &c.Steps[len(c.Steps)-1]
	switch status := c.Reads(ref); {
	case status == "lapsed":
		return "it may let it lapse"
	case status == "due" && x.duty.Discretion:
		return "it is at its discretion, and there is no deadline"
	case status == "due":
		return "there is no deadline, so waiting breaks nothing"
	case status == "breached":
		return "it cannot perform by the day it is due, and so breaks nothing"
	case status == "dormant" && len(x.duty.Against) > 0:
		return "the case can come about and the duty never fall due"
	case strings.HasPrefix(status, "excused") && slices.Contains(last.FallsDue, x.id):
		return "it is excused as soon as it falls due"
	case last.Move.Actor != machine.Time:
		return course.Said(x.exact, last.Move)
	default:
		return "the duty is " + status + " before anything has to be done"
	}
}

// waits reports whether all the guarantor does on the course out is to wait, though it has no discretion: the
// duty stays due for ever.
func (x *pledge[S, M]) waits() bool {
	c := x.course(x.out)
	return !x.duty.Discretion && c.Reads(model.Ref{Kind: model.KindDuty, Index: int(x.id)}) == "due"
}
