package compare

import (
	"context"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// view is one draft under one filling, with what can be observed of it.
type view struct {
	side Side
	m    *machine.Machine
	g    *explore.Graph

	label []machine.Label   // by LabelID: the move in common numbers
	twin  []machine.LabelID // by LabelID: the same move of the other draft, or noTwin
	reads []int32           // by state: the number of what the things of both drafts read
}

const noTwin = ^machine.LabelID(0)

// gallery numbers readings of the things that both drafts have: two states read the same exactly when
// their numbers are the same.
type gallery struct {
	things []model.Ref // in common numbers
	number map[string]int32
	texts  [][]string // by number, by thing
}

func (m *matching) newGallery() *gallery {
	l := &gallery{number: map[string]int32{}}
	for _, k := range []model.Kind{model.KindInstrument, model.KindDuty, model.KindBan, model.KindDecision, model.KindPower, model.KindFact} {
		for i := range m.places[k] {
			if ref := (model.Ref{Kind: k, Index: i}); m.both(ref) {
				l.things = append(l.things, ref)
			}
		}
	}
	return l
}

func (m *matching) newView(ctx context.Context, side Side, f model.Filling, tick int, lim explore.Limits) (*view, error) {
	mc, err := machine.New(m.pacts[side], f, tick)
	if err != nil {
		return nil, err
	}
	g, err := explore.Explore(ctx, mc, lim)
	if err != nil {
		return nil, err
	}
	v := &view{side: side, m: mc, g: g}
	for _, l := range mc.Labels() {
		v.label = append(v.label, m.label(side, l))
	}
	return v, nil
}

// pairUp finds for each move of v the same move of w.
func (v *view) pairUp(w *view) {
	at := map[machine.Label]machine.LabelID{}
	for id, l := range w.label {
		at[l] = machine.LabelID(id)
	}
	v.twin = make([]machine.LabelID, len(v.label))
	for id, l := range v.label {
		v.twin[id] = noTwin
		if other, ok := at[l]; ok {
			v.twin[id] = other
		}
	}
}

// look reads the things of both drafts in every state.
func (v *view) look(ctx context.Context, m *matching, l *gallery) {
	own := make([]model.Ref, len(l.things))
	for i, ref := range l.things {
		own[i], _ = m.in(v.side, ref)
	}
	v.reads = make([]int32, v.g.States())
	var texts []string
	for s := range v.reads {
		if s%1024 == 0 && ctx.Err() != nil {
			return // the search does not go on either
		}
		texts = v.m.ReadAll(v.g.State(s), own, texts[:0])
		key := strings.Join(texts, "\x00")
		n, known := l.number[key]
		if !known {
			n = int32(len(l.texts))
			l.number[key] = n
			l.texts = append(l.texts, append([]string(nil), texts...))
		}
		v.reads[s] = n
	}
}

// label puts a move into common numbers.
func (m *matching) label(side Side, l machine.Label) machine.Label {
	if l.Actor != machine.Time {
		l.Actor = model.ActorID(m.common[side][model.Ref{Kind: model.KindActor, Index: int(l.Actor)}])
	}
	thing, ok := thingOf(l)
	if !ok {
		return l
	}
	if l.Kind == machine.Decide {
		l.Value = m.value(side, thing, l.Value)
	}
	l.Index = m.common[side][thing]
	return l
}

// thingOf is the thing that a move is about; there is none for a move of time.
func thingOf(l machine.Label) (model.Ref, bool) {
	kind, ok := map[machine.MoveKind]model.Kind{machine.Sign: model.KindInstrument, machine.Do: model.KindAct,
		machine.Decide: model.KindDecision, machine.Use: model.KindPower}[l.Kind]
	return model.Ref{Kind: kind, Index: l.Index}, ok
}

// moves are the moves out of a state.
func (v *view) moves(s int32) (first, end int32) { return v.g.First[s], v.g.First[s+1] }

// find gives the move with a label out of a state, -1 if there is none.
func (v *view) find(s int32, id machine.LabelID) int32 {
	for e, end := v.moves(s); e < end; e++ {
		if v.g.SortOf(e).Label == id {
			return e
		}
	}
	return -1
}

// time is the move of time out of a state; it is always the last.
func (v *view) time(s int32) int32 { return v.g.First[s+1] - 1 }

func (v *view) lawful(e int32) bool { return e < 0 || v.g.SortOf(e).Culprits == 0 }

// course replays a sequence of moves. A sequence that the machine does not accept is our own fault.
func (v *view) course(moves []int32) *course.Course {
	labels := make([]machine.LabelID, len(moves))
	for i, e := range moves {
		labels[i] = v.g.SortOf(e).Label
	}
	c, err := course.Replay(v.m, labels, -1)
	if err != nil {
		panic(err)
	}
	return c
}
