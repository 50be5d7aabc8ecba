# The treaty of peace between Egypt and Israel: withdrawal in two phases, relations after the first, limits of forces and a United
# Nations force. Day 0 is the exchange of ratifications. The step of time is one month. See README.md.
pact "Treaty of Peace between Egypt and Israel"
starts 1979-04-25

party egypt "Egypt"
party israel "Israel"
party usa "the United States"
body council "the Security Council"

source text "Treaty of Peace between the Arab Republic of Egypt and the State of Israel" {
  published 1979-03-26
}
source letter_on_force "letter of the President of the United States on the force" {
  published 1979-03-26
}
source letter_on_ambassadors "letter of the President of Egypt on ambassadors" {
  published 1979-03-26
}
source protocol "Protocol establishing the Multinational Force and Observers" {
  published 1981-08-03
}
source literature "the law of treaties and the literature on the treaty" { }

open substitute "Who provides the force if the Security Council does not?" {
  nobody, usa
  cite text "Annex I, VI" paraphrased
  cite letter_on_force paraphrased
}
open remedy "Does a breach of the relations release Israel from the second phase?" {
  not_said, yes
  cite text 3 inferred
  cite literature inferred
}

fact sinai "How much of Sinai Israel has left" {
  none_of_it, first_part, all_of_it
  cite text "Annex I, I(2)" paraphrased
}
fact ambassadors "The ambassadors" {
  not_sent, exchanged, recalled
  cite text "Annex III, 1" paraphrased
}
fact zones "The limits of forces in the zones" {
  observed, exceeded
  cite text "Annex I, II" paraphrased
}
fact force "The force that verifies the limits" {
  not_there, united_nations, multinational
  cite text "Annex I, VI" paraphrased
  cite protocol paraphrased
}

act leave_first_part "withdraw behind the interim line" by israel {
  when sinai is none_of_it
  sinai becomes first_part
  irreversible
  cite text "Annex I, I(2)" paraphrased
}
act leave_the_rest "withdraw behind the international boundary" by israel {
  when sinai is first_part
  sinai becomes all_of_it
  irreversible
  cite text "Annex I, I(2)" paraphrased
}
act exchange_ambassadors "exchange ambassadors with Israel" by egypt {
  when ambassadors is not_sent and sinai is not none_of_it
  ambassadors becomes exchanged
  cite text "Annex III, 1" paraphrased
  cite letter_on_ambassadors paraphrased
}
act recall_ambassador "recall the ambassador" by egypt {
  when ambassadors is exchanged
  ambassadors becomes recalled
}
act send_ambassador_back "send the ambassador back" by egypt {
  when ambassadors is recalled
  ambassadors becomes exchanged
}
act exceed_limits "move more forces into the zones than the annex allows" by egypt {
  when sinai is all_of_it and zones is observed
  zones becomes exceeded
  cite text "Annex I, II" paraphrased
}
act set_up_multinational_force "set up a force outside the United Nations" by usa {
  when force is not_there and (un_force is refused or un_force is lapsed) and substitute is usa
  force becomes multinational
  cite letter_on_force paraphrased
  cite protocol paraphrased
}

# In force from the first day, when no force is there yet: day 0 is the exchange of ratifications, and what led to it is not modelled.
instrument treaty "Treaty of Peace" {
  between egypt, israel
  in force once force is not_there
  cite text 1(1), 9 paraphrased

  duty first_phase {
    israel must leave_first_part by 1980-01-25
    for egypt
    in return for relations
    cite text 1(2), 1(3) paraphrased
    cite text "Annex I, I(2)" paraphrased
  }
  duty second_phase {
    israel must leave_the_rest by 1982-04-25
    unless remedy is yes and relations is breached
    for egypt
    in return for limits, ambassadors is exchanged
    cite text 1(2) paraphrased
    cite text "Annex I, I(2)" paraphrased
  }
  duty relations {
    egypt must exchange_ambassadors within 1 month
    once first_phase is performed
    for israel
    in return for second_phase
    cite text 1(3), 3(3), "Annex III, 1" paraphrased
    cite letter_on_ambassadors paraphrased
  }
  ban limits {
    egypt must not exceed_limits
    for israel
    in return for second_phase
    cite text 4, "Annex I, II" paraphrased
  }
}

instrument letter "Letter on the force" {
  between usa, egypt, israel
  in force once treaty is in force and substitute is usa
  cite letter_on_force paraphrased

  # The letter names no date.
  duty provide_force {
    usa must set_up_multinational_force
    once un_force is refused or un_force is lapsed
    for egypt, israel
    cite letter_on_force paraphrased
  }
}

# The Council has no date; the 27 months are a placeholder that ends before the force is needed.
decision un_force "The Security Council on a United Nations force" {
  council decides provided or refused
  once treaty is in force
  within 27 months
  cite text "Annex I, VI" paraphrased
}

reading as_written "As the treaty stands alone" { substitute is nobody  remedy is not_said }
reading with_letter "With the letter of the United States" { substitute is usa  remedy is not_said }
reading phase_for_phase "A breach of the relations releases Israel from the second phase" {
  substitute is usa  remedy is yes
}

purpose "Sinai is left and ambassadors are exchanged" {
  sinai is all_of_it and ambassadors is exchanged
}
purpose "Sinai is left and a force verifies the limits" {
  sinai is all_of_it and (force is multinational or un_force is provided)
}

check "Israel is never asked for the second part before it has seen the first answered" {
  never sinai is all_of_it and ambassadors is not_sent
  in reading as_written
  expect fails
}
check "Israel can keep its word and not be left with all given and no ambassador ever sent" {
  israel can avoid sinai is all_of_it and ambassadors is not_sent
  if all but egypt keep
  in reading phase_for_phase
}
check "as written it cannot" {
  israel can avoid sinai is all_of_it and ambassadors is not_sent
  if all but egypt keep
  in reading as_written
  expect fails
}
check "the ambassador can lawfully be recalled once all the land is given" {
  possible sinai is all_of_it and ambassadors is recalled
}
check "and the land cannot be taken back" {
  sinai is all_of_it leads to sinai is not all_of_it
  expect fails
}

scenario "What happened, 1979 to 2000" {
  given substitute is usa
  expect treaty is in force and letter is in force and first_phase is due
  on 1980-01-25  israel does leave_first_part
  expect first_phase is performed in time and relations is due
  on 1980-02-26  egypt does exchange_ambassadors  expect relations is performed in time
  on 1981-05-18  council decides refused on un_force  expect provide_force is due
  on 1981-08-03  usa does set_up_multinational_force  expect provide_force is performed
  on 1982-04-25  israel does leave_the_rest  expect second_phase is performed in time
  on 1982-09-21  egypt does recall_ambassador
  expect treaty is in force and relations is performed and sinai is all_of_it
  on 1986-09-23  egypt does send_ambassador_back  expect ambassadors is exchanged
  on 2000-11-21  egypt does recall_ambassador  expect treaty is in force and sinai is all_of_it
}
