# A sale in which the price lies with a third until the goods are handed over.
# Try this: take away the line `once price is in_escrow`, and see who can be left with nothing.
pact "Template: a sale with escrow"
starts 2026-01-01

party seller "the Seller"
party buyer "the Buyer"

fact goods "Who has the goods" { seller, buyer }
fact price "Where the price lies" { with_buyer, in_escrow, with_seller }

act pay_in "pay the price into escrow" by buyer {
  when price is with_buyer
  price becomes in_escrow
}
act hand_over "hand over the goods" by seller {
  when goods is seller
  goods becomes buyer
  irreversible
}

instrument sale "Contract of sale" {
  between seller, buyer
  in force once signed
  ends once goods is buyer and price is with_seller

  duty pay { buyer must pay_in within 10 days  for seller  in return for goods is buyer }
  duty deliver {
    seller must hand_over within 10 days
    once price is in_escrow
    for buyer
    in return for price is with_seller
  }
  power collect {
    seller may price becomes with_seller
    when deliver is performed and price is in_escrow
  }
  power take_back {
    buyer may price becomes with_buyer
    when deliver is breached and price is in_escrow
  }
  power walk_away { seller may terminate sale  when pay is breached }
}

purpose "The goods are the Buyer's and the price is out of its hands" {
  goods is buyer and price is not with_buyer
}
