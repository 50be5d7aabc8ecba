# Paragraph 4 of the Budapest memorandum: upon aggression, or a threat of it, with nuclear weapons, each of the three is to seek
# action by the Security Council at once. It shares no condition with the other paragraphs, which are in budapest-1994.pact.
pact "Budapest memorandum, paragraph 4"
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

fact peril "Nuclear weapons and Ukraine" { none, threatened, averted }
fact motion "The motion before the Council" { none, tabled }
# A permanent member lets a motion pass by its vote or by abstaining; whoever never does has vetoed it.
fact stand_russia "Russia and the motion" { opposed, not_opposed }
fact stand_uk "The United Kingdom and the motion" { opposed, not_opposed }
fact stand_usa "The United States and the motion" { opposed, not_opposed }

act threaten_by_outsider "threaten Ukraine with nuclear weapons" by outsider {
  when memorandum_1994 is in force and peril is none
  peril becomes threatened
}
act table "put it to the Security Council" by russia, uk, usa {
  when peril is not none
  motion becomes tabled
}
act let_pass_by_russia "let the motion pass" by russia {
  when motion is tabled and stand_russia is opposed
  stand_russia becomes not_opposed
  cite charter 27(3) paraphrased
}
act let_pass_by_uk "let the motion pass" by uk {
  when motion is tabled and stand_uk is opposed
  stand_uk becomes not_opposed
  cite charter 27(3) paraphrased
}
act let_pass_by_usa "let the motion pass" by usa {
  when motion is tabled and stand_usa is opposed
  stand_usa becomes not_opposed
  cite charter 27(3) paraphrased
}
act assist "assist Ukraine by order of the Council" by others {
  when motion is tabled
    and peril is threatened
    and stand_russia is not_opposed
    and stand_uk is not_opposed
    and stand_usa is not_opposed
  peril becomes averted
}

instrument memorandum_1994 "Memorandum on security assurances" {
  between ukraine, russia, uk, usa
  in force once signed
  cite memorandum

  # Immediately: in the same step of time.
  duty seek_action_4_russia {
    russia must table within 0 days
    upon threaten_by_outsider
    against threaten_by_outsider
    for ukraine
    cite memorandum 4 paraphrased
  }
  duty seek_action_4_uk {
    uk must table within 0 days
    upon threaten_by_outsider
    against threaten_by_outsider
    for ukraine
    cite memorandum 4 paraphrased
  }
  duty seek_action_4_usa {
    usa must table within 0 days
    upon threaten_by_outsider
    against threaten_by_outsider
    for ukraine
    cite memorandum 4 paraphrased
  }
}

purpose "The Council helps when Ukraine is threatened" { peril is averted }

check "Each is quit of paragraph 4 by asking, whatever comes of it" {
  threaten_by_outsider leads to seek_action_4_usa is performed
}
check "Help follows (it need not: any one of the three can veto it)" {
  threaten_by_outsider leads to peril is averted
  expect fails
}
