# The price lies with a third while the other side delivers. The payer pays in first; the payee collects once it has
# delivered, and the payer has the price back if it does not. Nobody's consent is needed for either.
# To be given: payer, payee, text, delivery, time. Gives: price, deposit, escrow, pay_in, collect, take_back.
fact price "Where the price lies" { with_payer, in_escrow, with_payee }

act deposit "pay the price into escrow" by payer {
  when escrow is in force and price is with_payer
  price becomes in_escrow
}

instrument escrow "The escrow" {
  between payer, payee
  in force once text is in force
  ends once price is with_payee

  duty pay_in {
    payer must deposit within time
    for payee
    in return for delivery
  }
  power collect {
    payee may price becomes with_payee
    when delivery is performed and price is in_escrow
  }
  power take_back {
    payer may price becomes with_payer
    when delivery is breached and price is in_escrow
  }
}
