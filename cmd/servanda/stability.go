package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/conflict"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/stability"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

const stabilityLong = `Stability says what would hold, given what each party is said to prefer ("prefer" in the pact, always cited). It combines all
that can be chosen (to keep or break each promise, how to decide, which rights to use, what else to do), runs what comes of it, and
tells from which of these states nobody would move, by the notions of the graph model for conflict resolution: R (Nash), SEQ
(sequential), GMR and SMR (general and symmetric metarational), for each party, for all, and for coalitions; and why.

With --deal it says what each would have to prefer for a state to hold. It says what follows from the preferences that are given, not
what anybody will do.

Exit code: 0; 2 if the pact does not compile or the call is wrong, 3 if a limit was reached and nothing is claimed.`

// stabilityFlags are the flags of stability.
type stabilityFlags struct {
	asking
	forms
	parties, notions, vary []string
	where, deal            string
	signing                bool
}

func stabilityCommand(s streams) *cobra.Command {
	var f stabilityFlags
	cmd := &cobra.Command{
		Use:   "stability FILE",
		Short: "Show what would hold, given what each party is said to prefer",
		Long:  stabilityLong,
		Example: "  servanda stability treaty.pact\n" +
			"  servanda stability --where 'treaty is in force' --party north treaty.pact\n" +
			"  servanda stability --deal 'pull_back and aid' --notion SEQ treaty.pact",
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	f.asking.register(cmd)
	for _, name := range []string{"only", "exact", "all-readings", "workers"} {
		cmd.Flags().MarkHidden(name)
	}
	fs := cmd.Flags()
	fs.StringArrayVar(&f.parties, "party", nil, "tell why of this `PARTY` or body only; may be repeated")
	fs.StringArrayVar(&f.notions, "notion", nil, "look at this `NOTION` only: R, SEQ, GMR or SMR; may be repeated")
	fs.StringVar(&f.where, "where", "", "tell why of the states in which this `CONDITION` holds in the end")
	fs.StringVar(&f.deal, "deal", "", "tell what would have to be preferred for the states to hold in which this `CONDITION` holds in the end")
	fs.StringArrayVar(&f.vary, "vary", nil, "let this promise, decision, right, act or signature (by its `NAME`) be chosen, and hold fast what is not named; may be repeated")
	fs.BoolVar(&f.signing, "signing", false, "let signing be chosen too, rather than that everybody signs")
	f.forms.register(cmd)
	return cmd
}

func (f *stabilityFlags) run(ctx context.Context, s streams, arg string) error {
	ctx, stop := f.within(ctx)
	defer stop()
	call, err := f.one(ctx, s, arg)
	if err != nil {
		return err
	}
	file, r, opts := call.file, call.read, call.query
	q := conflict.Query{Fixed: opts.Fixed, Tick: opts.Tick, States: opts.Limits.States, Signing: f.signing}
	if q.Vary, err = f.varied(r.Pact); err != nil {
		return err
	}
	if q.Ask, err = f.conditions(s, r); err != nil {
		return err
	}
	c, err := conflict.Of(ctx, r.Pact, q)
	if err != nil {
		return err
	}
	w, err := f.wanted(c)
	if err != nil {
		return err
	}
	a, err := c.Answer(ctx, w)
	if err != nil {
		return err
	}
	return f.write(s.out, a.Document(), a.JSON(file))
}

// conditions reads what is asked from without: first that of --where, then that of --deal.
func (f *stabilityFlags) conditions(s streams, r *load.Result) ([]model.Cond, error) {
	var out []model.Cond
	for _, x := range []struct{ flag, text string }{{"--where", f.where}, {"--deal", f.deal}} {
		if x.text == "" {
			continue
		}
		c, ds := r.Condition(x.flag, x.text)
		if len(ds) > 0 {
			showDiagnostics(s.err, report.Result{Path: x.flag, Diagnostics: ds})
		}
		if c == nil {
			return nil, exit(exitInvalid)
		}
		out = append(out, c)
	}
	return out, nil
}

func (f *stabilityFlags) varied(p *model.Pact) ([]model.Ref, error) {
	var out []model.Ref
	for _, name := range f.vary {
		ref, ok := conflict.Named(p, name)
		if !ok {
			var names []string
			for _, d := range p.Declared() {
				names = append(names, d.Decl.Name)
			}
			return nil, fmt.Errorf("--vary %s: nothing in this pact is called so%s", name, didYouMean(name, names))
		}
		switch ref.Kind {
		case model.KindDuty, model.KindBan, model.KindPower, model.KindDecision, model.KindAct, model.KindInstrument:
			out = append(out, ref)
		default:
			return nil, fmt.Errorf("--vary %s: this is nothing that is chosen; name a promise, a decision, a right, an act or an instrument", name)
		}
	}
	return out, nil
}

// wanted understands what is to be told of a conflict.
func (f *stabilityFlags) wanted(c *conflict.Conflict) (conflict.Wanted, error) {
	var w conflict.Wanted
	var names, notions []string
	for p := range c.Players {
		names = append(names, c.Pact.Actors[c.Players[p].Actor].Name)
	}
	for _, n := range stability.Concepts {
		notions = append(notions, n.String())
	}
	for _, name := range f.parties {
		i := slices.Index(names, name)
		if i < 0 {
			return w, fmt.Errorf("--party %s: nobody who chooses something is called so%s", name, didYouMean(name, names))
		}
		w.Players = append(w.Players, i)
	}
	for _, name := range f.notions {
		i := slices.Index(notions, strings.ToUpper(name))
		if i < 0 {
			return w, fmt.Errorf("--notion %s: there is no such notion; name R, SEQ, GMR or SMR", name)
		}
		w.Concepts = append(w.Concepts, stability.Concepts[i])
	}
	asked := 0
	for _, x := range []struct {
		text string
		into *[]int
	}{{f.where, &w.States}, {f.deal, &w.Deals}} {
		if x.text == "" {
			continue
		}
		*x.into = []int{}
		for i := range c.States {
			if c.States[i].Asked[asked] == stability.Yes {
				*x.into = append(*x.into, i)
			}
		}
		if len(*x.into) == 0 {
			return w, fmt.Errorf("in no state does this hold in the end: %s", x.text)
		}
		asked++
	}
	return w, nil
}
