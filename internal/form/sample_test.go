package form_test

import "github.com/servanda-lang/servanda/internal/doc"

// drawn is a picture as the house draws them.
const drawn = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>`

// sample has every block, every tone, and links of both kinds.
func sample() doc.Document {
	return doc.Document{
		Title: doc.T("A small exchange"),
		Under: []doc.Text{doc.T("No public text · 2 reports, 1 origin"), {{Text: "Reading: "}, {Text: "three separate agreements", Tone: doc.Strong}}},
		Blocks: []doc.Block{
			doc.Para{Text: doc.T("What the text allows, not what anyone will do.")},
			doc.Section{ID: "three-things", Title: doc.T("Three things"), Tone: doc.Grave, Blocks: []doc.Block{
				doc.List{Ordered: true, Start: 9, Items: []doc.Item{
					{ID: "land", Text: doc.Text{{Text: "Southland can be left with nothing", Tone: doc.Grave}, {Text: ": "}, {Text: "leave_hill", Tone: doc.Name}, {Text: " comes first. "}, {Text: "See how.", To: "#how"}}},
					{ID: "gate", Text: doc.T("Northland's Senate may say nothing."), Tone: doc.Warning, Blocks: []doc.Block{
						doc.Para{Text: doc.T("A silence is a no."), Tone: doc.Aside},
						doc.List{Items: []doc.Item{{Text: doc.T("by the treaty"), Tone: doc.Good}, {Text: doc.T("by nobody's word"), Tone: doc.Uncertain}}},
					}},
				}},
				doc.Fold{ID: "more", Summary: doc.T("Two more"), Blocks: []doc.Block{
					doc.Para{Text: doc.T("Neither weighs much.")},
					doc.Para{Text: doc.Text{{Text: "The text", To: "https://example.org/a?b=1&c=(2)"}, {Text: " says so, and "}, {Text: "https://example.org/", To: "https://example.org/"}, {Text: " too."}}},
				}},
			}},
			doc.Section{ID: "who", Title: doc.Text{{Text: "Who is left with "}, {Text: "nothing", Tone: doc.Name}}, Blocks: []doc.Block{
				doc.Table{ID: "matrix", Caption: doc.T("Who can be left with nothing, reading by reading"), RowHeads: true,
					Head: []doc.Cell{doc.C("Reading"), doc.C("Southland"), doc.C("Northland")},
					Rows: [][]doc.Cell{
						{doc.C("three separate agreements"), {Text: doc.T("lawfully"), Tone: doc.Grave}, doc.C("nothing found")},
						{doc.C("one bargain"), {Text: doc.T("only by breach, and only if the Senate of Northland has said yes before"), Tone: doc.Warning}, {}},
					}},
				doc.Section{ID: "deeper", Title: doc.T("How it is read"), Blocks: []doc.Block{
					doc.Facts{Rows: []doc.Fact{{Name: "Reading", Text: doc.T("three separate agreements")}, {Name: "Step", Text: doc.T("90 days, which is as fine as anything in this pact is told"), Tone: doc.Aside}}},
					doc.Table{Rows: [][]doc.Cell{{doc.C("a"), doc.C("b")}}},
				}},
			}},
			doc.Columns{Parts: [][]doc.Block{
				{doc.Para{Text: doc.T("On the left what goes: nobody can be left with nothing any more.")}},
				{doc.Para{Text: doc.T("On the right what comes: both can wait for ever.")}},
			}},
			doc.Course{ID: "how", Intro: doc.T("How it can go:"), Note: doc.T("One step is left out."),
				Steps: []doc.Step{
					{When: doc.T("step 1 (1 Jan to 3 Jan 2026)"), Lines: []doc.Line{
						{Text: doc.T("Northland and Southland sign the Peace"), Follow: []string{"the Peace enters into force", `"leave_hill" falls due`}},
						{Text: doc.T("Southland leaves the hill"), Tone: doc.Warning, Mark: "the careless step"},
					}},
					{When: doc.T("step 2"), Lines: []doc.Line{{Text: doc.T("Northland keeps its army where it is"), Tone: doc.Grave, Mark: "breach"}}},
				},
				Beside: &doc.Course{ID: "well", Intro: doc.T("How it can go well:"), Steps: []doc.Step{{When: doc.T("step 1"), Lines: []doc.Line{{Text: doc.T("The Senate says yes")}}}}},
			},
			doc.Picture{ID: "time", Title: doc.T("When what is due"), SVG: []byte(drawn), Alt: "One bar, from step 1 to step 2.",
				Instead: []doc.Block{doc.Para{Text: doc.T("The hill is due from step 1 to step 2.")}}},
			doc.Picture{Title: doc.T("What waits for what"), SVG: []byte(drawn), Alt: "The Peace waits for nothing."},
			doc.Switch{ID: "readings", Label: doc.T("Reading"), Options: []doc.Option{
				{ID: "reading-one", Name: doc.T("One bargain"), Blocks: []doc.Block{doc.Para{Text: doc.T("Nothing was found.")}}},
				{ID: "reading-three", Name: doc.T("Three separate agreements"), Blocks: []doc.Block{doc.Para{Text: doc.T("Southland is left with nothing.")}}},
			}},
			doc.Literal{Of: "shell", Text: "servanda check `FILE`\n\t--open order=no\n"},
		},
	}
}
