package lower

import "fmt"

// bansHangOnOthers refuses a ban whose `while` asks, directly or by way of other bans, whether it binds.
func (l *lowerer) bansHangOnOthers() {
	if id, found := l.pact.CircularBan(); found {
		b := &l.pact.Bans[id]
		l.fault("M025", b.At, fmt.Sprintf("whether `%s` binds hangs on whether it binds", b.Name),
			"A `while` may ask whether a ban was breached, or about anything else, but not in a circle whether it is binding.")
	}
}
