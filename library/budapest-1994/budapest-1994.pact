# The memorandum signed in Budapest on 5 December 1994 in connection with Ukraine's accession to the NPT. The numbers in the names
# are its paragraphs. 1, 2 and 6 are here, 4 is in
# paragraph-4.pact; 3 and 5 say of other acts what 2 says of force (see the README).
pact "Budapest memorandum"
starts 1994-12-05

party ukraine "Ukraine"
party russia "Russia"
party uk "the United Kingdom"
party usa "the United States"
body others "the other members of the Security Council"

source memorandum "Memorandum on security assurances (A/49/765, S/1994/1399)" {
  published 1994-12-05
}
source charter "Charter of the United Nations" { published 1945-06-26 }

# Article 27(3) of the Charter has a party to a dispute abstain in votes under Chapter VI. It is not how the Council votes on force.
open council_rule "May the one that is accused vote, and so veto?" {
  accused_may_veto, accused_abstains
} cite charter 27(3) paraphrased

reading as_practised "Each permanent member may veto, the accused too" {
  council_rule is accused_may_veto
  cite charter 27(3) paraphrased
}
reading accused_abstains "A party to the dispute abstains" {
  council_rule is accused_abstains
  cite charter 27(3) paraphrased
}

fact weapons "The nuclear weapons on Ukraine's soil" { there, gone }
fact borders "Ukraine's borders" { whole, taken_by_russia, taken_by_uk, taken_by_usa, restored }
fact question "A question about the assurances" { not_raised, raised }
fact motion "The motion before the Council" { none, tabled, vetoed }

# What went before the signature is not looked at: these acts can be done once the memorandum is in force.
act give_up "give up the nuclear weapons" by ukraine {
  when memorandum_1994 is in force and weapons is there
  weapons becomes gone
  irreversible
}
act take_land_by_russia "take land by force" by russia {
  when memorandum_1994 is in force and borders is whole
  borders becomes taken_by_russia
}
act take_land_by_uk "take land by force" by uk {
  when memorandum_1994 is in force and borders is whole
  borders becomes taken_by_uk
}
act take_land_by_usa "take land by force" by usa {
  when memorandum_1994 is in force and borders is whole
  borders becomes taken_by_usa
}
act raise "raise a question about the assurances" by ukraine {
  when memorandum_1994 is in force and question is not_raised
  question becomes raised
}
act consult "consult" by russia, uk, usa { when question is raised }
act table "put it to the Security Council" by ukraine {
  when motion is none and borders is not whole
  motion becomes tabled
  cite charter 35(1) paraphrased
}
act veto_by_russia "veto the motion" by russia {
  when motion is tabled and (council_rule is accused_may_veto or borders is not taken_by_russia)
  motion becomes vetoed
}
act veto_by_uk "veto the motion" by uk {
  when motion is tabled and (council_rule is accused_may_veto or borders is not taken_by_uk)
  motion becomes vetoed
}
act veto_by_usa "veto the motion" by usa {
  when motion is tabled and (council_rule is accused_may_veto or borders is not taken_by_usa)
  motion becomes vetoed
}
act restore "restore the borders by order of the Council" by others {
  when borders is not restored and motion is tabled
  borders becomes restored
}

instrument memorandum_1994 "Memorandum on security assurances" {
  between ukraine, russia, uk, usa
  in force once signed
  cite memorandum

  # The preamble speaks of a specified period and does not name it. It took until June 1996.
  duty disarm {
    ukraine must give_up within 540 days
    for russia, uk, usa
    in return for borders is whole or borders is restored
    cite memorandum "preamble" inferred
  }
  ban no_force_2_russia {
    russia must not take_land_by_russia
    for ukraine
    cite memorandum 1, 2 paraphrased
  }
  ban no_force_2_uk {
    uk must not take_land_by_uk
    for ukraine
    cite memorandum 1, 2 paraphrased
  }
  ban no_force_2_usa {
    usa must not take_land_by_usa
    for ukraine
    cite memorandum 1, 2 paraphrased
  }
  # The case of paragraph 6 is a question about the commitments, whatever raised it; no land need have been taken.
  duty consult_6_russia {
    russia must consult
    upon raise
    against raise
    for ukraine
    cite memorandum 6 paraphrased
  }
  duty consult_6_uk {
    uk must consult
    upon raise
    against raise
    for ukraine
    cite memorandum 6 paraphrased
  }
  duty consult_6_usa {
    usa must consult
    upon raise
    against raise
    for ukraine
    cite memorandum 6 paraphrased
  }
}

purpose "Ukraine is without nuclear weapons and its borders are whole" {
  weapons is gone and borders is whole
}

check "Whoever takes land, consultation is all that anybody owes (help need not come)" {
  take_land_by_russia leads to borders is restored
  if all but russia keep
  expect fails
}
check "Russia alone can keep the Council from restoring what it took" {
  russia can avoid borders is restored
  if all but russia keep
  in reading as_practised
}
check "The same of the United Kingdom" {
  uk can avoid borders is restored
  if all but uk keep
  in reading as_practised
}
check "The same of the United States" {
  usa can avoid borders is restored
  if all but usa keep
  in reading as_practised
}
check "A question is answered by consultation (it need not be: there is no day for it)" {
  raise
    leads to consult_6_russia is performed
      and consult_6_uk is performed
      and consult_6_usa is performed
  expect fails
}
check "The other three: nobody takes land before the weapons are gone, nor after, with everyone's word kept" {
  never borders is not whole
}

scenario "1994 to 2014" {
  given council_rule is accused_may_veto
  ukraine signs memorandum_1994  russia signs memorandum_1994
  uk signs memorandum_1994  usa signs memorandum_1994
  expect disarm is due
  on 1996-06-01  ukraine does give_up  expect disarm is performed in time
  on 2014-02-27  russia does take_land_by_russia
  expect no_force_2_russia is breached and memorandum_1994 is in force
  on 2014-03-04  ukraine does raise
  expect consult_6_russia is due and consult_6_uk is due and consult_6_usa is due
  on 2014-03-05  uk does consult  usa does consult
  expect consult_6_uk is performed and consult_6_usa is performed and consult_6_russia is due
  on 2014-03-15  ukraine does table  russia does veto_by_russia
  expect motion is vetoed and borders is taken_by_russia and consult_6_russia is due
}
