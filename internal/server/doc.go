// Package server lets parties who distrust one another use one ledger over the network: who may do what is said by the ledger itself,
// every request is signed by who makes it, and what is acknowledged is on the disk.
//
// Input: an open ledger, perhaps the key of its log and the pact that it is about, and requests. Output: receipts with proofs, the record
// laid out so that anybody's tools verify it (C2SP tlog-tiles), where everyone stands, and problems in plain words (RFC 9457). Events
// come in as CloudEvents 1.0, requests are signed by RFC 9421 (HTTP Message Signatures) with RFC 9530 (Content-Digest), the interface
// is described by OpenAPI 3.1. docs/server.md says what each role may read and do.
//
// Witnesses come and cosign, or are asked to (C2SP tlog-witness). The text whose digest an entry names is handed in, and followed.
//
// What takes long never stands in the way of what must not: events go through a bounded queue of their own and are recorded many at a
// time, standings are worked out by few workers beside it and kept until the ledger grows.
//
// Pages (and other ways to say who one is) are mounted on it: Config.Pages, Config.Sessions, CallerOf.
package server
