package track

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/model"
)

// names finds what reports speak of, by name or label.
type names struct {
	pact   *model.Pact
	actors map[string]model.ActorID
	things map[string][]model.Ref
}

func newNames(p *model.Pact) *names {
	n := &names{p, map[string]model.ActorID{}, map[string][]model.Ref{}}
	for i := range p.Actors {
		for _, called := range []string{p.Actors[i].Name, p.Actors[i].Label} {
			if called != "" {
				n.actors[key(called)] = model.ActorID(i)
			}
		}
	}
	n.actors["outsider"] = model.Outsider
	for _, d := range p.Declared() {
		switch d.Ref.Kind {
		case model.KindAct, model.KindInstrument, model.KindDecision, model.KindPower, model.KindDuty, model.KindBan:
			n.add(d.Decl.Name, d.Ref)
			if d.Decl.Label != "" && key(d.Decl.Label) != key(d.Decl.Name) {
				n.add(d.Decl.Label, d.Ref)
			}
		}
	}
	return n
}

func (n *names) add(called string, ref model.Ref) {
	n.things[key(called)] = append(n.things[key(called)], ref)
}

// key is how names are compared: without regard to case and to spaces at the ends.
func key(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// move finds the move that a report speaks of; why says in words why it is none of the pact.
func (n *names) move(e *record.Event) (l machine.Label, why string) {
	actor, ok := n.actors[key(e.Actor)]
	if !ok {
		return l, fmt.Sprintf("the pact has no party or body %q%s", e.Actor, nearest(e.Actor, n.actors))
	}
	if l, why = n.parted(actor, e); why != "" {
		return machine.Label{}, why
	}
	return l, ""
}

// parted reads the sentence of a move as the language has it: "signs peace", "does pull_back", "decides after on order", "uses
// exit", or only what it is about.
func (n *names) parted(actor model.ActorID, e *record.Event) (machine.Label, string) {
	text, value := strings.TrimSpace(e.Move), strings.TrimSpace(e.Value)
	for verb, kind := range map[string]model.Kind{"signs ": model.KindInstrument, "does ": model.KindAct, "uses ": model.KindPower} {
		if of, ok := strings.CutPrefix(text, verb); ok {
			return n.about(actor, of, value, kind)
		}
	}
	if rest, ok := strings.CutPrefix(text, "decides "); ok {
		if v, of, ok := strings.Cut(rest, " on "); ok {
			return n.about(actor, of, strings.TrimSpace(v), model.KindDecision)
		}
	}
	return n.about(actor, text, value, model.KindNone)
}

// about finds the one move of an actor that is about a thing, which is of some kind if that is said.
func (n *names) about(actor model.ActorID, called, value string, kind model.Kind) (machine.Label, string) {
	var found, own []machine.Label
	for _, ref := range n.things[key(called)] {
		if kind != model.KindNone && ref.Kind != kind {
			continue
		}
		ls, why := n.of(actor, ref, value)
		if why != "" {
			return machine.Label{}, why
		}
		for _, l := range ls {
			if !slices.Contains(found, l) {
				found = append(found, l)
				if n.may(l) {
					own = append(own, l)
				}
			}
		}
	}
	switch {
	case len(found) == 0:
		return machine.Label{}, fmt.Sprintf("the pact knows no move %q%s", called, nearest(called, n.things))
	case len(found) == 1:
		return found[0], ""
	case len(own) == 1:
		return own[0], ""
	}
	return machine.Label{}, fmt.Sprintf("%q can be one of several moves: give the name of an act, as in \"does %s\"", called, n.pact.Acts[found[0].Index].Name)
}

// of lists the moves that a thing stands for: what performs a duty, what a ban forbids.
func (n *names) of(actor model.ActorID, ref model.Ref, value string) (out []machine.Label, why string) {
	do := func(acts ...model.ActID) {
		for _, a := range acts {
			out = append(out, machine.Label{Kind: machine.Do, Actor: actor, Index: int(a)})
		}
	}
	switch ref.Kind {
	case model.KindAct:
		do(model.ActID(ref.Index))
	case model.KindDuty:
		do(n.pact.Duties[ref.Index].Acts...)
		if len(out) == 0 {
			return nil, fmt.Sprintf("%q asks that something holds, and not for one act: give the act that brought it about", n.pact.Duties[ref.Index].Name)
		}
	case model.KindBan:
		do(n.pact.Bans[ref.Index].Act)
	case model.KindInstrument:
		out = append(out, machine.Label{Kind: machine.Sign, Actor: actor, Index: ref.Index})
	case model.KindPower:
		out = append(out, machine.Label{Kind: machine.Use, Actor: actor, Index: ref.Index})
	case model.KindDecision:
		d := &n.pact.Decisions[ref.Index]
		v := slices.IndexFunc(d.Values, func(of string) bool { return key(of) == strings.ReplaceAll(key(value), " ", "_") })
		if v < 0 {
			return nil, fmt.Sprintf("%q can be decided as %s, and not as %q", d.Name, strings.Join(d.Values, ", "), value)
		}
		out = append(out, machine.Label{Kind: machine.Decide, Actor: actor, Index: ref.Index, Value: v})
	}
	return out, ""
}

// may reports whether an actor is one of those who ever make a move.
func (n *names) may(l machine.Label) bool {
	switch l.Kind {
	case machine.Sign:
		return slices.Contains(n.pact.Instruments[l.Index].Between, l.Actor)
	case machine.Do:
		return slices.Contains(n.pact.Acts[l.Index].By, l.Actor)
	case machine.Decide:
		return slices.Contains(n.pact.Decisions[l.Index].By, l.Actor)
	}
	return n.pact.Powers[l.Index].Holder == l.Actor
}

// answer finds the open point and the value that a report gives it.
func (n *names) answer(e *record.Event) (b model.Binding, why string) {
	for i := range n.pact.Points {
		pt := &n.pact.Points[i]
		if key(pt.Name) != key(e.Point) && key(pt.Label) != key(e.Point) {
			continue
		}
		var values []string
		for v := range pt.Values {
			if key(pt.Values[v].Text) == key(e.Value) {
				return model.Binding{Point: model.PointID(i), Value: v}, ""
			}
			values = append(values, pt.Values[v].Text)
		}
		return b, fmt.Sprintf("%q can be %s, and not %q", pt.Name, strings.Join(values, ", "), e.Value)
	}
	return b, fmt.Sprintf("the pact has no open point %q", e.Point)
}

// nearest suggests the name that was perhaps meant.
func nearest[V any](called string, among map[string]V) string {
	if near := diag.Nearest(key(called), slices.Sorted(maps.Keys(among))); near != "" {
		return fmt.Sprintf("; perhaps %q is meant", near)
	}
	return ""
}
