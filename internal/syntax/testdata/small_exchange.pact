pact "A small exchange"
starts 2026-01-01

party north "Northland"
party south "Southland"
body  senate "Northern Senate" of north
source note "Non-paper of the mediators" { published 2025-12-01 }

open order "Does the pull-back wait for the Senate?" { no, yes }

fact hill "Who holds the hill" { south, nobody, north }

act pull_back "pull back from the hill" by south {
  when hill is south
  hill becomes nobody
  irreversible
}
act seize "seize the hill" by north { when hill is nobody  hill becomes north  irreversible }
act send_help "send help" by north { }
act raid "raid the South" by outsider { }     # outsider: nature, or anyone without a name here

instrument peace "Peace agreement" {
  between north, south
  in force once signed

  duty leave_hill {
    south must pull_back within 30 days
    once order is no or aid is in force
    for north
    in return for aid is in force, keep_off
    cite note 4 paraphrased
  }
  ban keep_off { north must not seize  for south }
  power walk_away { south may terminate peace  when keep_off is breached }
}

instrument aid "Aid guarantee" {
  between north, south
  in force once signed and ratification is approved
  expires after 15 months

  duty help { north must send_help within 3 days  upon raid  for south }
}

decision ratification "The Senate votes on the aid guarantee" {
  senate decides approved or rejected
  once aid is signed
  within 90 days
}

purpose "The hill is empty and help is promised" { hill is nobody and aid is in force }

check "help comes while the guarantee runs" {
  raid and aid is in force leads to help is performed or aid is ended within 3 days
}

scenario "the Senate refuses after the pull-back" {
  given order is no
  north signs peace  south signs peace
  on day 10  south does pull_back  expect leave_hill is performed in time
  north signs aid  south signs aid  expect ratification is asked
  on day 40  senate decides rejected on ratification
  expect aid is draft and hill is nobody
}
