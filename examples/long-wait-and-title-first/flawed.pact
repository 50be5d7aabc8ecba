pact "A house paid for before it is conveyed"
starts 2026-01-01

party buyer "the Buyer"
party seller "the Seller"

fact title "The title" { with_seller, with_buyer }
fact price "The price" { with_buyer, with_seller }

act pay "pay the price to the Seller" by buyer {
  when price is with_buyer
  price becomes with_seller
  irreversible
}
act convey "convey the title" by seller { when title is with_seller  title becomes with_buyer }

instrument sale "the Sale" {
  between buyer, seller
  in force once signed
  expires after 360 days

  duty payment { buyer must pay within 30 days  for seller  in return for title is with_buyer }
  duty conveyance { seller must convey within 90 days  once payment is performed  for buyer }
}

purpose "The house has changed hands" { title is with_buyer and price is with_seller }
