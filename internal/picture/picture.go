// Package picture draws: what is when (timeline.go), and what waits for what (boxes.go).
//
// Input: plain data, names and numbers, without a pact. Output: one <svg> element that needs nothing besides itself, readable in
// light and dark and on paper. Everything that can be measured in a drawing is also written on the element that shows it
// (attributes data-…), so that a program can hold the drawing to what it was drawn from.
//
// The boxes are laid out in layers after Sugiyama, Tagawa and Toda (1981): cycles are opened, layers are those of the longest
// path, crossings are reduced by barycentres; within a layer the places nearest to the wished ones are found by isotonic
// regression (pool adjacent violators). A library for this would double what is linked in, for a dozen boxes.
package picture

import (
	"fmt"
	"html"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/servanda-lang/servanda/internal/diag"
)

// The measures of letters, in pixels.
const (
	letterWidth = 6.7
	lineHeight  = 15
)

// canvas is a drawing in the making.
type canvas struct{ strings.Builder }

func (c *canvas) add(format string, args ...any) { fmt.Fprintf(c, format+"\n", args...) }

// text writes a line that begins, or with another anchor ends or has its middle, at a point.
func (c *canvas) text(x, y float64, class, anchor, text string) {
	if anchor != "" {
		anchor = ` text-anchor="` + anchor + `"`
	}
	c.add(`<text x="%s" y="%s" class="%s"%s>%s</text>`, px(x), px(y), class, anchor, escape(text))
}

// done is the whole drawing.
func (c *canvas) done(width, height float64) []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 %s %s" width="%s" height="%s"><style>%s</style>
%s</svg>`, px(width), px(height), px(width), px(height), style, c.String())
}

// px is a number without needless digits.
func px(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.1f", x), "0"), ".")
}

func escape(text string) string {
	return strings.ReplaceAll(html.EscapeString(diag.Visible(text)), "##", "#&#35;")
}

// width is how wide a text is, about.
func width(text string) float64 { return float64(uniseg.StringWidth(diag.Visible(text))) * letterWidth }

// wrapped breaks a text into lines of at most a width; a longer word stands by itself.
func wrapped(text string, most float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case width(line+" "+word) > most:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// widest is the width of the widest of some lines.
func widest(lines []string) float64 {
	var most float64
	for _, l := range lines {
		most = max(most, width(l))
	}
	return most
}

// style is the same for all drawings: what is shown by colour is also written, or has a shape of its own.
const style = `
.drawing{--d-ink:#1b1f24;--d-faint:#57606a;--d-line:#c9d0d7;--d-page:#ffffff;--d-block:#eef2f6;--d-force:#2f6f9f;--d-due:#8a5a00;--d-ask:#5a4fa0;--d-bad:#a4161a;--d-shade:#a4161a;font:12px system-ui,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
@media screen and (prefers-color-scheme:dark){.drawing{--d-ink:#e6e8ea;--d-faint:#a3abb3;--d-line:#3d444c;--d-page:#14171a;--d-block:#1f242a;--d-force:#7fb8e6;--d-due:#f0c36a;--d-ask:#b9bdf5;--d-bad:#ff9b94;--d-shade:#ff9b94}}
.drawing text{fill:var(--d-ink)}
.drawing .head{font-weight:600}.drawing .faint{fill:var(--d-faint);font-size:11px}.drawing .warn{fill:var(--d-bad)}
.drawing .rule{stroke:var(--d-line);stroke-width:1;fill:none}.drawing .band{fill:var(--d-block)}
.drawing .force{fill:var(--d-force)}.drawing .due{fill:var(--d-due)}.drawing .ask{fill:var(--d-ask)}
.drawing .held{fill:none;stroke:var(--d-force);stroke-width:2;stroke-dasharray:4 3}
.drawing .bare{fill:var(--d-shade);fill-opacity:.14;stroke:var(--d-shade);stroke-width:1;stroke-dasharray:2 3}
.drawing .mark{fill:var(--d-page);stroke:var(--d-ink);stroke-width:2}.drawing .breach{fill:var(--d-bad);stroke:var(--d-bad)}
.drawing .box{fill:var(--d-block);stroke:var(--d-force);stroke-width:1.5}.drawing .step{fill:var(--d-page);stroke:var(--d-due);stroke-width:1.5}
.drawing .choice{fill:var(--d-page);stroke:var(--d-ask);stroke-width:1.5}.drawing .state{fill:var(--d-page);stroke:var(--d-faint);stroke-width:1;stroke-dasharray:4 3}
.drawing .arrow{fill:none;stroke:var(--d-faint);stroke-width:1.5}.drawing .tip{fill:var(--d-faint)}
.drawing .stops{stroke-dasharray:5 4}.drawing .ring{stroke:var(--d-bad);stroke-width:2.5}.drawing .ringtip{fill:var(--d-bad)}
`
