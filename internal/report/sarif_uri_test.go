package report

import (
	"net/url"
	"testing"
)

func TestAddressesAreValid(t *testing.T) {
	for _, c := range []struct {
		path    string
		windows bool
		want    string
	}{
		{"deal.pact", false, "deal.pact"},
		{"./parts/deal.pact", false, "parts/deal.pact"},
		{"../deal.pact", false, "../deal.pact"},
		{"my deals/peace 1.pact", false, "my%20deals/peace%201.pact"},
		{"Verträge/和平.pact", false, "Vertr%C3%A4ge/%E5%92%8C%E5%B9%B3.pact"},
		{"100%#1?.pact", false, "100%25%231%3F.pact"},
		{"a:b/c:d.pact", false, "a%3Ab/c:d.pact"},
		{"a\\b\n\x1b.pact", false, "a%5Cb%0A%1B.pact"},
		{"a[1].pact", false, "a%5B1%5D.pact"},
		{"\xff.pact", false, "%FF.pact"},
		{"/home/a b/deal.pact", false, "file:///home/a%20b/deal.pact"},
		{"//server/deal.pact", false, "file:////server/deal.pact"},
		{"C:/My Pacts/deal.pact", true, "file:///C:/My%20Pacts/deal.pact"},
		{"//server/share/a b.pact", true, "file://server/share/a%20b.pact"},
		{"deals/x.pact", true, "deals/x.pact"},
		{"<standard input>", false, "%3Cstandard%20input%3E"},
	} {
		got := addressOf(c.path, c.windows)
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.path, got, c.want)
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "" && u.Scheme != "file" || u.RawQuery != "" || u.Fragment != "" {
			t.Errorf("%q: %s is read as %+v, %v", c.path, got, u, err)
		}
	}
}
