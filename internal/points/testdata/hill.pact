# One leaves a hill, the other pays; in which order, and what waits for whom, is open.
pact "Hill for gold"
party north "Northland"
party south "Southland"
body bank "the bank" of south

open order "Who goes first?" { north_first, south_first, together }
open waits "What does the treaty wait for?" { nothing, the_loan }
open how_soon "How soon?" { 30 days }
open colour "Which colour has the flag?" { red, blue }

fact hill "the hill" { north, empty }
fact gold "the gold" { south, paid }

act leave "leave the hill" by north { hill becomes empty  irreversible }
act pay "pay the gold" by south { gold becomes paid  irreversible }
act raise "raise the flag" by north { when colour is red  hill becomes empty }

decision loan "the loan" { bank decides granted or refused }

instrument treaty "Treaty" {
  between north, south
  in force once signed and (waits is nothing or loan is granted)
  duty go {
    north must leave within how_soon
    once order is north_first or order is together or gold is paid
    for south
    in return for gold is paid
  }
  duty give {
    south must pay within 30 days
    once order is south_first or order is together or hill is empty
    for north
    in return for hill is empty
  }
}

reading first "Northland first" { order is north_first  waits is nothing  colour is blue }
reading bank_asked "The bank is asked" { order is together  waits is the_loan }

purpose "Gold is paid for the hill" { gold is paid and hill is empty }
