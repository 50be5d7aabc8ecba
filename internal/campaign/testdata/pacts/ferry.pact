pact "A ferry, in two orders"
starts 2026-03-02
use "parts/goods.pact"
party yard "Harrow Yard"
party line "Strand Ferries"
open order "Who goes first" { ship, money }
reading ship_first "First the ship" { order is ship }
reading money_first "First the money" { order is money }
act pay "pay" by line { when price is with_line  price becomes with_yard  irreversible }
act hand_over "hand over the ferry" by yard {
  when ferry is with_yard
  ferry becomes with_line
  irreversible
}
instrument contract "the contract" {
  between yard, line
  in force once signed
  duty delivery "the ferry" {
    yard must hand_over within 6 days
    once order is ship or price is with_yard
    for line
    in return for price is with_yard
  }
  duty payment "the price" {
    line must pay within 6 days
    once order is money or ferry is with_line
    for yard
    in return for ferry is with_line
  }
}
purpose "The ferry is handed over and paid for" { ferry is with_line and price is with_yard }
check "nobody is paid for nothing" {
  never price is with_yard and ferry is with_yard
  if nobody keeps
  expect fails
}
