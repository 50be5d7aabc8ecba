package statement

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// told is a group in words: the sentence, the findings that it is made of, and what it concerns.
type told struct {
	id       string
	sentence string
	about    []int
	clauses  []model.Ref
	each     bool // the sentence lists things, each of which may hold elsewhere
}

// tell puts a group into words. The sentence is about the gravest of its findings; what of them is said together holds
// wherever one of them does.
func (m *maker) tell(g group) told {
	say := map[Cause]func(*maker, []int) told{
		Ring: (*maker).ring, Gift: (*maker).gift, Clash: (*maker).clash, Gate: (*maker).gate, Waiting: (*maker).waiting,
		TooLate: (*maker).tooLate, Bond: (*maker).bond, Empty: (*maker).empty, Call: (*maker).call, Remedy: (*maker).remedy,
		Judge: (*maker).judge, Unused: (*maker).unused, Undated: (*maker).undated, Origin: (*maker).origin,
	}
	t := say[g.cause](m, g.findings)
	t.sentence = course.Capital(t.sentence)
	return t
}

// first keeps the findings that are as grave as the gravest, by a measure: the smallest is the gravest.
func (m *maker) first(of []int, measure func(*inquiry.Across) []int) []int {
	var out []int
	var least []int
	for _, i := range of {
		switch n := measure(m.finding(i)); {
		case least == nil || slices.Compare(n, least) < 0:
			out, least = []int{i}, n
		case slices.Equal(n, least):
			out = append(out, i)
		}
	}
	return out
}

// which keeps the findings that pass a test.
func (m *maker) which(of []int, test func(*inquiry.Across) bool) []int {
	return slices.DeleteFunc(slices.Clone(of), func(i int) bool { return !test(m.finding(i)) })
}

// parties names those whom findings hurt or bind, each once.
func (m *maker) parties(of []int) []string {
	var out []string
	for _, i := range of {
		if id := m.finding(i).Party; id != model.None {
			out = appendNew(out, m.Who(id))
		}
	}
	return out
}

// clausesOf lists the clauses that findings are about, each once.
func (m *maker) clausesOf(of []int) []model.Ref {
	var out []model.Ref
	for _, i := range of {
		if ref := m.finding(i).Clause; ref.Kind != model.KindNone {
			out = appendNew(out, ref)
		}
	}
	return out
}

func appendNew[T comparable](list []T, more ...T) []T {
	for _, x := range more {
		if !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}

// purposesOf lists the purposes that findings are about, each once, in order of the pact.
func (m *maker) purposesOf(of []int) []int {
	var out []int
	for _, i := range of {
		if n := m.finding(i).Purpose; n >= 0 {
			out = appendNew(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// aims names purposes: "everything that it is for", if these are all of several.
func (m *maker) aims(purposes []int, word string) string {
	all := m.answer.Pact.Purposes
	if len(purposes) == len(all) && len(all) > 1 {
		if word == "nor" {
			return "nothing of what it is for"
		}
		return "everything that it is for"
	}
	var out []string
	for _, i := range purposes {
		if all[i].Label == "" {
			out = append(out, "what it is for")
		} else {
			out = append(out, "“"+all[i].Label+"”")
		}
	}
	return some(out, word)
}

// few is how many things are named before the others are only counted.
const few = 3

// some lists the first few.
func some(items []string, word string) string {
	if n := len(items) - few; n > 1 {
		return strings.Join(items[:few], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return course.List(items, word)
}

// has and does are forms of a verb for some parties, by what they are.
func (m *maker) verb(of []int, singular, plural string) string {
	if ps := m.parties(of); len(ps) > 1 {
		return plural
	}
	return course.Verb(m.answer.Pact, m.finding(of[0]).Party, singular, plural)
}

// slug makes a name fit an ID.
func slug(name string) string {
	var words []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		plain := strings.Map(func(r rune) rune {
			if r < unicode.MaxASCII {
				return r
			}
			return -1
		}, w)
		if plain != "" {
			words = append(words, plain)
		}
	}
	return strings.Join(words[:min(len(words), 6)], "-")
}

// id is a word, and the names of what follows.
func id(word string, names ...string) string {
	for _, n := range names {
		if s := slug(n); s != "" {
			word += "-" + s
		}
	}
	return word
}

// nameOf is the name of a clause in the file.
func (m *maker) nameOf(ref model.Ref) string {
	if d := m.answer.Pact.Declaration(ref); d != nil {
		return d.Name
	}
	return ""
}

// unique gives statements that happen to have one ID numbers.
func unique(ss []Statement) {
	seen := map[string]int{}
	for i := range ss {
		if seen[ss[i].ID]++; seen[ss[i].ID] > 1 {
			ss[i].ID = fmt.Sprintf("%s-%d", ss[i].ID, seen[ss[i].ID])
		}
	}
}
