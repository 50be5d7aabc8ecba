# A guarantee of help. What makes one strong: a case that the guarantor does not judge, a least act, a deadline, no way out that is
# open while the case is there. Try this: write `at its discretion` under `upon attack` in the duty to help, and see what is left.
pact "Template: a guarantee of help"
starts 2026-01-01

party ally "the Ally"
party guarantor "the Guarantor"

act attack "attack the Ally" by outsider { }
act send_help "send help" by guarantor { }
act consult "consult" by guarantor { }

instrument guarantee "Treaty of guarantee" {
  between ally, guarantor
  in force once signed
  expires after 720 days

  duty talk { guarantor must consult within 10 days  upon attack  for ally }
  duty help {
    guarantor must send_help within 30 days
    upon attack
    for ally
  }
  # Without a power that follows from it, a breach would have no teeth.
  power withdraw_bases {
    ally may terminate guarantee
    when help is breached or talk is breached
  }
}

purpose "The guarantee is in force" { guarantee is in force }

check "an attack is answered while the guarantee runs" {
  attack and guarantee is in force leads to help is performed or guarantee is ended within 30 days
}
