package campaign

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
)

// Meaning names the program as far as its answers may differ from those of another: the version that it was built from, if that is known
// and was not changed since, else the digest of the program itself. A version that only words something anew is another one all the same:
// to do a job again costs time, to keep an answer that no longer holds would cost more.
var Meaning = sync.OnceValues(func() (string, error) {
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := versionOf(info); v != "" {
			return v, nil
		}
	}
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return "program " + hex.EncodeToString(sum.Sum(nil)), nil
})

// versionOf is the version that a program was built from, if that names its source.
func versionOf(info *debug.BuildInfo) string {
	revision, changed := "", true
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			changed = s.Value != "false"
		}
	}
	if revision != "" && !changed {
		return "commit " + revision
	}
	if info.Main.Sum != "" { // a released module: nobody can change it
		return fmt.Sprintf("version %s %s", info.Main.Version, info.Main.Sum)
	}
	return ""
}

// Queue names the queue of the jobs of a meaning: who works by another does not take them.
func Queue(meaning string) string { return "m" + digest([]byte(meaning))[:20] }
