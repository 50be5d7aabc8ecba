package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/safefile"
)

func TestAChangeIsNotWrittenOverAFileThatWasEditedMeanwhile(t *testing.T) {
	text, err := os.ReadFile("../../examples/toothless-ban-and-snapback/flawed.pact")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "draft.pact")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	s := streams{strings.NewReader(""), &out, &out, safefile.OS}
	f := repairFlags{finding: "toothless:keep_out", size: 1, take: 1}
	ask, err := f.asking.parse()
	if err != nil {
		t.Fatal(err)
	}
	file, base, err := ask.oneResult(context.Background(), s, file)
	if err != nil {
		t.Fatal(err)
	}
	found, err := f.mend(context.Background(), s, ask, file, base)
	if err != nil {
		t.Fatal(err)
	}
	edited := append([]byte("# somebody else\n"), text...)
	if err := os.WriteFile(file, edited, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.apply(s, file, base, found); err == nil {
		t.Error("it was written over what somebody else wrote meanwhile")
	}
	if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, edited) {
		t.Errorf("the file is %q, %v", now, err)
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.apply(s, file, base, found); err != nil {
		t.Error(err)
	}
	if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, found.Mends[0].Text) {
		t.Errorf("the file is %q, %v", now, err)
	}
}
