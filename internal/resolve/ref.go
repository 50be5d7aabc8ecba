package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// ref notes what a name means, if that is of one of the kinds wanted, and says so if it is not.
func (r *resolver) ref(id *syntax.Ident, want []Kind) {
	switch s := r.find(id, want); {
	case s == nil:
	case !slices.Contains(want, s.Kind):
		r.wrongKind(id, s, want)
	default:
		r.Uses[id] = s
	}
}

// find looks a name up; want only steers the near miss it offers, and is noted if the name means nothing. A name that may be declared in what
// could not be read is nil in silence.
func (r *resolver) find(id *syntax.Ident, want []Kind) *Symbol {
	if id == nil || id.Name == "" {
		return nil
	}
	s := r.byName[id.Name]
	if s == nil {
		r.Unmet[id] = want
	}
	if s == nil && r.complete {
		detail, fix := r.suggestFor(id, want)
		r.report(diag.Diagnostic{
			Code: "N002", Span: id.Span(), Fix: fix,
			Summary: fmt.Sprintf("nothing in this pact is called `%s`", id.Name),
			Detail:  detail,
		})
	}
	return s
}

// suggestFor is suggest, and for a name in a file that others use says how it could be given there.
func (r *resolver) suggestFor(id *syntax.Ident, want []Kind) (string, *diag.Fix) {
	file, written := id.Span().File, id.Span().Text()
	switch {
	case r.outside || file == r.Decls[0].Span().File:
		return r.suggest(id, want)
	case written != id.Name:
		return fmt.Sprintf("The `use` that takes this file in says `%s as %s`: declare that, or name something else there.",
			written, id.Name), nil
	}
	return fmt.Sprintf("Declare it, or say in the `use` that takes this file in what it is: `with %s as …`.", id.Name), nil
}

func (r *resolver) wrongKind(id *syntax.Ident, s *Symbol, want []Kind) {
	detail, fix := r.suggest(id, want)
	d := diag.Diagnostic{
		Code: "N003", Span: id.Span(), Detail: detail, Fix: fix,
		Summary: fmt.Sprintf("`%s` is %s; %s is needed here", id.Name, s.Kind, either(want)),
	}
	if slices.Equal(want, parties) {
		switch s.Kind {
		case Body:
			d.Detail, d.Fix = "A body decides but promises nothing and signs nothing: name the party it belongs to.", nil
		case Outsider:
			d.Detail, d.Fix = "Whoever promises, signs or is owed something needs a name: declare a party.", nil
		}
	}
	if s.Ident != nil {
		d.Related = []diag.Related{{Span: s.At(), Message: fmt.Sprintf("`%s` is declared here", s.Name)}}
	}
	r.report(d)
}

// maxSuggestions bounds how often all names are searched for a near one. Who has made so many mistakes
// has used the wrong file, and should not have to wait for it.
const maxSuggestions = 30

// suggest offers the nearest name of a wanted kind, then the nearest of any, then the names there are.
func (r *resolver) suggest(id *syntax.Ident, want []Kind) (string, *diag.Fix) {
	if len(r.diags) >= maxSuggestions {
		return nothingNear, nil
	}
	if near := diag.Nearest(id.Name, r.candidates(want)); near != "" {
		said := fmt.Sprintf("Did you mean `%s`?", near)
		if id.Span().Text() != id.Name {
			return said, nil // the name is one that a `use` gives, and is mended there
		}
		return said, diag.Replace(id.Span(), near)
	}
	return r.offer(id.Name, want), nil
}

// nothingNear is what would mend a name where no other comes near it.
const nothingNear = "Name something of that kind that the pact declares, or declare it."

// offer is suggest where no name of a wanted kind is near.
func (r *resolver) offer(name string, want []Kind) string {
	fit, all := r.candidates(want), r.candidates(nil)
	if near := diag.Nearest(name, all); near != "" {
		return fmt.Sprintf("Did you mean `%s`, which is %s? Needed here: %s.", near, r.byName[near].Kind, either(want))
	}
	if len(want) == 1 && len(fit) == 0 {
		return fmt.Sprintf("The pact declares no %s: declare one.", noun(want[0]))
	}
	const most = 8
	if len(want) == 1 && len(fit) <= most {
		return fmt.Sprintf("The %s are: %s.", want[0].Plural(), strings.Join(fit, ", "))
	}
	return nothingNear
}

// candidates lists the names of the kinds, or all names if kinds is nil, in order of declaration.
func (r *resolver) candidates(kinds []Kind) []string {
	var names []string
	for _, s := range r.Symbols {
		if s.Name != "" && r.byName[s.Name] == s && (kinds == nil || slices.Contains(kinds, s.Kind)) {
			names = append(names, s.Name)
		}
	}
	return names
}

// either joins kinds for a sentence: "a party, a body or the outsider".
func either(kinds []Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = k.String()
	}
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// noun is the word for a kind without its article.
func noun(k Kind) string {
	_, word, _ := strings.Cut(k.String(), " ")
	return word
}
