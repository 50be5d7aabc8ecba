package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/testkit/bombs"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
)

// What each bomb may take: memory, a tenth more than which it may hold at its peak, and time, some seconds after which it must have
// ended on a machine that is busy with other things.
const (
	bombMegabytes = 200
	bombTime      = 20 * time.Second
	bombGrace     = 10 * time.Second
)

// quickBombs are those that are tried each time: what was once found to go beyond its limits, as far as it is soon done; those that end
// before their time is over come first, and where not all is tested are all.
var quickBombs = first([]string{
	"wide-900-of-four", "points-unread", "own-moves-8", "a-part-300-times",
	"facts-40", "millennium", "delay-of-a-millennium", "ten-long-courses", "checks-300-of-few-states", "any-of-500",
}, 4)

// alikeBombs are those that are tried on one processor and on many.
var alikeBombs = first([]string{"wide-900-of-four", "ten-long-courses"}, 1)

func first(names []string, some int) []string { return names[:extent.Of(some, len(names))] }

// Each bomb ends in time and within its memory, with an answer or with exit code 3 and how far it came. SERVANDA_BOMBS=all tries all of
// them.
func TestBombsEndWithinTheirLimits(t *testing.T) {
	dir, worst := t.TempDir(), 0
	for _, b := range bombs.All() {
		if os.Getenv("SERVANDA_BOMBS") != "all" && !slices.Contains(quickBombs, b.Name) {
			continue
		}
		t.Run(b.Name, func(t *testing.T) {
			worst = max(worst, explode(t, dir, b, "").peak)
		})
	}
	t.Logf("the worst peak is %d MB of %d", worst, bombMegabytes)
}

// Whether there is an answer within so much memory does not depend on the number of workers and processors.
func TestBombsEndAlikeOnAnyProcessors(t *testing.T) {
	dir := t.TempDir()
	for _, b := range bombs.All() {
		if os.Getenv("SERVANDA_BOMBS") != "all" && !slices.Contains(alikeBombs, b.Name) {
			continue
		}
		t.Run(b.Name, func(t *testing.T) {
			var first exploded
			for _, n := range []string{"1", "8"} {
				got := explode(t, dir, b, "GOMAXPROCS="+n, "--workers", n)
				if n == "1" {
					first = got
				} else if got.code != first.code && !got.late && !first.late {
					t.Errorf("exit code %d with one, %d with %s", first.code, got.code, n)
				}
			}
		})
	}
}

// exploded is what came of one.
type exploded struct {
	code, peak int  // the exit code; megabytes
	late       bool // the limit on time was reached
}

// explode checks one bomb in a process of its own, with something more in its environment and its call, and gives what came of it.
func explode(t *testing.T, dir string, b bombs.Bomb, environment string, args ...string) exploded {
	t.Helper()
	for name, text := range map[string]string{"main.pact": b.Text, "part.pact": b.Part} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), bombTime+bombGrace)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	if environment != "" {
		cmd.Env = append(os.Environ(), environment)
	}
	cmd.Args = append([]string{"servanda", "check"}, args...)
	cmd.Args = append(cmd.Args, "--json", "--max-memory", fmt.Sprintf("%dMB", bombMegabytes), "--timeout", bombTime.String(), "main.pact")
	cmd.Dir = dir
	var out, told bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &told
	began := time.Now()
	err := cmd.Run()
	took := time.Since(began).Round(100 * time.Millisecond)
	if failed := new(exec.ExitError); err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	code, peak := cmd.ProcessState.ExitCode(), int(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss/1000)
	t.Logf("exit code %d after %s, at most %d MB, %d bytes of answer", code, took, peak, out.Len())
	switch {
	case code < 0:
		t.Errorf("it has not ended after %s", took)
	case code > exitInconclusive:
		t.Errorf("exit code %d: %s", code, told.String())
	case code == exitInconclusive && !strings.Contains(out.String(), `"inconclusive"`) && told.Len() == 0:
		t.Errorf("exit code 3 without a word")
	}
	if peak > bombMegabytes*11/10 {
		t.Errorf("%d MB at the peak, of %d", peak, bombMegabytes)
	}
	if out.Len() > 20<<20 {
		t.Errorf("%d bytes of answer", out.Len())
	}
	return exploded{code, peak, strings.Contains(out.String(), "the time limit")}
}
