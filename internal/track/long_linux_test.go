package track_test

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// Ten million reports take the memory that three hundred thousand take of which as many breaches are kept, the last 2,000 to 4,000. Each
// log is followed in a process of its own, whose memory the system measures.
func TestTenMillionReports(t *testing.T) {
	if asked := os.Getenv(longVariable); asked != "" {
		log := supply{daily: perDay(10_000_000)}
		if _, err := fmt.Sscan(asked, &log.of, &log.every); err != nil {
			t.Fatal(err)
		}
		s := supplied(t, log)
		if s.Reports != log.of || s.Dropped+len(s.Events) != log.of {
			t.Errorf("%d reports, %d told, %d not", s.Reports, len(s.Events), s.Dropped)
		}
		return
	}
	if os.Getenv("SERVANDA_HEAVY") == "" {
		t.Skip("SERVANDA_HEAVY=1 asks for it")
	}
	short := longLog(t, 300_000, 3)
	longLog(t, 1_000_000, 97)
	if long := longLog(t, 10_000_000, 97); long > short+16 {
		t.Errorf("300,000 reports with as many breaches took %d MiB, ten million %d MiB", short, long)
	}
}

// longVariable makes the test a process that follows a log of so many reports, with a breach every so many days.
const longVariable = "SERVANDA_LONG_LOG"

// longLog follows a log and gives the memory that it took at most, in MiB.
func longLog(t *testing.T, reports, every int) int64 {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestTenMillionReports$")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d", longVariable, reports, every))
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	most := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
	t.Logf("%d reports, a breach every %d days: %s of processor, %s on the clock, at most %d MiB", reports, every, (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Round(100*time.Millisecond),
		time.Since(began).Round(time.Second), most)
	return most
}
