package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

// textsFlag is where the texts are had that amendments in a log put in force.
type textsFlag struct{ texts []string }

// text is one that was read, with its digest.
type text struct {
	pact   *model.Pact
	digest string
}

// beside gives the texts that the amendments of a log name: by their paths from where the log lies, or by their digests those that the call names.
// What an amendment says of the digest has to be so.
func (f *textsFlag) beside(ctx context.Context, s streams, ask *question, log string) track.TextOf {
	known := map[string]text{}
	read := func(path string) (text, error) {
		if x, ok := known[path]; ok {
			return x, nil
		}
		_, r, err := ask.oneResult(ctx, s, path)
		if err != nil {
			return text{}, err
		}
		digest, _, _ := r.Digest()
		known[path] = text{r.Pact, digest}
		return known[path], nil
	}
	return func(e *record.Event) (*model.Pact, error) {
		if e.Text != "" {
			path := filepath.FromSlash(e.Text)
			if !filepath.IsLocal(path) {
				return nil, fmt.Errorf("line %d of the log names the text %s, which does not lie beside the log or below it", e.Line, shown(e.Text))
			}
			if log != standardInput {
				path = filepath.Join(filepath.Dir(log), path)
			}
			x, err := read(path)
			if err == nil && e.Digest != "" && !sameDigest(e.Digest, x.digest) {
				return nil, fmt.Errorf("line %d of the log gives the digest %s to %s, and that has %s: it is another text", e.Line, shown(e.Digest), shown(e.Text), x.digest)
			}
			return x.pact, err
		}
		for _, path := range f.texts {
			x, err := read(path)
			if err != nil {
				return nil, err
			}
			if sameDigest(e.Digest, x.digest) {
				return x.pact, nil
			}
		}
		return nil, fmt.Errorf("line %d of the log puts the text with the digest %s in force: name a file with it by --text", e.Line, shown(e.Digest))
	}
}

func sameDigest(said, is string) bool {
	return strings.EqualFold(strings.TrimPrefix(strings.TrimSpace(said), "sha256:"), is)
}
