package certify_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/servanda-lang/servanda/internal/certify"
	"github.com/servanda-lang/servanda/internal/inquiry"
)

// Certificates keep to their schema, whole ones and such as leave something out.
func TestSchema(t *testing.T) {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(certify.SchemaText))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("certificate.json", schema); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("certificate.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(pacts(t, "examples/*/flawed.pact", "examples/minsk-in-miniature.pact"), filepath.FromSlash(small)) {
		a, digest := answered(t, file, inquiry.Query{})
		for _, q := range []certify.Query{{}, {States: 30}, {Sets: 2}} {
			q.Answer, q.Digest = a, digest
			_, text := made(t, q)
			data, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(data); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}
