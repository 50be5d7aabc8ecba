# The military technical agreement signed near Kumanovo on 9 June 1999. The numbers in the names are its articles and paragraphs;
# days count from its entry into force on signature. Safety zones, mines, airspace and the joint commission are left out.
pact "Kumanovo: military technical agreement"
starts 1999-06-09

party yugoslavia "Yugoslavia and Serbia"
party nato "NATO and its force"
body council "the Security Council"

source agreement "Military Technical Agreement" { published 1999-06-09 }

open stages_wait "What do the withdrawals from zones 1 to 3 wait for?" {
  nothing, the_suspension, the_suspension_and_the_resolution
} cite agreement 2(2) inferred

reading letter "The days run from entry into force, whatever becomes of the strikes" {
  stages_wait is nothing
  cite agreement 2(2) paraphrased
}
reading step_for_step "Each step answers the one before: no withdrawal under strikes" {
  stages_wait is the_suspension
  cite agreement 2(2) inferred
}
reading as_it_went "As it went: the suspension and the resolution came before the first zone" {
  stages_wait is the_suspension_and_the_resolution
  cite agreement 1(1), 2(2) inferred
}

fact zone_3_at_first "Those who stood in zone 3 at the start" { there, gone }
fact zones "Who is in Kosovo" { yugoslavia_in_all, out_of_1, out_of_1_and_2, out_of_all }
fact strikes "NATO's air strikes" { going_on, suspended }
fact force "The international force" { outside, inside }

act show_good_faith "clear zone 3 of those who stand in it" by yugoslavia {
  when mta is in force and zone_3_at_first is there
  zone_3_at_first becomes gone
}
act leave_zone_1 "leave zone 1" by yugoslavia {
  when mta is in force and zones is yugoslavia_in_all
  zones becomes out_of_1
  irreversible
}
act leave_zone_2 "leave zone 2" by yugoslavia {
  when zones is out_of_1
  zones becomes out_of_1_and_2
  irreversible
}
act leave_zone_3 "leave zone 3" by yugoslavia {
  when zones is out_of_1_and_2
  zones becomes out_of_all
  irreversible
}
act suspend_strikes "suspend the air strikes" by nato {
  when strikes is going_on
  strikes becomes suspended
}
act strike_again "take up the air strikes again" by nato {
  when strikes is suspended
  strikes becomes going_on
}
act move_in "bring the force in" by nato {
  when resolution is adopted and zone_3_at_first is gone and force is outside
  force becomes inside
}

instrument mta "Military Technical Agreement" {
  between yugoslavia, nato
  in force once signed
  cite agreement

  duty probe_2_2a {
    yugoslavia must show_good_faith within 1 day
    for nato
    in return for strikes is suspended
    cite agreement 2(2)(a) paraphrased
  }
  # Once it is verified. Here the fact speaks for itself; the text does not say who verifies.
  duty suspend_2_2a {
    nato must suspend_strikes within 1 day
    once probe_2_2a is performed
    for yugoslavia
    in return for probe_2_2a
    cite agreement 2(2)(a) paraphrased
  }
  duty zone_1_2_2b {
    yugoslavia must leave_zone_1 within 6 days
    once stages_wait is not the_suspension_and_the_resolution or resolution is adopted
    unless stages_wait is not nothing and strikes is going_on
    for nato
    in return for strikes is suspended
    cite agreement 2(2)(b) paraphrased
  }
  duty zone_2_2_2c {
    yugoslavia must leave_zone_2 within 3 days
    once zone_1_2_2b is performed
    unless stages_wait is not nothing and strikes is going_on
    for nato
    in return for strikes is suspended
    cite agreement 2(2)(c) paraphrased
  }
  duty zone_3_2_2d {
    yugoslavia must leave_zone_3 within 2 days
    once zone_2_2_2c is performed
    unless stages_wait is not nothing and strikes is going_on
    for nato
    in return for strikes is suspended
    cite agreement 2(2)(d) paraphrased
  }
  # The suspension holds while all is complied with and the Council adopts its resolution soon enough.
  ban hold_strikes_2_2a {
    nato must not strike_again
    while resolution is not rejected
      and resolution is not lapsed
      and probe_2_2a is not breached
      and zone_1_2_2b is not breached
      and zone_2_2_2c is not breached
      and zone_3_2_2d is not breached
    for yugoslavia
    in return for zones is out_of_all
    cite agreement 2(2)(a) paraphrased
  }
  # In step with the withdrawal, so that no gap opens.
  duty follow_1_2 {
    nato must move_in within 1 day
    once resolution is adopted and zone_1_2_2b is performed
    for yugoslavia
    cite agreement 1(2) paraphrased
    cite agreement 2(2) inferred
  }
}

decision resolution "The Security Council votes on the force" {
  council decides adopted or rejected
  once mta is in force
  within 6 days
  cite agreement 1(1), 2(2)(a) paraphrased
}

purpose "Yugoslavia is out, the strikes are suspended, the force is in" {
  zones is out_of_all and strikes is suspended and force is inside
}

check "If a zone is not left in time, NATO may strike again without breaking its word" {
  possible zone_1_2_2b is breached and strikes is going_on and zone_3_at_first is gone
  if all but yugoslavia keep
}
check "If the Council refuses, NATO may strike again though Yugoslavia complies" {
  possible zones is out_of_all and strikes is going_on and resolution is rejected
  in reading step_for_step
}
check "As it went, no one may strike once Yugoslavia has begun to leave" {
  never zones is not yugoslavia_in_all and zone_1_2_2b is performed and strikes is going_on
  in reading as_it_went
}
check "The force is in a day after the first zone is left, if the Council has adopted" {
  zone_1_2_2b is performed and resolution is adopted leads to force is inside within 1 day
}

scenario "June 1999" {
  given stages_wait is the_suspension_and_the_resolution
  yugoslavia signs mta  nato signs mta
  expect probe_2_2a is due
  on 1999-06-10  yugoslavia does show_good_faith  nato does suspend_strikes
  expect probe_2_2a is performed in time and suspend_2_2a is performed in time
  council decides adopted on resolution
  expect zone_1_2_2b is due
  on 1999-06-12  nato does move_in
  on 1999-06-15  yugoslavia does leave_zone_1
  expect zone_1_2_2b is performed in time and follow_1_2 is performed in time
  on 1999-06-18  yugoslavia does leave_zone_2
  on 1999-06-20  yugoslavia does leave_zone_3
  expect zone_3_2_2d is performed in time and strikes is suspended and mta is in force
}
