package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/random"
)

// The answer is the same, byte for byte, at any number of workers and processors, as text and as JSON, and so is the exit code.
// SERVANDA_WORKERS=most asks it of every pact of the library but the largest, and of a hundred random pacts, SERVANDA_WORKERS=all of the
// largest too, as JSON alone; without it it is asked of the teaching pacts, the smaller ones of the library and some random pacts.
func TestTheAnswerDoesNotHangOnWorkers(t *testing.T) {
	for _, file := range pactsToAsk(t, os.Getenv("SERVANDA_WORKERS")) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			for _, form := range []string{"--verbose", "--json"} {
				if form == "--json" || !strings.Contains(file, largest) {
					sameAtAll(t, file, form)
				}
			}
		})
	}
}

// largest is a pact that takes minutes.
const largest = "reported-framework-2025-12"

// pactsToAsk lists files, those of random pacts among them.
func pactsToAsk(t *testing.T, which string) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{"../../examples/*.pact", "../../examples/*/*.pact", "../../library/*/*.pact"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no pacts, %v", pattern, err)
		}
		for _, file := range files {
			if filepath.Base(filepath.Dir(file)) == "parts" && filepath.Base(file) != "parts.pact" {
				continue // no pact by itself
			}
			if which == "all" || !strings.Contains(file, largest) && (which == "most" || !slow(file)) {
				out = append(out, file)
			}
		}
	}
	n, dir := extent.Of(8, 20), t.TempDir()
	if which != "" {
		n = 100
	}
	for seed := range uint64(n) {
		file := filepath.Join(dir, fmt.Sprintf("random-%d.pact", seed))
		if err := os.WriteFile(file, []byte(random.New(seed).Text), 0o666); err != nil {
			t.Fatal(err)
		}
		out = append(out, file)
	}
	return out
}

// slow reports whether a pact takes more than a moment.
func slow(file string) bool {
	names := []string{"library/parts", "small-exchange", "three-instruments", "kumanovo", "jcpoa", "cyprus", "aceh", "minsk-ii", "egypt"}
	if !extent.All() {
		names = append(names, "share-purchase", "north-atlantic")
	}
	for _, name := range names {
		if strings.Contains(filepath.ToSlash(file), name) {
			return true
		}
	}
	return false
}

// sameAtAll checks a pact with one, two and eight workers on as many processors.
func sameAtAll(t *testing.T, file, form string) {
	t.Helper()
	var first string
	for _, n := range []int{1, 2, 8} {
		was := runtime.GOMAXPROCS(n)
		var out, told bytes.Buffer
		code := run(t.Context(), []string{"check", form, "--workers", fmt.Sprint(n), file}, streams{out: &out, err: &told})
		runtime.GOMAXPROCS(was)
		got := fmt.Sprintf("exit code %d\n%s", code, out.String())
		if n == 1 {
			first = got
		} else if got != first {
			t.Errorf("%s: with %d workers\n%s\nwith one\n%s", form, n, got, first)
		}
		if code > exitFindings && !strings.Contains(file, "random-") {
			t.Errorf("exit code %d: %s", code, told.String())
		}
	}
}
