# One pair of allies under the North Atlantic Treaty: one is attacked, the other is asked what it owes. Written from Articles 5, 6,
# 11 and 13, in the shape the other guarantees of the library have too. The step of time is one year; "forthwith" (Article 5) is
# "in the same step". See README.md.
pact "North Atlantic Treaty: the promise of Article 5"
starts 1949-04-04

party ally "the ally"
party guarantor "the guarantor"
body legislature "the guarantor's legislature" of guarantor

source text "North Atlantic Treaty, Washington" { published 1949-04-04 }
source literature "the literature on Articles 5 and 11" { }

open least_act "May the guarantor find that no action is necessary?" {
  own_judgement, some_assistance
  cite text 5 paraphrased
  cite literature inferred
}
open domestic_step "What waits for the guarantor's constitutional processes?" {
  armed_force, any_act
  cite text 11 paraphrased
  cite literature inferred
}

act attack_in_area "attack the ally in Europe, in North America or in the area of Article 6" by outsider {
  cite text 5, 6 paraphrased
}
act attack_outside_area "attack the ally outside the area of Article 6" by outsider {
  cite text 6 inferred
}
act use_armed_force "use armed force for the ally" by guarantor {
  when assist is due and authorisation is granted
  cite text 5, 11 paraphrased
}
act assist_otherwise "assist the ally by other means" by guarantor {
  when assist is due and (domestic_step is armed_force or authorisation is granted)
  cite text 5 paraphrased
}

instrument treaty "North Atlantic Treaty" {
  between ally, guarantor
  in force once signed and ratification is approved
  cite text 11 paraphrased

  duty assist {
    guarantor must any of use_armed_force, assist_otherwise within 0 days
    upon attack_in_area
    against attack_in_area
    for ally
    cite text 5, 6 paraphrased
  }
  power deem_unnecessary {
    guarantor may excuse assist
    when least_act is own_judgement
    cite text 5 paraphrased
  }
  power leave {
    guarantor may terminate treaty
    on notice of 1 year
    when first_term is ended
    cite text 13 paraphrased
  }
}

# Not an instrument of its own: the first twenty years, during which Article 13 lets nobody go.
instrument first_term "the first twenty years" {
  between ally, guarantor
  in force once treaty is in force
  expires after 20 years
  cite text 13 paraphrased
}

decision ratification "The legislature approves the treaty" {
  legislature decides approved or refused
  once treaty is signed
  cite text 11 paraphrased
}
decision authorisation "The legislature decides on what needs its consent" {
  legislature decides granted or refused
  once assist is due
  cite text 11 paraphrased
}

reading letter "As the words go: each judges for itself, and force waits for the legislature" {
  least_act is own_judgement  domestic_step is armed_force
}
reading must_assist "Assistance is owed, only the means are free" {
  least_act is some_assistance  domestic_step is armed_force
}
reading legislature_first "Nothing is owed before the legislature has spoken" {
  least_act is some_assistance  domestic_step is any_act
}

purpose "The treaty is in force" { treaty is in force }

check "an attack in the area is answered (by the words, it need not be)" {
  attack_in_area and treaty is in force leads to assist is performed within 0 days
  in reading letter
  expect fails
}
check "an attack in the area is answered where assistance is owed" {
  attack_in_area and treaty is in force leads to assist is performed within 0 days
  in reading must_assist
}
check "an attack outside the area alone obliges nobody" {
  attack_outside_area and treaty is in force leads to assist is due
  expect fails
}
check "nobody can leave before twenty years and a year's notice" {
  never treaty is ended and first_term is in force
}
check "the ally cannot bring it about by itself that help is owed" {
  ally can ensure assist is due
  expect fails
}

scenario "September and October 2001" {
  given least_act is own_judgement
  given domestic_step is armed_force
  ally signs treaty  guarantor signs treaty
  expect treaty is draft
  on 1949-07-21  legislature decides approved on ratification
  expect treaty is in force and first_term is in force
  on 2001-09-11  outsider does attack_in_area  expect assist is due and authorisation is asked
  on 2001-10-09  guarantor does assist_otherwise  expect assist is performed in time
}
scenario "An attack in the South Atlantic, 1982" {
  ally signs treaty  guarantor signs treaty
  on 1949-08-24  legislature decides approved on ratification
  on 1982-04-02  outsider does attack_outside_area  expect assist is dormant
}
