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
)

// What each bomb may take: memory, a tenth more than which it may hold at its peak, and time, some seconds after which it must have
// ended on a machine that is busy with other things.
const (
	bombMegabytes = 200
	bombTime      = 20 * time.Second
	bombGrace     = 10 * time.Second
)

// quickBombs are those that are tried each time: what was once found to go beyond its limits, as far as it is soon done.
var quickBombs = []string{
	"facts-40", "wide-900-of-four", "millennium", "points-unread", "points-20", "worlds-6-0", "delay-of-a-millennium", "ten-long-courses",
	"checks-300-of-few-states", "any-of-500", "own-moves-8", "kinds-of-moves", "a-part-300-times",
}

// Each bomb ends in time and within its memory, with an answer or with exit code 3 and how far it came. SERVANDA_BOMBS=all tries all of
// them.
func TestBombsEndWithinTheirLimits(t *testing.T) {
	dir, worst := t.TempDir(), 0
	for _, b := range bombs.All() {
		if os.Getenv("SERVANDA_BOMBS") != "all" && !slices.Contains(quickBombs, b.Name) {
			continue
		}
		t.Run(b.Name, func(t *testing.T) {
			if n := explode(t, dir, b, "check"); n > worst {
				worst = n
			}
		})
	}
	t.Logf("the worst peak is %d MB of %d", worst, bombMegabytes)
}

// explode checks one bomb in a process of its own and gives its peak in megabytes.
func explode(t *testing.T, dir string, b bombs.Bomb, args ...string) int {
	t.Helper()
	for name, text := range map[string]string{"main.pact": b.Text, "part.pact": b.Part} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), bombTime+bombGrace)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Args = append([]string{"servanda"}, args...)
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
	return peak
}
