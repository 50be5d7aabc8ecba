package load

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/format"
)

// Digest names the text of a pact that was read: two have the same digest if their canonical texts are the same, those of the
// files that they use included. It is the SHA-256 (FIPS 180-4), in hexadecimal digits, of these texts, the main file's first and then
// the others in the order in which they are first used, each after its length in bytes as a decimal number and a line feed. What
// does not parse has none: then the file and its diagnostics are given.
func (r *Result) Digest() (digest, path string, ds []diag.Diagnostic) {
	sum := sha256.New()
	for _, f := range r.Files() {
		text, ds := format.Source(f)
		if diag.HasErrors(ds) {
			return "", f.Path, ds
		}
		fmt.Fprintf(sum, "%d\n", len(text))
		sum.Write(text)
	}
	return hex.EncodeToString(sum.Sum(nil)), "", nil
}
