# The knot of points 9 to 12 of the package of measures of 12 February 2015, and nothing else of it. The numbers in the names
# are the points of that text. Deadlines are placeholders on one grid of 90 days.
pact "Points 9 to 12 in miniature"
starts 2015-02-15

party state "the state"
party areas "the areas' representatives" plural
party patron "the formations' patron"

open reading_of_12 "What do local elections need first?" { border_and_withdrawal, nothing_more }

reading security_first "First the border and the foreign formations, then elections" {
  reading_of_12 is border_and_withdrawal
}
reading elections_first "First elections and a settlement, then the border" {
  reading_of_12 is nothing_more
}

act hold_elections "hold local elections" by state { when elections_12 is due  irreversible }
act hand_back "hand the border back" by areas { when border_9 is due }
act leave "withdraw the foreign formations" by patron { when withdrawal_10 is due }

instrument package "Package of measures" {
  between state, areas, patron
  in force once signed

  duty elections_12 {
    state must hold_elections within 90 days
    once consent_12 is granted
      and (reading_of_12 is nothing_more or border_9 is performed and withdrawal_10 is performed)
    for areas
    in return for border_9
  }
  duty border_9 {
    areas must hand_back within 90 days
    once elections_12 is performed and consent_11 is granted
    for state
  }
  duty withdrawal_10 { patron must leave within 90 days  for state }
}

decision consent_12 "The areas' representatives agree to the terms of the elections" {
  areas decides granted or refused
  once package is in force
  within 90 days
}
decision consent_11 "The areas' representatives agree to the content of the settlement" {
  areas decides granted or refused
  once elections_12 is performed
  within 90 days
}

purpose "Elections are held and the border is back" {
  elections_12 is performed and border_9 is performed
}
