package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/testkit/faulty"
)

const untidy = "pact   \"x\"\nparty  a\nact pay by a\n"

// writers are the calls that write a file, each with the file and what is in it before; nothing if it is not there.
func writers(dir string) map[string]struct {
	file, before string
	args         []string
} {
	in := func(name string) string { return filepath.Join(dir, name) }
	return map[string]struct {
		file, before string
		args         []string
	}{
		"fmt":                 {in("x.pact"), untidy, []string{"fmt", in("x.pact")}},
		"init":                {in("new.pact"), "", []string{"init", in("new.pact")}},
		"export -o":           {in("new.dot"), "", []string{"export", "dot", "-o", in("new.dot"), in("pact.pact")}},
		"export -o over it":   {in("old.pml"), "an older model\n", []string{"export", "promela", "-o", in("old.pml"), in("pact.pact")}},
		"export json -o link": {in("old.json"), "{}", []string{"export", "json", "-o", in("link.json"), in("pact.pact")}},
	}
}

// lay makes the folder in which the writers write.
func lay(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"pact.pact": untidy, "x.pact": untidy, "old.pml": "an older model\n", "old.json": "{}"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("old.json", filepath.Join(dir, "link.json")); err != nil {
		t.Skip(err)
	}
	return dir
}

// content is what a file holds; nothing if it is not there.
func content(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}

// Whatever call of the disk fails, or is the last: the old file or the new one is there, and the exit code does
// not say that all went well if it did not.
func TestNoFileIsEverHalfWritten(t *testing.T) {
	for name := range writers("") {
		good := writers(lay(t))[name]
		if code := run(t.Context(), good.args, streams{out: &bytes.Buffer{}, err: &bytes.Buffer{}, disk: safefile.OS}); code != exitClean {
			t.Fatalf("%s: exit code %d", name, code)
		}
		want := content(t, good.file)
		if want == good.before || want == "" {
			t.Fatalf("%s wrote nothing new", name)
		}
		for _, killed := range []bool{false, true} {
			for at := 1; ; at++ {
				c := writers(lay(t))[name]
				disk := &faulty.Disk{Disk: safefile.OS, At: at, Killed: killed}
				code := run(t.Context(), c.args, streams{out: &bytes.Buffer{}, err: &bytes.Buffer{}, disk: disk})
				if disk.Failed == "" {
					break
				}
				where := fmt.Sprintf("%s, call %d (%s) fails, killed: %v", name, at, disk.Failed, killed)
				switch got := content(t, c.file); {
				case got != c.before && got != want:
					t.Errorf("%s: the file holds %q", where, got)
				case got == c.before && code == exitClean:
					t.Errorf("%s: nothing was written, and nothing was said", where)
				}
			}
		}
	}
}

// A file is brought to the disk before it gets its name, in every command.
func TestWhatIsWrittenOutlivesAPowerCut(t *testing.T) {
	for name, c := range writers(lay(t)) {
		disk := &faulty.Disk{Disk: safefile.OS}
		if code := run(t.Context(), c.args, streams{out: &bytes.Buffer{}, err: &bytes.Buffer{}, disk: disk}); code != exitClean {
			t.Errorf("%s: exit code %d", name, code)
		}
		if got := disk.Done(); len(got) > 0 || disk.Calls == 0 {
			t.Errorf("%s: %v after %d calls", name, got, disk.Calls)
		}
	}
}

// editing is a disk on which somebody else saves the file right after fmt has written its own beside it.
type editing struct {
	safefile.Disk
	file string
}

func (d editing) Create(path string, mode fs.FileMode) (safefile.File, error) {
	if err := os.WriteFile(d.file, []byte("an edit"), 0o644); err != nil {
		return nil, err
	}
	return d.Disk.Create(path, mode)
}

func TestFmtLosesNoEditMadeMeanwhile(t *testing.T) {
	file := filepath.Join(lay(t), "x.pact")
	var errs bytes.Buffer
	code := run(t.Context(), []string{"fmt", file}, streams{out: &bytes.Buffer{}, err: &errs, disk: editing{safefile.OS, file}})
	if code != exitInvalid || !strings.Contains(errs.String(), "changed by somebody else") {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if got := content(t, file); got != "an edit" {
		t.Errorf("the file holds %q", got)
	}
}

// By whatever name -o calls the pact or a part of it, it is refused, and nothing is lost.
func TestAnOutputThatIsTheInputIsRefused(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	main := "pact \"x\"\nuse \"part.pact\"\n"
	for name, text := range map[string]string{"x.pact": main, "part.pact": "party a\nact pay by a\n"} {
		if err := os.WriteFile(in(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{os.Symlink("x.pact", in("soft")), os.Link(in("x.pact"), in("hard")), os.Symlink(dir, in("round"))} {
		if err != nil {
			t.Skip(err)
		}
	}
	for _, out := range []string{"x.pact", "soft", "hard", "part.pact", "round/x.pact", "round/part.pact", "./round/../x.pact"} {
		for _, path := range []string{in("x.pact"), in("soft"), dir + "/round/x.pact"} {
			var errs bytes.Buffer
			code := run(t.Context(), []string{"export", "dot", path, "-o", in(out)}, streams{out: &bytes.Buffer{}, err: &errs, disk: safefile.OS})
			if code != exitInvalid || !strings.Contains(errs.String(), "would be lost") {
				t.Errorf("%s to %s: exit code %d: %s", path, out, code, errs.String())
			}
		}
	}
	if got := content(t, in("x.pact")); got != main {
		t.Errorf("the pact holds %q", got)
	}
	if err := os.WriteFile(in("alone.pact"), []byte(untidy), 0o644); err != nil {
		t.Fatal(err)
	}
	stdin, err := os.Open(in("alone.pact"))
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	var errs bytes.Buffer
	if code := run(t.Context(), []string{"export", "dot", "-", "-o", in("alone.pact")}, streams{in: stdin, out: &bytes.Buffer{}, err: &errs, disk: safefile.OS}); code != exitInvalid || !strings.Contains(errs.String(), "would be lost") {
		t.Errorf("from the standard input: exit code %d: %s", code, errs.String())
	}
}

// never is an input from which nothing ever comes.
type never struct{}

func (never) Read([]byte) (int, error) { select {} }

// endless is an input that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, strings.Repeat("#", len(p))), nil }

// Whatever is waited for, a limit on time and an interruption end it.
func TestWaitingCanBeEnded(t *testing.T) {
	for _, args := range [][]string{{"check", "-"}, {"test", "-"}, {"guarantees", "-"}, {"export", "dot", "-"}, {"check", "--json", "-"}} {
		var out, errs bytes.Buffer
		started := time.Now()
		if code := run(t.Context(), append(args, "--timeout", "50ms"), streams{in: never{}, out: &out, err: &errs}); code != exitInconclusive {
			t.Errorf("%v: exit code %d: %s", args, code, errs.String())
		}
		if said := out.String() + errs.String(); !strings.Contains(said, "time limit of 50ms") {
			t.Errorf("%v: %s", args, said)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, cancel)
		errs.Reset()
		if code := run(ctx, args, streams{in: never{}, out: &out, err: &errs}); code != exitInterrupted || !strings.Contains(errs.String(), "interrupted; nothing is claimed") {
			t.Errorf("%v: exit code %d: %s", args, code, errs.String())
		}
		if took := time.Since(started); took > 10*time.Second {
			t.Errorf("%v: took %v", args, took)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if code := run(ctx, []string{"fmt"}, streams{in: never{}, out: &bytes.Buffer{}, err: &bytes.Buffer{}}); code != exitInterrupted {
		t.Errorf("fmt: exit code %d", code)
	}
}

func TestAnEndlessInputIsRefused(t *testing.T) {
	for _, args := range [][]string{{"check", "-"}, {"fmt"}, {"export", "dot", "-"}} {
		var errs bytes.Buffer
		if code := run(t.Context(), args, streams{in: endless{}, out: &bytes.Buffer{}, err: &errs}); code != exitInvalid || !strings.Contains(errs.String(), "larger than 16 MB") {
			t.Errorf("%v: exit code %d: %s", args, code, errs.String())
		}
	}
}

// What panics in the work that is waited for is a fault of our own, as anywhere else.
func TestAPanicInTheWorkIsNotLost(t *testing.T) {
	defer func() {
		f, ok := recover().(*fault.Fault)
		if !ok || f.What != "broken" || !strings.Contains(f.Stack, "files_test.go") {
			t.Errorf("recovered %+v", f)
		}
	}()
	await(t.Context(), func() (int, error) { panic("broken") })
	t.Error("no panic")
}

// A pact too large for the memory that is allowed is a limit, told at the place where it went beyond.
func TestAPactBeyondTheMemoryIsALimit(t *testing.T) {
	dir := t.TempDir()
	main := "pact \"x\"\n"
	for i := range 300 {
		main += fmt.Sprintf("use \"part.pact\" with f as f%d\n", i)
	}
	for name, text := range map[string]string{"x.pact": main, "part.pact": "fact f { a, b }\n" + strings.Repeat("# a comment\n", 50_000)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		memory, line, room string
	}{{"100MB", "3", "1 MB"}, {"600MB", "6", "2.9 MB"}} {
		var errs bytes.Buffer
		code := run(t.Context(), []string{"check", "--max-memory", c.memory, filepath.Join(dir, "x.pact")}, streams{out: &bytes.Buffer{}, err: &errs})
		if code != exitInconclusive || !strings.Contains(errs.String(), "x.pact:"+c.line+":5: error[U001]") || !strings.Contains(errs.String(), c.room) {
			t.Errorf("%s: exit code %d: %s", c.memory, code, errs.String())
		}
	}
}

// One file that cannot be formatted does not keep the others from it.
func TestFmtGoesOnAfterAFileItCannotWrite(t *testing.T) {
	dir := lay(t)
	if err := os.Link(filepath.Join(dir, "pact.pact"), filepath.Join(dir, "second.pact")); err != nil {
		t.Skip(err)
	}
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"fmt", dir}, streams{out: &out, err: &errs, disk: safefile.OS})
	if code != exitInvalid || strings.Count(errs.String(), "2 names (hard links)") != 2 {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if content(t, filepath.Join(dir, "pact.pact")) != untidy || content(t, filepath.Join(dir, "x.pact")) == untidy {
		t.Errorf("written were %s", out.String())
	}
}
