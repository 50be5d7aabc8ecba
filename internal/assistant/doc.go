// Package assistant serves programs that draft and read pacts for people: it offers them what the other commands do as tools, the
// pages and the library as resources, and prompts for drafting, by the Model Context Protocol.
//
// Input: a transport on which a client speaks the protocol (revisions 2024-11-05 to 2026-07-28, as the SDK that is used here
// speaks them). Output: answers, each of which says by a status how far it reaches:
//
//	ok            what was asked was done to its end, and there is nothing to look at
//	findings      what was asked was done to its end, and there is something to look at
//	inconclusive  a limit was reached, or the call was taken back: what is told was found, and nothing else is claimed
//	unavailable   nothing was answered: the text does not compile, or the call is wrong
//
// An answer also says whether findings were looked for at all, and in which readings. One file a tool; a tool is added by its file
// alone (offer). What is said is what package report and the packages beside it say; nothing is worded a second time here.
//
// Each call is bounded in time, memory and states, and ends when the client takes it back. Calls that look at what can happen are made
// one at a time, for memory is that of the whole process. Nothing is written anywhere, and read is only what the client
// sends, what lies below one folder, if the server was given one, and what is part of the program.
package assistant
