// Package child starts the program of a test again, as a process of its own that serves something and can be killed.
//
// Input: a task, which the child finds as JSON in a variable of its environment. Output: the process, and the address that it
// prints as its first line.
package child

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Start starts it, and waits for its address. The process ends with the test at the latest.
func Start(t testing.TB, variable string, task any) (cmd *exec.Cmd, address string) {
	t.Helper()
	asked, err := json.Marshal(task)
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), variable+"="+string(asked))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	address, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return cmd, strings.TrimSpace(address)
}
