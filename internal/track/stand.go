package track

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/play"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// standing says where everyone stands once the log is played.
func (r *replay) standing() (*Standing, error) {
	q := words.Speaker{Pact: r.text().pact}
	s := &Standing{
		Pact: r.text().pact, Amended: r.amended, Tick: r.q.Tick, Day: r.on, Known: r.q.Known, Reports: r.total, Later: r.later, Reporters: r.reporters,
		Events: r.reports, Dropped: r.dropped, Outside: r.outside, Unlisted: r.unlisted, Undone: r.undone, SetAside: r.odd, Corrected: r.corrected,
	}
	for i := range s.Corrected {
		r.name(s.Corrected[i].Before)
		r.name(s.Corrected[i].After)
	}
	agreeing := r.agreeing()
	s.Points = r.points(q, agreeing)
	d := newDiffer(q, agreeing, r.disputes, r.texts[:r.now+1])
	s.Courses = len(d.ways)
	looks, known := map[*branch]*look{}, map[string]*look{}
	for _, b := range agreeing {
		s.FaultsLeft, s.RefusedLeft = max(s.FaultsLeft, b.lost), max(s.RefusedLeft, b.unlisted)
		from := fmt.Sprint(b.filling, b.state)
		if known[from] == nil {
			l, err := r.lookFrom(b)
			if err != nil {
				return nil, err
			}
			known[from] = l
		}
		looks[b] = known[from]
	}
	r.told(s, d, looks)
	s.Disputes = r.disputesTold(s, d)
	return s, nil
}

// told fills in what is so in all courses or in some.
func (r *replay) told(s *Standing, d *differ, looks map[*branch]*look) {
	place := map[model.Ref]int{}
	for i, x := range d.ways[0].branch.scores() {
		place[x.Clause] = i
	}
	clause := func(ref model.Ref) int { return int(ref.Kind)*100_000 + ref.Index }
	s.Due = tell(d, r.due, keyOf[Due], func(x *Due) int { return x.rank() })
	s.Runs = tell(d, runs, keyOf[Runs], func(x *Runs) int { return x.Day })
	s.Faults = tell(d, func(b *branch) []Fault { return b.faults }, func(f *Fault) string { return fmt.Sprintf("%v %p", *f, f.by) }, func(f *Fault) int { return f.Day })
	s.Perils = tell(d, func(b *branch) []Peril { return looks[b].perils }, func(p *Peril) string { return fmt.Sprint(p.Duty, p.How, p.By, p.Days, p.shown) }, func(p *Peril) int { return p.rank() })
	s.Ends = tell(d, func(b *branch) []Prospect { return looks[b].ends }, keyOf[Prospect], func(p *Prospect) int { return p.Purpose })
	s.Dark = tell(d, func(b *branch) []Dark { return looks[b].dark }, keyOf[Dark], func(*Dark) int { return 0 })
	r.carriedOver(s, d)
	s.May = tell(d, r.may, keyOf[May], func(x *May) int { return int(x.Actor) })
	s.Things = tell(d, things, keyOf[Thing], func(x *Thing) int { return clause(x.Ref) })
	s.Scores = tell(d, (*branch).scores, keyOf[Score], func(x *Score) int { return place[x.Clause] })
	s.Refused = tell(d, impossible, func(x *Impossible) string { return fmt.Sprintf("%p %s", x.Report, x.Why) }, func(x *Impossible) int { return x.Report.Day })
}

func keyOf[T any](x *T) string {
	text, err := json.Marshal(x)
	if err != nil {
		panic(err) // it is plain data
	}
	return string(text)
}

// agreeing is the branches of those fillings that agree with the log best: a filling is left out if all that could not have
// happened under another could not have happened under it either, and more.
func (r *replay) agreeing() []*branch {
	refused := map[int][]*Report{} // by filling: what could not have happened in any of its courses
	for _, b := range r.branches {
		var mine []*Report
		for _, x := range b.refused {
			mine = append(mine, x.report)
		}
		if before, ok := refused[b.filling]; ok {
			mine = slices.DeleteFunc(mine, func(x *Report) bool { return !slices.Contains(before, x) })
		}
		refused[b.filling] = mine
	}
	return slices.DeleteFunc(slices.Clone(r.branches), func(b *branch) bool {
		for _, other := range refused {
			if len(other) < len(refused[b.filling]) && within(other, refused[b.filling]) {
				return true
			}
		}
		return false
	})
}

func within(a, b []*Report) bool {
	return !slices.ContainsFunc(a, func(x *Report) bool { return !slices.Contains(b, x) })
}

// points says what is known of each open point.
func (r *replay) points(q words.Speaker, agreeing []*branch) []Point {
	var out []Point
	for i := range r.text().pact.Points {
		pt := Point{Point: model.PointID(i)}
		for _, b := range agreeing {
			if v := b.m.Filling[i]; !slices.Contains(pt.Values, v) {
				pt.Values = append(pt.Values, v)
			}
		}
		slices.Sort(pt.Values)
		pt.By, pt.Ruled = r.settledBy(pt.Point), r.ruledOut(q, &pt, agreeing)
		out = append(out, pt)
	}
	return out
}

// settledBy says who settles an open point.
func (r *replay) settledBy(pt model.PointID) string {
	if slices.ContainsFunc(r.q.Fixed, func(b model.Binding) bool { return b.Point == pt }) {
		return "as asked for"
	}
	var by []string
	for _, a := range r.text().answers {
		if a.Point == pt && (!a.ev.When.IsSet() || r.q.day(a.ev.When) <= r.on) {
			by = append(by, reporter(a.ev.Reporter))
		}
	}
	if len(by) == 0 {
		return ""
	}
	return "as reported by " + course.List(slices.Compact(by), "and")
}

// ruledOut says by which reports values of an open point are ruled out that were looked at.
func (r *replay) ruledOut(q words.Speaker, pt *Point, agreeing []*branch) []string {
	var out []string
	for _, b := range r.branches {
		v := b.m.Filling[pt.Point]
		if slices.Contains(agreeing, b) || slices.Contains(pt.Values, v) || len(b.refused) == 0 {
			continue
		}
		x := b.refused[0]
		why := fmt.Sprintf("%s is ruled out: then this could not have happened: %s (%s)", q.Answered(pt.Point, []int{v}), x.report.Said, q.Retold(x.Why))
		if !slices.Contains(out, why) {
			out = append(out, why)
		}
	}
	return out
}

// due is what is to be kept now, or was to be kept and was not.
func (r *replay) due(b *branch) []Due {
	var out []Due
	p := b.m.Pact
	for i := range p.Duties {
		d := Due{Duty: model.DutyID(i), Deadline: b.deadline[i]}
		switch b.m.Reads(b.state, dutyRef(d.Duty)) {
		case "due":
			d.CountsIn = b.m.Wait(b.state, d.Duty) * b.m.Tick
		case "breached":
			if in := b.m.Reads(b.state, model.Ref{Kind: model.KindInstrument, Index: int(p.Duties[i].Instrument)}); in != "in force" && in != "suspended" {
				continue // it can be made good no more
			}
			d.Breached = true
			d.Culprit = b.culprit(d.Duty)
		default:
			continue
		}
		if d.Deadline >= 0 {
			d.Left = d.Deadline - r.on
		}
		out = append(out, d)
	}
	return out
}

// runs is what else runs out.
func runs(b *branch) []Runs {
	var out []Runs
	for _, c := range b.m.Countdowns(b.state) {
		if c.Thing.Kind != model.KindDuty {
			out = append(out, Runs{c.Thing, (b.step + c.Ticks) * b.m.Tick})
		}
	}
	return out
}

// culprit reports whether the last breach of a duty was its obligor's doing.
func (b *branch) culprit(d model.DutyID) bool {
	for _, f := range slices.Backward(b.faults) {
		if f.now == dutyRef(d) && f.Kind == Missed {
			return f.Blamed
		}
	}
	return false
}

// rank orders what is due: what is late first, then by the last day.
func (d *Due) rank() int {
	if d.Deadline < 0 {
		return 1 << 30
	}
	return d.Left
}

// may is what each can do now without breaking its word.
func (r *replay) may(b *branch) []May {
	q := words.Speaker{Pact: b.m.Pact}
	var out []May
	for _, h := range play.At(b.m, b.state).Hands {
		for _, o := range h.Can {
			if o.Culprits == 0 {
				out = append(out, May{h.Actor, o.Move, q.Retold(course.Capital(course.Said(b.m, o.Move)))})
			}
		}
	}
	return out
}

// things is how everything stands that is declared.
func things(b *branch) []Thing {
	var out []Thing
	for _, d := range b.m.Pact.Declared() {
		switch d.Ref.Kind {
		case model.KindFact, model.KindInstrument, model.KindDecision, model.KindDuty, model.KindBan, model.KindPower:
			out = append(out, Thing{d.Ref, b.m.Reads(b.state, d.Ref)})
		}
	}
	return out
}

func impossible(b *branch) []Impossible {
	var out []Impossible
	for _, x := range b.refused {
		out = append(out, Impossible{x.report, x.Why})
	}
	return out
}

func reporter(name string) string {
	if name == "" {
		return "somebody who is not named"
	}
	return name
}
