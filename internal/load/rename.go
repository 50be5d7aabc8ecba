package load

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// asTaken tells one taking in of a file from another: by the file and the names it is given.
func asTaken(name string, with []*syntax.Rename) string {
	parts := make([]string, len(with))
	for i, w := range with {
		parts[i] = w.From.Name + " " + w.To.Name
		if w.Label != nil {
			parts[i] += fmt.Sprintf(" %q", w.Label.Value)
		}
	}
	slices.Sort(parts)
	return strings.Join(append([]string{name}, parts...), "\n")
}

// oneMeaningEach reports whether no name is given two others.
func (r *reader) oneMeaningEach(with []*syntax.Rename) bool {
	given := map[string]bool{}
	for _, w := range with {
		if w.From.Name == "" || w.To.Name == "" {
			r.missing = true // which has been reported
			return false
		}
		if given[w.From.Name] {
			r.fault("U004", w.From.Span(), fmt.Sprintf("`%s` is given a name twice", w.From.Name),
				"Delete one, or take the file in by two `use` declarations, one with each name.")
			return false
		}
		given[w.From.Name] = true
	}
	return true
}

// rename gives the names of a file those of the `use` it is taken in by, in declarations and in references
// alike, and declarations the labels. What does not fit is only told if the file is sound: else the name may
// stand in what could not be read.
func (r *reader) rename(f *syntax.File, with []*syntax.Rename, sound bool) {
	if len(with) == 0 {
		return
	}
	there := map[string]bool{}
	for _, id := range f.Names {
		there[id.Name] = true
	}
	byName, to := map[string]*syntax.Rename{}, map[string]string{}
	for _, w := range with {
		byName[w.From.Name] = w
	}
	labelled := f.Relabel(func(name string) *syntax.String {
		if w := byName[name]; w != nil {
			return w.Label
		}
		return nil
	})
	for _, w := range with {
		switch from, name := w.From.Name, w.To.Name; {
		case !sound:
			to[from] = name
		case !there[from]:
			detail, fix := suggest(w.From, f.Names)
			r.mendable("U004", w.From.Span(), fmt.Sprintf("the file %s has no name `%s`", f.Source.Path, from), detail, fix)
		case there[name] && byName[name] == nil:
			r.fault("U004", w.To.Span(), fmt.Sprintf("the file %s has a name `%s` already", f.Source.Path, name),
				fmt.Sprintf("Choose another, or say what that one is to be: `%s as …`.", name))
		case w.Label != nil && !labelled[from]:
			r.fault("U004", w.Label.Span(), fmt.Sprintf("the file %s does not declare `%s` and cannot give it a label", f.Source.Path, from),
				"Delete the label; it belongs where the name is declared.")
		default:
			to[from] = name
		}
	}
	for _, id := range f.Names {
		if name, ok := to[id.Name]; ok {
			id.Name = name
		}
	}
}

// suggest offers the nearest of the names, or tells them if they are few.
func suggest(missing *syntax.Ident, ids []*syntax.Ident) (string, *diag.Fix) {
	var names []string
	seen := map[string]bool{}
	for _, id := range ids {
		if !seen[id.Name] {
			seen[id.Name] = true
			names = append(names, id.Name)
		}
	}
	const most = 12
	if near := diag.Nearest(missing.Name, names); near != "" {
		return fmt.Sprintf("Did you mean `%s`?", near), diag.Replace(missing.Span(), near)
	}
	if len(names) == 0 || len(names) > most {
		return "On the left stands what the used file calls it.", nil
	}
	return "Its names are: " + strings.Join(names, ", ") + ".", nil
}
