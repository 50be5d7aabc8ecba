package diag

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/codes"
)

// meaningCodes are the codes of the stages that give a file its meaning: N of resolve, M and, for
// warnings, W of lower, U of load.
var meaningCodes = []Entry{
	{
		Code: "N001", Name: "name taken",
		Text: "Two things have one name. Names are unique in a pact across all kinds, files it uses included, so that a reader never has to ask which of two things a sentence speaks of.",
		Bad: `pact "Names"
party north
fact north { calm, tense }`,
		Good: `pact "Names"
party north`,
	},
	{
		Code: "N002", Name: "unknown name",
		Text: "A name is used that nothing in the pact declares, nor any file it uses. Often it is misspelt. Names may be used before they are declared.",
		Bad: `pact "Names"
party north
body senate of nort`,
		Good: `pact "Names"
party north
body senate of north`,
	},
	{
		Code: "N003", Name: "name of the wrong kind",
		Text: "The name is declared, but as something that cannot stand here: a duty needs acts and parties, `cite` a source, `excuse` a duty. A body decides but promises nothing: what it is to do is promised by its party.",
		Bad: `pact "Kinds"
party north
body senate of north
act meet by senate
instrument treaty {
  between north
  duty convene { senate must meet  within 30 days }
}`,
		Good: `pact "Kinds"
party north
act meet by north
instrument treaty {
  between north
  duty convene { north must meet  within 30 days }
}`,
	},
	{
		Code: "N004", Name: "act as a condition",
		Text: "An act is an event: it happens and is over, so it does not hold or fail to hold. It may stand after `upon`, after `against`, and in a check, where it is true of the move just made: after `never` and `possible`, and on the left of `leads to`. To test for it later let it change a fact.",
		Bad: `pact "Events"
party north
act raid by outsider
act help by north
instrument treaty {
  between north
  duty answer { north must help  once raid  within 3 days }
}`,
		Good: `pact "Events"
party north
act raid by outsider
act help by north
instrument treaty {
  between north
  duty answer { north must help  upon raid  within 3 days }
}`,
	},
	{
		Code: "N005", Name: "condition without a value",
		Text: "A bare name means that something is kept: an instrument in force, a duty performed, a ban not broken. Facts, decisions, powers and open points are not kept or broken; say which value or status is meant.",
		Bad: `pact "Values"
fact hill { held, empty }
act leave by outsider { hill becomes empty }
purpose { hill }`,
		Good: `pact "Values"
fact hill { held, empty }
act leave by outsider { hill becomes empty }
purpose { hill is empty }`,
	},
	{
		Code: "N006", Name: "signed outside an instrument",
		Text: "Inside an instrument `signed` speaks of that instrument. Elsewhere say which one is meant.",
		Bad: `pact "Signatures"
party north
instrument treaty { between north }
purpose { signed }`,
		Good: `pact "Signatures"
party north
instrument treaty { between north }
purpose { treaty is signed }`,
	},
	{
		Code: "N007", Name: "reserved name",
		Text: "`outsider` is always there: it is nature, or anyone without a name in the pact. Nothing else can be called so.",
		Bad: `pact "Names"
party outsider`,
		Good: `pact "Names"
party stranger`,
	},
	{
		Code: "M001", Name: "no title",
		Text: "The main file of a pact begins with its title. Files that are only used by others may do without.",
		Bad:  `party north`,
		Good: `pact "An agreement"
party north`,
	},
	{
		Code: "M002", Name: "stated twice",
		Text: "A file has one title, and a pact with all the files it uses one beginning and one tick.",
		Bad: `pact "Beginnings"
starts 2026-01-01
starts 2026-02-01`,
		Good: `pact "Beginnings"
starts 2026-01-01`,
	},
	{
		Code: "M003", Name: "listed twice",
		Text: "Something stands twice in a list. Durations are the same if they have as many days: 1 month is 30 days.",
		Bad: `pact "Lists"
party north
instrument treaty { between north, north }`,
		Good: `pact "Lists"
party north
instrument treaty { between north }`,
	},
	{
		Code: "M004", Name: "counter that runs backwards",
		Text: "A counter is declared with its smallest number first; it begins there.",
		Bad: `pact "Counters"
fact raids 5..0
act raid by outsider { raids rises by 1 }
purpose { raids is 0 }`,
		Good: `pact "Counters"
fact raids 0..5
act raid by outsider { raids rises by 1 }
purpose { raids is 0 }`,
	},
	{
		Code: "M005", Name: "beyond a limit",
		Text: "The checker looks through every course events can take, so what can vary is kept small: 31 parties and bodies, 256 values of a fact, a decision or an open point, 65536 numbers of a counter, 1000 years. Count in coarser steps, tell fewer cases apart, or leave a deadline out that is never to come.",
		Bad: `pact "Money"
fact paid 0..1000000
act pay by outsider { paid rises by 1 }
purpose { paid is at least 5 }`,
		Good: `pact "Money"
fact paid_in_thousands 0..1000
act pay by outsider { paid_in_thousands rises by 1 }
purpose { paid_in_thousands is at least 5 }`,
	},
	{
		Code: "M006", Name: "value it never has",
		Text: "The fact, decision or open point never has this value: it is misspelt, or missing in the declaration, or outside the range of a counter.",
		Bad: `pact "Values"
fact hill { held, empty }
act leave by outsider { hill becomes empty }
purpose { hill is free }`,
		Good: `pact "Values"
fact hill { held, empty }
act leave by outsider { hill becomes empty }
purpose { hill is empty }`,
	},
	{
		Code: "M007", Name: "test that does not fit",
		Text: "Each kind of thing has tests of its own. An instrument is draft, in force, suspended or ended, and can be signed; a duty is dormant, due, performed, breached, lapsed or excused, and can be performed in time; a ban is dormant, binding or breached; a power unused, noticed or used; a decision unasked, asked, lapsed or one of its values. Duties and bans can have been breached. Counters, and open points with numbers or durations, have a size.",
		Bad: `pact "Statuses"
party north
instrument treaty { between north }
purpose { treaty is performed }`,
		Good: `pact "Statuses"
party north
instrument treaty { between north }
purpose { treaty is in force }`,
	},
	{
		Code: "M008", Name: "value named like a status",
		Text: "Every decision can be unasked, asked or lapsed. A value with one of these names could not be told from the status.",
		Bad: `pact "Votes"
body senate
decision vote { senate decides approved or lapsed }`,
		Good: `pact "Votes"
body senate
decision vote { senate decides approved or rejected }`,
	},
	{
		Code: "M009", Name: "not a party to the instrument",
		Text: "Only its parties sign an instrument, and only they promise, are forbidden or are empowered something in it. A promise may be owed to any party of the pact.",
		Bad: `pact "Parties"
party north
party south
act leave by south
instrument treaty {
  between north
  duty go { south must leave  within 30 days }
}`,
		Good: `pact "Parties"
party north
party south
act leave by south
instrument treaty {
  between north, south
  duty go { south must leave  within 30 days }
}`,
	},
	{
		Code: "M010", Name: "not for this actor to do",
		Text: "An act is done by the actors its declaration names, a decision made by those who decide it, a power used by its holder. Nobody can promise, be forbidden, or in a scenario do what it never can do.",
		Bad: `pact "Deeds"
party north
party south
act leave by south
instrument treaty {
  between north, south
  duty go { north must leave  within 30 days }
}`,
		Good: `pact "Deeds"
party north
party south
act leave by south
instrument treaty {
  between north, south
  duty go { south must leave  within 30 days }
}`,
	},
	{
		Code: "M011", Name: "times that exclude each other",
		Text: "A duty has one deadline, `within` a time or `by` a date, and falls due in one way: `once` a condition first holds, `upon` each act of a kind, or `every` so many days. A condition goes with `every`, not with `upon`; a date goes with neither of the recurring forms of `every`.",
		Bad: `pact "Times"
starts 2026-01-01
party north
act leave by north
instrument treaty {
  between north
  duty go { north must leave  within 30 days  by 2026-03-01 }
}`,
		Good: `pact "Times"
starts 2026-01-01
party north
act leave by north
instrument treaty {
  between north
  duty go { north must leave  by 2026-03-01 }
}`,
	},
	{
		Code: "M012", Name: "date without a beginning",
		Text: "Time is counted from day 0. A date has a meaning only if the pact says which date day 0 is.",
		Bad: `pact "Dates"
party north
act leave by north
instrument treaty {
  between north
  duty go { north must leave  by 2026-03-01 }
}`,
		Good: `pact "Dates"
starts 2026-01-01
party north
act leave by north
instrument treaty {
  between north
  duty go { north must leave  by 2026-03-01 }
}`,
	},
	{
		Code: "M013", Name: "back in time",
		Text: "A date lies before the beginning of the pact, or a scenario goes back to an earlier day. Scenarios are played day by day.",
		Bad: `pact "Days"
party north
instrument treaty { between north }
scenario "too late" { on day 10  north signs treaty  on day 5  expect treaty is in force }`,
		Good: `pact "Days"
party north
instrument treaty { between north }
scenario "in order" { on day 5  north signs treaty  on day 10  expect treaty is in force }`,
	},
	{
		Code: "M014", Name: "change that does not fit the fact",
		Text: "Counters rise and fall, by no more than their range; a fact with words as values becomes one of them.",
		Bad: `pact "Changes"
fact hill { held, empty }
act leave by outsider { hill falls by 1 }
purpose { hill is empty }`,
		Good: `pact "Changes"
fact hill { held, empty }
act leave by outsider { hill becomes empty }
purpose { hill is empty }`,
	},
	{
		Code: "M015", Name: "open point of the wrong sort",
		Text: "An open point that stands for a duration must have durations as values, one that stands for a number numbers, and it is compared with what its values are.",
		Bad: `pact "Points"
open notice { short, long }
party north
instrument treaty {
  between north
  expires after notice
}`,
		Good: `pact "Points"
open notice { 30 days, 90 days }
party north
instrument treaty {
  between north
  expires after notice
}`,
	},
	{
		Code: "M016", Name: "values of several sorts",
		Text: "The values of an open point are all words, or all numbers, or all durations.",
		Bad: `pact "Points"
open notice { 30, 90 days }
party north
instrument treaty { between north  ends once notice is 30 }`,
		Good: `pact "Points"
open notice { 30 days, 90 days }
party north
instrument treaty { between north  expires after notice }`,
	},
	{
		Code: "M017", Name: "open point filled twice",
		Text: "A reading, or what a scenario takes as given, fills each open point at most once.",
		Bad: `pact "Readings"
open order { first, second }
reading ours { order is first  order is second }
purpose { order is first }`,
		Good: `pact "Readings"
open order { first, second }
reading ours { order is first }
purpose { order is first }`,
	},
	{
		Code: "M018", Name: "tick that does not divide",
		Text: "Time goes in ticks, and every deadline, wait, term and notice, in every filling of the open points, must be a whole number of them. Without `tick` the checker takes the longest that fits.",
		Bad: `pact "Ticks"
tick 7 days
party north
instrument treaty { between north  expires after 30 days }`,
		Good: `pact "Ticks"
tick 10 days
party north
instrument treaty { between north  expires after 30 days }`,
	},
	{
		Code: "M019", Name: "source that relays itself",
		Text: "Sources relay each other in a ring, so that nothing would be the origin of what they say.",
		Bad: `pact "Sources"
source paper { relays agency }
source agency { relays paper }`,
		Good: `pact "Sources"
source paper { relays agency }
source agency`,
	},
	{
		Code: "M020", Name: "malformed SHA-256 sum",
		Text: "A SHA-256 sum has 64 hexadecimal digits. It says which version of a document was read.",
		Bad: `pact "Sums"
source note { sha256 "12ab" }`,
		Good: `pact "Sums"
source note { sha256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }`,
	},
	{
		Code: "M021", Name: "position on a question",
		Text: "A party does not accept or oppose an open point but one of the answers to it.",
		Bad: `pact "Positions"
party north
open order { first, second }
position north accepts order
purpose { order is first }`,
		Good: `pact "Positions"
party north
open order { first, second }
position north accepts order is first
purpose { order is first }`,
	},
	{
		Code: "M022", Name: "nothing where something is needed",
		Text: "A tick, a period and a change must be at least 1, in every filling of the open points: with none, time would stand still or nothing would change.",
		Bad: `pact "Zero"
fact raids 0..5
act raid by outsider { raids rises by 0 }
purpose { raids is 0 }`,
		Good: `pact "Zero"
fact raids 0..5
act raid by outsider { raids rises by 1 }
purpose { raids is 0 }`,
	},
	{
		Code: "M023", Name: "period without room",
		Text: "A duty that falls due again and again says how long each term may take, and that is no longer than the period: otherwise the next term would begin before the last has ended.",
		Bad: `pact "Periods"
party north
act report by north
instrument treaty {
  between north
  duty tell { north must report  every 30 days  within 60 days }
}`,
		Good: `pact "Periods"
party north
act report by north
instrument treaty {
  between north
  duty tell { north must report  every 30 days  within 10 days }
}`,
	},
	{
		Code: "M024", Name: "unknown finding",
		Text: "A comment accepts a finding that does not exist. The codes are " + strings.Join(codes.Names(), ", ") + ".",
		Bad: `pact "Accepted"
# servanda: accept hallow because both sides know it
party north`,
		Good: `pact "Accepted"
# servanda: accept hollow because both sides know it
party north`,
	},
	{
		Code: "M025", Name: "ban that hangs on itself",
		Text: "The `while` of a ban asks, directly or by way of other bans, whether the ban itself is binding. Then nobody could say whether it binds. It may ask whether a ban was breached.",
		Bad: `pact "A knot"
party south
act wave by south { }
instrument deal {
  between south
  ban first { south must not wave  while second is binding }
  ban second { south must not wave  while first is binding }
}`,
		Good: `pact "A knot"
party south
act wave by south { }
instrument deal {
  between south
  ban first { south must not wave  while second is not breached }
  ban second { south must not wave }
}`,
	},
	{
		Code: "M026", Name: "acceptance that reaches too far",
		Text: "A comment in a file that others take over accepts a finding of the whole pact. What is found of the file that takes it over is not its to accept: there it may speak only of the clauses it declares. Put the comment above one of them, or move it to the main file.",
		Bad: `pact "Parts"
use "part.pact"
-- part.pact --
# servanda: accept hollow because we say so

party north`,
		Good: `pact "Parts"
# servanda: accept hollow because both sides know it

party north`,
	},
	{
		Code: "M027", Name: "promised against no case",
		Text: "`against` names the case a duty is promised for. A duty that falls due when its instrument enters into force, whatever happens, waits for no case: it needs an `upon`, a `once` or an `unless`.",
		Bad: `pact "Cases"
party north
party south
act raid by outsider
act help by north
instrument treaty {
  between north, south
  duty aid { north must help  within 30 days  for south  against raid }
}`,
		Good: `pact "Cases"
party north
party south
act raid by outsider
act ask by south
act help by north
instrument treaty {
  between north, south
  duty aid { north must help  within 30 days  upon ask  for south  against raid }
}`,
	},
	{
		Code: "M028", Name: "preference on nobody's word",
		Text: "What a party prefers is always somebody's word, its own or an observer's, and never assumed. A `prefer` cites whose.",
		Bad: `pact "Wishes"
party north
fact hill { held, empty }
act leave by north { hill becomes empty }
prefer north: hill is empty`,
		Good: `pact "Wishes"
party north
source report
fact hill { held, empty }
act leave by north { hill becomes empty }
prefer north: hill is empty cite report`,
	},
	{
		Code: "M029", Name: "preference said twice",
		Text: "A party has one order of preference: all its conditions stand in one `prefer`, the weightiest first. If sources differ on what it wants, write a file for each, which takes over the same pact with `use`.",
		Bad: `pact "Wishes"
party north
source report
fact hill { held, empty }
act leave by north { hill becomes empty }
prefer north: hill is empty cite report
prefer north: hill is held cite report`,
		Good: `pact "Wishes"
party north
source report
fact hill { held, empty }
act leave by north { hill becomes empty }
prefer north: hill is empty > hill is held cite report`,
	},
	{
		Code: "M030", Name: "chance of a choice",
		Text: "A `chance` is one of what happens of itself, an act that an outsider can do. What a party or a body does is its choice; of how a decision goes there can be `odds`.",
		Bad: `pact "Storms"
party north
source almanac
fact dam { whole, broken }
act sink by north { dam becomes broken }
purpose { dam is whole }
chance sink 5% a month cite almanac`,
		Good: `pact "Storms"
party north
source almanac
fact dam { whole, broken }
act sink by outsider { dam becomes broken }
purpose { dam is whole }
chance sink 5% a month cite almanac`,
	},
	{
		Code: "M031", Name: "odds that do not fit together",
		Text: "The odds of all values of a decision are 100% together; values that are not named share the rest. A range goes from the lower share to the higher, and the odds of a thing are said once.",
		Bad: `pact "A vote"
body senate
source poll
decision vote { senate decides yes or no }
purpose { vote is yes }
odds senate on vote: yes 60%..80%, no 50% cite poll`,
		Good: `pact "A vote"
body senate
source poll
decision vote { senate decides yes or no }
purpose { vote is yes }
odds senate on vote: yes 60%..80% cite poll`,
	},
	{
		Code: "M032", Name: "odds on nobody's word",
		Text: "How likely something is said to be is always somebody's word. An `odds` and a `chance` cite whose.",
		Bad: `pact "A vote"
body senate
source poll
decision vote { senate decides yes or no }
purpose { vote is yes }
odds senate on vote: yes 60%`,
		Good: `pact "A vote"
body senate
source poll
decision vote { senate decides yes or no }
purpose { vote is yes }
odds senate on vote: yes 60% cite poll`,
	},
	{
		Code: "U001", Name: "file that cannot be read",
		Text: "A `use` names a file that is not there, is no ordinary file, or is larger than 16 MB, or the pact has too many files. Paths are relative to the file in which the `use` stands.",
		Bad: `pact "Parts"
use "nowhere.pact"`,
		Good: `pact "Parts"`,
	},
	{
		Code: "U002", Name: "path that is refused",
		Text: "A pact reads only .pact files below its root: the nearest folder around the main file that holds a go.mod, a .git or a file servanda.root, else the folder of the main file. Paths are relative and written with forward slashes; symbolic links are not followed.",
		Bad: `pact "Parts"
use "../../elsewhere.pact"`,
		Good: `pact "Parts"`,
	},
	{
		Code: "U003", Name: "file that uses itself",
		Text: "A file uses itself, by itself or through others. Two files may well use the same third: it is taken in once.",
		Bad: `pact "Parts"
use "main.pact"`,
		Good: `pact "Parts"`,
	},
	{
		Code: "U004", Name: "name given in a `use` that does not fit",
		Text: "In `use \"path\" with NAME as NAME` each name on the left is one of the used file and is given once; the name on the right is no other name of that file. The same file can be taken in twice, by two `use` declarations. A label can be given only to what that file declares.",
		Bad: `pact "Parts"
use "legislature.pact" with owner as north, owner as south`,
		Good: `pact "Parts"`,
	},
	{
		Code: "W001", Name: "fact that nothing depends on",
		Text: "No condition tests the fact, so it changes no answer. Often a test was forgotten or names another fact. Each such fact makes the states to look through more.",
		Bad: `pact "Idle"
fact hill { held, empty }`,
		Good: `pact "Idle"
fact hill { held, empty }
act leave by outsider { hill becomes empty }
purpose { hill is empty }`,
	},
	{
		Code: "W002", Name: "fact that nothing changes",
		Text: "The fact is tested, but no act and no power changes it: it keeps its first value for good. If the value is only not known, declare it as `open`.",
		Bad: `pact "Fixed"
fact hill { held, empty }
purpose { hill is empty }`,
		Good: `pact "Fixed"
open hill { held, empty }
purpose { hill is empty }`,
	},
	{
		Code: "W003", Name: "act that nothing depends on",
		Text: "No clause and no check speaks of the act, and it changes nothing that is tested, so whether it is done changes no answer.",
		Bad: `pact "Idle"
act wave by outsider`,
		Good: `pact "Idle"
act wave by outsider
check "somebody may wave" { possible wave }`,
	},
	{
		Code: "W004", Name: "open point that nothing depends on",
		Text: "No condition tests the open point and no amount is left to it, so its filling changes no answer and only multiplies the work.",
		Bad: `pact "Idle"
open order { first, second }`,
		Good: `pact "Idle"
open order { first, second }
purpose { order is first }`,
	},
	{
		Code: "W005", Name: "wait longer than the deadline",
		Text: "What is done before the wait is over does not count, and the deadline comes first, in every filling: the duty can only be performed late.",
		Bad: `pact "Waits"
party north
act leave by north
instrument treaty {
  between north
  duty go { north must leave  not before 60 days  within 30 days }
}`,
		Good: `pact "Waits"
party north
act leave by north
instrument treaty {
  between north
  duty go { north must leave  not before 30 days  within 60 days }
}`,
	},
	{
		Code: "W006", Name: "label that reads as something else",
		Text: "Answers are sentences with labels in them. A blank label leaves a hole, one such as \"Nobody\" turns what is said round, and two parties, bodies or instruments whose labels are the same or look alike cannot be told apart: letters of other scripts, accents, capitals and spaces are no difference a reader can be sure to see.",
		Bad: `pact "Labels"
party north "The North"
party south "the north"`,
		Good: `pact "Labels"
party north "The North"
party south "The South"`,
	},
}
