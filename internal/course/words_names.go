package course

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/servanda-lang/servanda/model"
)

// Actor is what a person calls an actor: its label, else its name; a body that has only a name is told
// apart by its party.
func Actor(p *model.Pact, id model.ActorID) string {
	a := &p.Actors[id]
	switch {
	case a.Kind == model.IsOutsider:
		return "an outsider"
	case a.Label == "" && a.Kind == model.IsBody && a.Of != model.None:
		return spaced(a.Name) + " of " + Actor(p, a.Of)
	}
	return Plain(&a.Decl)
}

// Verb is a form of a verb that fits one actor: "signs" or "sign".
func Verb(p *model.Pact, id model.ActorID, singular, plural string) string {
	if p.Actors[id].Plural {
		return plural
	}
	return singular
}

// Actors names the actors of a set: "Northland and Southland"; "nobody" if there is none.
func Actors(p *model.Pact, set model.ActorSet) string {
	if set == 0 {
		return "nobody"
	}
	return List(names(p, set), "and")
}

func names(p *model.Pact, set model.ActorSet) []string {
	var out []string
	for _, id := range set.IDs() {
		out = append(out, Actor(p, id))
	}
	return out
}

// Thing is what a person calls anything declared: an instrument or a decision by its label, with an
// article before an English title; a clause by its label or name in quotes.
func Thing(p *model.Pact, ref model.Ref) string {
	switch ref.Kind {
	case model.KindActor:
		return Actor(p, model.ActorID(ref.Index))
	case model.KindInstrument:
		return titled(&p.Instruments[ref.Index].Decl)
	}
	if d := DeclOf(p, ref); d != nil {
		return quoted(d)
	}
	return "the pact"
}

// Days is a number of days in words.
func Days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// List joins phrases: "a", "a and b", "a, b and c".
func List(items []string, word string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " " + word + " " + items[last]
}

// Date is a date as a person writes it: "1 Jan 2026".
func Date(d model.Date) string { return d.Format("2 Jan 2006") }

func dayWords(day int, date model.Date) string {
	if date.IsZero() {
		return fmt.Sprintf("day %d", day)
	}
	return fmt.Sprintf("day %d (%s)", day, Date(date))
}

// Plain is the label, else the name with spaces.
func Plain(d *model.Decl) string {
	if d.Label != "" {
		return d.Label
	}
	return spaced(d.Name)
}

// quoted is the label, else the name exactly as the file has it, so that it can be found there.
func quoted(d *model.Decl) string { return "\"" + d.Title() + "\"" }

// lowerArticle makes "The Senate" fit the middle of a sentence; whoever begins one with it uses Capital.
func lowerArticle(label string) string {
	for _, article := range []string{"The ", "A ", "An "} {
		if strings.HasPrefix(label, article) {
			return strings.ToLower(label[:1]) + label[1:]
		}
	}
	return label
}

// Capital begins a sentence.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// titled is for instruments: an English title takes an article; a bare name, or a title in another script
// or with an article or numeral of its own, stands in quotes.
func titled(d *model.Decl) string {
	first, _ := utf8.DecodeRuneInString(d.Label)
	word, _, _ := strings.Cut(strings.ToLower(d.Label), " ")
	switch {
	case word == "the" || word == "a" || word == "an":
		return lowerArticle(d.Label)
	case d.Label == "" || first > unicode.MaxASCII || !unicode.IsLetter(first):
		return quoted(d)
	}
	return "the " + d.Label
}

func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// DeclOf is the declaration that ref points at, nil if it points at nothing.
func DeclOf(p *model.Pact, ref model.Ref) *model.Decl { return p.Declaration(ref) }
