package diag

import "strings"

// syntaxCodes are the codes of package syntax.
var syntaxCodes = []Entry{
	{
		Code: "P001", Name: "not UTF-8",
		Text: "A byte is not part of any UTF-8 character. What it would look like depends on the program that shows it, so two parties could read two different texts. Save the file as UTF-8.",
		Bad:  "party north \"Northland \xff\"",
		Good: `party north "Northland"`,
	},
	{
		Code: "P002", Name: "hidden character",
		Text: "A character stands here that nobody can see, or that turns the direction of writing so that the line reads otherwise than it is. Such characters are refused everywhere, labels and comments included, because what binds the parties must be what they see. The joiners that Persian, Indic scripts and emoji need are allowed in labels and comments.",
		Bad:  "party north \"North\u202Eland\"",
		Good: `party north "Northland"`,
	},
	{
		Code: "P003", Name: "look-alike letter in a name",
		Text: "A letter in a name is not one of a to z but may look like one: Cyrillic о is another letter than Latin o, and a name with it is another name. Names are written in ASCII; labels in quotes may be in any script.",
		Bad:  "party s\u043Euth \"Southland\"",
		Good: `party south "Southland"`,
	},
	{
		Code: "P004", Name: "character that is not part of the language",
		Text: "The language consists of words, numbers, labels in straight quotes, braces, parentheses and commas. Where other languages have signs it has words: `is`, `becomes`, `and`, `or`, `not`, `is at least`.",
		Bad:  `fact hill { south, north }; fact zone { empty, held }`,
		Good: `fact hill { south, north }  fact zone { empty, held }`,
	},
	{
		Code: "P005", Name: "label without an end",
		Text: "A label begins with a quotation mark and has no other on its line. Labels cannot go over several lines.",
		Bad:  `party north "Northland`,
		Good: `party north "Northland"`,
	},
	{
		Code: "P006", Name: "backslash in a label",
		Text: "In a label a backslash may stand only before a quotation mark or another backslash, which it makes part of the label.",
		Bad:  `use "parts\aid.pact"`,
		Good: `use "parts/aid.pact"`,
	},
	{
		Code: "P007", Name: "name badly written",
		Text: "Names are lower-case words joined by _, and begin with a letter: leave_hill, stage_2. For people there is the label.",
		Bad:  `party North "Northland"`,
		Good: `party north "Northland"`,
	},
	{
		Code: "P008", Name: "number badly written",
		Text: "A number is written with the digits 0 to 9 and is at most 1000000000; its unit stands apart: `30 days`.",
		Bad:  `tick 30days`,
		Good: `tick 30 days`,
	},
	{
		Code: "P009", Name: "no such date",
		Text: "Dates are written year, month, day, as in 2026-01-31, and must be days of the calendar.",
		Bad:  `starts 2026-02-30`,
		Good: `starts 2026-02-28`,
	},
	{
		Code: "P010", Name: "misspelt keyword",
		Text: "The word is not one of the language but is near to one that may stand here. The rest of the file was read as if that one had been meant.",
		Bad:  `instrumnt peace "Peace" { between north, south }`,
		Good: `instrument peace "Peace" { between north, south }`,
	},
	{
		Code: "P011", Name: "unknown word",
		Text: "No declaration, or no item of the block, begins with this word. The detail lists what may stand here.",
		Bad:  `act seize by north { hill changes }`,
		Good: `act seize by north { hill becomes north }`,
	},
	{
		Code: "P012", Name: "in the wrong place",
		Text: "The word belongs to the language, but not here: a ban has no `within`, a duty stands inside an instrument. Often a brace above closes too early.",
		Bad:  `instrument peace { between north, south  ban raid { north must not raid  within 3 days } }`,
		Good: `instrument peace { between north, south  ban raid { north must not raid } }`,
	},
	{
		Code: "P013", Name: "something else expected",
		Text: "The sentence that was begun needs something else here: a name, a value, a brace. If the error is shown at the end of a line, that is where it is missing.",
		Bad:  `purpose "Peace" { hill is }`,
		Good: `purpose "Peace" { hill is nobody }`,
	},
	{
		Code: "P014", Name: "reserved word as a name",
		Text: "The words on which sentences turn, such as `is`, `and`, `within`, `for` or `must`, cannot be names of anything, since a reader would take them for the beginning of something else. Words such as `open`, `notice`, `source` or `draft` can.",
		Bad:  `party within "Within"`,
		Good: `party inside "Within"`,
	},
	{
		Code: "P015", Name: "block not closed",
		Text: "A block was opened with { and something begins that cannot stand in it, or the file ends, before the } that closes it.",
		Bad:  `reading north_reads "As the North reads it" { order is no`,
		Good: `reading north_reads "As the North reads it" { order is no }`,
	},
	{
		Code: "P016", Name: "brace that closes nothing",
		Text: "A } stands where no block is open. Often a block above was closed too early, or twice.",
		Bad:  `purpose "Peace" { hill is nobody } }`,
		Good: `purpose "Peace" { hill is nobody }`,
	},
	{
		Code: "P017", Name: "said twice",
		Text: "An item that may stand once in its block stands there a second time. Which one should hold is not for the program to choose.",
		Bad:  `decision vote { senate decides yes or no  within 30 days  within 60 days }`,
		Good: `decision vote { senate decides yes or no  within 60 days }`,
	},
	{
		Code: "P018", Name: "main sentence missing",
		Text: "The block has no sentence that says what it is about: a duty needs `ACTOR must ACT`, a ban `ACTOR must not ACT`, a power `ACTOR may EFFECT`, a decision `ACTOR decides VALUE or VALUE`, an instrument `between PARTY, PARTY`, a purpose a condition, a check a question.",
		Bad:  `decision vote "The vote" { within 30 days }`,
		Good: `decision vote "The vote" { senate decides yes or no  within 30 days }`,
	},
	{
		Code: "P019", Name: "nested too deeply",
		Text: "Parentheses and `not` stand within each other more than 200 deep. No reader can follow that.",
		Bad:  `purpose "Deep" { ` + strings.Repeat("(", 201) + "a" + strings.Repeat(")", 201) + ` }`,
		Good: `purpose "Deep" { ` + strings.Repeat("(", 200) + "a" + strings.Repeat(")", 200) + ` }`,
	},
	{
		Code: "P020", Name: "too many errors",
		Text: "The file has more errors than are shown. Mend these first; often the others go with them.",
		Bad:  strings.Repeat("party within \"W\"\n", 51),
		Good: `party inside "W"`,
	},
	{
		Code: "P021", Name: "duration without a unit",
		Text: "A duration is a number and a unit: day, week (7 days), month (30 days) or year (360 days). A number alone says nothing.",
		Bad:  `decision vote { senate decides yes or no  within 30 }`,
		Good: `decision vote { senate decides yes or no  within 30 days }`,
	},
	{
		Code: "P022", Name: "directive not understood",
		Text: "A comment that begins with `servanda:` speaks to the checker, and there is one thing it can say: `accept CODE because REASON`, on the line above a declaration or clause or inside it. A finding of that code is then listed as accepted, with the reason.",
		Bad:  "# servanda: accept veto\npurpose \"Peace\" { hill is nobody }",
		Good: "# servanda: accept veto because both sides want it so\npurpose \"Peace\" { hill is nobody }",
	},
	{
		Code: "P023", Name: "citation that belongs to nothing",
		Text: "A citation stands inside the block it speaks of, or right after a declaration that has no block. After a block it would not be clear what it speaks of.",
		Bad:  `purpose "Peace" { hill is nobody } cite note 4`,
		Good: `purpose "Peace" { hill is nobody  cite note 4 }`,
	},
}
