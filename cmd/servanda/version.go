package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Tell which version this is",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(s.out, buildVersion())
			return err
		},
	}
}

// buildVersion is what the go command noted when it built us: the version, or the commit.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "servanda (unknown build)"
	}
	version := info.Main.Version
	if version == "" {
		version = "(devel)"
	}
	commit := ""
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			commit = " at " + s.Value[:12]
		}
		if s.Key == "vcs.modified" && s.Value == "true" {
			commit += ", modified"
		}
	}
	return "servanda " + version + commit + ", " + info.GoVersion
}
