package load

import (
	"context"
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
)

// maxFiles bounds how many files one pact may consist of, each counted as often as it is taken in.
const maxFiles = 1000

// Limits bound how much is read. What is taken in becomes a tree about a hundred times as large as its text, and a
// file that is taken in several times has several.
type Limits struct {
	Context context.Context // when it is done no more is read, and the error is its own; may be nil
	Bytes   int             // of text, each file counted as often as it is taken in; 16 MB if 0 or more than that
}

// OverLimit is the error of a pact that is larger than the limits allow.
type OverLimit struct {
	At    diag.Diagnostic // the `use` that goes beyond
	Bytes int             // the limit
}

func (e *OverLimit) Error() string { return e.At.Summary }

// bytes is the limit in force.
func (l Limits) bytes() int {
	if l.Bytes <= 0 || l.Bytes > maxSize {
		return maxSize
	}
	return l.Bytes
}

// stopped is the error of the context; nil if it is not done.
func (l Limits) stopped() error {
	if l.Context == nil {
		return nil
	}
	return l.Context.Err()
}

// room reports whether so much more text may be taken in; if not, reading comes to its end.
func (r *reader) room(at source.Span, more int) bool {
	limit := r.limits.bytes()
	if r.bytes += more; r.bytes <= limit {
		return true
	}
	summary := fmt.Sprintf("with this file the pact has more than the %s of text that may be read, each file counted as often as it is taken in (%d so far)", size(limit), len(r.trees))
	if len(r.trees) == 0 {
		summary = fmt.Sprintf("the pact has more than the %s of text that may be read", size(limit))
	}
	detail := "Take it in less often, or leave out of it what the pact does not need."
	if limit < maxSize {
		detail += " More memory allows more (--max-memory)."
	}
	r.over = &OverLimit{Bytes: limit, At: diag.Diagnostic{Code: "U001", Span: at, Summary: summary, Detail: detail}}
	return false
}

// size words a number of bytes.
func size(n int) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d kB", n>>10)
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/(1<<20)), ".0") + " MB"
}
