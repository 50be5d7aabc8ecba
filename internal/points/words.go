package points

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// teller puts claims and facts of a pact into words.
type teller struct {
	words.Speaker
	claims []Claim
}

// claim says one claim in few words.
func (s teller) claim(c *Claim) string { return s.claimed([]*Claim{c}) }

// claimed says claims that differ only in how it comes to them, or in who can block a purpose.
func (s teller) claimed(cs []*Claim) string {
	c, who := cs[0], ""
	if c.Party != model.None {
		who = course.Capital(s.Who(c.Party))
	}
	switch c.Code {
	case ask.Exposed:
		return fmt.Sprintf("%s can have to %s without what that is for: %s", who, s.Task(&s.Pact.Duties[c.Clause.Index]), s.how(cs))
	case ask.BoundAlone:
		return fmt.Sprintf("%s can stay bound %s without what that is for: %s", who, s.Promised(c.Clause), s.how(cs))
	case ask.Hollow:
		return fmt.Sprintf("%s need not act when it counts, and %s no promise (%s)", who, course.Verb(s.Pact, c.Party, "breaks", "break"), s.quotedActs(c.Clause))
	case ask.Stuck:
		return s.purpose(c.Purpose) + " is out of reach while all keep their word"
	case ask.Veto:
		return s.blocking(cs) + " can block " + s.purpose(c.Purpose)
	}
	return s.elsewhere(c, who, cs)
}

// elsewhere says claims that the table does not tell of, but a comparison of two readings does.
func (s teller) elsewhere(c *Claim, who string, cs []*Claim) string {
	thing := course.Capital(s.Named(c.Clause))
	promise := func() string { return "promise " + s.Promised(c.Clause) }
	switch c.Code {
	case ask.Conflict:
		return fmt.Sprintf("%s can come to where the %s cannot be kept without breaking another%s", who, promise(), careful(c))
	case ask.Impossible:
		return fmt.Sprintf("%s can come to where the %s cannot be kept%s", who, promise(), careful(c))
	case ask.Dependent:
		return fmt.Sprintf("%s can keep the %s only with the help of %s%s", who, promise(), s.EitherOf(c.Needs), careful(c))
	case ask.Limbo:
		return "All can have signed and wait for ever for " + s.purpose(c.Purpose)
	case ask.DeadEnd:
		return "It can be too late for " + s.purpose(c.Purpose) + " while promises bind on"
	case ask.Uncovered:
		return fmt.Sprintf("%s can have to %s up to %s before what that is for comes", who, s.Task(&s.Pact.Duties[c.Clause.Index]), course.Days(c.Days))
	case ask.Withheld:
		return fmt.Sprintf("%s can see to it that %s when it counts (%s)", course.Capital(s.EitherOf(c.By)), s.Who(c.Party)+" "+course.Verb(s.Pact, c.Party, "does not act", "do not act"), s.quotedActs(c.Clause))
	case ask.FalseCall:
		return fmt.Sprintf("%s can be called on without the case that help is promised against (%s): %s", who, s.quotedActs(c.Clause), s.how(cs))
	case ask.BlankCheque:
		return fmt.Sprintf("%s can be called on again and again for ever (%s)", who, s.quotedActs(c.Clause))
	case ask.Toothless:
		return fmt.Sprintf("Nothing follows if %s %s the promise %s", s.Who(c.Party), course.Verb(s.Pact, c.Party, "breaks", "break"), s.each(cs, s.Promised, "or"))
	case ask.Outlasted:
		return fmt.Sprintf("What %s for the %s can end", s.Who(c.Party)+" "+course.Verb(s.Pact, c.Party, "gets", "get"), promise())
	case ask.Idle:
		return course.Capital(s.each(cs, s.Named, "and")) + " can never apply"
	case ask.SelfJudged:
		return "Whether it binds is for " + s.Who(c.Party) + " alone to judge: " + s.Named(c.Clause)
	case ask.OpenEnded:
		return thing + " has no deadline, or no end"
	case ask.OneOrigin:
		return thing + " rests on one origin, or on nobody with a name"
	}
	return strings.TrimSuffix(course.Capital(c.Message), ".")
}

// each says something of the clause of each claim.
func (s teller) each(cs []*Claim, say func(model.Ref) string, word string) string {
	var out []string
	for _, c := range cs {
		if text := say(c.Clause); !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return course.List(out, word)
}

// careful says that care avoids it, where it does.
func careful(c *Claim) string {
	return [...]string{ask.NoClass: "", ask.WithCare: ", by its own carelessness", ask.AtPrice: ", unless it gives up something it is all for", ask.Unavoidable: ""}[c.Class]
}

// how says what it takes for some claims, each of them enough: "no promise broken", "if Northland or Eastland breaks a promise".
func (s teller) how(cs []*Claim) string {
	var out, one, several []string
	verb := ""
	for _, c := range cs {
		switch ids := c.Defectors.IDs(); {
		case c.level() != ByBreach:
			out = append(out, [...]string{Careless: "only by its own carelessness", AtPrice: "no promise broken, unless it gives up something it is all for",
				Anyway: "no promise broken"}[c.level()])
		case len(ids) == 1:
			one, verb = append(one, s.Who(ids[0])), course.Verb(s.Pact, ids[0], "breaks", "break")
		default:
			several = append(several, s.People(c.Defectors)+" break their promises")
		}
	}
	if len(one) > 0 {
		out = append(out, "if "+course.List(one, "or")+" "+verb+" a promise")
	}
	if len(several) > 0 {
		out = append(out, "if "+course.List(several, "or"))
	}
	return strings.Join(out, "; or ")
}

// quotedActs are the acts that a duty asks for, or what it is to see to.
func (s teller) quotedActs(duty model.Ref) string {
	d := &s.Pact.Duties[duty.Index]
	if d.Ensure != nil {
		return s.Task(d)
	}
	var out []string
	for _, a := range d.Acts {
		out = append(out, "“"+s.Act(a)+"”")
	}
	return course.List(out, "or")
}

// blocking names sets that can block something: "Congress alone", "Ukraine and Congress together".
func (s teller) blocking(cs []*Claim) string {
	var out []string
	for _, c := range cs {
		out = append(out, s.Together(c.By[0]))
	}
	return course.Capital(course.List(out, "or"))
}

// purpose names a purpose.
func (s teller) purpose(i int) string {
	if x := &s.Pact.Purposes[i]; x.Label != "" {
		return "“" + x.Label + "”"
	} else {
		return "that " + s.Plainly(x.Cond)
	}
}

// told says several claims, those in one sentence that differ only in how it comes to them, in who can block something, or in the purpose.
func (s teller) told(claims []int) []string {
	var out []string
	for len(claims) > 0 {
		c := &s.claims[claims[0]]
		var group []*Claim
		var rest []int
		for _, n := range claims {
			if d := &s.claims[n]; d == c || c.alike(d) {
				group = append(group, d)
			} else {
				rest = append(rest, n)
			}
		}
		out, claims = append(out, s.claimed(group)), rest
	}
	return s.gathered(out)
}

// alike reports whether two claims differ only in how it comes to them, in who can block something, or in which promise has no teeth and
// which clause no use.
func (c *Claim) alike(d *Claim) bool {
	if c.Code == d.Code && (c.Code == ask.Toothless || c.Code == ask.Idle) {
		return c.Party == d.Party
	}
	return c.Code == d.Code && slices.Contains([]ask.Code{ask.Exposed, ask.BoundAlone, ask.Veto}, c.Code) &&
		c.Party == d.Party && c.Clause == d.Clause && c.Purpose == d.Purpose
}

// gathered says once what is said of every purpose alike.
func (s teller) gathered(lines []string) []string {
	var all []string
	for i := range s.Pact.Purposes {
		all = append(all, s.purpose(i))
	}
	var out []string
	for _, line := range lines {
		name := slices.IndexFunc(all, func(p string) bool { return strings.Contains(line, p) })
		if name < 0 || len(all) < 2 {
			out = append(out, line)
			continue
		}
		whole := strings.Replace(line, all[name], "any of its purposes", 1)
		if strings.HasPrefix(line, all[name]) {
			whole = strings.Replace(line, all[name]+" is", "All it is for is", 1)
		}
		if !slices.ContainsFunc(all, func(p string) bool { return !slices.Contains(lines, strings.Replace(line, all[name], p, 1)) }) {
			if !slices.Contains(out, whole) {
				out = append(out, whole)
			}
			continue
		}
		out = append(out, line)
	}
	return out
}

// tone is what a claim means to the reader.
func (c *Claim) tone() doc.Tone {
	if c.Code == ask.Stuck || c.Code == ask.Exposed && c.level().Kept() {
		return doc.Grave
	}
	return doc.Warning
}

// fact says what can be so of a filling.
func (o *Overall) fact(s teller, f *Fact) string {
	g := phrases{teller: s, word: "or"}
	g.add(o, f)
	return strings.Join(g.words(), "")
}

// row is the heading of a row.
func (t *Table) row(s teller, r *Row) string {
	switch r.Code {
	case ask.Exposed:
		return "Left with nothing: " + s.Who(r.Party)
	case ask.BoundAlone:
		return "Bound without what that is for: " + s.Who(r.Party)
	case ask.Hollow:
		return "Need not act when it counts: " + s.Who(r.Party)
	}
	return "Blocked: " + s.purpose(r.Purpose)
}

// word is what a row is in one filling, in a word or two.
func (t *Table) word(s teller, r *Row, c Cell) (string, doc.Tone) {
	if r.Code == ask.Veto {
		return blockedWord(s, c)
	}
	if r.Code == ask.Hollow && c.Level != Not {
		return "yes", doc.Warning
	}
	tone := [...]doc.Tone{Not: doc.Good, ByBreach: doc.Plain, Careless: doc.Plain, AtPrice: doc.Warning, Anyway: doc.Warning}[c.Level]
	if r.Code == ask.Exposed && c.Level.Kept() {
		tone = doc.Grave
	}
	return [...]string{Not: "no", ByBreach: "by breach", Careless: "careless", AtPrice: "at a price", Anyway: "yes"}[c.Level], tone
}

func blockedWord(s teller, c Cell) (string, doc.Tone) {
	switch {
	case c.Stuck:
		return "out of reach", doc.Grave
	case len(c.Block) > 0:
		var names []string
		for _, a := range c.Block {
			names = append(names, s.Who(a))
		}
		return strings.Join(names, "; "), doc.Warning
	case len(c.Jointly) > 0:
		return "jointly", doc.Plain
	}
	return "no", doc.Good
}

// quotedAnswer is a value of a point as it stands in a sentence.
func (s teller) quotedAnswer(pt model.PointID, v int) string {
	return "“" + s.Answers(pt, []int{v}) + "”"
}
