package guarantees

import "fmt"

// Span is a number of days as the language writes it: "3 days", "15 months", "20 years".
func Span(days int) string {
	n, unit := days, "day"
	switch {
	case days > 0 && days%360 == 0:
		n, unit = days/360, "year"
	case days > 0 && days%30 == 0:
		n, unit = days/30, "month"
	}
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
