package campaign

import (
	"cmp"
	"slices"
)

// seen is one place in which something was looked for: a step, or a reading.
type seen struct {
	in       string
	findings []Finding
}

// compare finds what differs between the steps of each reading, and between the readings at each step. Only answers are compared: of a
// job that gave up it is not known what it would have found.
func (p *Looked) compare() {
	var ticks []int
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.Ask != Findings {
			continue
		}
		var places []seen
		for _, c := range row.Cells {
			if c.State == Answered {
				places = append(places, seen{days(c.Tick), c.Answer.Findings})
				ticks = append(ticks, c.Tick)
			}
		}
		p.Steps = append(p.Steps, differences(row.name(), places, true)...)
	}
	slices.Sort(ticks)
	ticks = slices.Compact(ticks)
	for _, tick := range ticks {
		var places []seen
		for i := range p.Rows {
			for _, c := range p.Rows[i].Cells {
				if p.Rows[i].Ask == Findings && c.Tick == tick && c.State == Answered {
					places = append(places, seen{p.Rows[i].name(), c.Answer.Findings})
				}
			}
		}
		for _, d := range differences(days(tick), places, false) {
			p.Readings = joined(p.Readings, d)
		}
	}
}

// joined adds what differs at a step; what differs likewise at another is told once.
func joined(ds []Difference, d Difference) []Difference {
	for i := range ds {
		o := &ds[i]
		if o.Code == d.Code && o.Says == d.Says && slices.Equal(o.Found, d.Found) && slices.Equal(o.Missing, d.Missing) {
			o.Where = append(o.Where, d.Where...)
			return ds
		}
	}
	return append(ds, d)
}

// subject is what a finding is of, as far as it is the same at each step and in each reading: what kind, of which clause or purpose, to whom.
type subject struct {
	code, about, party string
	accepted           bool
}

func subjectOf(f *Finding) subject { return subject{string(f.Code), f.About, f.Party, f.Accepted} }

// differences are what differs between places, gravest first. If they are in an order, shorter steps first, it matters whether something is
// found in an earlier one and not in a later.
func differences(where string, places []seen, ordered bool) []Difference {
	var out []Difference
	done := map[subject]bool{}
	for _, p := range places {
		for i := range p.findings {
			of := subjectOf(&p.findings[i])
			if done[of] {
				continue
			}
			done[of] = true
			if d, ok := difference(of, &p.findings[i], places, ordered); ok {
				d.Where = []string{where}
				out = append(out, d)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(weight(a.Severity), weight(b.Severity)), cmp.Compare(hiddenFirst(a), hiddenFirst(b)))
	})
	return out
}

func weight(severity string) int {
	return slices.Index([]string{"serious", "warning", "note"}, severity)
}

func hiddenFirst(d Difference) int {
	if d.Hidden {
		return 0
	}
	return 1
}

// difference is what differs of one thing; not ok if nothing does.
func difference(of subject, first *Finding, places []seen, ordered bool) (Difference, bool) {
	d := Difference{Code: of.code, Severity: first.Severity, About: of.about, Party: of.party, Says: first.Says, Found: []string{}, Missing: []string{}}
	var told []Told
	for _, p := range places {
		t := Told{In: p.in, Says: toldIn(of, p.findings)}
		if len(t.Says) == 0 {
			d.Missing = append(d.Missing, p.in)
			d.Hidden = d.Hidden || ordered && len(d.Found) > 0
			continue
		}
		d.Found, told = append(d.Found, p.in), append(told, t)
	}
	if len(d.Missing) > 0 {
		return d, true
	}
	same := !slices.ContainsFunc(told, func(t Told) bool { return !slices.Equal(t.Says, told[0].Says) })
	d.Told = told
	return d, !same && ordered
}

// toldIn is what is told of a thing in a place.
func toldIn(of subject, findings []Finding) []string {
	var out []string
	for i := range findings {
		if subjectOf(&findings[i]) == of {
			says := findings[i].Says
			if findings[i].Some {
				says += " (in some of the ways to fill the open points)"
			}
			out = append(out, says)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
