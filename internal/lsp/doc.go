// Package lsp is a language server: it tells an editor, while somebody writes a pact, what does not compile, what the checker
// finds, what a name means and where it stands.
//
// Input: a stream on which a client speaks the Language Server Protocol 3.17. Output: its answers, diagnostics as the text
// changes, and a notification of this server alone (servanda/status) by which "clean", "still looking" and "gave up" can be told
// apart. Messages are in package protocol.
//
// How it works. The texts that are open stand over the files on disk (load.Overlay). Requests are answered from the text as it
// was when they came. After each change the pacts to which the text belongs are read anew, and what does not compile is told at
// once. When the text has been quiet for a moment each of them is checked, one at a time, within a budget; the check ends as soon
// as the text changes again. What was found before stays where it was, marked as older than the change, until it is known whether
// it still holds.
//
// A fault of our own while a message is dealt with becomes an error, and a line in the log; the server goes on.
package lsp
