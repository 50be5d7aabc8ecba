pact "Four quarries handed over one by one"
starts 2026-04-01

party upland "Upland"
party lowland "Lowland"

fact handed "Quarries handed over" 0..4
fact ahead "Quarries handed over and not yet paid" 0..4

act hand_one "hand over the next quarry" by upland {
  when cession is in force and ahead is 0
  handed rises by 1
  ahead rises by 1
  irreversible
}
act pay_one "pay for one quarry" by lowland { ahead falls by 1  irreversible }

instrument cession "Cession of the quarries, one by one" {
  between upland, lowland
  in force once signed
  ends once handed is 4 and ahead is 0

  duty first_quarry {
    upland must hand_one within 60 days
    for lowland
    in return for ahead is at most 1  # one unpaid quarry is a loss Upland can bear
  }
  # Each payment brings the next quarry, each quarry the next payment.
  duty next_quarry {
    upland must hand_one within 60 days
    upon pay_one
    for lowland
    in return for ahead is at most 1
  }
  duty pay {
    lowland must pay_one within 60 days
    upon hand_one
    for upland
  }
  power give_up { upland may terminate cession  when pay is breached }
  power walk_off {
    lowland may terminate cession
    when first_quarry is breached or next_quarry is breached
  }
}

purpose "All four quarries are handed over and paid for" { handed is 4 and ahead is 0 }

check "Upland is never more than one quarry ahead, whatever Lowland does" {
  never ahead is at least 2
  if all but lowland keep
}
