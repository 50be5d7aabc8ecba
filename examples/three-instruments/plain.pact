pact "Three agreements around one zone"
starts 2026-01-01

party south "Southland"
party neighbour "the neighbour"
party guarantor "the guarantor"
body legislature "the guarantor's legislature" of guarantor

open order "When does Southland leave the zone?" { at_once, after_guarantee }

fact zone "Who stands in the zone" { south, empty, neighbour }

act leave "leave the zone" by south {
  when zone is south and peace is in force
  zone becomes empty
  irreversible
}
act seize "move into the zone" by neighbour { when zone is empty  zone becomes neighbour }
act attack "attack Southland" by neighbour { when guarantee is in force }
act help "send help" by guarantor { when defend is due or defend is breached }
act pay "pay the first tranche" by guarantor { when fund is due or fund is breached  irreversible }

instrument peace "Peace agreement" {
  between south, neighbour
  in force once signed

  duty withdraw {
    south must leave within 90 days
    once order is at_once or guarantee is in force
    for neighbour
    in return for guarantee is in force, zone is not neighbour
  }
  ban keep_out { neighbour must not seize  for south  in return for withdraw }
}

instrument guarantee "Security guarantee" {
  between south, guarantor
  in force once signed and approval is approved
  expires after 360 days

  duty defend { guarantor must help within 90 days  upon attack  for south }
}

instrument reconstruction "Reconstruction agreement" {
  between south, guarantor
  in force once signed

  duty fund { guarantor must pay within 90 days  once withdraw is performed  for south }
}

decision approval "The legislature votes on the guarantee" {
  legislature decides approved or rejected
  once guarantee is signed
  within 90 days
}

purpose "Peace, guarantee and reconstruction run, and nobody's army is in the zone" {
  peace is in force and guarantee is in force and reconstruction is in force and zone is empty
}

scenario "the legislature refuses after Southland has left" {
  given order is at_once
  south signs peace  neighbour signs peace
  on day 10  south does leave  expect withdraw is performed in time
  south signs guarantee  guarantor signs guarantee  expect approval is asked
  on day 90  legislature decides rejected on approval
  expect guarantee is draft and zone is empty
}
