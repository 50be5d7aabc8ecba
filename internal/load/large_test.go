package load_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/load"
)

// A large file full of mistakes, or of one thing after the other, takes time in proportion to its length.
func TestLargeFilesAreReadInLinearTime(t *testing.T) {
	const n = 30_000
	for name, line := range map[string]func(b *strings.Builder, i int){
		"unknown names":   func(b *strings.Builder, i int) { fmt.Fprintf(b, "fact f%d { a, b }\npurpose { g%d is a }\n", i, i) },
		"taken names":     func(b *strings.Builder, i int) { b.WriteString("fact f { a, b }\npurpose { f is c }\n") },
		"a chain of news": func(b *strings.Builder, i int) { fmt.Fprintf(b, "source s%d { relays s%d }\n", i, i+1) },
		"one long list":   func(b *strings.Builder, i int) { fmt.Fprintf(b, ", v%d", i) },
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString(title)
			if name == "one long list" {
				b.WriteString("fact f { v")
			}
			for i := range n {
				line(&b, i)
			}
			start := time.Now()
			r := load.Source("large.pact", []byte(b.String()))
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%v for %d bytes and %d diagnostics", took, b.Len(), len(r.Diagnostics))
			}
		})
	}
}
