package lsp

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

const vscodeDir = "../../editors/vscode"

// snippet is one of those that an editor offers.
type snippet struct {
	Prefix, Description string
	Body                []string
}

var placeholder = regexp.MustCompile(`\$\{[0-9]+:([^}]*)\}|\$\{[0-9]+\|([^,|]*)[^}]*\}|\$0`)

// Every snippet, as it stands before anything in it is changed, can be read.
func TestSnippetsCanBeRead(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(vscodeDir, "snippets/pact.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]snippet
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for name, s := range all {
		body := placeholder.ReplaceAllString(strings.Join(s.Body, "\n"), "$1$2")
		switch word, _, _ := strings.Cut(s.Prefix, " "); word {
		case "duty", "ban", "power":
			body = "instrument i {\n  between a, b\n" + body + "\n}\n"
		case "cite":
			body = "party a " + body
		}
		if _, ds := syntax.Parse(source.NewFile(name, []byte(body))); diag.HasErrors(ds) {
			t.Errorf("%s: %s\n%s", name, ds[0].Render(false), body)
		}
		if s.Description == "" || seen[s.Prefix] != "" {
			t.Errorf("%s: no description, or the prefix of %s", name, seen[s.Prefix])
		}
		seen[s.Prefix] = name
	}
}

// What the manifest of the extension speaks of is there.
func TestTheManifestSpeaksOfWhatIsThere(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(vscodeDir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	manifest, code := read("package.json"), read("extension.js")+read("statements.js")
	for _, m := range regexp.MustCompile(`"command": "([^"]+)", "title"`).FindAllStringSubmatch(manifest, -1) {
		if !strings.Contains(code, `registerCommand("`+m[1]+`"`) {
			t.Errorf("nothing does %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`"id": "(servanda\.[^"]+)"`).FindAllStringSubmatch(manifest, -1) {
		if !strings.Contains(code, `createTreeView("`+m[1]+`"`) {
			t.Errorf("nothing fills the view %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`"(?:path|main|configuration)": "\./([^"]+)"`).FindAllStringSubmatch(manifest, -1) {
		read(m[1])
	}
}

// The view of statements shows what the server tells: as it is, then with what was found before while the text does not compile, then
// as it is again. Without node the test is skipped.
func TestTheViewOfStatements(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node to run the view with")
	}
	a, err := txtar.ParseFile("testdata/statements.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	c := connect(t, files, Options{Workers: 1}, everything)
	var answers []json.RawMessage
	ask := func() {
		c.settle()
		var now json.RawMessage
		c.call("servanda/statements", map[string]any{"textDocument": map[string]any{"uri": c.uri("main.pact")}}, &now)
		answers = append(answers, now)
	}
	c.open("main.pact", files["main.pact"])
	ask()
	const waits, half, mended = "order is no or aid is in force", "aid is in", "aid is in force"
	at := strings.Index(files["main.pact"], waits)
	c.replace("main.pact", at, at+len(waits), half)
	ask()
	c.replace("main.pact", at, at+len(half), mended)
	ask()
	in, err := json.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "test/view.js")
	cmd.Dir, cmd.Stdin, cmd.Stderr = vscodeDir, bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/view.txt"
	if *update {
		if err := os.WriteFile(golden, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(out)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
