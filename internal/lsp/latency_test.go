package lsp

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
)

// BenchmarkLatency measures how long it takes from a key to the diagnostics of the new text, and to the end of the check, with
// the pause for the text to rest as it is for people. Figures stand in docs/editors.md.
//
//	go test ./internal/lsp -run xxx -bench Latency -benchtime 20x
func BenchmarkLatency(b *testing.B) {
	files, err := filepath.Glob("../../examples/*/*.pact")
	if err != nil || len(files) == 0 {
		b.Fatal(err)
	}
	b.Run("examples", func(b *testing.B) { latency(b, files, true) })
	b.Run("small-exchange", func(b *testing.B) { latency(b, []string{"../../examples/small-exchange.pact"}, true) })
	b.Run("flagship", func(b *testing.B) {
		latency(b, []string{"../../library/reported-framework-2025-12/reported-framework-2025-12.pact"}, false)
	})
}

func latency(b *testing.B, files []string, whole bool) {
	var told, first, checked []time.Duration
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		c := connect(b, nil, Options{Quiet: usualQuiet}, everything)
		c.open("a.pact", string(text))
		if whole {
			c.settle()
		}
		end := strings.Index(string(text), "\"") + 1 // in the title
		for range b.N {
			begun := time.Now()
			c.replace("a.pact", end, end, "x")
			version := c.docs["a.pact"].version
			c.until(func() bool { v := c.diagnostics["a.pact"].Version; return v != nil && *v == version })
			told = append(told, time.Since(begun))
			if !whole {
				time.Sleep(300 * time.Millisecond) // the check goes on
				continue
			}
			c.until(func() bool { return c.states["a.pact"].State == protocol.Waiting })
			c.until(func() bool {
				return c.states["a.pact"].State != protocol.Waiting && current(c.diagnostics["a.pact"].Diagnostics)
			})
			first = append(first, time.Since(begun))
			c.until(func() bool {
				return slices.Contains([]protocol.State{protocol.Found, protocol.Clean, protocol.GaveUp}, c.states["a.pact"].State)
			})
			checked = append(checked, time.Since(begun))
		}
		c.conn.Close()
	}
	report := func(what string, all []time.Duration) {
		if len(all) > 0 {
			slices.Sort(all)
			b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms/"+what+"-median")
			b.ReportMetric(float64(all[len(all)-1].Microseconds())/1000, "ms/"+what+"-worst")
		}
	}
	report("told", told)
	report("first", first)
	report("checked", checked)
	b.ReportMetric(0, "ns/op")
}

// current reports whether some finding, or that there is none, is of the text as it is.
func current(ds []protocol.Diagnostic) bool {
	return len(ds) == 0 || slices.ContainsFunc(ds, func(d protocol.Diagnostic) bool {
		return d.Data != "" && !strings.Contains(d.Message, "before the last change")
	})
}

// until waits for something the client is told.
func (c *client) until(is func() bool) {
	c.t.Helper()
	for begun := time.Now(); ; time.Sleep(100 * time.Microsecond) {
		c.mu.Lock()
		ok := is()
		c.mu.Unlock()
		if ok {
			return
		}
		if time.Since(begun) > 60*time.Second {
			c.t.Fatalf("%v %v", c.states, c.diagnostics)
		}
	}
}
