# Three instalments, each against its price: the next falls due when the last was paid for, so that nobody is ever ahead
# by more than one. Whose partner fails may stop.
# To be given: seller, buyer, text, time. Gives: delivered, ahead, deliver, pay, instalments, its duties and powers.
fact delivered "Instalments delivered" 0..3
fact ahead "Instalments delivered and not yet paid for" 0..3

act deliver "deliver the next instalment" by seller {
  when instalments is in force and ahead is 0
  delivered rises by 1
  ahead rises by 1
  irreversible
}
act pay "pay for the last instalment" by buyer {
  when ahead is at least 1
  ahead falls by 1
  irreversible
}

instrument instalments "The delivery by instalments" {
  between seller, buyer
  in force once text is in force
  ends once delivered is 3 and ahead is 0

  duty first_delivery {
    seller must deliver within time
    for buyer
    in return for ahead is at most 1
  }
  duty next_delivery {
    seller must deliver within time
    upon pay
    for buyer
    in return for ahead is at most 1
  }
  duty payment {
    buyer must pay within time
    upon deliver
    for seller
  }
  power stop_delivering { seller may terminate instalments  when payment is breached }
  power stop_paying {
    buyer may terminate instalments
    when first_delivery is breached or next_delivery is breached
  }
}
