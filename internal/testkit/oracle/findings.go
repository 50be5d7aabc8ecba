package oracle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/model"
)

// Finding is one thing found, in the words of the codes; what of a code has no use for a field leaves it empty.
type Finding struct {
	Code, About, Party string // About is the name of the clause, or "purpose" and its number
	Class              Class
	Defectors          string // "" if the code has none
	By, Needs          []string
	Price, Care        []string
	Days               int
	How                string
}

// String writes a finding in a line.
func (f Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %s", f.Code, f.About, f.Party)
	if f.Class != NoLoss {
		fmt.Fprintf(&b, " %s", f.Class)
	}
	if f.Defectors != "" {
		fmt.Fprintf(&b, " to %s", f.Defectors)
	}
	for _, x := range []struct {
		what string
		list []string
	}{{"by", f.By}, {"needs", f.Needs}, {"price:", f.Price}, {"care:", f.Care}} {
		if len(x.list) > 0 {
			fmt.Fprintf(&b, " %s %s", x.what, strings.Join(x.list, ", "))
		}
	}
	if f.Days > 0 {
		fmt.Fprintf(&b, " %d days", f.Days)
	}
	if f.How != "" {
		fmt.Fprintf(&b, " (%s)", f.How)
	}
	return b.String()
}

// Findings lists all that is found, in order of their lines.
func (w *World) Findings() []Finding {
	var out []Finding
	for i := range w.Pact.Purposes {
		out = append(out, w.ofPurpose(i)...)
	}
	for i := range w.Pact.Duties {
		out = append(out, w.ofDuty(model.DutyID(i))...)
		if w.IsGuarantee(model.DutyID(i)) {
			out = append(out, w.ofGuarantee(model.DutyID(i))...)
		}
	}
	for i := range w.Pact.Bans {
		out = append(out, w.ofBan(model.BanID(i))...)
	}
	for i := range w.Pact.Powers {
		out = append(out, w.ofPower(model.PowerID(i))...)
	}
	for _, r := range OpenEnded(w.Pact) {
		party := "nobody"
		if r.Kind == model.KindDuty {
			party = w.name(w.Pact.Duties[r.Index].Obligor)
		}
		out = append(out, Finding{Code: "open_ended", About: w.Pact.Declaration(r).Name, Party: party})
	}
	for _, r := range OneOrigin(w.Pact) {
		out = append(out, Finding{Code: "one_origin", About: w.Pact.Declaration(r).Name, Party: "nobody"})
	}
	slices.SortStableFunc(out, func(a, b Finding) int { return strings.Compare(a.String(), b.String()) })
	return out
}

// list collects findings about one thing.
type list struct {
	about, party string
	found        []Finding
}

func (l *list) add(yes bool, f Finding) {
	if yes {
		f.About, f.Party = l.about, l.party
		l.found = append(l.found, f)
	}
}

func (w *World) ofPurpose(i int) []Finding {
	l := &list{about: fmt.Sprint("purpose ", i), party: "nobody"}
	if w.Stuck(i) {
		l.add(true, Finding{Code: "stuck"})
		return l.found
	}
	for _, b := range w.Veto(i, model.MaxActors) {
		l.add(true, Finding{Code: "veto", By: w.sets([]model.ActorSet{b})})
	}
	l.add(w.Limbo(i), Finding{Code: "limbo"})
	l.add(w.DeadEnd(i), Finding{Code: "dead_end"})
	return l.found
}

func (w *World) ofDuty(d model.DutyID) []Finding {
	duty := &w.Pact.Duties[d]
	l := &list{about: duty.Name, party: w.name(duty.Obligor)}
	for _, x := range w.Exposed(d) {
		l.add(true, Finding{Code: "exposed", Class: x.Class, Defectors: w.set(x.Defectors), By: w.sets(x.By), Price: x.Price, Care: x.Care, How: said(x.Later, "later")})
	}
	k := w.Keep(d, model.MaxActors)
	l.add(k.Keeping != Safe, Finding{Code: [...]string{"", "dependent", "conflict", "impossible"}[k.Keeping],
		Class: k.Class, Needs: w.sets(k.Needs), Price: k.Price, Care: k.Care})
	for _, x := range w.DutyBoundAlone(d) {
		l.add(true, Finding{Code: "bound_alone", Defectors: w.set(x.Defectors), By: w.sets(x.By)})
	}
	n := w.Uncovered(d)
	l.add(n > 0, Finding{Code: "uncovered", Days: n})
	term, power := w.Outlasted(d)
	l.add(term || power != 0, Finding{Code: "outlasted", By: w.sets([]model.ActorSet{power}[:min(power.Len(), 1)]), How: said(term, "term")})
	l.add(w.BlankCheque(d), Finding{Code: "blank_cheque"})
	l.add(w.ToothlessDuty(d), Finding{Code: "toothless"})
	l.add(w.SelfJudged(d), Finding{Code: "self_judged"})
	l.party = "nobody"
	l.add(w.IdleDuty(d), Finding{Code: "idle"})
	return l.found
}

func (w *World) ofGuarantee(d model.DutyID) []Finding {
	duty := &w.Pact.Duties[d]
	l := &list{about: duty.Name, party: w.name(duty.Obligor)}
	l.add(w.Hollow(d), Finding{Code: "hollow"})
	by := w.Withheld(d)
	l.add(len(by) > 0, Finding{Code: "withheld", By: w.sets(by)})
	for _, set := range w.FalseCall(d) {
		l.add(true, Finding{Code: "false_call", Defectors: w.set(set)})
	}
	return l.found
}

func (w *World) ofBan(b model.BanID) []Finding {
	ban := &w.Pact.Bans[b]
	l := &list{about: ban.Name, party: w.name(ban.Bound)}
	for _, x := range w.BanBoundAlone(b) {
		l.add(true, Finding{Code: "bound_alone", Defectors: w.set(x.Defectors), By: w.sets(x.By)})
	}
	l.add(w.ToothlessBan(b), Finding{Code: "toothless"})
	l.add(w.BanSelfJudged(b), Finding{Code: "self_judged"})
	l.party = "nobody"
	l.add(w.IdleBan(b), Finding{Code: "idle"})
	return l.found
}

func (w *World) ofPower(u model.PowerID) []Finding {
	power := &w.Pact.Powers[u]
	l := &list{about: power.Name, party: w.name(power.Holder)}
	release, exit := w.SelfRelease(u)
	l.add(release, Finding{Code: "self_judged", How: said(exit, "exit") + said(!exit, "release")})
	l.party = "nobody"
	l.add(w.IdlePower(u), Finding{Code: "idle"})
	return l.found
}

func said(yes bool, what string) string {
	if yes {
		return what
	}
	return ""
}

// set writes a set of actors by their names.
func (w *World) set(s model.ActorSet) string {
	var names []string
	for _, id := range s.IDs() {
		names = append(names, w.name(id))
	}
	return "{" + strings.Join(names, " ") + "}"
}

func (w *World) sets(ss []model.ActorSet) []string {
	var out []string
	for _, s := range ss {
		out = append(out, w.set(s))
	}
	slices.Sort(out)
	return out
}
