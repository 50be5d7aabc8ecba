//go:build unix

package load_test

import (
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
)

// To open a pipe is to wait until somebody writes to it; a device may never end.
func TestPipesAndDevicesAreRefused(t *testing.T) {
	dir := write(t, map[string]string{"main.pact": title + "use \"pipe.pact\"\n"})
	pipe := filepath.Join(dir, "pipe.pact")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for path, says := range map[string]string{pipe: "it is a pipe", "/dev/zero": "it is a device"} {
		if _, err := load.Load(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: error %v", path, err)
		}
		if _, err := load.ReadFile(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: error %v", path, err)
		}
	}
	r, err := load.Load(filepath.Join(dir, "main.pact"))
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(r.Diagnostics); !slices.Equal(got, []string{"U001"}) {
		t.Errorf("%v, want U001", got)
	}
}
