package lower

import (
	"fmt"
	"slices"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

// odds lowers what somebody says of how likely an actor decides how.
func (l *lowerer) odds(d *syntax.OddsDecl) {
	x := model.Odds{Cites: l.cites(d.Cites), At: d.Span()}
	l.saidBy(d.Cites, len(d.Values) > 0, d.Span())
	var ok1, ok2 bool
	x.Actor, ok1 = id[model.ActorID](l, d.Actor)
	x.Decision, ok2 = id[model.DecisionID](l, d.Decision)
	if !ok1 || !ok2 {
		return
	}
	of := &l.pact.Decisions[x.Decision]
	if !l.partial[of.At] && !slices.Contains(of.By, x.Actor) {
		l.fault("M010", d.Actor.Span(), fmt.Sprintf("`%s` does not decide `%s`", d.Actor.Name, of.Name),
			fmt.Sprintf("It is decided by %s.", l.actorNames(of.By, "or")), diag.Related{Span: of.At, Message: "the decision is declared here"})
		return
	}
	for _, v := range d.Values {
		l.likely(v, of, &x)
	}
	l.fitTogether(d, of, &x)
	for i := range l.pact.Odds {
		if y := &l.pact.Odds[i]; y.Actor == x.Actor && y.Decision == x.Decision {
			l.saidTwice(d.Span(), y.At)
		}
	}
	l.pact.Odds = append(l.pact.Odds, x)
}

// likely lowers the odds of one value.
func (l *lowerer) likely(v *syntax.Likely, of *model.Decision, x *model.Odds) {
	if v.Value == nil || v.Low == nil || v.High == nil {
		return
	}
	i := slices.Index(of.Values, v.Value.Text)
	switch {
	case i < 0 && !l.partial[of.At]:
		l.noSuchValue(of.Name, "decision", v.Value.Text, v.Value.Span(), of.At, of.Values)
	case slices.ContainsFunc(x.Values, func(o model.Likely) bool { return o.Value == i }):
		l.fault("M031", v.Span(), fmt.Sprintf("the odds of `%s` are said twice", v.Value.Text), "Keep one of the two.")
	case v.Low.Millionths > v.High.Millionths:
		l.backwards(v.Low, v.High)
	default:
		x.Values = append(x.Values, model.Likely{Value: i, Low: v.Low.Millionths, High: v.High.Millionths})
	}
}

// fitTogether checks that odds can add up to 100%.
func (l *lowerer) fitTogether(d *syntax.OddsDecl, of *model.Decision, x *model.Odds) {
	low, high := 0, 0
	for _, v := range x.Values {
		low, high = low+v.Low, high+v.High
	}
	switch {
	case low > model.Whole:
		l.fault("M031", d.Span(), "these odds are more than 100% together", "Lower some of them.")
	case high < model.Whole && len(x.Values) == len(of.Values) && len(d.Values) == len(of.Values):
		l.fault("M031", d.Span(), "these odds are less than 100% together, and no other value is left", "Raise some of them, or leave out the value that takes the rest.")
	}
}

// chance lowers what somebody says of how often something happens.
func (l *lowerer) chance(d *syntax.ChanceDecl) {
	whole := d.Low != nil && d.High != nil && d.Per != 0
	x := model.Chance{Cites: l.cites(d.Cites), At: d.Span()}
	l.saidBy(d.Cites, whole, d.Span())
	var ok bool
	if x.Act, ok = id[model.ActID](l, d.Act); !ok || !whole {
		return
	}
	if a := &l.pact.Acts[x.Act]; !l.partial[a.At] && !slices.Contains(a.By, model.Outsider) {
		l.fault("M030", d.Act.Span(), fmt.Sprintf("`%s` is done by %s, not by chance", a.Name, l.actorNames(a.By, "or")),
			"A chance is one of what happens of itself: an act by `outsider`. What a party or a body does is its choice; of how a decision goes, write `odds`.",
			diag.Related{Span: a.At, Message: "the act is declared here"})
	}
	if d.Low.Millionths > d.High.Millionths {
		l.backwards(d.Low, d.High)
	}
	x.Low, x.High, x.Days = d.Low.Millionths, d.High.Millionths, int(d.Per)
	for i := range l.pact.Chances {
		if y := &l.pact.Chances[i]; y.Act == x.Act {
			l.saidTwice(d.Span(), y.At)
		}
	}
	l.pact.Chances = append(l.pact.Chances, x)
}

// saidBy checks that somebody stands for a number.
func (l *lowerer) saidBy(cites []*syntax.Cite, whole bool, at source.Span) {
	if len(cites) == 0 && whole {
		l.fault("M032", at, "these odds are nobody's word", "Cite whoever says so: `cite SOURCE` at the end.")
	}
}

func (l *lowerer) saidTwice(at, before source.Span) {
	l.fault("M031", at, "the odds of this are said twice", "Keep one of the two, or write one range that holds both.",
		diag.Related{Span: before, Message: "they were said here"})
}

func (l *lowerer) backwards(low, high *syntax.Share) {
	l.report(diag.Diagnostic{Code: "M031", Span: high.Span(), Summary: "the range ends below where it begins", Detail: "Write the lower share first."})
}
