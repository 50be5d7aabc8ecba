package machine

import "github.com/servanda-lang/servanda/model"

// circularBan names a ban that binds, by its `while`, only if it binds or does not bind, directly or by way
// of other bans; "" if there is none. Such a ban has no status.
func circularBan(p *model.Pact) string {
	const fresh, open, done = 0, 1, 2
	state := make([]int, len(p.Bans))
	var visit func(i int) bool
	visit = func(i int) bool {
		if state[i] != fresh {
			return state[i] == open
		}
		state[i] = open
		circular := false
		model.Visit(p.Bans[i].While, func(c model.Cond) {
			if b, ok := c.(model.BanIs); ok && b.Status != model.BanBreached && visit(int(b.Ban)) {
				circular = true
			}
		})
		state[i] = done
		return circular
	}
	for i := range p.Bans {
		if visit(i) {
			return p.Bans[i].Name
		}
	}
	return ""
}
