pact "A small exchange"
party one "One"
party two "Two"
fact title { kept, gone }
fact price { kept, paid }
act give_title "give the title" by one { title becomes gone  irreversible }
act pay "pay" by two { price becomes paid }
open notice "How long may the price be owed?" { 2 days }
instrument deal {
  between one, two
  in force once signed
  duty give { one must give_title within 2 days  in return for price is paid }
  duty give_price { two must pay within notice  once title is gone  in return for title is gone }
}
purpose "The exchange is made" { title is gone and price is paid }
check "nothing is ever paid" { never price is paid expect fails }
check "the price follows" { title is gone leads to price is paid within 2 days }
check "the title can be had" { possible title is gone }
