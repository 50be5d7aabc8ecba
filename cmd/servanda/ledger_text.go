package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda"
	"github.com/servanda-lang/servanda/internal/server/client"
	"github.com/spf13/cobra"
)

const textLong = `Text hands a server the text of a pact whose digest an entry of its ledger names: one of ledger add --pact or --amendment, or an amendment in
the log. From then on the server follows it where the record says so, and nobody has to start anything anew. A text with another digest
is refused, so nobody has to believe who hands it in; and it may be handed in by whoever may say which text is in force. A text is one file.`

func textCommand(s streams) *cobra.Command {
	entry := int64(-1)
	cmd := &cobra.Command{
		Use:   "text URL FILE",
		Short: "Hand a server the text whose digest is in the ledger",
		Long:  textLong,
		Example: "  servanda ledger add --server https://ledger.example --amendment amended.pact --key north.key\n" +
			"  servanda ledger text https://ledger.example amended.pact --me north.key",
		Args: named(2, 2, "text URL FILE --me FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return handInText(cmd.Context(), s, args[0], args[1], entry)
		},
	}
	cmd.Flags().Int64Var(&entry, "entry", -1, "the `NUMBER` of the entry that names the text (default: found by the id that ledger add gives it)")
	return cmd
}

func handInText(ctx context.Context, s streams, address, path string, entry int64) error {
	c, err := clientAt(ctx, s, address)
	if err != nil {
		return err
	}
	digest, err := servanda.Digest(path)
	if err != nil {
		return err
	}
	body, err := s.disk.ReadFile(path)
	if err != nil {
		return err
	}
	if entry < 0 {
		if entry, err = entryOf(ctx, c, digest); err != nil {
			return err
		}
	}
	got, err := c.HandIn(ctx, entry, body)
	if err != nil {
		return err
	}
	if got.Digest != "sha256:"+digest {
		return errors.New("the server has taken another text than was handed in")
	}
	word := "has the text that entry %d names"
	if !got.New {
		word = "had the text that entry %d names"
	}
	return sayf(s.out, "The server "+word+": %s", got.Entry, got.Digest)
}

// entryOf finds the entry that names a text, by the ids that ledger add gives.
func entryOf(ctx context.Context, c *client.Client, digest string) (int64, error) {
	for _, kind := range []string{kindAmendment, kindPact} {
		all, err := c.Called(ctx, kind+":"+digest)
		if err != nil {
			return 0, err
		}
		for _, e := range all {
			if e.Kind == kind {
				return e.Entry, nil
			}
		}
	}
	return 0, fmt.Errorf("no entry is called after this text: record it with ledger add --amendment, or name the entry that gives its digest, sha256:%s, with --entry", digest)
}
