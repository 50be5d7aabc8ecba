pact "The ferry Meridian: delivery first, payment afterwards"
starts 2026-03-02

party yard "Harrow Yard"
party buyer "Strand Ferries"

fact ferry "Who has the ferry" { with_yard, with_buyer }
fact price "Where the price lies" { with_buyer, with_yard }

act hand_over "hand over the ferry" by yard {
  when ferry is with_yard
  ferry becomes with_buyer
  irreversible
}
act pay "pay the price" by buyer { when price is with_buyer  price becomes with_yard  irreversible }

instrument sale "Contract of sale" {
  between yard, buyer
  in force once signed
  ends once price is with_yard and ferry is with_buyer

  duty deliver {
    yard must hand_over within 60 days
    for buyer
    in return for price is with_yard
  }
  # The yard has nothing left to hold back when the price falls due.
  duty settle_price {
    buyer must pay within 30 days
    once deliver is performed
    for yard
    in return for deliver
  }
  power call_off { buyer may terminate sale  when deliver is breached }
  power sue_for_cash { yard may terminate sale  when settle_price is breached }
}

purpose "The ferry is handed over and paid for" { ferry is with_buyer and price is with_yard }
