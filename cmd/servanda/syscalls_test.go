//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/syscalls"
)

// oneThread makes the command do its work on one thread, so that its calls of the system can be counted.
const oneThread = "SERVANDA_ONE_THREAD"

func init() {
	if os.Getenv(oneThread) != "" {
		runtime.LockOSThread()
	}
}

// Whatever call of the system fails, or is the last before the command is killed: the old file or the new one is there, and nothing else
// is called by its name. Beside the calls of our own layer, these are those that the system sees.
func TestNoFileIsHalfWrittenWhateverTheSystemDoes(t *testing.T) {
	step := 11
	if os.Getenv("SERVANDA_HEAVY") != "" {
		step = 1
	}
	for name := range writers("") {
		t.Run(name, func(t *testing.T) {
			want := ""
			tally := syscalls.Each(t, step, func(t *testing.T, f syscalls.Fault, run func(*exec.Cmd) (string, error)) {
				dir := lay(t)
				c := writers(dir)[name]
				cmd := exec.Command("servanda", c.args...)
				cmd.Env = append(os.Environ(), oneThread+"=1", "GOMAXPROCS=1")
				said, err := run(cmd)
				got := content(t, c.file)
				switch {
				case f.N == 0 && (err != nil || got == c.before || got == ""):
					t.Fatalf("with no fault: %v, %s, the file holds %q", err, said, got)
				case f.N == 0:
					want = got
				case got != c.before && got != want:
					t.Errorf("%v: the file holds %q (it was said: %s)", f, got, said)
				case got == c.before && err == nil:
					t.Errorf("%v: nothing was written, and nothing was said", f)
				}
				onlyKnown(t, f, dir)
			})
			t.Log(tally)
		})
	}
}

// onlyKnown holds a folder to the files that were there or are to be; of those in the making only one that was killed leaves its own.
func onlyKnown(t *testing.T, f syscalls.Fault, dir string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(dir, ".servanda-*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(left) > 0 && !f.Kills() && f.Call != "unlinkat" && f.Call != "unlink" {
		t.Errorf("%v: left are %v", f, left)
	}
}
