package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// pactFiles turns the paths of a call into the files they mean: a file is itself, a folder its main file or
// else all .pact files in it, "folder/..." those in the folders below too, and - the standard input.
func pactFiles(paths []string) ([]string, error) { return filesOfAll(paths, false) }

// everyPactFile is pactFiles for what is done to files rather than to pacts: a folder is every .pact file in
// it and below it.
func everyPactFile(paths []string) ([]string, error) { return filesOfAll(paths, true) }

func filesOfAll(paths []string, deep bool) ([]string, error) {
	var out []string
	for _, p := range paths {
		files, err := filesOf(p, deep)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out, nil
}

func filesOf(path string, deep bool) ([]string, error) {
	if path == standardInput {
		return []string{nameOfInput}, nil
	}
	root := path
	if path == "..." || strings.HasSuffix(filepath.ToSlash(path), "/...") {
		root, deep = filepath.Clean(strings.TrimSuffix(path, "...")), true
	}
	info, err := os.Stat(root)
	if err != nil {
		return nil, notThere(root, err)
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	if main := mainFile(root); main != "" && !deep {
		return []string{main}, nil
	}
	files, err := filesIn(root, deep)
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("there is no .pact file in %s", shown(root))
		if !deep {
			err = fmt.Errorf("%w; %s looks in the folders below it too", err, shown(filepath.Join(root, "...")))
		}
	}
	return files, err
}

// mainFile is the file that a folder is about, if its name says so: that of the folder, or main.pact.
func mainFile(root string) string {
	abs, err := filepath.Abs(root)
	if err != nil {
		return ""
	}
	for _, name := range []string{filepath.Base(abs) + ".pact", "main.pact"} {
		if info, err := os.Stat(filepath.Join(root, name)); err == nil && info.Mode().IsRegular() {
			return filepath.Join(root, name)
		}
	}
	return ""
}

// notThere words the commonest mistake, and names a file that is there.
func notThere(path string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var names []string
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	near := diag.Nearest(filepath.Base(path), names)
	if near == "" {
		return fmt.Errorf("there is no file or folder %s", shown(path))
	}
	return fmt.Errorf("there is no file or folder %s; did you mean %s?", shown(path), shown(filepath.Join(filepath.Dir(path), near)))
}

// filesIn lists .pact files, hidden folders left out.
func filesIn(root string, deep bool) ([]string, error) {
	var out []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (!deep || strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case !d.IsDir() && filepath.Ext(path) == ".pact":
			out = append(out, path)
		}
		return nil
	})
	return out, err
}

// wholePactsOf turns the paths of a call into the pacts they mean.
func wholePactsOf(ctx context.Context, paths []string) ([]string, error) {
	return await(ctx, func() ([]string, error) {
		files, err := pactFiles(paths)
		if err != nil {
			return nil, err
		}
		return wholePacts(files, paths), nil
	})
}

// wholePacts leaves out the files that others among them use: they are parts, looked at with the pact they
// belong to. A file that was named in the call by itself stays.
func wholePacts(files, named []string) []string {
	if len(files) == 1 {
		return files
	}
	used := map[string]bool{}
	for _, f := range files {
		for _, u := range uses(f) {
			used[u] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(files), func(f string) bool {
		return used[filepath.Clean(f)] && !slices.Contains(named, f)
	})
}

// uses lists the files that a file takes declarations from; none if it cannot be read, which is told later.
func uses(path string) []string {
	if path == nameOfInput {
		return nil // it can use nothing
	}
	text, err := load.ReadFile(path)
	if err != nil {
		return nil
	}
	tree, _ := syntax.Parse(source.NewFile(path, text))
	var out []string
	for _, d := range tree.Decls {
		if u, ok := d.(*syntax.UseDecl); ok && u.Path != nil {
			out = append(out, filepath.Join(filepath.Dir(path), filepath.FromSlash(u.Path.Value)))
		}
	}
	return out
}
