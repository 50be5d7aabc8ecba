package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/safefile"
)

// printed is what a command prints while it goes on.
type printed struct {
	mu sync.Mutex
	strings.Builder
}

func (p *printed) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.Builder.Write(b)
}

func (p *printed) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.String()
}

// The workbench prints its address, is there, and ends when it is told to.
func TestServingAPage(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out printed
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"serve", t.TempDir()}, streams{in: strings.NewReader(""), out: &out, err: io.Discard, disk: safefile.OS})
	}()
	var at string
	for range 200 {
		if at = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+/[A-Za-z0-9_-]{22}/`).FindString(out.text()); at != "" {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if at == "" {
		t.Fatalf("no address was printed: %q", out.text())
	}
	r, err := http.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r.Body)
	r.Body.Close()
	if err != nil || r.StatusCode != 200 || !strings.Contains(string(text), "<title>Servanda</title>") {
		t.Errorf("%s, %v: %.200s", r.Status, err, text)
	}
	stop()
	select {
	case c := <-code:
		if c != exitClean {
			t.Errorf("exit code %d", c)
		}
	case <-time.After(20 * time.Second):
		t.Error("it does not end")
	}
}

func TestServingWhatIsNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.pact")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{file}, {file + "x"}, {"--port", "-1"}, {"--port", "70000"}, {"--timeout", "-1s"}, {"--max-memory", "much"}, {"a", "b"}} {
		if code := run(t.Context(), append([]string{"serve"}, args...), streams{in: strings.NewReader(""), out: io.Discard, err: io.Discard, disk: safefile.OS}); code != exitInvalid {
			t.Errorf("%v: exit code %d", args, code)
		}
	}
}
