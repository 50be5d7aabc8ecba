package certify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/internal/verify"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Document says in plain words what a certificate, which was verified, says of a pact, and what not.
func Document(p *model.Pact, f *verify.File) doc.Document {
	d := doc.Document{Title: doc.T("Verified: " + p.Title), Under: []doc.Text{doc.T("The text of the pact is the one that was certified.")}}
	if n := len(f.Parts); f.Of > 1 {
		d.Under = append(d.Under, doc.T(fmt.Sprintf("It is of %d of the %d ways to fill the open points; of the others nothing is verified.", n, f.Of)))
	}
	for i := range f.Parts {
		d.Blocks = append(d.Blocks, section(p, i, &f.Parts[i]))
	}
	return d
}

// Disagreements lists what is not certified because the definitions of the certificate give another answer than the engine.
func Disagreements(f *verify.File) []string {
	var out []string
	for i := range f.Parts {
		for _, g := range f.Parts[i].Left {
			if g.Why == verify.Disagrees {
				out = append(out, g.Asks+" of "+g.About)
			}
		}
	}
	return out
}

// section is what is verified of one filling.
func section(p *model.Pact, n int, x *verify.Part) doc.Section {
	s := doc.Section{ID: fmt.Sprint("filling-", n+1), Title: doc.T("All of it")}
	if len(x.Open) > 0 {
		s.Title = doc.T("With " + fillingWords(x.Open))
	}
	var found []doc.Text
	var none, checks []string
	for i := range x.Entries {
		switch e := &x.Entries[i]; {
		case e.Asks == "check":
			checks = append(checks, checkWords(p, e))
		case len(e.Found) == 0:
			none = group(none, title(e.Asks), aboutWords(p, e.About))
		default:
			for k := range e.Found {
				found = append(found, doc.In(tone(e.Found[k].Code), foundWords(p, e.About, &e.Found[k])))
			}
		}
	}
	if len(x.Entries) > 0 {
		s.Blocks = append(s.Blocks, doc.Para{Text: doc.T(fmt.Sprintf("All %d states and %d moves were made, and %d sets of states held to their rules.", x.States, x.Moves, len(x.Sets)))})
	}
	s.Blocks = append(s.Blocks, part("Found, and verified", found)...)
	s.Blocks = append(s.Blocks, part("Asked, and not so: verified", plain(none))...)
	s.Blocks = append(s.Blocks, part("The author's checks, verified", plain(checks))...)
	s.Blocks = append(s.Blocks, part("Not certified", plain(gaps(p, x)))...)
	return s
}

func plain(lines []string) (out []doc.Text) {
	for _, l := range lines {
		out = append(out, doc.T(l))
	}
	return out
}

// part is a list under a heading, if there is anything in it.
func part(heading string, lines []doc.Text) []doc.Block {
	if len(lines) == 0 {
		return nil
	}
	var l doc.List
	for _, line := range lines {
		l.Items = append(l.Items, doc.Item{Text: line})
	}
	return []doc.Block{doc.Para{Text: doc.In(doc.Strong, heading)}, l}
}

func fillingWords(open []verify.Open) string {
	var out []string
	for _, o := range open {
		out = append(out, words.Spaced(o.Point)+": "+words.Spaced(o.Value))
	}
	return strings.Join(out, "; ")
}

// titles say what a question asks, where its name is not that of a finding.
var titles = map[string]string{
	"keeping": "A party cannot be sure to keep a duty",
	"check":   "A check of the author's",
}

func title(asks string) string {
	if t, ok := titles[asks]; ok {
		return t
	}
	e, _ := ask.Explain(ask.Code(asks))
	return strings.TrimSuffix(e.Title, ".")
}

func tone(code string) doc.Tone {
	if e, _ := ask.Explain(ask.Code(code)); e.Severity == 0 {
		return doc.Grave
	}
	return doc.Plain
}

// aboutWords names what a question is asked of.
func aboutWords(p *model.Pact, about string) string {
	for i := range p.Purposes {
		if about == fmt.Sprint("purpose ", i) {
			if label := p.Purposes[i].Label; label != "" {
				return "the purpose “" + label + "”"
			}
			return "the purpose that " + words.Speaker{Pact: p}.Condition(p.Purposes[i].Cond)
		}
	}
	if about == verify.TheText {
		return "anything in the text"
	}
	for _, d := range p.Declared() {
		if d.Decl.Name == about && d.Decl.Name != "" {
			return course.Thing(p, d.Ref)
		}
	}
	return about
}

// foundWords says a finding, as far as it is certified.
func foundWords(p *model.Pact, about string, f *verify.Found) string {
	if f.Of != "" {
		about = f.Of
	}
	out := title(f.Code) + ": " + aboutWords(p, about)
	add := func(yes bool, format string, args ...any) {
		if yes {
			out += "; " + fmt.Sprintf(format, args...)
		}
	}
	if f.Party != "" {
		out += " of " + people(p, []string{f.Party})
	}
	add(f.Class != "", "%s", f.Class)
	add(len(f.Price) > 0, "the price is %s", course.List(each(f.Price, func(s string) string { return aboutWords(p, s) }), "and"))
	if len(f.Care) > 0 {
		add(true, "%s", careWords(p, f))
	}
	add(len(f.Breaking) > 0, "it takes a breach by %s", people(p, f.Breaking))
	add(len(f.By) > 0, byWords(f.Code), either(p, f.By))
	add(len(f.Needs) > 0, "it takes the help of %s", either(p, f.Needs))
	add(f.Days > 0, "for up to %s", course.Days(f.Days))
	if f.Course != nil {
		add(true, "shown by a course of %d moves", len(f.Course.Moves))
		add(f.Course.Round != nil, "which then goes round for ever")
	}
	return out + "."
}

// careWords says what care avoids a loss.
func careWords(p *model.Pact, f *verify.Found) string {
	said := map[string][]string{}
	for _, line := range f.Care {
		for _, what := range []string{"not ", "in time "} {
			if name, ok := strings.CutPrefix(line, what); ok {
				said[what] = append(said[what], making(p, name))
			}
		}
	}
	who, verb := people(p, []string{f.Party}), func(one, several string) string { return course.Verb(p, actor(p, f.Party), one, several) }
	var out []string
	if not := said["not "]; len(not) > 0 {
		out = append(out, "as long as "+who+verb(" does", " do")+" not "+course.List(not, "or"))
	}
	if soon := said["in time "]; len(soon) > 0 {
		out = append(out, "by acting in time: "+course.List(soon, "or"))
	}
	if len(out) == 0 {
		out = []string{"as long as " + who + verb(" keeps its", " keep their") + " own word"}
	}
	return who + verb(" is", " are") + " safe from it " + course.List(out, "and")
}

// making is what it is that a move named so does.
func making(p *model.Pact, name string) string {
	frame, err := program.NewFrame(p, make(model.Filling, len(p.Points)), 1)
	if err != nil {
		return name
	}
	for _, l := range frame.Labels() {
		if verify.NameOf(p, l) == name {
			return words.Speaker{Pact: p}.Making(l)
		}
	}
	return name
}

func actor(p *model.Pact, name string) model.ActorID {
	return model.ActorID(slices.IndexFunc(p.Actors, func(a model.Actor) bool { return a.Name == name }))
}

// byWords says what those named in a finding can do.
func byWords(code string) string {
	switch code {
	case "exposed", "bound_alone":
		return "what it is for can be denied by %s"
	case "outlasted":
		return "it can be ended by %s"
	}
	return "it can be kept back by %s"
}

func each[T any](xs []T, f func(T) string) (out []string) {
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func people(p *model.Pact, names []string) string {
	var s model.ActorSet
	for i := range p.Actors {
		if slices.Contains(names, p.Actors[i].Name) {
			s |= model.SetOf(model.ActorID(i))
		}
	}
	return course.Actors(p, s)
}

func either(p *model.Pact, sets [][]string) string {
	return course.List(each(sets, func(names []string) string { return people(p, names) }), "or")
}

func checkWords(p *model.Pact, e *verify.Entry) string {
	for i := range p.Checks {
		if e.About == fmt.Sprint("check ", i) {
			return "“" + p.Checks[i].Label + "” " + e.Found[0].Code + "."
		}
	}
	return e.About
}

// group adds a thing to the line of those of which the same is said.
func group(lines []string, said, about string) []string {
	i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, said+": ") })
	if i < 0 {
		return append(lines, said+": not so of "+about)
	}
	lines[i] += ", " + about
	return lines
}

// reasons say why something is not certified.
var reasons = map[string]string{
	verify.NotAsked:   "not asked for",
	verify.TooLarge:   "there are too many states",
	verify.NoCourse:   "no single course shows it",
	verify.Disagrees:  "the definition, applied by itself, gives another answer than the search",
	verify.OutOfSteps: "it would take too many sets of states",
}

// gaps says what is not certified, by reason and question.
func gaps(p *model.Pact, x *verify.Part) []string {
	by := map[string]map[string][]string{}
	var out []string
	for _, g := range x.Left {
		if by[g.Why] == nil {
			by[g.Why] = map[string][]string{}
		}
		by[g.Why][g.Asks] = append(by[g.Why][g.Asks], aboutWords(p, g.About))
	}
	if len(x.Entries) == 0 && len(by) == 1 {
		return []string{"Nothing is: " + reasons[x.Left[0].Why] + "."}
	}
	for _, g := range x.Left {
		if about := by[g.Why][g.Asks]; about != nil {
			out = append(out, title(g.Asks)+", of "+strings.Join(about, ", ")+" ("+reasons[g.Why]+").")
			delete(by[g.Why], g.Asks)
		}
	}
	return append(out, "The sentences of an answer, who waits for whom, scenarios and tables of guarantees (never certified).")
}
