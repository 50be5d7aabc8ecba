# A peace, a guarantee and money around one zone. Make the parties, the texts and the days yours.
# Turn the question "When does the South leave the zone?" and see who is left with nothing.
pact "Template: a peace framework of three agreements"
starts 2026-01-01

party south "the South"
party north "the North"
party guarantor "the Guarantor"
body parliament "the Guarantor's parliament" of guarantor

open order "When does the South leave the zone?" { after_the_guarantee, at_once }

reading guarantee_first "The guarantee first" { order is after_the_guarantee }
reading land_first "The land first" { order is at_once }

fact zone "Who stands in the zone" { south, nobody, north }

act leave "leave the zone" by south {
  when zone is south and peace is in force
  zone becomes nobody
  irreversible
}
act seize "move into the zone" by north { when zone is nobody  zone becomes north }
act attack "attack the South" by north { when guarantee is in force }
act help "send help" by guarantor { when defend is due or defend is breached }
act pay "pay for reconstruction" by guarantor { when fund is due or fund is breached }

instrument peace "Peace agreement" {
  between south, north
  in force once signed

  duty withdraw {
    south must leave within 90 days
    once order is at_once or guarantee is in force
    for north
    in return for guarantee is in force, zone is not north
  }
  ban keep_out { north must not seize  for south  in return for withdraw }
  power restore { south may zone becomes nobody  when keep_out is breached }
}

instrument guarantee "Security guarantee" {
  between south, guarantor
  in force once signed and approval is approved

  duty defend { guarantor must help within 90 days  upon attack  for south }
}

instrument reconstruction "Reconstruction agreement" {
  between south, guarantor
  in force once signed

  duty fund { guarantor must pay within 90 days  once withdraw is performed  for south }
}

decision approval "The parliament votes on the guarantee" {
  parliament decides approved or rejected
  once guarantee is signed
  within 90 days
}

purpose "The guarantee is in force and nobody's army is in the zone" {
  guarantee is in force and zone is nobody
}
