# The dated points of Minsk II, 1, 2, 4 and 6, and the undated 7. They share no condition with the political points in
# minsk-ii-2015.pact: the text ties the two only by the day on which a dialogue on elections is to begin. The numbers in the names
# are the points of the text. Day 0 is 15 February 2015, when the ceasefire was to begin.
pact "Minsk II: the first month"
starts 2015-02-15

party ukraine "Ukraine"
party areas "the areas' representatives" plural
party russia "Russia"
body rada "the Verkhovna Rada" of ukraine

source package_text "Package of measures for the implementation of the Minsk agreements" {
  published 2015-02-12
}

fact guns "The guns" { silent, firing }
fact aid "The mechanism for humanitarian aid" { missing, at_work }
fact resolution "The resolution on the area of the special regime" { not_adopted, adopted }
fact heavy_weapons_ukraine "Ukraine's heavy weapons" { at_the_line, back }
fact heavy_weapons_areas "The areas' heavy weapons" { at_the_line, back }

act attack_by_ukraine "attack" by ukraine { when guns is silent  guns becomes firing }
act attack_by_areas "attack" by areas { when guns is silent  guns becomes firing }
act pull_back_by_ukraine "pull its heavy weapons back" by ukraine {
  when heavy_weapons_ukraine is at_the_line
  heavy_weapons_ukraine becomes back
}
act pull_back_by_areas "pull their heavy weapons back" by areas {
  when heavy_weapons_areas is at_the_line
  heavy_weapons_areas becomes back
}
act adopt "adopt the resolution on the area" by rada {
  when resolution is not_adopted
  resolution becomes adopted
  cite package_text 4 paraphrased
}
act release_by_ukraine "release all it holds" by ukraine {
  when exchange_6_ukraine is due or exchange_6_ukraine is breached
  irreversible
}
act release_by_areas "release all they hold" by areas {
  when exchange_6_areas is due or exchange_6_areas is breached
  irreversible
}

act let_aid_in "let humanitarian aid in" by areas { when aid is missing  aid becomes at_work }

instrument package "Package of measures" {
  between ukraine, areas, russia
  in force once signed
  cite package_text

  ban hold_fire_1_ukraine {
    ukraine must not attack_by_ukraine
    for areas
    cite package_text 1 paraphrased
  }
  ban hold_fire_1_areas {
    areas must not attack_by_areas
    for ukraine
    cite package_text 1 paraphrased
  }

  # To begin by the second day of the ceasefire and to be complete fourteen days later.
  duty pull_back_2_ukraine {
    ukraine must pull_back_by_ukraine by 2015-03-03
    for areas
    in return for heavy_weapons_areas is back
    cite package_text 2 paraphrased
  }
  duty pull_back_2_areas {
    areas must pull_back_by_areas by 2015-03-03
    for ukraine
    in return for heavy_weapons_ukraine is back
    cite package_text 2 paraphrased
  }
  # Thirty days from the signature.
  duty resolution_4 {
    ukraine must ensure resolution is adopted by 2015-03-14
    for areas
    cite package_text 4 paraphrased
  }
  # On the fifth day after the pull-back at the latest.
  duty exchange_6_ukraine {
    ukraine must release_by_ukraine within 5 days
    once heavy_weapons_ukraine is back and heavy_weapons_areas is back
    for areas
    in return for exchange_6_areas
    cite package_text 6 paraphrased
  }
  duty exchange_6_areas {
    areas must release_by_areas within 5 days
    once heavy_weapons_ukraine is back and heavy_weapons_areas is back
    for ukraine
    in return for exchange_6_ukraine
    cite package_text 6 paraphrased
  }
  # The point names neither who owes it nor a day.
  duty aid_7 {
    areas must let_aid_in
    for ukraine
    cite package_text 7 inferred
  }
}

purpose "The guns are silent and back, and the prisoners are home" {
  hold_fire_1_ukraine
    and hold_fire_1_areas
    and heavy_weapons_ukraine is back
    and heavy_weapons_areas is back
    and exchange_6_ukraine
    and exchange_6_areas
}

check "The prisoners come home whatever else happens (not if the weapons stay)" {
  areas can avoid exchange_6_areas is performed
  if all but areas keep
}
check "An attack has a consequence (it has none: only the record of it)" {
  attack_by_areas leads to package is not in force
  if all but areas keep
  expect fails
}

scenario "Debaltseve, and the resolution of 17 March" {
  ukraine signs package  areas signs package  russia signs package
  on 2015-02-18  areas does attack_by_areas
  expect hold_fire_1_areas is breached and package is in force
  on 2015-03-17  rada does adopt
  expect resolution_4 is performed and resolution_4 is not performed in time
}
