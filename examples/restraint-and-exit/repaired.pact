pact "A mine that stays closed while the water comes"
starts 2026-01-01

party upland "the Upland"
party lowland "the Lowland"

act dig "reopen the mine" by upland { }
act deliver "deliver the year's water" by lowland { }

instrument accord "the Water Accord" {
  between upland, lowland
  in force once signed

  ban closed_mine { upland must not dig  for lowland  in return for water }
  duty water { lowland must deliver within 180 days  every 360 days  for upland }
  # Each has its own way out.
  power walk_out { lowland may terminate accord  when closed_mine was breached }
  power reopen { upland may terminate accord  when water was breached }
}

purpose "The mine stays closed" { closed_mine }
