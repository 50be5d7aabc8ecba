package lower

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// items lists what stands in a block that may be missing.
func items(b *syntax.Block) []syntax.Item {
	if b == nil {
		return nil
	}
	return b.Items
}

// only finds the item of a kind that stands in a block at most once; nil if there is none. The parser has
// refused a second one.
func only[T syntax.Item](b *syntax.Block) T {
	for _, it := range items(b) {
		if t, ok := it.(T); ok {
			return t
		}
	}
	var none T
	return none
}

// distinct reports names that stand twice in a list, and gives the others.
func (l *lowerer) distinct(ids []*syntax.Ident) []*syntax.Ident {
	first := map[string]*syntax.Ident{}
	var out []*syntax.Ident
	for _, id := range ids {
		if id.Name == "" {
			continue
		}
		if f := first[id.Name]; f != nil {
			l.listedTwice(id.Name, id.Span(), f.Span())
			continue
		}
		first[id.Name] = id
		out = append(out, id)
	}
	return out
}

func (l *lowerer) listedTwice(name string, at, first source.Span) {
	l.fault("M003", at, fmt.Sprintf("`%s` is listed twice", name), "Delete one of the two.",
		diag.Related{Span: first, Message: "it is listed here first"})
}

// list is the places of the things a list names.
func list[ID ~int](l *lowerer, names []*syntax.Ident) []ID {
	var out []ID
	for _, name := range l.distinct(names) {
		if i, ok := id[ID](l, name); ok {
			out = append(out, i)
		}
	}
	return out
}

// listOf is list for the list that belongs to the thing declared at a place: if it has holes, nobody is
// told later that something is not in it.
func listOf[ID ~int](l *lowerer, at source.Span, names []*syntax.Ident) []ID {
	if slices.ContainsFunc(names, func(name *syntax.Ident) bool { return l.sym(name) == nil }) {
		l.partial[at] = true
	}
	return list[ID](l, names)
}

// enumerate joins words for a sentence, "a, b or c", shortened if there are many.
func enumerate(words []string, last string) string {
	const most = 12
	if len(words) > most {
		return strings.Join(words[:most], ", ") + ", …"
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}
