package load_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/load"
)

// A part that is taken in again and again has a tree each time: all together are bounded, not each alone.
func TestAllThatIsTakenInTogetherIsBounded(t *testing.T) {
	var main strings.Builder
	main.WriteString(title)
	for i := range 300 {
		fmt.Fprintf(&main, "use \"part.pact\" with hill as hill_%d\n", i)
	}
	dir := write(t, map[string]string{
		"main.pact": main.String(),
		"part.pact": "fact hill { held, empty }\n" + strings.Repeat("# a long part\n", 10_000),
	})
	_, err := load.Load(filepath.Join(dir, "main.pact"))
	var over *load.OverLimit
	if !errors.As(err, &over) {
		t.Fatalf("error %v", err)
	}
	// 16 MB hold the main file and 119 times the part; the next one goes beyond.
	if at := over.At.Span.Position(); at.Line != 121 || over.Bytes != 16<<20 || !strings.Contains(over.Error(), "16 MB") {
		t.Errorf("line %d: %v", at.Line, err)
	}
	if _, err := (load.Limits{Bytes: 1 << 10}).Load(filepath.Join(dir, "main.pact")); !errors.As(err, &over) || !strings.Contains(over.At.Detail, "--max-memory") {
		t.Errorf("error %v", err)
	}
	if r, err := (load.Limits{Bytes: 1 << 10}).Load(filepath.Join(write(t, map[string]string{"x.pact": title}), "x.pact")); err != nil || r.Pact == nil {
		t.Errorf("a small pact: %v", err)
	}
}

// Told to stop, it reads no more files.
func TestLoadingStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	dir := write(t, map[string]string{"main.pact": title + "use \"part.pact\"\n", "part.pact": "fact hill { held, empty }\n"})
	if r, err := (load.Limits{Context: ctx}).Load(filepath.Join(dir, "main.pact")); r != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", r, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestAnEndlessStreamIsRefused(t *testing.T) {
	if _, err := load.ReadAll(zeros{}); err == nil || !strings.Contains(err.Error(), "larger than 16 MB") {
		t.Errorf("error %v", err)
	}
}

func TestAPathThatNamesNothingIsRefused(t *testing.T) {
	for _, path := range []string{"", " "} {
		r := memory(t, map[string]string{"main.pact": title + fmt.Sprintf("use %q\n", path)})
		if got := codes(r.Diagnostics); !slices.Equal(got, []string{"U002"}) {
			t.Errorf("%q: %v, want U002", path, got)
		}
	}
}
