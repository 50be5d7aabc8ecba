package syntax

// Kind says what a token is.
type Kind uint8

// The kinds of tokens. The first four mean nothing to the parser.
const (
	KindSpace   Kind = iota // spaces, tabs and line ends
	KindComment             // # to the end of the line
	KindMark                // a byte order mark at the beginning of the file
	KindInvalid             // what no pact may contain; it has been reported
	KindName                // lower-case snake_case; keywords are names that stand in the right place
	KindString              // "…"
	KindNumber              // 30
	KindDate                // 2026-01-01
	KindPara                // 12a, 5(2), 4.1, 3-5: what begins with a digit and is neither number nor date
	KindLBrace              // {
	KindRBrace              // }
	KindLParen              // (
	KindRParen              // )
	KindComma               // ,
	KindDots                // ..
	KindColon               // : after `prefer PARTY` and `odds ACTOR on DECISION`
	KindOver                // > between the conditions of a `prefer`
	KindPercent             // % after a number, in `odds` and `chance`
	KindEOF                 // the end, empty
)

// Token is a piece of the text, from Start up to End. Every byte of a file is in exactly one token, in
// order, so the tokens are the text.
type Token struct {
	Kind       Kind
	Start, End int
}

// Trivia reports whether the parser passes over the token.
func (t Token) Trivia() bool { return t.Kind <= KindInvalid }
