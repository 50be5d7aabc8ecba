package lsp

import (
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/servanda-lang/servanda/internal/load"
)

// pathOf gives the path under which a document is known inside: of a file its real path, with forward slashes; of what is no
// file, such as a text that was never saved, its URI.
func pathOf(uri string) string {
	name, ok := fileOf(uri)
	if !ok {
		return uri
	}
	real, err := load.RealPath(name)
	if err != nil {
		return uri
	}
	return filepath.ToSlash(real)
}

// fileOf gives the file that a URI names.
func fileOf(uri string) (string, bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Path == "" {
		return "", false
	}
	p := u.Path
	if runtime.GOOS == "windows" {
		if drive := strings.TrimPrefix(p, "/"); len(drive) > 1 && drive[1] == ':' {
			p = drive
		} else if u.Host != "" {
			p = "//" + u.Host + p
		}
	}
	return filepath.FromSlash(p), true
}

// isFile reports whether a path inside is that of a file.
func isFile(path string) bool { return filepath.IsAbs(filepath.FromSlash(path)) }

// uriOf gives the URI of a path inside.
func uriOf(path string) string {
	if !isFile(path) {
		return path
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
