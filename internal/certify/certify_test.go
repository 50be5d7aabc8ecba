package certify_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/servanda-lang/servanda/internal/certify"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/verify"
)

func TestSmall(t *testing.T) {
	files, _ := filepath.Glob("../../examples/*/*.pact")
	for _, f := range files {
		r, err := load.Load(f)
		if err != nil || r.Pact == nil {
			t.Fatal(err)
		}
		a, err := inquiry.Check(context.Background(), r.Pact, inquiry.Query{Workers: 1})
		if err != nil {
			t.Fatal(f, err)
		}
		c, err := certify.Make(context.Background(), certify.Query{Answer: a, Digest: "x"})
		if err != nil {
			t.Fatal(f, err)
		}
		text, _ := json.Marshal(c)
		back, err := verify.Read(text)
		if err != nil {
			t.Fatal(f, err)
		}
		if err := back.Verify(context.Background(), r.Pact, "x", 1000000); err != nil {
			t.Error(f, err)
		}
		for _, p := range c.Parts {
			n := 0
			for _, e := range p.Entries {
				n += len(e.Found)
			}
			fmt.Println(f, p.States, len(p.Entries), n, len(p.Sets), len(text))
			for _, l := range p.Left {
				if l.Why != verify.OfText {
					fmt.Println("   ", l)
				}
			}
		}
	}
}
