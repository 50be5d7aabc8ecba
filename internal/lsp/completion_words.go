package lsp

import (
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/resolve"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// phrases are the words that belong together, by the first of them and what they stand in.
var phrases = map[string]map[string][]string{
	"in":      {"instrument": {"in force once"}, "duty": {"in return for"}, "ban": {"in return for"}, "check": {"in reading"}},
	"at":      {"duty": {"at its discretion"}},
	"not":     {"duty": {"not before"}},
	"on":      {"power": {"on notice of"}, "scenario": {"on day", "on"}},
	"ends":    {"instrument": {"ends once"}},
	"expires": {"instrument": {"expires after"}},
	"expect":  {"check": {"expect fails"}, "scenario": {"expect"}},
	"if":      {"check": {"if everyone keeps", "if nobody keeps", "if all but"}},
}

// after are the words that can come right after another, by what they stand in; "" is anywhere.
var after = map[string]map[string][]string{
	"in":        {"instrument": {"force once"}, "duty": {"return for"}, "ban": {"return for"}, "check": {"reading"}},
	"at":        {"duty": {"its discretion"}},
	"ends":      {"": {"once"}},
	"force":     {"instrument": {"once"}},
	"expires":   {"": {"after"}},
	"must":      {"duty": {"any of", "ensure"}, "ban": {"not"}},
	"may":       {"power": {"suspend", "resume", "terminate", "excuse"}},
	"can":       {"check": {"avoid", "ensure"}},
	"leads":     {"": {"to"}},
	"on":        {"power": {"notice of"}, "scenario": {"day"}},
	"notice":    {"": {"of"}},
	"if":        {"check": {"everyone keeps", "nobody keeps", "all but"}},
	"rises":     {"": {"by"}},
	"falls":     {"": {"by"}},
	"was":       {"": {"breached", "not breached"}},
	"everyone":  {"": {"keeps"}},
	"nobody":    {"check": {"keeps"}},
	"return":    {"": {"for"}},
	"expect":    {"check": {"fails"}},
	"performed": {"": {"in time"}},
	"any":       {"": {"of"}},
	"its":       {"": {"discretion"}},
	"not":       {"duty": {"before"}},
}

// words offers the words of the language that may stand there.
func (c *completer) words() {
	block, in := c.block()
	switch {
	case c.inDuration():
		for _, u := range syntax.UnitWords() {
			c.keyword(u, "4")
		}
		return
	case in == nil && c.freshDecl():
		c.declarations()
	case in != nil && c.freshItem() && !c.afterSubject():
		c.items(block, in)
	}
	c.following(block)
	if in == nil && c.ranking() {
		c.onward("prefer")
	}
}

// ranking reports whether the place is right after a condition of a preference, or a name in one.
func (c *completer) ranking() bool {
	n := len(c.prev)
	return n > 0 && slices.ContainsFunc(c.tree.Decls, func(d syntax.Decl) bool {
		p, ok := d.(*syntax.PreferDecl)
		return ok && len(p.Over) > 0 && len(p.Cites) == 0 && p.Over[len(p.Over)-1].Span().End == c.prev[n-1].End
	})
}

// inDuration reports whether a unit of time is wanting.
func (c *completer) inDuration() bool {
	n := len(c.prev)
	return n > 0 && c.prev[n-1].Kind == syntax.KindNumber && slices.Contains([]string{"within", "every", "before", "after", "of", "tick"}, c.word(2))
}

// afterSubject reports whether only a name stands before the place in its item, so that a verb or a test of it is to follow.
func (c *completer) afterSubject() bool {
	n := len(c.prev)
	return n > 0 && c.prev[n-1].Kind == syntax.KindName && !syntax.Reserved(c.word(1)) && c.startsItem()
}

// block is what the braces around the place belong to: its word, and the declaration or clause.
func (c *completer) block() (string, syntax.Node) {
	var in syntax.Node
	syntax.Inspect(c.tree, func(n syntax.Node) bool {
		if b := syntax.BlockOf(n); b != nil && b.Span().Start < c.start && (c.start < b.Span().End || b.Span().End == len(c.tree.Source.Text)) {
			in = n
		}
		return true
	})
	return keywordOf(in), in
}

// keywordOf is the word that a declaration or clause begins with.
func keywordOf(n syntax.Node) string {
	if n == nil {
		return ""
	}
	word, _, _ := strings.Cut(n.Span().Text(), " ")
	return strings.TrimSpace(word)
}

// freshDecl reports whether a declaration may begin there.
func (c *completer) freshDecl() bool {
	if len(c.path) < 2 {
		return true
	}
	_, bad := c.path[1].(*syntax.Bad)
	return bad
}

// freshItem reports whether an item of a block may begin there: the parser took the name there for the beginning of one, or for
// nothing it knows.
func (c *completer) freshItem() bool {
	if c.word(1) == "{" {
		return true
	}
	switch last := c.path[len(c.path)-1]; last.(type) {
	case *syntax.Block:
		return true
	case *syntax.Bad:
		_, item := c.path[max(0, len(c.path)-2)].(*syntax.Block)
		return item
	case *syntax.Ident:
		for _, n := range c.path {
			if it, ok := n.(syntax.Item); ok && it.Span().Start == c.start {
				return true
			}
		}
	}
	return false
}

// snippets are declarations with places to be filled.
var snippets = map[string]string{
	"pact": `pact "$1"`, "starts": "starts ${1:2026-01-01}", "tick": "tick ${1:1 day}", "use": `use "$1"`,
	"party": `party ${1:name} "$2"`, "body": `body ${1:name} "$2" of ${3:party}`, "source": `source ${1:name} "$2" { published ${3:2026-01-01} }`,
	"fact": `fact ${1:name} "$2" { ${3:first, second} }`, "act": `act ${1:name} "$2" by ${3:party} { $0 }`,
	"decision": "decision ${1:name} \"$2\" {\n  ${3:party} decides ${4:yes} or ${5:no}\n  within ${6:30 days}\n}", "open": `open ${1:name} "$2" { ${3:no, yes} }`,
	"instrument": "instrument ${1:name} \"$2\" {\n  between ${3:party, party}\n  in force once signed\n\n  $0\n}",
	"reading":    `reading ${1:name} "$2" { ${3:point} is ${4:value} }`, "purpose": `purpose "$1" { $0 }`, "position": "position ${1:party} ${2|accepts,opposes,undeclared|} $0",
	"prefer": "prefer ${1:party}: ${2:condition} > ${3:condition} cite ${4:source}",
	"odds":   "odds ${1:senate} on ${2:decision}: ${3:value} ${4:60}%..${5:80}% cite ${6:source}",
	"chance": "chance ${1:act} ${2:5}% a ${3|month,day,week,year|} cite ${4:source}",
	"check":  `check "$1" { $0 }`, "scenario": "scenario \"$1\" {\n  $0\n}",
	"duty": "duty ${1:name} {\n  ${2:party} must ${3:act} within ${4:30 days}\n  for ${5:party}\n}", "ban": "ban ${1:name} { ${2:party} must not ${3:act}  for ${4:party} }",
	"power": "power ${1:name} { ${2:party} may ${3:terminate} ${4:instrument} }",
}

// keyword offers a word or several, as a snippet if there is one and the client takes it.
func (c *completer) keyword(text, sort string) {
	item := protocol.CompletionItem{Label: text, Kind: protocol.ItemKeyword, SortText: sort + text}
	s := c.server
	s.mu.Lock()
	able := s.client.TextDocument.Completion.CompletionItem.SnippetSupport
	s.mu.Unlock()
	if snippet := snippets[text]; snippet != "" && able {
		item.Kind, item.InsertTextFormat, item.TextEdit = protocol.ItemSnippet, protocol.SnippetFormat, &protocol.TextEdit{NewText: snippet}
	}
	c.add(item)
}

func (c *completer) declarations() {
	for _, w := range syntax.DeclWords() {
		c.keyword(w, "3")
	}
}

// itemNames are the kinds of things that an item can begin with, by the word of the block.
var itemNames = map[string][]resolve.Kind{
	"duty": {resolve.Party}, "ban": {resolve.Party}, "power": {resolve.Party}, "act": {resolve.Fact}, "reading": {resolve.Point},
	"decision": {resolve.Party, resolve.Body, resolve.Outsider}, "scenario": {resolve.Party, resolve.Body, resolve.Outsider},
	"check": {resolve.Party, resolve.Body, resolve.Fact, resolve.Act, resolve.Instrument, resolve.Duty, resolve.Ban, resolve.Power, resolve.Decision, resolve.Point},
}

// items offers what an item of a block can begin with.
func (c *completer) items(block string, in syntax.Node) {
	for _, w := range syntax.ItemWords(in) {
		switch whole := phrases[w][block]; {
		case len(whole) > 0:
			for _, p := range whole {
				c.keyword(p, "3")
			}
		case !syntax.SecondWord(w) && w != "leads":
			c.keyword(w, "3")
		}
	}
	c.names(itemNames[block], func(*resolve.Symbol) bool { return true })
}

// following offers what can come after the word before.
func (c *completer) following(block string) {
	word := c.word(1)
	for _, in := range []string{block, ""} {
		for _, w := range after[word][in] {
			if block != "" {
				c.keyword(w, "4")
			}
		}
	}
	if word == "may" && block == "power" {
		c.names([]resolve.Kind{resolve.Fact}, func(*resolve.Symbol) bool { return true })
	}
	if c.atom() {
		c.keyword("not", "4")
		if c.within("instrument") {
			c.keyword("signed", "4")
		}
	}
	if n := len(c.prev); n > 0 && block != "" && (c.prev[n-1].Kind == syntax.KindName || c.prev[n-1].Kind == syntax.KindRParen) {
		c.onward(block)
	}
}

// atom reports whether a condition begins at the place.
func (c *completer) atom() bool {
	for _, n := range c.path {
		if atom, ok := n.(*syntax.AtomCond); ok && atom.Subject == c.ident && c.ident != nil {
			return true
		}
	}
	return false
}

// within reports whether the place is in a declaration that begins with a word.
func (c *completer) within(word string) bool {
	return slices.ContainsFunc(c.path, func(n syntax.Node) bool {
		_, decl := n.(syntax.Decl)
		return decl && keywordOf(n) == word
	})
}

// onward offers what goes on after a name: a verb of the block, a test, another condition.
func (c *completer) onward(block string) {
	name, cond, bare := c.before()
	if name && c.startsItem() {
		_, in := c.block()
		for _, w := range syntax.ItemWords(in) {
			if syntax.SecondWord(w) {
				c.keyword(w, "4")
			}
		}
	}
	if bare {
		c.keyword("is", "4")
		c.keyword("was", "4")
	}
	if cond {
		c.keyword("and", "4")
		c.keyword("or", "4")
		switch block {
		case "check":
			c.keyword("leads to", "4")
		case "prefer":
			c.keyword(">", "4")
			c.keyword("cite", "4")
		}
	}
}

// before says what ends where the place begins: a name, a condition, one that is a bare name.
func (c *completer) before() (name, cond, bare bool) {
	end := c.prev[len(c.prev)-1].End
	syntax.Inspect(c.tree, func(n syntax.Node) bool {
		if n.Span().End < end && n != syntax.Node(c.tree) {
			return false
		}
		if n.Span().End == end {
			switch n := n.(type) {
			case *syntax.Ident:
				name = true
			case *syntax.AtomCond:
				cond = true
				bare = n.Tail == nil && n.Verb == syntax.Bare
			case syntax.Cond:
				if _, bad := n.(*syntax.Bad); !bad {
					cond = true
				}
			}
		}
		return true
	})
	if !name {
		t := c.prev[len(c.prev)-1]
		name = t.Kind == syntax.KindName && !syntax.Reserved(c.word(1))
	}
	return name, cond, bare
}

// startsItem reports whether the name before the place is the first word of an item, or the last of a list that is.
func (c *completer) startsItem() bool {
	n := 2
	for c.word(n) == "," {
		n += 2
	}
	t := c.word(n)
	if t == "{" || t == "}" {
		return true
	}
	if n > len(c.prev) {
		return false
	}
	// on a line of its own
	from, to := c.prev[len(c.prev)-n].End, c.prev[len(c.prev)-n+1].Start
	return bytesHaveLineEnd(c.tree.Source.Text[from:to])
}

func bytesHaveLineEnd(b []byte) bool { return slices.Contains(b, '\n') }
