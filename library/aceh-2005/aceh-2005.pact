# The memorandum of understanding signed in Helsinki on 15 August 2005. The numbers in the names are its paragraphs. Of its many
# matters these are here: the amnesty, and arms against troops in four stages under the eyes of monitors. The law on the governing
# of Aceh, which hangs on nothing of this, is in law.pact.
pact "Aceh: memorandum of understanding"
starts 2005-08-15

party indonesia "Indonesia"
party gam "the Free Aceh Movement"
body monitors "the Aceh Monitoring Mission"

source mou "Memorandum of understanding" { published 2005-08-15 }

open verifier "Who says that a stage of arms is complete?" {
  facts_speak, monitors
} cite mou "4.4", "4.6", "5.2" inferred

reading letter "The monitors verify each stage" {
  verifier is monitors
  cite mou "4.6", "5.2" paraphrased
}
reading no_verifier "The arms speak for themselves" {
  verifier is facts_speak
  cite mou "4.4" inferred
}

fact prisoners "Those held for taking part" { held, freed }
fact arms "Arms handed in, in quarters of 840" 0..4
fact verified "Quarters verified" 0..4
fact troops "Quarters of the troops from outside gone" 0..4

act amnesty "grant the amnesty" by indonesia {
  when prisoners is held
  prisoners becomes freed
}
act hand_in_1 "hand in the arms of stage 1" by gam {
  when mou_2005 is in force and arms is 0
  arms rises by 1
  irreversible
}
act verify_1 "verify stage 1" by monitors {
  when verifier is monitors and arms is at least 1 and verified is 0
  verified rises by 1
}
act withdraw_1 "relocate the troops of stage 1" by indonesia {
  when mou_2005 is in force and troops is 0
  troops rises by 1
}
act hand_in_2 "hand in the arms of stage 2" by gam {
  when arms is 1
  arms rises by 1
  irreversible
}
act verify_2 "verify stage 2" by monitors {
  when verifier is monitors and arms is at least 2 and verified is 1
  verified rises by 1
}
act withdraw_2 "relocate the troops of stage 2" by indonesia {
  when troops is 1
  troops rises by 1
}
act hand_in_3 "hand in the arms of stage 3" by gam {
  when arms is 2
  arms rises by 1
  irreversible
}
act verify_3 "verify stage 3" by monitors {
  when verifier is monitors and arms is at least 3 and verified is 2
  verified rises by 1
}
act withdraw_3 "relocate the troops of stage 3" by indonesia {
  when troops is 2
  troops rises by 1
}
act hand_in_4 "hand in the arms of stage 4" by gam {
  when arms is 3
  arms rises by 1
  irreversible
}
act verify_4 "verify stage 4" by monitors {
  when verifier is monitors and arms is at least 4 and verified is 3
  verified rises by 1
}
act withdraw_4 "relocate the troops of stage 4" by indonesia {
  when troops is 3
  troops rises by 1
}

instrument mou_2005 "Memorandum of understanding" {
  between indonesia, gam
  in force once signed
  cite mou

  duty amnesty_3_1_1 {
    indonesia must amnesty by 2005-08-30
    for gam
    cite mou "3.1.1" paraphrased
  }
  # The text gives the first day, 15 September, and the last, 31 December 2005: the four windows are drawn evenly between.
  duty arms_4_4_stage_1 {
    gam must hand_in_1 within 30 days
    once amnesty_3_1_1 is performed
    for indonesia
    in return for relocation_4_6_stage_1
    cite mou "4.3", "4.4" paraphrased
  }
  duty relocation_4_6_stage_1 {
    indonesia must withdraw_1 within 0 days
    once arms_4_4_stage_1 is performed and (verifier is facts_speak or verified is at least 1)
    for gam
    in return for arms_4_4_stage_1
    cite mou "4.5", "4.6" paraphrased
  }
  duty arms_4_4_stage_2 {
    gam must hand_in_2 within 30 days
    once relocation_4_6_stage_1 is performed
    for indonesia
    in return for relocation_4_6_stage_2
    cite mou "4.3", "4.4" paraphrased
  }
  duty relocation_4_6_stage_2 {
    indonesia must withdraw_2 within 0 days
    once arms_4_4_stage_2 is performed and (verifier is facts_speak or verified is at least 2)
    for gam
    in return for arms_4_4_stage_2
    cite mou "4.5", "4.6" paraphrased
  }
  duty arms_4_4_stage_3 {
    gam must hand_in_3 within 30 days
    once relocation_4_6_stage_2 is performed
    for indonesia
    in return for relocation_4_6_stage_3
    cite mou "4.3", "4.4" paraphrased
  }
  duty relocation_4_6_stage_3 {
    indonesia must withdraw_3 within 0 days
    once arms_4_4_stage_3 is performed and (verifier is facts_speak or verified is at least 3)
    for gam
    in return for arms_4_4_stage_3
    cite mou "4.5", "4.6" paraphrased
  }
  duty arms_4_4_stage_4 {
    gam must hand_in_4 within 30 days
    once relocation_4_6_stage_3 is performed
    for indonesia
    in return for relocation_4_6_stage_4
    cite mou "4.3", "4.4" paraphrased
  }
  duty relocation_4_6_stage_4 {
    indonesia must withdraw_4 within 0 days
    once arms_4_4_stage_4 is performed and (verifier is facts_speak or verified is at least 4)
    for gam
    in return for arms_4_4_stage_4
    cite mou "4.5", "4.6" paraphrased
  }
}

purpose "The arms are handed in and the troops from outside are gone" { arms is 4 and troops is 4 }

check "Whatever Indonesia does, the Movement, keeping its word, is never more than one stage ahead" {
  gam can avoid arms is at least 2 and troops is 0
    or arms is at least 3 and troops is at most 1
    or arms is 4 and troops is at most 2
  if all but indonesia keep
}
check "Whatever the Movement does, Indonesia, keeping its word, is never ahead" {
  indonesia can avoid troops is at least 1 and arms is 0
    or troops is at least 2 and arms is at most 1
    or troops is at least 3 and arms is at most 2
    or troops is 4 and arms is at most 3
  if all but gam keep
}
check "A stage of arms that is verified is answered in the same month" {
  verified is at least 1 leads to troops is at least 1
  in reading letter
}

scenario "2005, as it went" {
  given verifier is monitors
  indonesia signs mou_2005  gam signs mou_2005
  on 2005-08-30  indonesia does amnesty
  expect amnesty_3_1_1 is performed in time and arms_4_4_stage_1 is due
  on 2005-09-17  gam does hand_in_1  monitors does verify_1
  on 2005-09-18  indonesia does withdraw_1
  expect relocation_4_6_stage_1 is performed in time
  on 2005-10-18  gam does hand_in_2  monitors does verify_2  indonesia does withdraw_2
  on 2005-11-22  gam does hand_in_3  monitors does verify_3  indonesia does withdraw_3
  on 2005-12-19  gam does hand_in_4  monitors does verify_4
  expect arms_4_4_stage_4 is performed in time
  on 2005-12-29  indonesia does withdraw_4
  expect arms is 4 and troops is 4 and relocation_4_6_stage_4 is performed in time
}
scenario "The monitors do not pass the second stage" {
  given verifier is monitors
  indonesia signs mou_2005  gam signs mou_2005
  on 2005-08-30  indonesia does amnesty
  on 2005-09-17  gam does hand_in_1  monitors does verify_1  indonesia does withdraw_1
  on 2005-10-18  gam does hand_in_2
  on 2006-01-31
  expect arms is 2
    and troops is 1
    and relocation_4_6_stage_2 is dormant
    and arms_4_4_stage_3 is dormant
}
