package repair

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// What is to go: all findings of a statement that weigh as much as its gravest, or all findings of a code, or of a code about
// somebody or some clause; and if nothing is said, everything serious, else what the first statement is made of.

// Unknown is an error about a target that the pact does not have.
type Unknown struct{ Text string }

func (e *Unknown) Error() string { return e.Text }

// targets are the numbers of the findings that are to go.
func targets(a *inquiry.Answer, q *Query) ([]int, error) {
	switch {
	case q.Statement != "":
		return ofStatement(a, q.Statement)
	case q.Finding != "":
		return ofFinding(a, q.Finding)
	}
	var out []int
	for i := range a.Findings {
		if f := &a.Findings[i]; f.Severity == codes.Serious && f.Accepted == nil {
			out = append(out, i)
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	for _, s := range statement.Of(a) {
		if s.Severity == codes.Warning && s.Accepted == nil {
			return s.About, nil
		}
	}
	return nil, nil
}

// ofStatement are the findings of a statement, by its number or its name, that weigh as much as its gravest.
func ofStatement(a *inquiry.Answer, name string) ([]int, error) {
	all := statement.Of(a)
	st := statement.Find(all, name)
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(all) {
		st = &all[n-1]
	}
	if st == nil {
		var ids []string
		for i := range all {
			ids = append(ids, all[i].ID)
		}
		return nil, &Unknown{fmt.Sprintf("there is no statement %q; there are %s", name, strings.Join(ids, ", "))}
	}
	return slices.DeleteFunc(slices.Clone(st.Findings), func(i int) bool { return a.Findings[i].Severity != st.Severity }), nil
}

// ofFinding are the findings of CODE, or of CODE:WHO.
func ofFinding(a *inquiry.Answer, text string) ([]int, error) {
	code, who, _ := strings.Cut(text, ":")
	if !slices.Contains(codes.All(), codes.Code(code)) {
		near := diag.Nearest(code, codes.Names())
		if near != "" {
			near = "; did you mean " + near + "?"
		}
		return nil, &Unknown{fmt.Sprintf("there is no finding %q%s", code, near)}
	}
	var out []int
	for i := range a.Findings {
		f := &a.Findings[i]
		if string(f.Code) == code && f.Accepted == nil && (who == "" || concerns(a.Pact, &f.Finding, who)) {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return nil, &Unknown{fmt.Sprintf("%s is not found here, so there is nothing to mend", text)}
	}
	return out, nil
}

// concerns reports whether a finding is about a clause, a party, a purpose or a set of actors of that name.
func concerns(p *model.Pact, f *inquiry.Finding, who string) bool {
	if d := p.Declaration(f.Clause); d != nil && d.Name == who {
		return true
	}
	if f.Party != model.None && p.Actors[f.Party].Name == who {
		return true
	}
	if f.Purpose >= 0 && (p.Purposes[f.Purpose].Label == who || strconv.Itoa(f.Purpose+1) == who) {
		return true
	}
	return len(f.By) == 1 && strings.Join(names(p, f.By[0]), "+") == who
}
