// Command servanda checks agreements between several parties, written in .pact files.
//
// There is one file for each verb: flags, exit codes, and nothing else. What a verb does is done by the
// packages below.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitClean        = 0 // nothing serious, all checks as expected
	exitFindings     = 1 // something serious, or a check or scenario not as expected
	exitInvalid      = 2 // the pact does not compile, or the call is wrong
	exitInconclusive = 3 // a limit was reached; nothing is claimed
	exitFault        = 4 // our own fault

	exitInterrupted = 130 // stopped from the keyboard or by the system; nothing is claimed
)

// exit is an error that has been told already; only the exit code is left to give.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// streams are the ways in and out.
type streams struct {
	in       io.Reader
	out, err io.Writer
	disk     safefile.Disk // where files are written
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // who asks twice does not want to wait
	os.Exit(run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr, safefile.OS}))
}

// run is main with everything it touches handed in.
func run(ctx context.Context, args []string, s streams) (code int) {
	defer func() {
		if r := recover(); r != nil {
			apologise(s.err, fault.Of(r))
			code = exitFault
		}
	}()
	root := newRoot(s)
	root.SetArgs(args)
	return s.tell(root.ExecuteContext(ctx))
}

// tell says what went wrong, unless that was done, and gives the exit code.
func (s streams) tell(err error) int {
	var told exit
	var over *load.OverLimit
	var broken *fault.Fault
	var limit *explore.Inconclusive
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &told):
		return int(told)
	case errors.As(err, &broken):
		apologise(s.err, broken)
		return exitFault
	case errors.As(err, &limit) && limit.Interrupted():
		fmt.Fprintln(s.err, "servanda: interrupted; nothing is claimed")
		return exitInterrupted
	case errors.As(err, &limit):
		fmt.Fprintln(s.err, "servanda: inconclusive: "+limit.Limit+" was reached; nothing is claimed")
		return exitInconclusive
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.err, "servanda: interrupted; nothing is claimed")
		return exitInterrupted
	case errors.As(err, &over):
		io.WriteString(s.err, over.At.Render(styleFor(s.err).Colour))
		return exitInconclusive
	}
	fmt.Fprintln(s.err, diag.Defuse("servanda: "+errorText(err)))
	return exitInvalid
}

// errorText is what an error says, with nothing in it that a terminal would obey.
func errorText(err error) string {
	text := err.Error()
	var path *fs.PathError
	if errors.As(err, &path) {
		text = strings.ReplaceAll(text, path.Path, diag.Visible(path.Path))
	}
	var b strings.Builder
	for _, r := range text {
		if r == '\n' || r == '\t' {
			b.WriteRune(r)
		} else {
			b.WriteString(diag.Visible(string(r)))
		}
	}
	return b.String()
}

func apologise(w io.Writer, f *fault.Fault) {
	fmt.Fprintf(w, "servanda: this is our own fault, not yours; nothing is claimed about the pact.\n"+
		"Please report it, with the pact if you can share it, at\n"+
		"https://github.com/servanda-lang/servanda/issues\n\n%s\n%v\n\n%s", buildVersion(), f.What, f.Stack)
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
	root.AddCommand(lspCommand(s)) // an editor begins it; people need not
	root.AddCommand(serveCommand(s))
	root.AddCommand(mcpCommand(s)) // an assistant begins it
	root.AddCommand(checkCommand(s), testCommand(s), guaranteesCommand(s), fmtCommand(s), explainCommand(s), initCommand(s), versionCommand(s))
	root.AddCommand(exportCommand(s))
	root.AddCommand(trackCommand(s), amendCommand(s))
	root.AddCommand(diffCommand(s), playCommand(s), reportCommand(s), briefCommand(s), sourcesCommand(s), positionsCommand(s), repairCommand(s), pointsCommand(s))
	root.AddCommand(stabilityCommand(s), oddsCommand(s), simulateCommand(s))
	root.AddCommand(verifyCommand(s), ledgerCommand(s), campaignCommand(s))
	return root
}
