// Package browser opens Debian's chromium for a test, or skips the test and says what to install.
//
// Input: a test. Output: a context for chromedp's actions, which ends with the test.
package browser

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Open opens a browser with a profile of its own, or skips the test.
func Open(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("needs chromium: apt-get install chromium")
	}
	profile, err := os.MkdirTemp("", "servanda-browser")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(profile) }) // what the browser still writes as it ends may stay
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(profile))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
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
