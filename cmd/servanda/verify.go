package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/servanda-lang/servanda/internal/certify"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/verify"
	"github.com/spf13/cobra"
)

const verifyLong = `Verify holds a certificate, as servanda check --certificate writes it, to the pact it is of. It believes nothing of the search that
found the answers: it makes the moves of the pact by itself, holds every set of states of the certificate to its rule, one state
after the other, and every course to what it has to show. What it says is verified it has verified; what the certificate leaves out it lists.

Exit code: 0 if all that is certified was verified, 1 if the certificate is refused, with the place, 2 if the pact does not compile or
the call is wrong, 3 if a limit was reached, 4 for a fault of our own, 130 if it was interrupted.`

// verifyFlags are the flags of verify.
type verifyFlags struct {
	asking
	forms
}

func verifyCommand(s streams) *cobra.Command {
	var f verifyFlags
	cmd := &cobra.Command{
		Use:     "verify CERTIFICATE FILE",
		Short:   "Hold a certificate to the pact it is of",
		Long:    verifyLong,
		Example: "  servanda check --certificate treaty.json treaty.pact\n  servanda verify treaty.json treaty.pact",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("name a certificate and a .pact file: servanda verify CERTIFICATE FILE")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0], args[1]) },
	}
	f.asking.registerLimits(cmd.Flags())
	cmd.Flags().IntVar(&f.maxStates, "max-states", verify.MostStates, "give up if a filling has more states than this")
	f.forms.register(cmd)
	return cmd
}

func (f *verifyFlags) run(ctx context.Context, s streams, certificate, arg string) error {
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	file, p, err := ask.onePact(ctx, s, arg)
	if err != nil {
		return err
	}
	loaded, err := ask.load(ctx, s, file)
	if err != nil {
		return err
	}
	text, err := await(ctx, func() ([]byte, error) { return readCertificate(certificate) })
	if err != nil {
		return err
	}
	digest, _, _ := loaded.Digest()
	c, err := bounded(ctx, ask.options, func(ctx context.Context, q inquiry.Query) (*verify.File, error) {
		c, err := verify.Read(text)
		if err == nil {
			err = c.Verify(ctx, p, digest, q.Limits.States)
		}
		return c, err
	})
	var refused *verify.Refused
	var large *verify.TooMany
	switch {
	case errors.As(err, &refused):
		fmt.Fprintf(s.err, "%s is refused: %s\n", shown(certificate), diag.Defuse(diag.Visible(refused.Error())))
		return exit(exitFindings)
	case errors.As(err, &large):
		return &explore.Inconclusive{Limit: fmt.Sprintf("the limit of %d states", large.States)}
	case err != nil && inquiry.Stopped(ctx) != nil:
		return inquiry.Stopped(ctx)
	case err != nil:
		return err
	}
	return f.write(s.out, certify.Document(p, c), c)
}

// mostCertificate is the size of the largest certificate that is read.
const mostCertificate = 1 << 30

// readCertificate reads a certificate, up to a size.
func readCertificate(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mostCertificate+1))
	if err == nil && len(text) > mostCertificate {
		err = fmt.Errorf("%s is larger than a certificate may be (%d bytes)", shown(path), mostCertificate)
	}
	return text, err
}
