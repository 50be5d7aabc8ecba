package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/servanda-lang/servanda/internal/certify"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/verify"
	"github.com/spf13/cobra"
)

// certificate is the flags by which check writes a certificate of its answer.
type certificate struct {
	certFile   string
	certAll    bool
	certStates int
}

func (c *certificate) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.certFile, "certificate", "", "write to this `FILE` what convinces somebody who does not trust this program; see servanda verify")
	f.BoolVar(&c.certAll, "certificate-all", false, "certify every filling that was looked at, not as few as show everything")
	f.IntVar(&c.certStates, "certificate-states", certify.MostStates, "certify nothing of a filling with more states than this")
}

// fits reports whether a certificate can be made of what a call names.
func (c *certificate) fits(files []string) error {
	switch {
	case c.certFile == "":
		return nil
	case len(files) != 1 || files[0] == nameOfInput:
		return errors.New("--certificate is of one pact, read from a file")
	case c.certStates < 1:
		return errors.New("--certificate-states has to be at least 1")
	}
	return nil
}

// write makes the certificate of an answer, if one was asked for and there is a whole answer.
func (c *certificate) write(ctx context.Context, s streams, ask *question, r report.Result) error {
	if c.certFile == "" || r.Answer == nil {
		return nil
	}
	if r.Inconclusive != nil {
		fmt.Fprintln(s.err, "servanda: no certificate is written, for the answer is not whole")
		return nil
	}
	loaded, err := ask.load(ctx, s, r.Path)
	if err != nil {
		return err
	}
	if err := notItsOwnInput(s, c.certFile, loaded); err != nil {
		return err
	}
	digest, _, _ := loaded.Digest()
	opts, err := ask.optionsFor(r.Answer.Pact)
	if err != nil {
		return err
	}
	file, err := bounded(ctx, ask.options, func(ctx context.Context, q inquiry.Query) (*verify.File, error) {
		return certify.Make(ctx, certify.Query{Answer: r.Answer, Digest: digest, Only: r.Only, Fixed: opts.Fixed, All: c.certAll, States: c.certStates})
	})
	if err != nil {
		return err
	}
	for _, x := range certify.Disagreements(file) {
		fmt.Fprintf(s.err, "servanda: %s is not certified: the definition as the certificate has it gives another answer. Please report it\n", x)
	}
	return writeOut(ctx, s, c.certFile, func(w io.Writer) error {
		_, err := w.Write(file.Text())
		return err
	})
}
