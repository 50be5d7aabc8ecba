package model

import "math/bits"

// Actors is a set of actors, a bit for each ActorID.
type ActorSet uint32

// SetOf makes a set.
func SetOf(ids ...ActorID) ActorSet {
	var s ActorSet
	for _, id := range ids {
		s |= 1 << id
	}
	return s
}

// Has reports whether the actor is in the set.
func (s ActorSet) Has(id ActorID) bool { return s>>id&1 == 1 }

// Within reports whether every actor of s is in t.
func (s ActorSet) Within(t ActorSet) bool { return s&^t == 0 }

// Len is the number of actors in the set.
func (s ActorSet) Len() int { return bits.OnesCount32(uint32(s)) }

// IDs lists the actors in order.
func (s ActorSet) IDs() []ActorID {
	var ids []ActorID
	for t := s; t != 0; t &= t - 1 {
		ids = append(ids, ActorID(bits.TrailingZeros32(uint32(t))))
	}
	return ids
}
