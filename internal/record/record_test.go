package record_test

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/record"
)

var update = flag.Bool("update", false, "write what is said as what is expected")

// all reads a log to its end.
func all(name, text string) (out []record.Event, err error) {
	r := record.NewReader(name, strings.NewReader(text), record.FormOf(name))
	for {
		e, err := r.Next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		out = append(out, e)
	}
}

// Each archive has a log and what is wrong with it, letter by letter.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(a.Files); i += 2 {
			log, want := a.Files[i], strings.TrimSuffix(string(a.Files[i+1].Data), "\n")
			_, err := all(log.Name, string(log.Data))
			var wrong *record.Error
			if !errors.As(err, &wrong) {
				t.Errorf("%s: %s: %v, want an error in the log", file, log.Name, err)
				continue
			}
			a.Files[i+1].Data = []byte(wrong.Error() + "\n")
			if diff := cmp.Diff(want, wrong.Error()); diff != "" && !*update {
				t.Errorf("%s: %s (-want +got):\n%s", file, log.Name, diff)
			}
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// whole is an event with all that one can have.
const whole = `{"id":"e1","kind":"happened","when":"2026-03-31T18:30:00+02:00","actor":"north","move":"decides on order","value":"after","against":["e2","e3"],` +
	`"reporter":"a","recorded":"2026-04-01","evidence":["one, \"two\"","three"],"note":"a\tb <c> é"}`

func TestReadsWhatIsWritten(t *testing.T) {
	lines := []string{
		whole,
		`{"when":"day 12","actor":"north","move":"leave"}`,
		`{"kind":"did_not_happen","when":"2026-01-01","until":"2026-01-31","actor":"north","move":"leave","reporter":"b"}`,
		`{"kind":"did_not_happen","of":"e1"}`,
		`{"kind":"correction","when":"2026-01-02","actor":"north","move":"leave","of":"e1"}`,
		`{"kind":"withdrawal","of":"e1"}`,
		`{"kind":"confirmation","of":"e1"}`,
		`{"kind":"settlement","of":"e1"}`,
		`{"kind":"answer","value":"30 days","point":"notice"}`,
		`{"kind":"note","note":"rain"}`,
	}
	events, err := all("log.jsonl", strings.Join(lines, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range events {
		want := strings.Replace(lines[i], `"kind":"happened",`, "", 1) // as it is written when nothing is said
		if got := string(events[i].AppendLine(nil)); got != want {
			t.Errorf("line %d is written as\n%s\nwant\n%s", i+1, got, want)
		}
		if events[i].Line != i+1 {
			t.Errorf("line %d is told as %d", i+1, events[i].Line)
		}
	}
	var table strings.Builder
	if err := record.WriteCSV(&table, func(yield func(*record.Event) bool) {
		for i := range events {
			if !yield(&events[i]) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	again, err := all("log.csv", table.String())
	if err != nil {
		t.Fatal(err)
	}
	for i := range again {
		again[i].Line = events[i].Line
	}
	if diff := cmp.Diff(events, again); diff != "" {
		t.Errorf("as a table it is something else (-lines +table):\n%s", diff)
	}
}

// A line that is still being written is waited for, and only the last one.
func TestGrowing(t *testing.T) {
	const text = `{"kind":"note","note":"a"}` + "\n" + `{"kind":"no`
	r := record.NewReader("log", strings.NewReader(text), record.JSONLines).Growing()
	if e, err := r.Next(); err != nil || e.Note != "a" {
		t.Fatal(e, err)
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("%v, want the end", err)
	}
	if _, err := all("log", text); err == nil {
		t.Error("half a line is an event")
	}
	if _, err := record.NewReader("log", strings.NewReader(text+"\n"), record.JSONLines).Growing().Next(); err != nil {
		t.Error(err)
	}
}

// A log that is not read to its end is not held.
func TestLongLines(t *testing.T) {
	for name, text := range map[string]io.Reader{
		"log.jsonl": io.MultiReader(strings.NewReader(`{"note":"`), endless('a')),
		"log.csv":   io.MultiReader(strings.NewReader("kind,note\nnote,\""), endless('\n')),
	} {
		_, err := record.NewReader(name, text, record.FormOf(name)).Next()
		if err == nil || !strings.Contains(err.Error(), "longer than 1048576 bytes") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// Days of one order.
func TestWhen(t *testing.T) {
	var times []record.When
	for _, text := range []string{"2026-03-01", "2026-03-01T06:00:00Z", "2026-03-01T06:30:00+01:00", "2026-03-01T05:30:00Z"} {
		w, err := record.ParseWhen(text)
		if err != nil {
			t.Fatal(err)
		}
		times = append(times, w)
	}
	slices.SortStableFunc(times, record.When.WithinDay)
	var got []string
	for _, w := range times {
		got = append(got, w.Text)
	}
	want := []string{"2026-03-01", "2026-03-01T06:30:00+01:00", "2026-03-01T05:30:00Z", "2026-03-01T06:00:00Z"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, text := range []string{"", "2026", "2026-02-30", "2026-03-01 06:00:00Z", "2026-03-01T06:00:00", "day -1", "day 01", "day 99999999", "0000-01-01"} {
		if w, err := record.ParseWhen(text); err == nil {
			t.Errorf("%q is %+v", text, w)
		}
	}
}

// seeds are logs to begin with.
func seeds(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte(`{"kind":"amendment","when":"day 3","text":"b.pact","digest":"sha256:00","agreed":["a"],"renamed":["a=b"]}`))
	files, _ := filepath.Glob("testdata/errors/*.txtar")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, x := range txtar.Parse(text).Files {
			f.Add(x.Data)
		}
	}
	f.Add([]byte("kind,note,evidence\nnote,\"a\nb\",x | y\n"))
}

// Whatever the bytes: no panic, an error with a place in the text, or events that are the same when they are read again.
func FuzzJSONLines(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, e := range readable(t, "log.jsonl", text) {
			line := e.AppendLine(nil)
			again, err := record.ParseLine(line)
			if err != nil || string(again.AppendLine(nil)) != string(line) {
				t.Fatalf("%s is read as %+v, %v", line, again, err)
			}
		}
	})
}

// The same of tables; what a table cannot hold (a text with a bar between spaces in a list) is not asked for.
func FuzzCSV(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		events := readable(t, "log.csv", text)
		var table strings.Builder
		if err := record.WriteCSV(&table, func(yield func(*record.Event) bool) {
			for i := range events {
				if !yield(&events[i]) {
					return
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
		again, err := all("log.csv", table.String())
		if err != nil || len(again) != len(events) {
			t.Fatalf("%d events are written, %d read: %v", len(events), len(again), err)
		}
		for i := range again {
			if !again[i].Same(&events[i]) {
				t.Fatalf("%s is read as %s", events[i].AppendLine(nil), again[i].AppendLine(nil))
			}
		}
	})
}

// readable is the events of a text, as far as it is a log.
func readable(t *testing.T, name string, text []byte) []record.Event {
	events, err := all(name, string(text))
	var wrong *record.Error
	if errors.As(err, &wrong) {
		if wrong.Line < 1 || wrong.Column < 1 || wrong.Message == "" || wrong.File != name {
			t.Fatalf("an error that says little: %+v", wrong)
		}
		_ = wrong.Error()
	} else if err != nil {
		t.Fatalf("an error without a place: %v", err)
	}
	return events
}
