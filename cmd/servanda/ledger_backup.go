package main

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/spf13/cobra"
)

func backupCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "backup LEDGER FILE",
		Short: "Copy a ledger as it is in one moment, while it is used, and verify the copy",
		Long: "Backup copies a ledger, as it is in one moment, into a new file (SQLite, whatever the ledger is kept in), and verifies the copy from the\n" +
			"first entry on. The ledger may be read and written meanwhile. The copy is a ledger: whatever reads one reads it.",
		Example: "  servanda ledger backup accord.ledger accord.backup\n  servanda ledger backup postgres:///accord accord.backup",
		Args:    named(2, 2, "backup LEDGER FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			st, err := store.Open(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			defer st.Close()
			sum, err := st.Backup(cmd.Context(), args[1])
			if err != nil {
				return err
			}
			return sayf(s.out, "Wrote %s to %s, and verified them.", entries(sum.Size), shown(args[1]))
		},
	}
}

func restoreCommand(s streams) *cobra.Command {
	var f trusting
	cmd := &cobra.Command{
		Use:   "restore FILE LEDGER",
		Short: "Make a ledger of a backup, unless it is behind a checkpoint that somebody kept",
		Long: "Restore verifies a backup and makes a new ledger of it: a file, or a PostgreSQL database. A backup that is behind a checkpoint, or another record, is\n" +
			"refused: ask the witnesses and the reporters for the checkpoints that they kept (--since), for what the backup lacks is lost to them.",
		Example: "  servanda ledger restore accord.backup accord.ledger --log log.key.pub --since seen",
		Args:    named(2, 2, "restore FILE LEDGER [--log FILE] [--since FILE]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			trust, err := f.trust(s)
			if err != nil {
				return err
			}
			sum, err := store.Restore(cmd.Context(), args[0], args[1], trust)
			if err != nil {
				return err
			}
			if len(trust.Earlier) == 0 {
				fmt.Fprintln(s.err, "servanda: nothing was named that this backup has to go on from (--since): whether entries are missing at its end is not known")
			}
			return sayf(s.out, "Restored %s to %s, and verified them.", entries(sum.Size), shown(args[1]))
		},
	}
	f.register(cmd)
	f.registerSince(cmd)
	return cmd
}
