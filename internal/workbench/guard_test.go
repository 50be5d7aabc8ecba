package workbench_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// fetched is the answer to a request.
func fetched(t *testing.T, s *server, path string, header map[string]string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", "http://"+s.at+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		if k == "Host" {
			r.Host = v
		}
		r.Header.Set(k, v)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp
}

// Only this machine's own page is answered, and only who knows the token.
func TestWhoMaySpeakWithIt(t *testing.T) {
	s := serving(t, nil)
	_, port, _ := strings.Cut(s.at, ":")
	up := map[string]string{"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
	with := func(more map[string]string) map[string]string {
		out := map[string]string{}
		for _, m := range []map[string]string{up, more} {
			for k, v := range m {
				out[k] = v
			}
		}
		return out
	}
	page := s.bench.Path()
	for _, c := range []struct {
		what, path string
		header     map[string]string
		want       int
	}{
		{"our page", page, nil, 200},
		{"our script", page + "app.js", nil, 200},
		{"under localhost", page, map[string]string{"Host": "localhost:" + port}, 200},
		{"without the token", "/", nil, 404},
		{"with a wrong token", "/AAAAAAAAAAAAAAAAAAAAAA/", nil, 404},
		{"with a part of the token", page[:8] + "/", nil, 404},
		{"a name that somebody made lead here", page, map[string]string{"Host": "evil.example:" + port}, 403},
		{"an address that is not ours", page, map[string]string{"Host": "192.0.2.1:" + port}, 403},
		{"another port", page, map[string]string{"Host": "127.0.0.1:1"}, 403},
		{"another page's script", page + "app.js", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403},
		{"another page's request", page, map[string]string{"Origin": "http://evil.example"}, 403},
		{"another page on this machine", page, map[string]string{"Origin": "http://127.0.0.1:1"}, 403},
		{"our wire", page + "wire", with(map[string]string{"Origin": "http://" + s.at}), 101},
		{"a wire of nobody", page + "wire", with(nil), 403},
		{"a wire of another page", page + "wire", with(map[string]string{"Origin": "http://evil.example"}), 403},
		{"a wire of a page in a box", page + "wire", with(map[string]string{"Origin": "null"}), 403},
		{"a file that is none of the page's", page + "..%2f..%2fetc%2fpasswd", nil, 404},
	} {
		r := fetched(t, s, c.path, c.header)
		if r.StatusCode != c.want {
			t.Errorf("%s: %d, want %d", c.what, r.StatusCode, c.want)
		}
		if r.StatusCode == 200 && (r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("Referrer-Policy") != "no-referrer" || r.Header.Get("Cross-Origin-Resource-Policy") != "same-origin") {
			t.Errorf("%s: the page is not guarded: %v", c.what, r.Header)
		}
	}
	if csp := fetched(t, s, page, nil).Header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'; script-src 'self'; ") || strings.Contains(csp, "unsafe") {
		t.Errorf("the page may do what it need not: %s", csp)
	}
}

// Files are read and written below the folder alone; what somebody else changed is not written over.
func TestFilesAreThoseOfTheFolder(t *testing.T) {
	s := serving(t, map[string]string{"a.pact": "one", "note.txt": "no pact"})
	outside := t.TempDir()
	for path, text := range map[string]string{filepath.Join(outside, "out.pact"): "secret", filepath.Join(s.dir, ".hidden.pact"): "hidden"} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"link.pact": filepath.Join(outside, "out.pact"), "far": outside} {
		if err := os.Symlink(to, filepath.Join(s.dir, name)); err != nil {
			t.Skip("this system makes no links")
		}
	}
	p := window(s)
	var o opened
	for _, name := range []string{"files/../a.pact", "files//etc/passwd.pact", "files/link.pact", "files/far/out.pact", "files/note.txt", "other/a.pact", "files", "files/./a.pact", `files/..\a.pact`, "library/../templates/escrow.pact"} {
		if err := p.ask("workbench/text", map[string]any{"name": name}, &o); err == nil {
			t.Errorf("%s was read: %q", name, o.Text)
		}
	}
	var done struct{ Changed *string }
	save := func(name string, was *string, text string) error {
		done.Changed = nil
		return p.ask("workbench/save", map[string]any{"name": name, "was": was, "text": text}, &done)
	}
	one, two := "one", "two"
	for _, name := range []string{"files/../b.pact", "files/far/b.pact", "files/.b.pact", "files/b.txt", "templates/b.pact", "library/b.pact", "files/a.pact"} {
		if err := save(name, nil, "x"); err == nil {
			t.Errorf("%s was written as a new file", name)
		}
	}
	if err := save("files/link.pact", &one, "x"); err == nil {
		t.Error("a link was written through")
	}
	if err := save("files/a.pact", &one, two); err != nil || done.Changed != nil {
		t.Fatal(err, done)
	}
	s.write("a.pact", "three")
	if err := save("files/a.pact", &two, "four"); err != nil || done.Changed == nil || *done.Changed != "three" {
		t.Errorf("a change of somebody else's is not told: %v %v", err, done.Changed)
	}
	if err := save("files/new.pact", nil, "new"); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{"a.pact": "three", "new.pact": "new"} {
		if text, err := os.ReadFile(filepath.Join(s.dir, name)); string(text) != want {
			t.Errorf("%s holds %q: %v", name, text, err)
		}
	}
	if text, _ := os.ReadFile(filepath.Join(outside, "out.pact")); string(text) != "secret" {
		t.Errorf("outside stands %q", text)
	}
	var begun struct {
		Shelves []struct{ Files []struct{ Name string } }
	}
	p.must("workbench/start", nil, &begun)
	var names []string
	for _, f := range begun.Shelves[0].Files {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "files/a.pact files/new.pact" {
		t.Errorf("listed are %s", got)
	}
}

// A pact in the folder takes nothing in from above it, also where a repository around it would let it; and no text from elsewhere is opened.
func TestNothingIsReadFromAboveTheFolder(t *testing.T) {
	top := t.TempDir()
	if err := exec.Command("git", "init", "-q", top).Run(); err != nil {
		if err := os.Mkdir(filepath.Join(top, ".git"), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(top, "secret.pact"), []byte("party anna \"the secret\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	s := &server{T: t, dir: filepath.Join(top, "mine"), at: "127.0.0.1:0"}
	if err := os.Mkdir(s.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	s.write("a.pact", "use \"../secret.pact\"\npact \"A\"\n")
	s.begin()
	t.Cleanup(s.end)
	p := window(s)
	p.open("files/a.pact")
	told := until(p, "textDocument/publishDiagnostics", func(d struct {
		Diagnostics []struct {
			Severity int
			Message  string
		}
	}) bool {
		return len(d.Diagnostics) > 0
	})
	if d := told.Diagnostics[0]; d.Severity != 1 || strings.Contains(d.Message, "the secret") {
		t.Errorf("%v", told)
	}
	p.shows("file://"+filepath.ToSlash(top)+"/secret.pact", "use \"secret.pact\"\n")
	var o opened
	for range 100 {
		if p.ask("workbench/text", map[string]any{"name": "files/a.pact"}, &o) != nil {
			return
		}
	}
	t.Error("a text from above the folder was opened")
}
