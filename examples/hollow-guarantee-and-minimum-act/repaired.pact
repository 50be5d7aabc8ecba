pact "A pledge with a least act"
starts 2026-06-01

party isle "the Isle"
party crown "the Crown"

act raid "raid the Isle" by outsider { }
act send_ships "send ships" by crown { }
act send_grain "send grain and money" by crown { }

instrument pledge "Pledge of assistance" {
  between isle, crown
  in force once signed
  expires after 360 days

  # The Crown chooses the means; doing nothing is no longer one of them.
  duty assist {
    crown must any of send_ships, send_grain within 30 days
    upon raid
    for isle
  }
  power withdraw_bases { isle may terminate pledge  when assist is breached }
}

purpose "The pledge is in force" { pledge is in force }

check "a raid is answered while the pledge runs" {
  raid and pledge is in force leads to assist is performed or pledge is ended within 30 days
}
