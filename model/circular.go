package model

// CircularBan finds a ban that binds, by its `while`, only if it binds or does not bind, directly or by way
// of other bans. Such a ban has no status, and the pact no meaning.
func (p *Pact) CircularBan() (ban BanID, found bool) {
	const fresh, open, done = 0, 1, 2
	state := make([]int, len(p.Bans))
	var visit func(i int) bool
	visit = func(i int) bool {
		if state[i] != fresh {
			return state[i] == open
		}
		state[i] = open
		circular := false
		Visit(p.Bans[i].While, func(c Cond) {
			if b, ok := c.(BanIs); ok && b.Status != BanBreached && visit(int(b.Ban)) {
				circular = true
			}
		})
		state[i] = done
		return circular
	}
	for i := range p.Bans {
		if visit(i) {
			return BanID(i), true
		}
	}
	return None, false
}
