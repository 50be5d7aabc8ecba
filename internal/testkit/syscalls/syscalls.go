//go:build unix

// Package syscalls runs a program again and again, and each time another of the calls that it makes of the system goes wrong: the call
// fails, or the program is killed before it.
//
// Input: a program whose work is done on one thread of the system. Output: what each run left, for a test to judge. The faults are put in
// by strace (strace.io), which counts the calls of each thread by itself; a program has to stay on one for its n-th call to be the n-th.
// What it cannot do is a write of half a text: it fakes the answer of a call, and the call is not made.
package syscalls

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// calls are those that change what is on the disk, or can.
var calls = []string{"openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "fallocate", "rename", "renameat", "link", "linkat", "unlink", "unlinkat", "fchmod", "mkdirat"}

// hows are what can befall a call, as strace is told.
var hows = map[string]string{"fails": "error=EIO", "finds the disk full": "error=ENOSPC", killed: "signal=SIGKILL"}

const killed = "is not made, the program is killed"

// Fault is a call that goes wrong in a run of a program; the zero value is a run in which none does.
type Fault struct {
	Call, How string
	N         int
}

// Kills reports whether the program ends there.
func (f Fault) Kills() bool { return f.How == killed }

func (f Fault) String() string { return fmt.Sprintf("%s %d %s", f.Call, f.N, f.How) }

// Tally is what was tried: how often each call was made to go wrong.
type Tally map[string]int

// Each runs a program with each of its calls going wrong in each way, every step-th of them. try makes ready what the program needs,
// gives it to run, and judges what it left; it is first given no fault. The test is skipped where there is no strace.
func Each(t *testing.T, step int, try func(t *testing.T, f Fault, run func(*exec.Cmd) (said string, err error))) Tally {
	t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("no strace here: apt-get install strace")
	}
	r := &runner{t: t, trace: filepath.Join(t.TempDir(), "trace")}
	r.once(Fault{}, try)
	made := busiest(r.log(t))
	if len(made) == 0 {
		t.Fatal("no call was counted")
	}
	done := Tally{}
	for _, call := range calls {
		for how := range hows {
			for n := 1 + rand.IntN(step); n <= made[call]; n += step {
				r.once(Fault{call, how, n}, try)
				if text := r.log(t); bytes.Contains(text, []byte("INJECTED")) || bytes.Contains(text, []byte("killed by SIGKILL")) {
					done[call]++
				}
			}
		}
	}
	return done
}

type runner struct {
	t     *testing.T
	trace string
}

func (r *runner) once(f Fault, try func(*testing.T, Fault, func(*exec.Cmd) (string, error))) {
	try(r.t, f, func(cmd *exec.Cmd) (string, error) {
		args := []string{"-f", "-q", "-o", r.trace, "-e", "trace=" + strings.Join(calls, ",")}
		if f.N > 0 {
			args = append(args, "-e", fmt.Sprintf("inject=%s:%s:when=%d", f.Call, hows[f.How], f.N))
		}
		under := exec.CommandContext(r.t.Context(), "strace", append(append(args, cmd.Path), cmd.Args[1:]...)...)
		under.Env, under.Dir = cmd.Environ(), cmd.Dir
		under.Stdout = cmd.Stdout
		var said bytes.Buffer
		under.Stderr = &said
		err := under.Run()
		if strings.Contains(said.String(), "ptrace") {
			r.t.Skip("programs may not be traced here")
		}
		return strings.TrimSpace(said.String()), err
	})
}

func (r *runner) log(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile(r.trace)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var line = regexp.MustCompile(`(?m)^(\d+) +(\w+)\(`)

// busiest counts each call in the thread that made it most often.
func busiest(trace []byte) map[string]int {
	each, most := map[string]int{}, map[string]int{}
	for _, m := range line.FindAllSubmatch(trace, -1) {
		each[string(m[0])]++
		call := string(m[2])
		most[call] = max(most[call], each[string(m[0])])
	}
	return most
}
