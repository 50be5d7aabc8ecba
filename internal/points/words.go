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

// how says what it takes, behind a comma: "no promise broken".
func (l Level) how(broken string) string {
	return [...]string{Not: "", ByBreach: "if " + broken, Careless: "only by its own carelessness", AtPrice: "no promise broken; care avoids it, but at a price",
		Anyway: "no promise broken"}[l]
}

// claim says one claim in few words.
func (s teller) claim(c *Claim) string {
	who := ""
	if c.Party != model.None {
		who = course.Capital(s.Who(c.Party))
	}
	broken := s.breaks(c.Defectors)
	switch c.Code {
	case ask.Exposed:
		return fmt.Sprintf("%s can have to %s without what that is for: %s", who, s.Task(&s.Pact.Duties[c.Clause.Index]), c.level().how(broken))
	case ask.BoundAlone:
		return fmt.Sprintf("%s can stay bound %s without what that is for: %s", who, s.Promised(c.Clause), c.level().how(broken))
	case ask.Hollow:
		return fmt.Sprintf("%s can keep every promise and still not %s when it counts", who, s.Task(&s.Pact.Duties[c.Clause.Index]))
	case ask.Stuck:
		return s.purpose(c.Purpose) + " is out of reach while all keep their word"
	case ask.Veto:
		return s.blocking(c.By) + " can block " + s.purpose(c.Purpose)
	}
	return strings.TrimSuffix(course.Capital(c.Message), ".")
}

// breaks says that some break a promise.
func (s teller) breaks(who model.ActorSet) string {
	if who == 0 {
		return "nobody breaks a promise"
	}
	verb := "break a promise"
	if ids := who.IDs(); len(ids) == 1 {
		verb = course.Verb(s.Pact, ids[0], "breaks", "break") + " a promise"
	}
	return s.People(who) + " " + verb
}

// blocking names sets that can block something: "Congress alone", "Ukraine and Congress together".
func (s teller) blocking(sets []model.ActorSet) string {
	var out []string
	for _, set := range sets {
		out = append(out, s.Together(set))
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

// told says several claims, those that differ only in who can block something or in one purpose in one sentence.
func (s teller) told(claims []int) []string {
	var out []string
	for len(claims) > 0 {
		c := s.claims[claims[0]]
		same := func(n int) bool {
			d := &s.claims[n]
			return d.Code == ask.Veto && c.Code == ask.Veto && d.Purpose == c.Purpose
		}
		for _, n := range claims[1:] {
			if same(n) {
				c.By = append(slices.Clip(c.By), s.claims[n].By...)
			}
		}
		out = append(out, s.claim(&c))
		claims = slices.DeleteFunc(slices.Clone(claims[1:]), same)
	}
	return s.gathered(out)
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
func (t *Table) fact(s teller, f *Fact) string {
	r := &t.Rows[f.Row]
	who := ""
	if r.Party != model.None {
		who = s.Who(r.Party)
	}
	switch {
	case f.Kind == Blocks:
		return s.Who(f.Actor) + " alone can block " + s.purpose(r.Purpose)
	case f.Kind == Unreached:
		return s.purpose(r.Purpose) + " is out of reach"
	case r.Code == ask.Hollow:
		return s.claim(&t.Claims[r.Claims[0]])
	case r.Code == ask.BoundAlone && f.Kind == Kept:
		return who + " can stay bound for nothing though no promise is broken"
	case r.Code == ask.BoundAlone:
		return who + " can stay bound for nothing"
	case f.Kind == Kept:
		return who + " can be left with nothing though no promise is broken"
	}
	return who + " can be left with nothing"
}

// row is the heading of a row.
func (t *Table) row(s teller, r *Row) string {
	switch r.Code {
	case ask.Exposed:
		return "Left with nothing: " + s.Who(r.Party)
	case ask.BoundAlone:
		return "Bound for nothing: " + s.Who(r.Party)
	case ask.Hollow:
		return "Help that need not come: " + s.Who(r.Party)
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
