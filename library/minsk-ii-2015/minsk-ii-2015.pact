# The political half of Minsk II: points 5 and 8 to 12, in which its years were spent. The dated points of the first month, and 7,
# are in first-month.pact: they share no condition with these. The numbers in the names are the points of the text.
# Day 0 is 15 February 2015, when the ceasefire was to begin.
pact "Minsk II: the political points"
starts 2015-02-15

party ukraine "Ukraine"
party areas "the areas' representatives" plural
party russia "Russia"
body rada "the Verkhovna Rada" of ukraine

source package_text "Package of measures for the implementation of the Minsk agreements" {
  published 2015-02-12
}
source allan "D. Allan, The Minsk Conundrum, Chatham House" { published 2020-05-22 }

# ---- what the text leaves open ------------------------------------------------------------------------------------------------

# 12 gives the elections neither a date nor a condition but the agreement on their terms. Ukraine's sequence puts the withdrawal of
# 10 and the border before them; Russia's puts them before the border, and 9 then gives them a date: the border is to be back
# by the end of 2015, after them.
open elections_wait "What do the elections of point 12 wait for?" {
  nothing_said, border_and_withdrawal, nothing_but_have_a_date
} cite package_text 9, 10, 12 inferred cite allan paraphrased
open bound_by_10 "Whom does point 10 bind?" { nobody_named, russia } cite package_text 10 inferred

reading as_written "As written: no order between elections and border, and nobody named" {
  elections_wait is nothing_said  bound_by_10 is nobody_named
  cite package_text 9, 10, 12 inferred
}
reading security_first "Ukraine's sequence: withdrawal and border, then elections" {
  elections_wait is border_and_withdrawal  bound_by_10 is russia
  cite allan paraphrased
}
reading elections_first "Russia's sequence: elections and status, then the border" {
  elections_wait is nothing_but_have_a_date  bound_by_10 is nobody_named
  cite allan paraphrased
}

# ---- what can be done ---------------------------------------------------------------------------------------------------------

fact amnesty "The amnesty law" { not_passed, passed }
fact ties "Social transfers and economic ties" { cut, restored }
fact border "Who controls the border of the area" { areas, ukraine }
fact formations "The foreign armed formations" { present, gone }
fact constitution "The constitution" { as_it_was, amended }
fact elections "The local elections" { not_held, held }
fact status_vote "The vote on lasting special status" { not_taken, taken }

act pass_amnesty "pass the amnesty law" by rada {
  when amnesty is not_passed
  amnesty becomes passed
  cite package_text 5 paraphrased
}
act restore_ties "restore transfers and ties" by ukraine {
  when ties is cut
  ties becomes restored
  cite package_text 8 paraphrased
}
# 9 has the handover after the elections, after 11, and in agreement.
act hand_back "give control of the border back" by areas {
  when border is areas and return_9 is agreed and constitution is amended
  border becomes ukraine
  cite package_text 9 paraphrased
}
act take_home "take the foreign formations home" by russia {
  when formations is present
  formations becomes gone
  cite package_text 10 inferred
}
act amend "amend the constitution as agreed" by rada {
  when constitution is as_it_was and content_11 is agreed
  constitution becomes amended
  cite package_text 11 paraphrased
}
act vote_status "vote the lasting special status" by rada {
  when status_vote is not_taken
  status_vote becomes taken
  cite package_text 11 paraphrased
}
act hold_elections "hold the local elections" by ukraine {
  when elections is not_held
    and terms_12 is agreed
    and (elections_wait is not border_and_withdrawal or (border is ukraine and formations is gone))
  elections becomes held
  irreversible
  cite package_text 12 paraphrased
}

# ---- the package --------------------------------------------------------------------------------------------------------------

instrument package "Package of measures" {
  between ukraine, areas, russia
  in force once signed
  cite package_text

  duty amnesty_5 {
    ukraine must ensure amnesty is passed
    for areas
    cite package_text 5 paraphrased
  }
  # The point names neither who owes it nor a day; the transfers are Ukraine's.
  duty ties_8 {
    ukraine must restore_ties
    for areas
    cite package_text 8 inferred
  }
  duty border_9 {
    areas must hand_back by 2015-12-31
    once (elections_12 is performed or elections_12_dated is performed)
      and constitution_11 is performed
      and return_9 is agreed
    for ukraine
    cite package_text 9 paraphrased
  }
  duty withdrawal_10 {
    russia must ensure formations is gone
    once bound_by_10 is russia
    for ukraine
    cite package_text 10 inferred
  }
  duty constitution_11 {
    ukraine must ensure constitution is amended by 2015-12-31
    once content_11 is agreed
    for areas
    cite package_text 11 paraphrased
  }
  duty status_11 {
    ukraine must ensure status_vote is taken by 2015-12-31
    for areas
    cite package_text 11 paraphrased
  }
  duty elections_12 {
    ukraine must hold_elections
    once terms_12 is agreed
      and (elections_wait is nothing_said
        or (elections_wait is border_and_withdrawal and border is ukraine and formations is gone))
    for areas
    in return for border is ukraine
    cite package_text 12 paraphrased
  }
  duty elections_12_dated {
    ukraine must hold_elections by 2015-12-31
    once terms_12 is agreed and elections_wait is nothing_but_have_a_date
    for areas
    in return for border is ukraine
    cite package_text 9, 12 inferred
  }
}

instrument status_law "Special status of the areas" {
  between ukraine
  in force once status_vote is taken
  cite package_text 11 paraphrased
}

decision return_9 "The areas' representatives agree to the return of the border" {
  areas decides agreed or refused
  once elections_12 is performed or elections_12_dated is performed
  cite package_text 9 paraphrased
}
decision content_11 "The areas' representatives agree to the content of the amendment" {
  areas decides agreed or refused
  once package is in force
  cite package_text 11 paraphrased
}
decision terms_12 "The areas' representatives agree to the terms of the elections" {
  areas decides agreed or refused
  once package is in force
  cite package_text 12 paraphrased
}

# ---- what it is for -----------------------------------------------------------------------------------------------------------

purpose "9: the border is back" { border is ukraine  cite package_text 9 paraphrased }
purpose "11: the constitution is amended" {
  constitution is amended
  cite package_text 11 paraphrased
}
purpose "12: the elections are held" { elections is held  cite package_text 12 paraphrased }
purpose "The areas have their special status" {
  status_law is in force
  cite package_text 11 paraphrased
}

# ---- questions ----------------------------------------------------------------------------------------------------------------

check "As written, nothing falls due for Russia" {
  never withdrawal_10 is due
  in reading as_written
}
check "As written, elections before the border is back are lawful" {
  possible elections is held and border is areas
  in reading as_written
}
check "Elections bring the border back (they need not)" {
  elections is held leads to border is ukraine
  in reading elections_first
  expect fails
}
check "Ukraine can see to it that it never holds elections without having its border" {
  ukraine can avoid elections is held and border is areas
  in reading as_written
}
check "The areas can see to it that the border never comes back" {
  areas can avoid border is ukraine
}
check "The areas: the status comes with the elections (it need not)" {
  elections is held leads to status_law is in force
  in reading elections_first
  expect fails
}
check "The amnesty law comes within ninety days (it has no date)" {
  package is in force leads to amnesty is passed within 90 days
  expect fails
}

# ---- what happened ------------------------------------------------------------------------------------------------------------

scenario "2015: no agreement on the terms, no amendment, no date kept" {
  given elections_wait is nothing_said
  given bound_by_10 is nobody_named
  ukraine signs package  areas signs package  russia signs package
  expect terms_12 is asked and content_11 is asked and amnesty_5 is due
  on 2015-12-31
  expect elections_12 is dormant and border_9 is dormant and withdrawal_10 is dormant
  expect amnesty_5 is due and border is areas
  on 2016-03-31
  expect status_11 is breached and constitution_11 is dormant
}
scenario "The same year as Ukraine read it" {
  given elections_wait is border_and_withdrawal
  given bound_by_10 is russia
  ukraine signs package  areas signs package  russia signs package
  expect withdrawal_10 is due
  areas decides agreed on terms_12
  on 2016-03-31
  expect withdrawal_10 is due and elections_12 is dormant and border is areas
}
scenario "Had it been done as Russia read it, and the last consent refused" {
  given elections_wait is nothing_but_have_a_date
  ukraine signs package  areas signs package  russia signs package
  areas decides agreed on terms_12  areas decides agreed on content_11
  on 2015-08-31  rada does amend  rada does vote_status
  on 2015-10-25  ukraine does hold_elections
  expect elections_12_dated is performed in time and return_9 is asked
  areas decides refused on return_9
  on 2016-03-31
  expect border is areas and border_9 is dormant
}
