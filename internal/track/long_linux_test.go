package track_test

import (
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Ten million reports take the memory that one million take. Each log is followed in a process of its own, whose memory the system measures.
func TestTenMillionReports(t *testing.T) {
	if asked, err := strconv.Atoi(os.Getenv(longVariable)); err == nil {
		s := supplied(t, supply{of: asked, daily: perDay(10_000_000)})
		if s.Reports != asked || s.Dropped+len(s.Events) != asked {
			t.Errorf("%d reports, %d told, %d not", s.Reports, len(s.Events), s.Dropped)
		}
		return
	}
	if os.Getenv("SERVANDA_HEAVY") == "" {
		t.Skip("SERVANDA_HEAVY=1 asks for it")
	}
	one, ten := longLog(t, 1_000_000), longLog(t, 10_000_000)
	if ten > one+16 {
		t.Errorf("a million reports took %d MiB, ten million %d MiB", one, ten)
	}
}

// longVariable makes the test a process that follows a log of so many reports.
const longVariable = "SERVANDA_LONG_LOG"

// longLog follows a log and gives the memory that it took at most, in MiB.
func longLog(t *testing.T, reports int) int64 {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestTenMillionReports$")
	cmd.Env = append(os.Environ(), longVariable+"="+strconv.Itoa(reports))
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	most := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
	t.Logf("%d reports: %s of processor, %s on the clock, at most %d MiB", reports, (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Round(100*time.Millisecond),
		time.Since(began).Round(time.Second), most)
	return most
}
