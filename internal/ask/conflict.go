package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/words"
)

// Conflict: nobody's help is enough for the obligor to be sure to keep its duty, but it can do it by breaking another
// promise. With care it is a warning. When it
// holds is in keeping.go.
const Conflict = codes.Conflict

func sayConflict(q words.Speaker, f *Finding) string {
	return fmt.Sprintf("%s can keep %s (%s) only by breaking another promise.", q.Who(f.Party), q.NameOf(f.Clause), q.Doing(&q.Pact.Duties[f.duty()])) + sayCare(q, f)
}
