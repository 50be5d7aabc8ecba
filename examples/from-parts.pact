# Put together from parts of library/parts: a town council that votes, an escrow, and instalments.
pact "A ferry bought with public money"
starts 2026-03-02

party yard "Harrow Yard"
party town "the town of Strand"

open month "How long each step may take" { 30 days }

use "../library/parts/legislature.pact" with
  owner as town,
  text as contract,
  time as month,
  house as council "the town council",
  vote as approval "The council votes on the purchase"
use "../library/parts/escrow.pact" with
  payer as town,
  payee as yard,
  text as contract,
  delivery as hand_over,
  time as month
use "../library/parts/instalments.pact" with
  seller as yard,
  buyer as town,
  text as upkeep,
  time as month,
  deliver as overhaul "overhaul the ferry",
  pay as pay_for_overhaul "pay for the overhaul",
  delivered as overhauls "Overhauls done",
  ahead as unpaid "Overhauls done and not yet paid for",
  instalments as service "The service"

fact ferry "Who has the ferry" { with_yard, with_town }

act deliver_ferry "hand over the ferry" by yard {
  when escrow is in force and ferry is with_yard
  ferry becomes with_town
  irreversible
}

instrument contract "The contract of sale" {
  between yard, town
  in force once signed and approval is approved
  ends once escrow is ended

  duty hand_over {
    yard must deliver_ferry within 60 days
    once pay_in is performed
    for town
    in return for price is with_payee
  }
}
# Three overhauls follow the sale.
instrument upkeep "The upkeep" {
  between yard, town
  in force once price is with_payee
  ends once service is ended
}

purpose "The ferry is handed over and its price is out of the town's hands" {
  ferry is with_town and price is not with_payer
}

check "the town never owes more than one overhaul" { never unpaid is at least 2 }
