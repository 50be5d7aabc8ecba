// Command bundle puts the script and the style of the workbench's page together.
//
// Input: the sources in ../ui and the packages that `npm ci` puts beside them. Output: app.js, app.css and the licences of what
// is in them, in ../static; the same bytes whenever the sources and the lock file are the same. It is run by `go generate`.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if err := write("ui", "static"); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// write puts the bundle of some sources into a folder.
func write(sources, to string) error {
	files, err := build(sources)
	if err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(to, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// build makes the files of the bundle, by name.
func build(sources string) (map[string][]byte, error) {
	abs, err := filepath.Abs(sources)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(abs, "node_modules")); err != nil {
		return nil, errors.New("the packages of the page are not installed: run npm ci in internal/workbench/ui")
	}
	r := api.Build(api.BuildOptions{
		AbsWorkingDir: abs, EntryPoints: []string{"app.js", "app.css"}, Outdir: "out", Bundle: true, Metafile: true,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone,
		Alias: of(abs), Format: api.FormatESModule, Target: api.ES2022, Platform: api.PlatformBrowser, LogLevel: api.LogLevelSilent,
	})
	if len(r.Errors) > 0 {
		return nil, errors.New(strings.Join(api.FormatMessages(r.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage}), ""))
	}
	out := map[string][]byte{}
	for _, f := range r.OutputFiles {
		out[filepath.Base(f.Path)] = f.Contents
	}
	out["licences.txt"], err = licences(abs, r.Metafile)
	return out, err
}

// of makes the grammar in editors/lezer take the packages of the page, wherever else there are some.
func of(dir string) map[string]string {
	out := map[string]string{}
	for _, name := range []string{"@codemirror/language", "@lezer/highlight", "@lezer/lr"} {
		out[name] = filepath.ToSlash(filepath.Join(dir, "node_modules", filepath.FromSlash(name)))
	}
	return out
}

// licences are the texts under which the packages are given of which something is in the bundle.
func licences(dir, metafile string) ([]byte, error) {
	var meta struct{ Inputs map[string]any }
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, err
	}
	var names []string
	for input := range meta.Inputs {
		if name := packageOf(input); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var b strings.Builder
	for _, name := range names {
		one, err := licence(filepath.Join(dir, "node_modules", filepath.FromSlash(name)), name)
		if err != nil {
			return nil, err
		}
		b.WriteString(one)
	}
	return []byte(b.String()), nil
}

// packageOf is the package that an input of the bundle is of; empty for our own.
func packageOf(input string) string {
	_, in, ok := strings.Cut(input, "node_modules/")
	if !ok {
		return ""
	}
	parts := strings.Split(in, "/")
	if strings.HasPrefix(in, "@") {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// licence is the heading of a package with its licence under it.
func licence(dir, name string) (string, error) {
	text, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return "", err
	}
	var p struct{ Version, License string }
	if err := json.Unmarshal(text, &p); err != nil {
		return "", err
	}
	for _, file := range []string{"LICENSE", "LICENSE.md", "LICENCE", "License.txt"} {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		return fmt.Sprintf("%s %s (%s)\n\n%s\n\n", name, p.Version, p.License, strings.TrimSpace(string(text))), err
	}
	return "", fmt.Errorf("%s has no licence", name)
}
