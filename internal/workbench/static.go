package workbench

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"embed"
	"encoding/base64"
	"net/http"
	"strings"
	"sync"

	"github.com/servanda-lang/servanda/internal/form"
)

//go:generate go run ./bundle

//go:embed static
var static embed.FS

// served are the files of the page: what they are, and their bytes, packed once.
var served = sync.OnceValue(func() map[string]*servedFile {
	out := map[string]*servedFile{}
	for name, kind := range map[string]string{"app.js": "text/javascript; charset=utf-8", "app.css": "text/css; charset=utf-8", "licences.txt": "text/plain; charset=utf-8"} {
		text, err := static.ReadFile("static/" + name)
		if err != nil {
			panic(err) // it is embedded
		}
		out[name] = pack(kind, text)
	}
	out["document.css"] = pack("text/css; charset=utf-8", []byte(form.CSS()))
	return out
})

type servedFile struct {
	kind          string
	plain, packed []byte
}

func pack(kind string, text []byte) *servedFile {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is one
	_, _ = w.Write(text)                                  // into memory
	_ = w.Close()
	return &servedFile{kind, text, b.Bytes()}
}

func (f *servedFile) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(f.packed)
		return
	}
	_, _ = w.Write(f.plain)
}

// serveStatic serves a file of the page.
func serveStatic(w http.ResponseWriter, r *http.Request) {
	f := served()[r.PathValue("name")]
	if f == nil {
		http.NotFound(w, r)
		return
	}
	f.serve(w, r)
}

// servePage serves the page itself. Its script may ask for nothing but what comes from here, and only style elements that know
// the word of this one answer are heeded.
func servePage(w http.ResponseWriter, r *http.Request) {
	raw := make([]byte, 16)
	_, _ = rand.Read(raw) // it does not fail
	nonce := base64.RawStdEncoding.EncodeToString(raw)
	text, err := static.ReadFile("static/index.html")
	if err != nil {
		panic(err) // it is embedded
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"+nonce+"'; img-src 'self' data:; "+
		"connect-src 'self' ws://"+r.Host+"; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	pack("text/html; charset=utf-8", bytes.ReplaceAll(text, []byte("{{nonce}}"), []byte(nonce))).serve(w, r)
}
