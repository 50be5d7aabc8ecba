pact "The fourth letter"
starts 2026-01-05
party seller "the Seller"
party buyer "the Buyer"
fact letter "The letter" { written, sent }
fact filed "How many letters are on file" { none, first, second, third, fourth }
fact house "The house" { with_seller, with_buyer }
act remind "send a letter" by seller { when letter is written  letter becomes sent }
act file_first "put the first letter on file" by seller {
  when offer is in force and letter is sent and filed is none
  letter becomes written
  filed becomes first
}
act file_second "put the second letter on file" by seller {
  when offer is in force and letter is sent and filed is first
  letter becomes written
  filed becomes second
}
act file_third "put the third letter on file" by seller {
  when offer is in force and letter is sent and filed is second
  letter becomes written
  filed becomes third
}
act file_fourth "put the fourth letter on file" by seller {
  when offer is in force and letter is sent and filed is third
  letter becomes written
  filed becomes fourth
}
act pay "pay" by buyer { irreversible }
act convey "hand over the house" by seller {
  when house is with_seller
  house becomes with_buyer
  irreversible
}
instrument offer "the offer" {
  between seller, buyer
  in force once signed
  expires after 4 days
}
instrument sale "the sale" {
  between seller, buyer
  in force once signed
  expires after 12 days
  duty price "the price, upon the fourth letter" {
    buyer must pay within 4 days
    once filed is fourth
    for seller
    in return for house is with_buyer
  }
}
purpose "The house is handed over" { house is with_buyer }
