# One pair of member states under Article 42(7) of the Treaty on European Union: one is the victim of armed aggression, the other is
# asked what it owes. The step of time is one year. See README.md.
pact "European Union: the promise of Article 42(7)"
starts 2007-12-13

party ally "the member state attacked"
party guarantor "another member state"
body legislature "the other member state's legislature" of guarantor

source text "Treaty on European Union, as amended by the Treaty of Lisbon" { published 2007-12-13 }
source literature "the literature on Article 42(7)" { }

open least_act "May the guarantor find that no aid is necessary?" {
  some_assistance, own_judgement
  cite text 42(7) paraphrased
  cite literature inferred
}
open specific_character "Is the guarantor a state whose security policy has a specific character, such as neutrality?" {
  no, yes
  cite text 42(7) paraphrased
}

act attack_in_area "armed aggression on the member state's territory" by outsider {
  cite text 42(7) paraphrased
}
act attack_outside_area "attack the member state's forces or ships abroad" by outsider {
  cite text 42(7) inferred
}
act use_armed_force "use armed force for the member state attacked" by guarantor {
  when assist is due and specific_character is no
  cite text 42(7) inferred
}
act assist_otherwise "give aid and assistance by other means" by guarantor {
  when assist is due
  cite text 42(7) paraphrased
}

instrument treaty "Treaty on European Union" {
  between ally, guarantor
  in force once signed and ratification is approved
  cite text 54 paraphrased

  # No time is stated, so none stands here.
  duty assist {
    guarantor must any of use_armed_force, assist_otherwise
    upon attack_in_area
    against attack_in_area
    for ally
    cite text 42(7) paraphrased
  }
  power deem_unnecessary {
    guarantor may excuse assist
    when least_act is own_judgement
    cite literature inferred
  }
  power leave { guarantor may terminate treaty  on notice of 2 years  cite text 50(3) paraphrased }
}

decision ratification "The treaty is ratified" {
  legislature decides approved or refused
  once treaty is signed
  cite text 54 paraphrased
}

reading letter "As the words go: aid and assistance are owed" {
  least_act is some_assistance  specific_character is no
}
reading neutral "The guarantor is neutral" {
  least_act is some_assistance  specific_character is yes
}
reading free_hand "Each member state decides what it gives, if anything" {
  least_act is own_judgement  specific_character is no
}

purpose "The treaty is in force" { treaty is in force }

check "an attack is answered within a year (nothing says by when)" {
  attack_in_area and treaty is in force leads to assist is performed within 1 year
  in reading letter
  expect fails
}
check "a neutral guarantor is never obliged to use armed force" {
  never use_armed_force
  in reading neutral
}
check "an attack abroad alone obliges nobody" {
  attack_outside_area and treaty is in force leads to assist is due
  expect fails
}
check "the member state cannot bring it about by itself that help is owed" {
  ally can ensure assist is due
  expect fails
}

scenario "November 2015" {
  given specific_character is no
  ally signs treaty  guarantor signs treaty
  expect treaty is draft
  on 2009-11-13  legislature decides approved on ratification
  expect treaty is in force
  on 2015-11-13  outsider does attack_in_area  expect assist is due
  on 2015-11-17  guarantor does assist_otherwise  expect assist is performed in time
}
scenario "Leaving takes two years from the notice, without an agreement" {
  ally signs treaty  guarantor signs treaty
  legislature decides approved on ratification
  on day 3600  guarantor uses leave
  on day 3960  outsider does attack_in_area  expect assist is due
  on day 4680  expect treaty is ended and assist is excused
}
