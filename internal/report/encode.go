package report

import (
	"encoding/json"
	"io"

	"github.com/servanda-lang/servanda/internal/diag"
)

// encode writes a value as JSON that people can read too, and that no build system takes a command from.
// Data writes plain data as JSON in which nothing is obeyed that it is printed to.
func Data(w io.Writer, v any) error { return encode(w, v) }

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(defused{w})
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// defused escapes signs inside of strings. The encoder writes each value in one call.
type defused struct{ w io.Writer }

func (d defused) Write(p []byte) (int, error) {
	if _, err := d.w.Write(diag.DefuseJSON(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}
