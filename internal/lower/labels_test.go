package lower_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/servanda-lang/servanda/internal/load"
)

func TestLabelsThatReadAsSomethingElse(t *testing.T) {
	for decls, want := range map[string]string{
		"party a \"Nobody\"":                              "1: in a sentence, \"Nobody\" does not read as the name of somebody",
		"body a \"The  Outsider\"":                        "1: in a sentence, \"The  Outsider\" does not read as the name of somebody",
		"party a \"N\u043ebody\"":                         "1: in a sentence, \"N\u043ebody\" does not read as the name of somebody",
		"party everyone":                                  "1: in a sentence, \"everyone\" does not read as the name of somebody",
		"party a \"Timeland\"":                            "",
		"party a \"\"":                                    "1: the label of `a` is blank",
		"act go \" \" by outsider\ncheck { possible go }": "1: the label of `go` is blank",
		"party a \"North\"\nparty b \"North\"":            "2: `a` and `b` are both called \"North\"",
		"party a \"North\"\nbody b \"N\u043erth\" of a":   "2: \"N\u043erth\" can be taken for \"North\"",
		"party north\nparty b \"North\"":                  "2: \"North\" can be taken for \"north\"",
		"party a \"North\"\nparty b \"South\"":            "",
		"party a\ninstrument i \"Deal\" { between a }\ninstrument j \"deal\" { between a }": "3: \"deal\" can be taken for \"Deal\"",
		"party a \"Deal\"\ninstrument i \"Deal\" { between a }":                             "",
	} {
		r := load.Source("x.pact", []byte(decls+"\npact \"x\"\n"))
		var got []string
		for _, d := range r.Diagnostics {
			if d.Code == "W006" {
				got = append(got, string('0'+rune(d.Span.Position().Line))+": "+d.Summary)
			} else {
				t.Errorf("%s: %s %s", decls, d.Code, d.Summary)
			}
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: got %q, want %q", decls, got, want)
		}
	}
}

// A part accepts what is found of its own clauses, also under another name, and nothing else.
func TestAPartAcceptsOnlyItsOwn(t *testing.T) {
	for part, want := range map[string]string{
		"# servanda: accept hollow because we say so\n\nparty b\n":                                        "M026",
		"party b\n\n# servanda: accept hollow because we say so\n":                                        "M026",
		"# servanda: accept stuck because we say so\npurpose { c is signed }\ninstrument c { between a }": "M026",
		"# servanda: accept hollow because we say so\ninstrument c { between a }\n":                       "",
		"instrument c {\n# servanda: accept hollow because we say so\nbetween a }\n":                      "",
	} {
		r, err := load.FS(fstest.MapFS{
			"main.pact": {Data: []byte("pact \"x\"\nparty a\n# servanda: accept hollow because both know it\nuse \"part.pact\"\n")},
			"part.pact": {Data: []byte(part)},
		}, "main.pact")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range r.Diagnostics {
			got = append(got, string(d.Code))
			if at := d.Span.File.Path; at != "part.pact" || !strings.Contains(d.Detail, "main.pact") {
				t.Errorf("%s: in %s: %s", part, at, d.Detail)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s", part, got, want)
		}
		if want == "" && len(r.Pact.Accepts) != 2 {
			t.Errorf("%s: %v", part, r.Pact.Accepts)
		}
	}
}
