package ask

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/words"
)

// Impossible: not even by breaking another promise can the obligor be sure to keep its duty. With care it is a
// warning. When it holds is in keeping.go.
const Impossible = codes.Impossible

func sayImpossible(q words.Speaker, f *Finding) string {
	name := q.NameOf(f.Clause)
	return fmt.Sprintf("%s cannot be sure to keep %s (%s), whoever helps.", q.Who(f.Party), name, q.Doing(&q.Pact.Duties[f.duty()])) + sayCare(q, f)
}
