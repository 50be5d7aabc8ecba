# The same sale from the closing to the last claim: a part of the price that is kept back, warranties with a term, claims under them,
# an expert who decides. It shares with share-purchase.pact only the exchange itself, so nothing is lost by looking at the two
# apart. Days are placeholders on the same grid of 90. See README.md.
pact "A share purchase: the retained part and the claims"

party seller "the Seller"
party buyer "the Buyer"
body expert "the expert"

source buyers_draft "the Buyer's draft: made up for this pact" { }
source sellers_draft "the Seller's draft: made up for this pact" { }

# ---- what the drafts say differently ------------------------------------------------------------------------------------------

open retention "Where does the retained part of the price lie?" {
  with_buyer, in_escrow, nothing_retained
  cite buyers_draft
  cite sellers_draft
}
open kept_back "What keeps the retained part from the Seller when the warranties end?" {
  a_claim, a_claim_until_decided, a_claim_upheld
  cite buyers_draft
  cite sellers_draft
}

reading first_draft "The Buyer's first draft" {
  retention is with_buyer  kept_back is a_claim
  cite buyers_draft
}
reading second_draft "The Seller's second draft" {
  retention is nothing_retained  kept_back is a_claim_upheld
  cite sellers_draft
}
reading escrow "Between the two: in escrow, until the expert has decided" {
  retention is in_escrow  kept_back is a_claim_until_decided
}

# ---- what can be done ---------------------------------------------------------------------------------------------------------

fact shares "Ownership of the shares" { with_seller, with_buyer }
fact price "The price, apart from any retained part" { with_buyer, with_the_agent, with_seller }
fact retained "The retained part of the price" {
  with_buyer, in_escrow, with_seller, drawn_by_buyer
}
fact loss "The Buyer's loss by a flaw against the warranties" { none, open, made_good }
fact claim "A claim under the warranties" { none, made }

# Not given for good while the shares are not there: it can be taken back until then.
act pay_in "pay the price to the closing agent" by buyer {
  when price is with_buyer
  price becomes with_the_agent
  irreversible
}
act deposit "pay the retained part into escrow" by buyer {
  when retained is with_buyer and retention is in_escrow and shares is with_seller
  retained becomes in_escrow
}
act take_back "take the price back from the closing agent" by buyer {
  when price is with_the_agent and transfer is breached
  price becomes with_buyer
}
act exchange "transfer the shares against the price" by seller {
  when shares is with_seller
    and price is with_the_agent
    and (retention is not in_escrow or retained is in_escrow)
  shares becomes with_buyer
  price becomes with_seller
  irreversible
}
act show "show a flaw in the business" by outsider {
  when warranties is in force and loss is none
  loss becomes open
}
act make_claim "make a claim under the warranties" by buyer {
  when warranties is in force and claim is none
  claim becomes made
}
act compensate "compensate the Buyer" by seller {
  when pay_claim is due or pay_claim is breached
  loss becomes made_good
}
act draw "draw on the escrow" by buyer {
  when retained is in_escrow and finding is upheld
  retained becomes drawn_by_buyer
  loss becomes made_good
}
act keep_back "keep the retained part for good" by buyer {
  when retention is with_buyer and retained is with_buyer and finding is upheld
  loss becomes made_good
}
act pay_retained "pay the retained part" by buyer {
  when retained_part is due or retained_part is breached
  retained becomes with_seller
}

# ---- the agreements -----------------------------------------------------------------------------------------------------------

instrument closing "the clauses on the closing" {
  between seller, buyer
  in force once signed
  ends once shares is with_buyer

  duty payment "the payment of the price" {
    buyer must pay_in within 90 days
    for seller
    in return for loss is not open or finding is dismissed or finding is lapsed
    cite buyers_draft
  }
  duty escrow_deposit "the payment into escrow" {
    buyer must deposit within 90 days
    once retention is in_escrow
    for seller
  }
  duty transfer "the transfer of the shares" {
    seller must exchange within 90 days
    once price is with_the_agent and (retention is not in_escrow or retained is in_escrow)
    for buyer
    in return for retention is nothing_retained or retained is with_seller or finding is upheld
    cite sellers_draft
  }
}

instrument warranties "the warranties" {
  between seller, buyer
  in force once shares is with_buyer
  expires after 360 days
}

instrument claims "the clauses on claims and on the retained part" {
  between seller, buyer
  in force once shares is with_buyer

  duty pay_claim "the payment on a claim that is upheld" {
    seller must compensate within 90 days
    once finding is upheld
    against loss is open
    for buyer
  }
  duty retained_part "the payment of the retained part" {
    buyer must pay_retained within 90 days
    once retention is with_buyer
      and warranties is ended
      and (claim is none
        or finding is dismissed
        or (kept_back is a_claim_until_decided and finding is lapsed)
        or (kept_back is a_claim_upheld and finding is not upheld))
    for seller
  }
  power collect "the right to the retained part" {
    seller may retained becomes with_seller
    when retained is in_escrow
      and warranties is ended
      and (claim is none
        or finding is dismissed
        or (kept_back is a_claim_until_decided and finding is lapsed)
        or (kept_back is a_claim_upheld and finding is not upheld))
  }
}

decision finding "The expert's finding on the claim" {
  expert decides upheld or dismissed
  once claim is made
  within 90 days
}

# ---- what it is for -----------------------------------------------------------------------------------------------------------

purpose "The Buyer has the shares, the Seller the whole price or the claim is upheld" {
  shares is with_buyer
    and price is with_seller
    and (retention is nothing_retained or retained is with_seller or finding is upheld)
}

# ---- questions ----------------------------------------------------------------------------------------------------------------

check "No claim after the warranties have ended" {
  never make_claim and warranties is ended
  if nobody keeps
}
check "A claim that is upheld is paid, or the Buyer holds the money for it, whatever the Seller does" {
  never pay_claim is breached and retained is with_seller
  if all but seller keep
  in reading first_draft
}
check "The same with nothing retained (it need not be paid)" {
  pay_claim is due leads to loss is made_good
  if all but seller keep
  in reading second_draft
  expect fails
}
check "The Seller can have the retained part if the expert stays silent" {
  possible finding is lapsed and retained is with_seller
  in reading escrow
}
check "The same in the Buyer's draft (a claim nobody decides keeps it)" {
  possible finding is lapsed and retained is with_seller
  in reading first_draft
  expect fails
}

# ---- how it can go ------------------------------------------------------------------------------------------------------------

scenario "No claim: the retained part is paid at the end" {
  given retention is in_escrow
  seller signs closing  buyer signs closing
  buyer does pay_in  buyer does deposit  seller does exchange
  on day 450  seller uses collect  expect retained is with_seller
}
scenario "A flaw, a claim, and the escrow is drawn on" {
  given retention is in_escrow
  seller signs closing  buyer signs closing
  buyer does pay_in  buyer does deposit  seller does exchange
  on day 90  outsider does show  buyer does make_claim
  on day 180  expert decides upheld on finding  buyer does draw
  expect retained is drawn_by_buyer and loss is made_good
}
scenario "A claim without a flaw, on which the expert is silent" {
  given retention is with_buyer  given kept_back is a_claim
  seller signs closing  buyer signs closing
  buyer does pay_in  seller does exchange
  on day 270  buyer does make_claim
  on day 540  expect finding is lapsed and warranties is ended and retained_part is dormant
}
