package load

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/format"
)

// Digest is the SHA-256 (FIPS 180-4), in hexadecimal digits, of the canonical texts of a pact, the main file's first and then
// the others in the order in which they are first used, each after its length in bytes as a decimal number and a line feed. It is
// not ok if one of them cannot be parsed; then the diagnostics say why.
func (r *Result) Digest() (digest string, ds []diag.Diagnostic, ok bool) {
	sum := sha256.New()
	for _, f := range r.Files() {
		text, ds := format.Source(f)
		if diag.HasErrors(ds) {
			return "", ds, false
		}
		fmt.Fprintf(sum, "%d\n", len(text))
		sum.Write(text)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil, true
}
