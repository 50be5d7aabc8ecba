package syntax

import "slices"

// reserved are the words that cannot be names, because where one stands the reader, and the parser,
// takes it for the beginning or the hinge of an item: `once hill within 3 days` must not be about a hill
// called within. Every other word of the language, such as open, source, notice, draft or performed, is
// a keyword only in its place and free as a name elsewhere.
var reserved = []string{
	// hinges of conditions
	"and", "or", "not", "is", "was", "signed",
	// what begins an item
	"once", "when", "while", "unless", "upon", "within", "every", "by", "for", "in", "at", "on",
	"against", "ends", "expires", "between", "if", "given", "expect", "cite", "ensure",
	// verbs
	"must", "may", "can", "decides", "becomes", "rises", "falls", "signs", "does", "uses", "leads",
	// what ends a citation
	"quoted", "paraphrased", "alleged", "inferred",
}

// valueWords are reserved words that may still be values: where a value must stand nothing else can.
var valueWords = []string{"on", "may", "against"}

var reservedSet = setOf(reserved)

func setOf(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// Reserved reports whether a word cannot be a name.
func Reserved(word string) bool { return reservedSet[word] }

// ReservedWords lists the words that cannot be names.
func ReservedWords() []string { return slices.Clone(reserved) }

// declWords begin declarations.
var declWords = []string{
	"pact", "starts", "tick", "use", "party", "body", "source", "fact", "act", "decision", "instrument",
	"open", "reading", "purpose", "position", "prefer", "odds", "chance", "check", "scenario",
}

// clauseWords begin clauses.
var clauseWords = []string{"duty", "ban", "power"}

var (
	declSet   = setOf(declWords)
	clauseSet = setOf(clauseWords)
)

// The words that begin the items of each kind of block, or for an item that begins with a name, the verb
// after it.
var (
	sourceWords     = []string{"published", "relays", "unnamed", "file", "sha256", "cite"}
	actWords        = []string{"when", "becomes", "rises", "falls", "irreversible", "cite"}
	decisionWords   = []string{"decides", "once", "within", "cite"}
	instrumentWords = []string{"between", "in", "ends", "expires", "duty", "ban", "power", "cite"}
	dutyWords       = []string{
		"must", "within", "by", "once", "upon", "every", "not", "unless", "at", "for", "in", "against", "cite",
	}
	banWords      = []string{"must", "while", "for", "in", "cite"}
	powerWords    = []string{"may", "on", "when", "cite"}
	readingWords  = []string{"is", "cite"}
	purposeWords  = []string{"cite"}
	checkWords    = []string{"never", "possible", "leads", "can", "if", "in", "expect", "cite"}
	scenarioWords = []string{"given", "on", "signs", "does", "decides", "uses", "expect", "cite"}
)

// verbs stand second in an item, after a name.
var verbs = setOf([]string{
	"must", "may", "can", "decides", "becomes", "rises", "falls", "signs", "does", "uses", "is",
})

var itemWords = setOf(slices.Concat(sourceWords, actWords, decisionWords, instrumentWords, dutyWords,
	banWords, powerWords, checkWords, scenarioWords))

// saidElsewhere are words of ordinary contracts, with what this language says for them.
var saidElsewhere = map[string]string{"shall": "must", "will": "must", "should": "must"}

// strangeUnits are units of time that the language does not have.
var strangeUnits = setOf([]string{
	"second", "seconds", "minute", "minutes", "hour", "hours", "quarter", "quarters", "decade", "decades",
})

// kindsOfDays are words for days that are counted otherwise than in the calendar.
var kindsOfDays = setOf([]string{"working", "business", "banking", "calendar"})

// units of time, in the singular and the plural.
var units = map[string]Unit{
	"day": Day, "days": Day, "week": Week, "weeks": Week,
	"month": Month, "months": Month, "year": Year, "years": Year,
}

var unitWords = []string{"days", "day", "weeks", "week", "months", "month", "years", "year"}

var citeKinds = map[string]CiteKind{
	"quoted": Quoted, "paraphrased": Paraphrased, "alleged": Alleged, "inferred": Inferred,
}
