package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
)

// Lex cuts a file into tokens, which together are its text, and reports what no pact may contain.
func Lex(src *source.File) ([]Token, []diag.Diagnostic) {
	rep := &reporter{src: src}
	return lex(src, rep), rep.done()
}

func lex(src *source.File, rep *reporter) []Token {
	l := &lexer{text: src.Text, rep: rep, tokens: make([]Token, 0, len(src.Text)/4+2)}
	if l.hasPrefix("\uFEFF") {
		l.pos = len("\uFEFF")
		l.emit(KindMark, 0)
	}
	for l.pos < len(l.text) {
		start := l.pos
		l.emit(l.token(), start)
	}
	l.emit(KindEOF, l.pos)
	return l.tokens
}

type lexer struct {
	text   []byte
	pos    int
	rep    *reporter
	tokens []Token

	depth int  // of braces
	signs bool // `prefer`, `odds` or `chance` was read outside all braces: after it, outside braces, their signs are of the language
}

func (l *lexer) emit(k Kind, start int) {
	l.tokens = append(l.tokens, Token{Kind: k, Start: start, End: l.pos})
}

func (l *lexer) hasPrefix(s string) bool {
	return len(l.text)-l.pos >= len(s) && string(l.text[l.pos:l.pos+len(s)]) == s
}

// at gives the byte n places on, or 0 past the end.
func (l *lexer) at(n int) byte {
	if l.pos+n < len(l.text) {
		return l.text[l.pos+n]
	}
	return 0
}

func (l *lexer) rune() (rune, int) { return utf8.DecodeRune(l.text[l.pos:]) }

var marks = map[byte]Kind{
	'{': KindLBrace, '}': KindRBrace, '(': KindLParen, ')': KindRParen, ',': KindComma,
}

// token passes over one token and says what it is.
func (l *lexer) token() Kind {
	c := l.text[l.pos]
	switch {
	case l.lineEnd() > 0 || c == ' ' || c == '\t':
		return l.space()
	case c == '#':
		return l.comment()
	case c == '"':
		return l.string()
	case '0' <= c && c <= '9':
		return l.number()
	case l.wordRune() > 0:
		return l.word()
	case c == '.' && l.at(1) == '.':
		l.pos += 2
		return KindDots
	}
	if k, ok := marks[c]; ok {
		l.pos++
		l.nest(k)
		return k
	}
	if k, ok := signs[c]; ok && l.signs && l.depth == 0 && !isOperator(l.at(1)) {
		l.pos++
		return k
	}
	return l.stranger()
}

// signs are those of a `prefer`, of `odds` and of a `chance`.
var signs = map[byte]Kind{':': KindColon, '>': KindOver, '%': KindPercent}

// nest counts braces.
func (l *lexer) nest(k Kind) {
	switch k {
	case KindLBrace:
		l.depth++
	case KindRBrace:
		l.depth = max(l.depth-1, 0)
	}
}

// lineEnd is the length of the line ending here, or 0.
func (l *lexer) lineEnd() int {
	switch {
	case l.at(0) == '\n':
		return 1
	case l.at(0) == '\r' && l.at(1) == '\n':
		return 2
	}
	return 0
}

func (l *lexer) space() Kind {
	for l.pos < len(l.text) {
		n := l.lineEnd()
		if c := l.text[l.pos]; c == ' ' || c == '\t' {
			n = 1
		}
		if n == 0 {
			break
		}
		l.pos += n
	}
	return KindSpace
}

func (l *lexer) comment() Kind {
	for l.pos < len(l.text) && l.lineEnd() == 0 {
		l.character()
	}
	return KindComment
}

// character passes over one character of free text and reports it if no pact may contain it. Of a run
// of such characters only the first is reported.
func (l *lexer) character() {
	if c := l.text[l.pos]; c >= ' ' && c < 0x7F {
		l.pos++
		return
	}
	start := l.pos
	if l.forbidden() {
		l.pos = start
		l.forbiddenRun()
		return
	}
	_, n := l.rune()
	l.pos += n
}

// forbidden reports whether the character here may not stand anywhere.
func (l *lexer) forbidden() bool {
	r, n := l.rune()
	return n > 0 && (r == utf8.RuneError && n == 1 || hidden(r) && l.lineEnd() == 0)
}

// forbiddenRun passes over characters that may not stand anywhere and reports the first.
func (l *lexer) forbiddenRun() {
	r, n := l.rune()
	if r == utf8.RuneError && n == 1 {
		l.rep.invalidUTF8(l.pos)
	} else {
		l.rep.hidden(l.pos, n, r)
	}
	for l.pos < len(l.text) && l.forbidden() {
		_, n := l.rune()
		l.pos += n
	}
}

// string passes over a label. It ends with its line at the latest; then a brace at the end of the line is
// left out, for it most likely opens a block.
func (l *lexer) string() Kind {
	start := l.pos
	l.pos++
	for l.pos < len(l.text) && l.lineEnd() == 0 {
		switch c := l.text[l.pos]; {
		case c == '"':
			l.pos++
			return KindString
		case c == '\\':
			if d := l.at(1); d != '"' && d != '\\' {
				l.rep.badEscape(l.pos)
			} else {
				l.pos++
			}
			l.pos++
		default:
			l.character()
		}
	}
	l.trimUnclosed(start)
	l.rep.unclosed(start, l.pos)
	return KindString
}

func (l *lexer) trimUnclosed(start int) {
	end := l.pos
	for end > start+1 && (l.text[end-1] == ' ' || l.text[end-1] == '\t') {
		end--
	}
	if end > start+1 && l.text[end-1] == '{' {
		end--
	}
	l.pos = end
}

// number passes over what begins with a digit: a number, a date, or a paragraph such as 12a, 5(2), 3-5.
func (l *lexer) number() Kind {
	start, plain := l.pos, true
	for l.pos < len(l.text) {
		c := l.text[l.pos]
		switch {
		case '0' <= c && c <= '9':
			l.pos++
			continue
		case alnum(c):
			l.pos++
		case (c == '-' || c == '.') && alnum(l.at(1)):
			l.pos += 2
		case c == '(' && l.bracketed() > 0:
			l.pos += l.bracketed()
		default:
			return l.numberKind(start, plain)
		}
		plain = false
	}
	return l.numberKind(start, plain)
}

func (l *lexer) numberKind(start int, plain bool) Kind {
	switch {
	case plain:
		return KindNumber
	case dateShaped(l.text[start:l.pos]):
		return KindDate
	}
	return KindPara
}

// bracketed is the length of `(2)` or `(b)` here, or 0. It looks a few characters ahead only.
func (l *lexer) bracketed() int {
	n := 1
	for alnum(l.at(n)) && n < 8 {
		n++
	}
	if n > 1 && l.at(n) == ')' {
		return n + 1
	}
	return 0
}

func alnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
}

func dateShaped(b []byte) bool {
	if len(b) != len("2026-01-01") {
		return false
	}
	for i, c := range b {
		if (i == 4 || i == 7) != (c == '-') || c != '-' && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// wordRune is the length of the character here if it belongs to a word, well written or not, or 0.
func (l *lexer) wordRune() int {
	if l.pos >= len(l.text) {
		return 0
	}
	if c := l.text[l.pos]; c < utf8.RuneSelf {
		if alnum(c) {
			return 1
		}
		return 0
	}
	r, n := l.rune()
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return n
	}
	return 0
}

// word passes over a word. Letters other than a to z are taken in, with hidden characters between them,
// so that a disguised name is one token and one error.
func (l *lexer) word() Kind {
	start, clean := l.pos, true
	for l.pos < len(l.text) {
		n := l.wordRune()
		if n == 0 {
			if n = l.hiddenInside(); n == 0 {
				break
			}
			clean = false
		}
		c := l.text[l.pos]
		clean = clean && ('a' <= c && c <= 'z' || c == '_' || '0' <= c && c <= '9')
		l.pos += n
	}
	if !clean || l.text[start] == '_' {
		l.rep.badName(start, l.pos)
	}
	switch string(l.text[start:l.pos]) {
	case "prefer", "odds", "chance":
		l.signs = l.signs || l.depth == 0
	}
	return KindName
}

// hiddenInside is the length of a hidden character between two characters of a word, or 0.
func (l *lexer) hiddenInside() int {
	r, n := l.rune()
	if n < 2 || r == utf8.RuneError || !hidden(r) && r != 0x200C && r != 0x200D {
		return 0
	}
	save := l.pos
	l.pos += n
	next := l.wordRune()
	l.pos = save
	if next == 0 {
		return 0
	}
	return n
}

// closing gives the mark that ends a quotation begun with one that is not the straight one.
var closing = map[rune]string{'“': "”", '”': "”", '„': "“”", '«': "»", '‹': "›", '‘': "’", '「': "」", '＂': "＂"}

// stranger passes over characters that begin nothing.
func (l *lexer) stranger() Kind {
	r, n := l.rune()
	if l.forbidden() {
		l.forbiddenRun()
		return KindInvalid
	}
	if unicode.Is(unicode.Zs, r) || r == 0x200C || r == 0x200D {
		l.rep.hidden(l.pos, n, r)
		l.pos += n
		return KindInvalid
	}
	if ends, ok := closing[r]; ok {
		return l.foreignQuote(ends)
	}
	start := l.pos
	l.pos += n
	for l.pos < len(l.text) && l.text[l.pos] < utf8.RuneSelf && isOperator(l.text[l.pos]) && isOperator(l.text[start]) {
		l.pos++
	}
	l.rep.stranger(start, l.pos)
	return KindInvalid
}

func isOperator(c byte) bool {
	switch c {
	case '=', '<', '>', '!', '&', '|', '/', '*', '-', '+', ':', ';':
		return true
	}
	return false
}

// foreignQuote passes over a label in quotation marks other than the straight ones, if it is closed soon.
func (l *lexer) foreignQuote(ends string) Kind {
	start := l.pos
	_, n := l.rune()
	end := l.foreignEnd(start+n, ends)
	l.pos += n
	if end == 0 {
		l.rep.foreignQuotes(start, l.pos)
		return KindInvalid
	}
	for l.pos < end {
		l.character()
	}
	l.rep.foreignQuotes(start, l.pos)
	return KindString
}

// foreignEnd gives the offset after the first of some closing marks, or 0 if there is none near on the
// line.
func (l *lexer) foreignEnd(from int, ends string) int {
	const far = 300
	for i := from; i < len(l.text) && i < from+far && l.text[i] != '\n'; {
		r, n := utf8.DecodeRune(l.text[i:])
		i += n
		if strings.ContainsRune(ends, r) && r != utf8.RuneError {
			return i
		}
	}
	return 0
}
