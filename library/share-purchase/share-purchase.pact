# The sale of all the shares of a company, from the signing to the closing: merger clearance and a long stop date, a condition and its
# waiver, a fee for either side, the exchange at one table, the release of the Lender's security. What comes after the closing (the
# retained part of the price, claims under the warranties) is in after-closing.pact. No agreement that anybody signed: a composite of
# usual clauses. What drafts from the two sides usually say differently is an `open` point here. Every number of days is a placeholder
# on one grid of 90 days: only the order of things is meant. See README.md.
pact "A share purchase with merger clearance"

party seller "the Seller"
party buyer "the Buyer"
party parent "the Buyer's parent"
party lender "the Lender"
body authority "the merger authority"

# ---- where it comes from ------------------------------------------------------------------------------------------------------

source buyers_draft "the Buyer's draft: made up for this pact" { }
source sellers_draft "the Seller's draft: made up for this pact" { }
source collins "D. Collins: Sample Antitrust Risk-Shifting Provisions in M&A Transactions" {
  published 2011-02-01
}
source jacobs "Jacobs Engineering Group: report on Form 8-K to the SEC (0001193125-18-303599)" {
  published 2018-10-22
}
source crescent "Crescent Energy: report on Form 8-K to the SEC (0001193125-22-043980)" {
  published 2022-02-16
}

# ---- what the drafts say differently ------------------------------------------------------------------------------------------

open effort "What must the Buyer offer the authority to be cleared?" {
  what_it_chooses, whatever_is_asked
  cite collins "III.b", "III.c" paraphrased
}
open no_clearance "What does the Buyer pay if the sale fails for want of clearance?" {
  nothing, a_fee, a_fee_backed_by_parent
  cite collins "IV.a" paraphrased
  cite jacobs "Item 1.01" paraphrased
}
open waiver "Who may waive the condition that the Lender has agreed to release its security?" {
  buyer_alone, both_sides, nobody
  cite buyers_draft
  cite sellers_draft
}
open release_by "How does the security fall once the loan is repaid?" {
  act_of_lender, payment_itself
  cite buyers_draft
  cite sellers_draft
}
open worse "May the Buyer leave if the business becomes much worse before the closing?" { yes, no }
  cite buyers_draft
  cite sellers_draft

reading first_draft "The Buyer's first draft" {
  effort is what_it_chooses  no_clearance is nothing  waiver is buyer_alone
  release_by is act_of_lender  worse is yes
  cite buyers_draft
}
reading second_draft "The Seller's second draft" {
  effort is whatever_is_asked  no_clearance is a_fee_backed_by_parent  waiver is both_sides
  release_by is payment_itself  worse is no
  cite sellers_draft
}
# What a compromise between the two often comes to, and the gap in it that the last check but one shows.
reading compromise "Between the two: a fee, and still the right to leave a worse business" {
  no_clearance is a_fee  worse is yes
}

# ---- what can be done ---------------------------------------------------------------------------------------------------------

fact merger "The merger before the authority" {
  not_notified, pending, remedies_asked, remedies_offered, cleared, prohibited
}
fact business "The business" { as_bought, much_worse }
fact shares "Ownership of the shares" { with_seller, with_buyer, with_another }
fact price "The price" { with_buyer, with_the_agent, with_seller }
fact security "The Lender's security" { held, released }
fact condition "The condition that the Lender has agreed" { stands, waived }

act notify "notify the merger" by buyer {
  when spa is in force and merger is not_notified
  merger becomes pending
}
act ask "ask for remedies" by authority {
  when spa is in force and merger is pending
  merger becomes remedies_asked
}
act offer "offer the remedies that are asked for" by buyer {
  when spa is in force and merger is remedies_asked
  merger becomes remedies_offered
  cite collins "III.c" paraphrased
}
act clear "clear the merger" by authority {
  when spa is in force and (merger is pending or merger is remedies_offered)
  merger becomes cleared
}
act prohibit "prohibit the merger" by authority {
  when spa is in force
    and (merger is pending or merger is remedies_asked or merger is remedies_offered)
  merger becomes prohibited
}
act worsen "make the business much worse" by outsider {
  when spa is in force and business is as_bought
  business becomes much_worse
}
act waive "waive the condition that the Lender has agreed" by buyer {
  when spa is in force and condition is stands and waiver is buyer_alone
  condition becomes waived
}
act agree_to_waive "agree to waive the condition that the Lender has agreed" by seller {
  when spa is in force and condition is stands and waiver is both_sides
  condition becomes waived
}
# What is paid in comes back if there is no closing; so it is not given for good before the shares are there.
act pay_in "pay the price to the closing agent" by buyer {
  when price is with_buyer and payment is due
  price becomes with_the_agent
}
# One act, for the two are exchanged at one table.
act exchange "transfer the shares against the price" by seller {
  when shares is with_seller and price is with_the_agent and spa is in force
  shares becomes with_buyer
  price becomes with_seller
  irreversible
}
act sell_elsewhere "sell the shares to somebody else" by seller {
  when shares is with_seller and spa is in force
  shares becomes with_another
  irreversible
}
act take_back "take the price back from the closing agent" by buyer {
  when price is with_the_agent
    and shares is not with_buyer
    and (spa is ended or transfer is breached)
  price becomes with_buyer
}
act repay "repay the target's loan" by buyer {
  when repay_loan is due
  irreversible
}
act repay_and_free "repay the target's loan, by which the security falls" by buyer {
  when repay_to_free is due
  security becomes released
  irreversible
}
act release "release the security" by lender {
  when security is held and shares is with_buyer
  security becomes released
}
act pay_fee "pay the fee" by buyer { when fee is due  irreversible }
act pay_break_fee "pay the break fee" by seller { when break_fee is due  irreversible }
act stand_in "pay the fee in the Buyer's place" by parent { when back_fee is due  irreversible }

# ---- the agreements -----------------------------------------------------------------------------------------------------------

instrument spa "the share purchase agreement" {
  between seller, buyer, parent
  in force once signed
  ends once shares is not with_seller
  cite buyers_draft
  cite sellers_draft

  duty notification "the notification to the authority" {
    buyer must notify within 90 days
    for seller
  }
  duty remedies "the offer of remedies" {
    buyer must offer within 90 days
    once merger is remedies_asked and effort is whatever_is_asked
    for seller
    cite collins "III.c" paraphrased
  }
  duty payment "the payment of the price" {
    buyer must pay_in within 90 days
    once merger is cleared and (consent is agreed or condition is waived)
    for seller
  }
  duty transfer "the transfer of the shares" {
    seller must exchange within 90 days
    once price is with_the_agent
    for buyer
    in return for price is with_seller, security is released
    cite sellers_draft
  }
  # Whoever has not done its own part cannot leave because of the date.
  power seller_leaves "the right to leave for want of clearance" {
    seller may terminate spa
    when merger is prohibited
      or (interim is ended and transfer is not breached)
      or notification is breached
      or remedies is breached
    cite jacobs "Item 1.01" paraphrased
    cite crescent "Item 1.01" paraphrased
  }
  power seller_leaves_unpaid "the right to leave if the price is not paid" {
    seller may terminate spa
    when payment is breached
  }
  power buyer_leaves "the right to leave for want of clearance" {
    buyer may terminate spa
    when merger is prohibited
      or (interim is ended
        and notification is not breached
        and remedies is not breached
        and payment is not breached)
    cite jacobs "Item 1.01" paraphrased
    cite crescent "Item 1.01" paraphrased
  }
  power buyer_leaves_a_worse_business "the right to leave a worse business" {
    buyer may terminate spa
    when worse is yes and business is much_worse and price is with_buyer
  }
  power buyer_leaves_undelivered "the right to leave if the shares are not transferred" {
    buyer may terminate spa
    when transfer is breached
  }
}

instrument interim "the time up to the long stop date" {
  between seller, buyer
  in force once spa is in force
  ends once shares is not with_seller
  expires after 270 days
  cite buyers_draft
  cite sellers_draft

  ban exclusivity "no sale to anybody else" {
    seller must not sell_elsewhere
    while spa is in force
    for buyer
  }
}

# servanda: accept open_ended because what is owed under it stays owed until it is paid
instrument fees "the clauses on fees, which outlive the agreement" {
  between seller, buyer, parent
  in force once spa is ended and shares is not with_buyer

  duty fee "the fee for want of clearance" {
    buyer must pay_fee within 90 days
    once no_clearance is not nothing
      and merger is not cleared
      and (seller_leaves is used or buyer_leaves is used)
    for seller
    cite collins "IV.a" paraphrased
    cite jacobs "Item 1.01" paraphrased
  }
  duty back_fee "the parent's guarantee of the fee" {
    parent must stand_in within 90 days
    once fee is breached and no_clearance is a_fee_backed_by_parent
    for seller
  }
  # servanda: accept self_judged because a break fee is the price of the Seller's own choice
  duty break_fee "the break fee" {
    seller must pay_break_fee within 90 days
    once shares is with_another
    for buyer
  }
}

instrument release_letter "the Lender's release letter" {
  between lender, buyer
  in force once consent is agreed and shares is with_buyer
  cite buyers_draft

  duty repay_loan "the repayment of the target's loan, upon which the Lender releases" {
    buyer must repay within 90 days
    once release_by is act_of_lender
    for lender
    in return for security is released
    cite buyers_draft
  }
  duty release_security "the release of the security" {
    lender must release within 90 days
    once repay_loan is performed
    for buyer
  }
  duty repay_to_free "the repayment of the target's loan, by which the security falls" {
    buyer must repay_and_free within 90 days
    once release_by is payment_itself
    for lender
    in return for security is released
    cite sellers_draft
  }
}

decision consent "The Lender agrees to release its security" {
  lender decides agreed or refused
  once spa is in force
}

# ---- what it is for -----------------------------------------------------------------------------------------------------------

purpose "The Buyer has the shares, the Seller the price" {
  shares is with_buyer and price is with_seller
}
purpose "The Lender's security is released" { security is released }

# ---- questions ----------------------------------------------------------------------------------------------------------------

check "No closing without clearance, whatever anybody breaks" {
  never shares is with_buyer and merger is not cleared
  if nobody keeps
}
check "Shares and price change hands together, whatever anybody breaks" {
  never (shares is with_buyer and price is not with_seller)
    or (price is with_seller and shares is not with_buyer)
  if nobody keeps
}
check "The closing brings the release of the security (it need not)" {
  shares is with_buyer leads to security is released
  in reading first_draft
  expect fails
}
check "A sale that fails by a prohibition brings the Seller the fee" {
  merger is prohibited and spa is ended and shares is with_seller
    leads to fee is performed within 90 days
  in reading second_draft
}
check "The same where the Buyer may leave a worse business (it need not: it leaves for that)" {
  merger is prohibited and spa is ended and shares is with_seller
    leads to fee is performed within 90 days
  in reading compromise
  expect fails
}
check "Asked for remedies, the Buyer offers them while the agreement lasts" {
  merger is remedies_asked leads to merger is not remedies_asked or spa is ended
  in reading second_draft
}
check "The same in its own draft (it need not)" {
  merger is remedies_asked leads to merger is not remedies_asked or spa is ended
  in reading first_draft
  expect fails
}
check "The Buyer can have its money back if the Seller does not transfer" {
  possible transfer is breached and price is with_buyer
  if all but seller keep
}

# ---- how it can go ------------------------------------------------------------------------------------------------------------

scenario "Signed, notified, cleared with remedies, closed" {
  given release_by is payment_itself
  seller signs spa  buyer signs spa  parent signs spa
  lender decides agreed on consent
  on day 90  buyer does notify  authority does ask  buyer does offer
  on day 180  authority does clear  expect payment is due
  buyer does pay_in  seller does exchange  expect shares is with_buyer and price is with_seller
  buyer does repay_and_free
  expect security is released and spa is ended and fees is draft
}
scenario "Prohibited, and the fee is paid by the parent" {
  given no_clearance is a_fee_backed_by_parent
  seller signs spa  buyer signs spa  parent signs spa
  buyer does notify
  on day 90  authority does prohibit  seller uses seller_leaves
  expect fee is due
  on day 270  expect fee is breached and back_fee is due
  parent does stand_in  expect back_fee is performed in time
}
scenario "Nothing from the authority up to the long stop date" {
  given no_clearance is nothing
  seller signs spa  buyer signs spa  parent signs spa
  buyer does notify
  on day 360  expect interim is ended and spa is in force
  buyer uses buyer_leaves  expect spa is ended and fee is dormant
}
scenario "The Seller finds a better price" {
  seller signs spa  buyer signs spa  parent signs spa
  seller does sell_elsewhere
  expect exclusivity is breached and spa is ended and break_fee is due
}
scenario "The condition is waived, and the security stays" {
  given waiver is buyer_alone
  seller signs spa  buyer signs spa  parent signs spa
  buyer does notify  authority does clear  buyer does waive
  buyer does pay_in  seller does exchange
  on day 360  expect shares is with_buyer and security is held and release_letter is draft
}

# ---- who has said what (made up with the drafts) ------------------------------------------------------------------------------

position buyer accepts spa, waiver is buyer_alone, worse is yes cite buyers_draft
position seller accepts spa, no_clearance is a_fee, effort is whatever_is_asked,
    release_by is payment_itself
  cite sellers_draft
position seller opposes waiver is buyer_alone, worse is yes cite sellers_draft
position parent undeclared no_clearance is a_fee_backed_by_parent
position lender undeclared release_letter, release_by is payment_itself
