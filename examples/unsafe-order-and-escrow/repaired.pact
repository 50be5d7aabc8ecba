pact "The ferry Meridian: the price lies in escrow first"
starts 2026-03-02

party yard "Harrow Yard"
party buyer "Strand Ferries"

fact ferry "Who has the ferry" { with_yard, with_buyer }
fact price "Where the price lies" { with_buyer, in_escrow, with_yard }

act hand_over "hand over the ferry" by yard {
  when ferry is with_yard
  ferry becomes with_buyer
  irreversible
}
# Not irreversible: the buyer has it back if the yard does not deliver (power take_back).
act deposit "pay the price into escrow" by buyer {
  when price is with_buyer
  price becomes in_escrow
}

instrument sale "Contract of sale with escrow" {
  between yard, buyer
  in force once signed
  ends once price is with_yard and ferry is with_buyer

  duty pay_in {
    buyer must deposit within 30 days
    for yard
    in return for deliver
  }
  duty deliver {
    yard must hand_over within 60 days
    once pay_in is performed
    for buyer
    in return for price is with_yard
  }
  # Whoever has delivered collects; nobody else needs to agree.
  power collect {
    yard may price becomes with_yard
    when deliver is performed and price is in_escrow
  }
  power take_back {
    buyer may price becomes with_buyer
    when deliver is breached and price is in_escrow
  }
  power call_off { yard may terminate sale  when pay_in is breached }
}

purpose "The ferry is handed over and its price is out of the buyer's hands" {
  ferry is with_buyer and price is not with_buyer
}
