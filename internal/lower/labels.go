package lower

import (
	"fmt"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// Answers are sentences with labels in them. A label that is blank, that is itself a word such sentences are made of, or
// that reads like another makes a sentence say something else than what was found.

// words are what answers call those without a label; articles apart.
var answerWords = []string{
	"nobody", "noone", "none", "somebody", "someone", "anybody", "anyone", "everybody", "everyone", "all", "both", "others",
	"time", "outsider", "they", "it", "itself", "themselves",
}

// labelled is a thing with a label, or with its name for one.
type labelled struct {
	symbol *resolve.Symbol
	text   string
	at     source.Span
}

// misleadingLabels warns of labels that read as something else. It runs on pacts without errors only.
func (l *lowerer) misleadingLabels() {
	var actors, instruments []labelled
	for _, s := range l.names.Symbols {
		one := labelled{s, s.Name, s.At()}
		if label := head(s.Node).Label; label != nil {
			one.text, one.at = label.Value, label.Span()
			if strings.TrimSpace(label.Value) == "" {
				l.warn("W006", label.Span(), fmt.Sprintf("the label of `%s` is blank", s.Name),
					"Say in it what people call this, or leave the label out: then the name stands for it.")
				continue
			}
		}
		switch s.Kind {
		case resolve.Party, resolve.Body:
			l.likeAWord(one)
			actors = append(actors, one)
		case resolve.Instrument:
			instruments = append(instruments, one)
		}
	}
	l.likeEachOther(actors)
	l.likeEachOther(instruments)
}

// likeAWord warns of a party or a body that is called what answers call nobody or anybody.
func (l *lowerer) likeAWord(one labelled) {
	text := one.text
	if first, rest, ok := strings.Cut(text, " "); ok && slices.Contains([]string{"a", "an", "the"}, strings.ToLower(first)) {
		text = rest
	}
	heard, _ := syntax.Skeletons(text)
	if slices.Contains(answerWords, heard) {
		l.warn("W006", one.at, fmt.Sprintf("in a sentence, %q does not read as the name of somebody", one.text),
			"Give it a label that can be told from the words around it.")
	}
}

// likeEachOther warns of each label that reads like one before it.
func (l *lowerer) likeEachOther(all []labelled) {
	heardBy, seenBy := map[string]labelled{}, map[string]labelled{}
	for _, one := range all {
		heard, seen := syntax.Skeletons(one.text)
		if heard == "" {
			continue // signs alone
		}
		other, alike := heardBy[heard]
		if !alike {
			other, alike = seenBy[seen]
		}
		if !alike {
			heardBy[heard], seenBy[seen] = one, one
			continue
		}
		how := fmt.Sprintf("`%s` and `%s` are both called %q", other.symbol.Name, one.symbol.Name, one.text)
		if one.text != other.text {
			how = fmt.Sprintf("%q can be taken for %q", one.text, other.text)
		}
		l.report(diag.Diagnostic{Code: "W006", Severity: diag.Warning, Span: one.at, Summary: how,
			Detail:  "Give one of them another label, so that a reader can tell which is meant.",
			Related: []diag.Related{{Span: other.at, Message: "the other is called so here"}}})
	}
}
