pact "A horse for a ring, in one of two ways"
starts 2026-01-01

party ann "Ann"
party bob "Bob"

open order "Who goes first?" { ann_first, trustee }

fact horse "Who has the horse" { ann, bob }
fact ring "Who has the ring" { bob, trustee, ann }

act lead_over "lead the horse over" by ann { when horse is ann  horse becomes bob  irreversible }
act hand_over "hand over the ring" by bob {
  when ring is bob and order is ann_first
  ring becomes ann
  irreversible
}
act deposit "give the ring to the trustee" by bob {
  when ring is bob and order is trustee
  ring becomes trustee
}

instrument swap "the Swap" {
  between ann, bob
  in force once signed
  expires after 30 days

  duty horse_over {
    ann must lead_over within 10 days
    once order is ann_first or ring is trustee
    for bob
    in return for ring is ann
  }
  duty ring_over {
    bob must any of hand_over, deposit within 10 days
    once order is trustee or horse_over is performed
    for ann
    in return for horse is bob
  }
  power collect { ann may ring becomes ann  when horse is bob and ring is trustee }
  power take_back { bob may ring becomes bob  when horse_over was breached and ring is trustee }
}

reading by_hand "From hand to hand" { order is ann_first }

purpose "Each has what the other had" { horse is bob and ring is ann }
