package workbench_test

import (
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/servanda-lang/servanda/internal/safefile"
	testbrowser "github.com/servanda-lang/servanda/internal/testkit/browser"
	"github.com/servanda-lang/servanda/internal/workbench"
)

// server is a workbench that can be killed and begun again at its address.
type server struct {
	*testing.T
	dir, at  string
	config   workbench.Config // but for the folder
	bench    *workbench.Bench
	http     *http.Server
	listener net.Listener
}

// serving begins a workbench on a folder with some files.
func serving(t *testing.T, files map[string]string) *server {
	t.Helper()
	s := &server{T: t, dir: t.TempDir(), at: "127.0.0.1:0"}
	for name, text := range files {
		s.write(name, text)
	}
	s.begin()
	t.Cleanup(s.end)
	return s
}

func (s *server) write(name, text string) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
}

func (s *server) begin() {
	s.Helper()
	c := s.config
	c.Dir, c.Version, c.Workers, c.Disk = s.dir, "test", 1, safefile.OS
	var err error
	if s.bench, err = workbench.New(c); err != nil {
		s.Fatal(err)
	}
	l, err := net.Listen("tcp", s.at)
	if err != nil {
		s.Fatal(err)
	}
	s.listener, s.at = l, l.Addr().String()
	s.http = &http.Server{Handler: s.bench.Handler()}
	go s.http.Serve(l)
}

func (s *server) end() {
	s.listener.Close() // that it may not have begun to serve yet
	s.http.Close()
	s.bench.Close()
}

func (s *server) address() string { return "http://" + s.at + s.bench.Path() }

func TestMain(m *testing.M) { testbrowser.Main(m) }

// tab is a window of a browser.
type tab struct {
	*testing.T
	ctx context.Context
}

// browser opens a browser, or skips the test.
func browser(t *testing.T) *tab {
	t.Helper()
	return &tab{t, testbrowser.Open(t)}
}

func (t *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(t.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// value is what some script gives.
func value[V any](t *tab, script string) V {
	t.Helper()
	v, err := chromedp.Run(t.ctx, chromedp.Evaluate[V](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return v
}

// until waits for a condition of the page.
func (t *tab) until(what, condition string) {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if value[bool](t, "!!("+condition+")") {
			return
		}
	}
	t.keep("failed")
	t.Fatalf("waited for %s; the page says:\n%s", what, value[string](t, "document.body.innerText"))
}

// looks chooses a width, and light or dark.
func (t *tab) looks(width int64, scheme string) {
	t.Helper()
	t.do(testbrowser.Command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}),
		chromedp.EmulateViewport(width, 900))
}

// keep writes a picture to be looked at, if somebody wants to.
func (t *tab) keep(name string) {
	t.Helper()
	if os.Getenv("SERVANDA_KEEP") == "" {
		return
	}
	shot, err := chromedp.Run(t.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	testbrowser.Keep(t.T, name+".png", shot)
}
