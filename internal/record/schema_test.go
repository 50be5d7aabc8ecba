package record_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/record"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	const url = "https://servanda-lang.org/schema/event-1.json"
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(record.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(url, doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile(url)
}

// The schema and the reader take the same lines and refuse the same.
func TestTheSchemaSaysWhatIsRead(t *testing.T) {
	s := schema(t)
	lines := []string{
		whole, `{"kind":"note","note":"a","evidence":"b"}`, `{"kind":"did_not_happen","of":"1"}`, `{"kind":"withdrawal"}`, `{"kind":"note","note":"a","of":"1"}`,
		`{"kind":"did_not_happen","when":"2026-01-01","until":"2026-01-02","actor":"a","move":"b"}`, `{"kind":"did_not_happen","of":"1","until":"2026-01-02"}`,
		`{"kind":"answer","point":"a","value":"b"}`, `{"kind":"answer","point":"a"}`, `{"kind":"settlement","of":"1","move":"a"}`, `{"when":"day 3","actor":"a","move":"b"}`,
		`{"when":"day 03","actor":"a","move":"b"}`,
		`{"kind":"amendment","when":"day 3","text":"b.pact","agreed":["a","b"],"renamed":["a=b"],"digest":"x"}`, `{"kind":"amendment","when":"day 3"}`,
		`{"kind":"amendment","text":"b.pact"}`, `{"kind":"amendment","when":"day 3","digest":"x","renamed":["a"]}`, `{"kind":"amendment","when":"day 3","digest":"x","renamed":["=b"]}`,
		`{"kind":"amendment","when":"day 3","digest":"x","renamed":["a= "]}`, `{"kind":"amendment","when":"day 3","digest":"x","move":"a"}`, `{"when":"day 3","actor":"a","move":"b","text":"c"}`, `{"kind":"correction","of":"1","when":"2026-01-01","actor":"a","move":"b","against":["x"]}`,
	}
	files, _ := filepath.Glob("testdata/errors/*.txtar")
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if f.Name == "log.jsonl" && !strings.Contains(string(f.Data), "2026-13-01") && !strings.Contains(string(f.Data), `"until":"2026-03-01"`) { // beyond a schema
				lines = append(lines, strings.Split(strings.TrimSpace(string(f.Data)), "\n")...)
			}
		}
	}
	for _, line := range lines {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil || strings.Contains(line, `"note":"b"}`) || strings.Contains(line, `\ud800`) {
			continue // no JSON, said twice, or half a character: no schema sees that
		}
		_, read := record.ParseLine([]byte(line))
		if valid := s.Validate(doc); (valid == nil) != (read == nil) {
			t.Errorf("%s\nby the schema: %v\nread: %v", line, valid, read)
		}
	}
}
