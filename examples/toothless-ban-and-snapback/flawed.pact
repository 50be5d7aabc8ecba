pact "Fishing limits without a consequence"
starts 2026-01-01

party fleet "the Fleet Republic"
party shelf "the Shelf Union"

fact levy "The levy on landed fish" { charged, waived }

act trawl "trawl inside the limit" by fleet { }
act waive "waive the levy" by shelf { when levy is charged  levy becomes waived }

instrument limits "Fishing limits" {
  between fleet, shelf
  in force once signed
  expires after 360 days

  ban keep_out { fleet must not trawl  for shelf  in return for relief }
  duty relief {
    shelf must waive within 90 days
    for fleet
    in return for keep_out
  }
  power drop_out { fleet may terminate limits  when relief is breached }
}

purpose "The levy is waived and the limit is kept" { levy is waived and keep_out }
