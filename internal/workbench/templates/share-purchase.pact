# The sale of a company's shares: signing, clearance by an authority, closing at one table through an agent.
# Try this: take away the line `once price is with_the_agent`, and see who can be left with nothing.
pact "Template: a share purchase with clearance"
starts 2026-01-01

party seller "the Seller"
party buyer "the Buyer"
body authority "the merger authority"

fact shares "Who owns the shares" { seller, buyer }
fact price "Where the price lies" { with_buyer, with_the_agent, with_seller }

act pay_in "pay the price to the agent" by buyer {
  when price is with_buyer and clearance is cleared
  price becomes with_the_agent
}
act transfer "transfer the shares" by seller {
  when shares is seller
  shares becomes buyer
  irreversible
}
act carry_on "run the business as before" by seller { }

instrument spa "Share purchase agreement" {
  between seller, buyer
  in force once signed
  ends once shares is buyer and price is with_seller
    or clearance is prohibited
    or clearance is lapsed

  duty keep { seller must carry_on within 90 days  for buyer }
  duty pay {
    buyer must pay_in within 30 days
    once clearance is cleared
    for seller
    in return for shares is buyer
  }
  duty close {
    seller must transfer within 30 days
    once price is with_the_agent
    for buyer
    in return for price is with_seller
  }
  power collect {
    seller may price becomes with_seller
    when close is performed and price is with_the_agent
  }
  power take_back {
    buyer may price becomes with_buyer
    when close is breached and price is with_the_agent
  }
  power seller_rescinds { seller may terminate spa  when pay is breached }
  power buyer_rescinds { buyer may terminate spa  when keep is breached or close is breached }
}

decision clearance "The authority clears the sale" {
  authority decides cleared or prohibited
  once spa is in force
  within 180 days
}

purpose "The shares are the Buyer's and the price is out of its hands" {
  shares is buyer and price is not with_buyer
}
