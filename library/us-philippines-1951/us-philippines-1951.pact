# One direction of the Mutual Defense Treaty between the United States and the Philippines: the Philippines is attacked, the United
# States is asked what it owes. The step of time is one year. See README.md.
pact "United States and the Philippines: the promise of Article IV"
starts 1951-08-30

party philippines "the Philippines"
party usa "the United States"
body senate "the Senate" of usa
body congress "Congress" of usa

source text "Mutual Defense Treaty between the United States of America and the Republic of the Philippines" {
  published 1951-08-30
}
source statement "statement of the US Secretary of State in Manila" { published 2019-03-01 }
source literature "the literature on Articles IV and V" { }

open least_act "May the United States find that no action is necessary?" {
  some_act, own_judgement
  cite text 4 paraphrased
  cite literature inferred
}
open domestic_step "What waits for the constitutional processes of the United States?" {
  any_act, armed_force
  cite text 4 paraphrased
  cite literature inferred
}
open south_china_sea "Is the South China Sea part of the Pacific of Article V?" {
  outside, inside
  cite text 5 paraphrased
  cite statement paraphrased
}

act attack_in_area "attack the Philippines' metropolitan territory, its islands in the Pacific, or its forces, public vessels or aircraft there" by outsider {
  cite text 4, 5 paraphrased
}
act attack_in_disputed_sea "attack Philippine forces, public vessels or aircraft in the South China Sea" by outsider {
  cite text 5 inferred
}
act use_armed_force "use armed force for the Philippines" by usa {
  when (assist is due or assist_at_sea is due) and authorisation is granted
  cite text 4 inferred
}
act assist_otherwise "meet the danger by other means" by usa {
  when (assist is due or assist_at_sea is due)
    and (domestic_step is armed_force or authorisation is granted)
  cite text 4 inferred
}

instrument treaty "Mutual Defense Treaty" {
  between philippines, usa
  in force once signed and ratification is approved
  cite text 7 paraphrased

  # No time is stated, so none stands here.
  duty assist {
    usa must any of use_armed_force, assist_otherwise
    upon attack_in_area
    against attack_in_area
    for philippines
    cite text 4, 5 paraphrased
  }
  duty assist_at_sea {
    usa must any of use_armed_force, assist_otherwise
    upon attack_in_disputed_sea
    against attack_in_disputed_sea
    unless south_china_sea is outside
    for philippines
    cite text 4, 5 paraphrased
    cite statement paraphrased
  }
  power deem_unnecessary {
    usa may excuse assist
    when least_act is own_judgement
    cite literature inferred
  }
  power deem_unnecessary_at_sea {
    usa may excuse assist_at_sea
    when least_act is own_judgement
    cite literature inferred
  }
  power leave { usa may terminate treaty  on notice of 1 year  cite text 8 paraphrased }
}

decision ratification "The Senate consents to the treaty" {
  senate decides approved or refused
  once treaty is signed
  cite text 7 paraphrased
}
decision authorisation "Congress decides on what needs its consent" {
  congress decides granted or refused
  once assist is due or assist_at_sea is due
  cite text 4 paraphrased
}

reading letter "As the words go, and as they were read before 2019" {
  least_act is some_act  domestic_step is any_act  south_china_sea is outside
}
reading since_2019 "As the United States has said since March 2019" {
  least_act is some_act  domestic_step is any_act  south_china_sea is inside
}
reading force_only "Only armed force waits for Congress" {
  least_act is some_act  domestic_step is armed_force  south_china_sea is inside
}
reading free_hand "Each judges for itself whether to act" {
  least_act is own_judgement  domestic_step is any_act  south_china_sea is outside
}

purpose "The treaty is in force" { treaty is in force }

check "an attack in the area is answered within a year (it need not be)" {
  attack_in_area and treaty is in force leads to assist is performed within 1 year
  in reading force_only
  expect fails
}
check "an attack in the South China Sea obliges nobody in the older reading" {
  never assist_at_sea is due
  in reading letter
}
check "an attack in the South China Sea puts the treaty to work since 2019" {
  attack_in_disputed_sea and treaty is in force leads to assist_at_sea is due within 0 days
  in reading since_2019
}
check "the Philippines cannot bring it about by itself that help is owed" {
  philippines can ensure assist is due or assist_at_sea is due
  expect fails
}

scenario "If a public vessel had been attacked in the disputed sea in 2012" {
  given south_china_sea is outside
  philippines signs treaty  usa signs treaty
  on 1952-03-20  senate decides approved on ratification
  expect treaty is in force
  on 2012-04-10  outsider does attack_in_disputed_sea
  expect assist_at_sea is not due and assist is dormant
}
scenario "If it had been attacked in 2020" {
  given south_china_sea is inside
  philippines signs treaty  usa signs treaty
  on 1952-03-20  senate decides approved on ratification
  on 2020-06-01  outsider does attack_in_disputed_sea  expect assist_at_sea is due
}
