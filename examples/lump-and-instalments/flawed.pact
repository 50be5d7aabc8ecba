pact "Four quarries handed over in one piece"
starts 2026-04-01

party upland "Upland"
party lowland "Lowland"

fact handed "Quarries handed over" 0..4
fact ahead "Quarries handed over and not yet paid" 0..4

act hand_all "hand over all four quarries" by upland {
  when handed is 0
  handed rises by 4
  ahead rises by 4
  irreversible
}
act pay_all "pay for all four quarries" by lowland { ahead falls by 4  irreversible }

instrument cession "Cession of the quarries" {
  between upland, lowland
  in force once signed
  ends once handed is 4 and ahead is 0

  duty hand_over {
    upland must hand_all within 60 days
    for lowland
    in return for ahead is at most 1  # one unpaid quarry is a loss Upland can bear
  }
  duty pay {
    lowland must pay_all within 60 days
    once hand_over is performed
    for upland
  }
  power give_up { upland may terminate cession  when pay is breached }
  power walk_off { lowland may terminate cession  when hand_over is breached }
}

purpose "All four quarries are handed over and paid for" { handed is 4 and ahead is 0 }
