// Package workbench is a page for people who will not read a terminal: the text of a pact with what is found in it beside it, as it
// is written; who can be left with nothing, and how; what another answer to an open question changes; the course itself, to be
// played to its end.
//
// Input: a folder of pacts, and a browser that speaks HTTP and, over a WebSocket (RFC 6455), JSON-RPC 2.0. Output: the page and its answers.
// One connection is one session: it ends with the window, and nothing that it began goes on after it. Through it speak the language server
// of package lsp, which reads the text and says when to check it, and the methods of this package (workbench/...). What there
// is to read comes as documents (package doc) and is made HTML by package form; the script of the page draws nothing of its own. Checks go through
// package inquiry with the context of the text: they end when it changes. Files are read below the folder alone, and written by
// package safefile when somebody says so.
//
// Who may speak with it: only this machine (the address is a loopback one), under a name of this machine (against DNS
// rebinding), from its own page (the Origin of the connection), with the token in the path. See docs/workbench.md.
package workbench
