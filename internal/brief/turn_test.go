package brief_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/brief"
	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/model"
)

// found is what is found in each filling, looked at one by one.
type found struct {
	fillings []model.Filling
	findings map[string][]ask.Finding // by filling
}

func lookAtAll(t *testing.T, p *model.Pact) *found {
	t.Helper()
	out := &found{findings: map[string][]ask.Finding{}}
	for _, f := range p.Fillings(nil) {
		var fixed []model.Binding
		for pt, v := range f {
			fixed = append(fixed, model.Binding{Point: model.PointID(pt), Value: v})
		}
		a, err := asker(p, 1)(context.Background(), fixed)
		if err != nil {
			t.Fatal(err)
		}
		g := slices.Clone(f)
		out.fillings = append(out.fillings, g)
		for i := range a.Findings {
			if a.Findings[i].Accepted == nil {
				out.findings[fmt.Sprint(g)] = append(out.findings[fmt.Sprint(g)], a.Findings[i].Finding)
			}
		}
	}
	return out
}

// worse reports whether g says what f says, or worse.
func worse(f, g *ask.Finding) bool {
	return f.Code == g.Code && f.Clause == g.Clause && f.Purpose == g.Purpose && f.Party == g.Party && f.Defectors&g.Defectors == g.Defectors && g.Class >= f.Class
}

// any reports whether in a filling something is found that says what one of some findings says, or worse.
func (x *found) any(f model.Filling, a *inquiry.Answer, of []int) bool {
	return slices.ContainsFunc(x.findings[fmt.Sprint(f)], func(g ask.Finding) bool {
		return slices.ContainsFunc(of, func(i int) bool { return worse(&a.Findings[i].Finding, &g) })
	})
}

func (x *found) keys(f model.Filling) map[string]bool {
	out := map[string]bool{}
	for _, g := range x.findings[fmt.Sprint(f)] {
		for _, k := range points.Keys(&g) {
			out[k] = true
		}
	}
	return out
}

// In the note of all readings, an answer undoes a statement just if in no filling with it any of its findings is found, and
// what is told to come is what is then found where it was not before, in a filling that had some of what is undone.
func TestTurnsAgainstEachFilling(t *testing.T) {
	paths, _ := filepath.Glob(root + "examples/*/*.pact")
	tried := 0
	for _, path := range append(paths, root+"library/minsk-ii-2015/minsk-ii-2015.pact", root+"library/share-purchase/after-closing.pact") {
		p := read(t, path)
		if len(p.Points) == 0 {
			continue
		}
		n, err := brief.Of(context.Background(), p, model.None, asker(p, 1))
		if err != nil {
			t.Fatal(err)
		}
		x := lookAtAll(t, p)
		for _, turn := range n.Turns {
			tried++
			x.compare(t, n, turn)
		}
		x.complete(t, n)
	}
	if tried < 5 {
		t.Errorf("only %d turns were tried", tried)
	}
}

// others are the matters in a filling that points does not tell of, notes and those alike some findings apart.
func (x *found) others(f model.Filling, a *inquiry.Answer, undone []int) map[string]bool {
	out := map[string]bool{}
	for _, g := range x.findings[fmt.Sprint(f)] {
		same := slices.ContainsFunc(undone, func(k int) bool {
			u := &a.Findings[k]
			return u.Code == g.Code && u.Clause == g.Clause && u.Purpose == g.Purpose && u.Party == g.Party
		})
		if !same && g.Severity != codes.Note && len(points.Keys(&g)) == 0 {
			out[fmt.Sprint(g.Code, g.Clause, g.Purpose, g.Party, g.Defectors, g.Class)] = true
		}
	}
	return out
}

func (x *found) compare(t *testing.T, n *brief.Note, turn brief.Turn) {
	t.Helper()
	var undone []int
	for _, i := range turn.Goes {
		undone = append(undone, n.Statements[i].About...)
	}
	came, others := map[string]bool{}, map[string]bool{}
	for _, f := range x.fillings {
		has := x.any(f, n.Answer, undone)
		if f[turn.Answer.Point] == turn.Answer.Value {
			if has {
				t.Errorf("%s: %v undoes %v, but not in %v", n.Pact.Title, turn.Answer, turn.Goes, f)
			}
			continue
		}
		if !has {
			continue
		}
		g := slices.Clone(f)
		g[turn.Answer.Point] = turn.Answer.Value
		before := x.keys(f)
		for k := range x.keys(g) {
			came[k] = came[k] || !before[k]
		}
		for k := range x.others(g, n.Answer, undone) {
			others[k] = others[k] || !x.others(f, n.Answer, undone)[k]
		}
	}
	count := 0
	for _, is := range others {
		if is {
			count++
		}
	}
	if turn.Others != count {
		t.Errorf("%s: %v brings %d others, not %d", n.Pact.Title, turn.Answer, count, turn.Others)
	}
	var all []ask.Finding
	for i := range n.Answer.Findings {
		g := n.Answer.Findings[i]
		same := slices.ContainsFunc(undone, func(k int) bool {
			u := &n.Answer.Findings[k]
			return u.Code == g.Code && u.Clause == g.Clause && u.Purpose == g.Purpose && u.Party == g.Party
		})
		if !same && g.Accepted == nil {
			all = append(all, g.Finding)
		}
	}
	want := points.Told(n.Pact, all, func(k string) bool { return came[k] })
	if !slices.Equal(turn.Comes, want) {
		t.Errorf("%s: %v brings\n%q, not\n%q", n.Pact.Title, turn.Answer, want, turn.Comes)
	}
}

// complete finds answers that undo a statement of which a turn tells nothing.
func (x *found) complete(t *testing.T, n *brief.Note) {
	t.Helper()
	for _, i := range n.Leads() {
		for pt := range n.Pact.Points {
			for v := range n.Pact.Points[pt].Values {
				with, without := false, false
				for _, f := range x.fillings {
					if has := x.any(f, n.Answer, n.Statements[i].About); f[pt] == v {
						with = with || has
					} else {
						without = without || has
					}
				}
				told := slices.ContainsFunc(n.Turns, func(turn brief.Turn) bool {
					return turn.Answer == model.Binding{Point: model.PointID(pt), Value: v} && slices.Contains(turn.Goes, i)
				})
				if undoes := !with && without; undoes != told {
					t.Errorf("%s: “%s” is undone by %s %s: %v, told: %v", n.Pact.Title, n.Statements[i].Sentence, n.Pact.Points[pt].Name, n.Pact.Points[pt].Values[v].Text, undoes, told)
				}
			}
		}
	}
}
