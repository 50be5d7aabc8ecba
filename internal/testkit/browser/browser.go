// Package browser opens Debian's chromium for the tests of a package, or skips the test and says what to install. It is begun once;
// each test has cookies and a storage of its own in it. The package ends it in its TestMain, by Main.
//
// Input: a test. Output: a context for chromedp's actions, which ends with the test.
package browser

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Main runs the tests of a package, and ends the browser that they opened.
func Main(m *testing.M) {
	code := m.Run()
	end()
	os.Exit(code)
}

// end ends the browser, if one was begun.
var end = func() {}

// begun is the browser.
var begun = sync.OnceValues(func() (context.Context, error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "servanda-browser")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(profile))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ = chromedp.NewContext(ctx) // ends with its parent
	end = func() {
		chromedp.Cancel(ctx)
		stop()
		os.RemoveAll(profile) // what the browser still writes as it ends may stay
	}
	return ctx, chromedp.Do(ctx)
})

// Open opens a window of the browser in a context of its own, or skips the test.
func Open(t *testing.T) context.Context {
	t.Helper()
	all, err := begun()
	if errors.Is(err, exec.ErrNotFound) {
		t.Skip("needs chromium: apt-get install chromium")
	}
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := chromedp.NewContext(all, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	return ctx
}

// Command is a command of the protocol as an action.
func Command[P, R any](c cdp.Command[P, R], p P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, p)
		return err
	})
}

// Keep writes a picture into the folder that SERVANDA_KEEP names, to be looked at, if it names one.
func Keep(t *testing.T, name string, shot []byte) {
	t.Helper()
	if dir := os.Getenv("SERVANDA_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), shot, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
