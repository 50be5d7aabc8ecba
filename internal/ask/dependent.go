package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
)

// Dependent: the obligor alone cannot be sure to keep its duty, but with the help of others it can; the smallest sets of
// such are named. Help is looked for after the duty has fallen due, and, if it cannot avoid that and none is enough then,
// from the first day on. With care it is a note. When it holds is in keeping.go.
const Dependent = codes.Dependent

func sayDependent(q words.Speaker, f *Finding) string {
	who, name := q.Who(f.Party), q.NameOf(f.Clause)
	return fmt.Sprintf("%s alone cannot be sure to keep %s (%s); %s the help of %s.", who, name, q.Doing(&q.Pact.Duties[f.duty()]), course.Verb(q.Pact, f.Party, "it needs", "they need"), q.EitherOf(f.Needs)) + sayCare(q, f)
}
