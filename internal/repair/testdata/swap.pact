pact "A horse for a ring, hand to hand"
starts 2026-01-01

party ann "Ann"
party bob "Bob"

fact horse "Who has the horse" { ann, bob }
fact ring "Who has the ring" { bob, ann }

act lead_over "lead the horse over" by ann { when horse is ann  horse becomes bob  irreversible }
act hand_over "hand over the ring" by bob { when ring is bob  ring becomes ann  irreversible }

instrument swap "the Swap" {
  between ann, bob
  in force once signed
  expires after 30 days

  duty horse_first { ann must lead_over within 10 days  for bob  in return for ring is ann }
  duty ring_then {
    bob must hand_over within 10 days
    once horse_first is performed
    for ann
    in return for horse is bob
  }
}

purpose "Each has what the other had" { horse is bob and ring is ann }
