package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/workbench"
	"github.com/spf13/cobra"
)

const serveLong = `Serve opens the workbench on a folder (this one if none is named): a page with the text of a pact, what is found in it beside
it while it is written, the course of each finding to be played to its end, and pacts to begin with. It needs no network: everything
is in this program, and only this machine can speak with it, by the address that is printed. The address has a token in it: who
has it can read and write the .pact files in the folder, so keep it to yourself.

A check takes no more than --timeout and --max-memory; what was not looked at is then said. Ctrl-C ends it; texts that were not saved are kept by
the browser and offered again. docs/workbench.md tells more.

With --ledger it serves a ledger instead, for parties on other machines: who may do what is said by the ledger, and every request is
signed by who makes it. docs/server.md tells more.`

// usualPort is where the page is if nothing else is there: what the browser keeps of unsaved texts it keeps by the port.
const usualPort = 7450

// serveFlags are the flags of serve.
type serveFlags struct {
	asking
	port int
	of   serving
}

func serveCommand(s streams) *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve [DIR]",
		Short: "Open the workbench in a browser: text, findings, courses and the player side by side",
		Long:  serveLong,
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.of.asked() {
				return f.of.run(cmd.Context(), s, args)
			}
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return f.run(cmd.Context(), s, dir)
		},
	}
	fl := cmd.Flags()
	fl.IntVar(&f.port, "port", 0, fmt.Sprintf("the port to listen on (default %d, or a free one if that is taken)", usualPort))
	fl.StringVar(&f.maxMemory, "max-memory", "", "that a check may use, such as 200MB (default 35% of what is free)")
	fl.DurationVar(&f.timeout, "timeout", 0, "how long a check may take, a `DURATION` such as 30s or 5m (default 5m)")
	f.of.register(cmd)
	return cmd
}

func (f *serveFlags) run(ctx context.Context, s streams, dir string) error {
	c := workbench.Config{Dir: dir, Version: buildVersion(), Time: f.timeout, Workers: max(1, runtime.NumCPU()-1), Disk: s.disk, Log: s.err}
	if f.timeout < 0 || f.port < 0 || f.port > 65535 {
		return errors.New("--timeout and --port cannot be negative, and a port is at most 65535")
	}
	c.Bytes = defaultMemory() / workbench.MostChecks
	if f.maxMemory != "" {
		n, err := parseMemory(f.maxMemory)
		if err != nil {
			return fmt.Errorf("--max-memory: %w", err)
		}
		c.Bytes = n
	}
	if info, err := os.Stat(dir); err != nil {
		return notThere(dir, err)
	} else if !info.IsDir() {
		return fmt.Errorf("%s is a file; name the folder that it is in", shown(dir))
	}
	b, err := workbench.New(c)
	if err != nil {
		return err
	}
	defer b.Close()
	debug.SetMemoryLimit(b.Memory()) // the collector works harder near it
	l, err := f.listen()
	if err != nil {
		return err
	}
	fmt.Fprint(s.out, diag.Defuse(fmt.Sprintf("The workbench on %s is at\n\n  http://%s%s\n\nOpen this address in a browser on this machine. Ctrl-C ends it.\n", shown(dir), l.Addr(), b.Path())))
	return serveUntil(ctx, l, b)
}

// listen listens on a loopback address, where nobody else can hear it.
func (f *serveFlags) listen() (net.Listener, error) {
	port := f.port
	if port == 0 {
		port = usualPort
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil && f.port == 0 {
		return net.Listen("tcp", "127.0.0.1:0")
	}
	return l, err
}

// serveUntil answers until it is told to stop.
func serveUntil(ctx context.Context, l net.Listener, b *workbench.Bench) error {
	srv := &http.Server{Handler: b.Handler(), ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	srv.Close()
	<-ended
	b.Close()
	return nil // that is how it ends
}
