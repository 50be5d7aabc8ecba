// Command servanda checks agreements between several parties, written in .pact files.
//
// There is one file for each verb: flags, exit codes, and nothing else. What a verb does is done by the
// packages below.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitClean        = 0 // nothing serious, all checks as expected
	exitFindings     = 1 // something serious, or a check or scenario not as expected
	exitInvalid      = 2 // the pact does not compile, or the call is wrong
	exitInconclusive = 3 // a limit was reached; nothing is claimed
	exitFault        = 4 // our own fault
)

// exit is an error that has been told already; only the exit code is left to give.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// streams are the ways in and out.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// run is main with everything it touches handed in.
func run(args []string, s streams) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			apologise(s.err, fault)
			code = exitFault
		}
	}()
	root := newRoot(s)
	root.SetArgs(args)
	err := root.Execute()
	var told exit
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &told):
		return int(told)
	}
	fmt.Fprintln(s.err, "servanda: "+err.Error())
	return exitInvalid
}

func apologise(w io.Writer, fault any) {
	fmt.Fprintf(w, "servanda: this is our own fault, not yours; nothing is claimed about the pact.\n"+
		"Please report it, with the pact if you can share it, at\n"+
		"https://github.com/servanda-lang/servanda/issues\n\n%s\n%v\n\n%s", buildVersion(), fault, debug.Stack())
}

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "servanda",
		Short: "Check agreements between several parties",
		Long: "Servanda reads who promised what to whom, runs every course that events can take,\n" +
			"and says in plain words who can be left with nothing, and how.",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(checkCommand(s), testCommand(s), guaranteesCommand(s), fmtCommand(s), explainCommand(s), initCommand(s), versionCommand(s))
	root.AddCommand(exportCommand(s))
	root.AddCommand(diffCommand(s))
	return root
}
