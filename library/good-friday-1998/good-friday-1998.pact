# The Good Friday Agreement of 10 April 1998, as far as arms and office hang together, or do not. Day 0 is 22 May 1998, the day of
# the two referendums, from which the two years for decommissioning count.
pact "Good Friday Agreement: arms and office"
starts 1998-05-22
tick 90 days

party unionists "the Ulster Unionists" plural
party republicans "Sinn Féin"
party governments "the two governments" plural
body ira "the IRA"

source agreement "Agreement reached in the multi-party negotiations" { published 1998-04-10 }
source mitchell "Senator Mitchell's statement concluding the review" { published 1999-11-18 }
source unionist_position "No guns, no government: the Ulster Unionist position" {
  published 1999-10-18
}

open terms "What stands between arms and office?" {
  nothing_said, each_sides_condition, same_day
} cite agreement "Decommissioning 3" inferred cite mitchell paraphrased

reading letter "As written: no clause ties office to arms" {
  terms is nothing_said
  cite agreement "Decommissioning 1, 3", "Strand One 25" paraphrased
}
reading two_conditions "Each side adds its own: no office before arms, no arms before the settlement is at work" {
  terms is each_sides_condition
  cite unionist_position paraphrased
  cite agreement "Decommissioning 3" inferred
}
reading mitchell_review "Office, then an authorised representative, on one day" {
  terms is same_day
  cite mitchell paraphrased
}

fact executive "The power-sharing executive" { not_formed, at_work, suspended }
fact envoy "The IRA's representative to the decommissioning commission" { none, appointed }
fact arms "Paramilitary arms" { held, beyond_use }

act press "use its influence for decommissioning" by republicans { }
act press_too "use their influence for decommissioning" by unionists { }
act form "form the executive" by unionists {
  when gfa is in force
    and executive is not_formed
    and (terms is not each_sides_condition or arms is beyond_use)
  executive becomes at_work
}
act appoint "appoint a representative" by ira {
  when envoy is none and (terms is not same_day or executive is at_work)
  envoy becomes appointed
}
act put_beyond_use "put its arms beyond use" by ira {
  when arms is held
    and (terms is not each_sides_condition or executive is at_work)
    and (terms is not same_day or envoy is appointed)
  arms becomes beyond_use
  irreversible
}

instrument gfa "Good Friday Agreement" {
  between unionists, republicans, governments
  in force once signed
  cite agreement

  duty influence_3_republicans {
    republicans must press within 720 days
    for unionists, governments
    cite agreement "Decommissioning 3" paraphrased
  }
  duty influence_3_unionists {
    unionists must press_too within 720 days
    for republicans, governments
    cite agreement "Decommissioning 3" paraphrased
  }
}

# The governments had taken the power to suspend the institutions; nothing of it is in the Agreement.
instrument default "The governments' answer to default" {
  between governments
  in force once terms is same_day and gfa is in force
  cite mitchell inferred

  power suspend_office {
    governments may executive becomes suspended
    when executive is at_work and arms is held
  }
  power restore_office { governments may executive becomes at_work  when executive is suspended }
}

purpose "Arms are beyond use and the executive is at work" {
  arms is beyond_use and executive is at_work
}

check "Within two years of the referendums arms are beyond use (nobody owes it)" {
  gfa is in force leads to arms is beyond_use within 720 days
  expect fails
}
check "The duty of influence is kept though no arms move" {
  possible influence_3_republicans is performed
    and influence_3_unionists is performed
    and arms is held
}
check "The executive can be formed before arms move" {
  possible executive is at_work and arms is held
  in reading letter
}
check "With each side's condition neither comes" {
  never arms is beyond_use or executive is at_work
  in reading two_conditions
}
check "In Mitchell's order both can come" {
  possible arms is beyond_use and executive is at_work
  in reading mitchell_review
}
check "The Unionists need not stay in an office that arms do not follow" {
  governments, unionists can avoid executive is at_work and arms is held
  in reading mitchell_review
}

scenario "1998 to 2007, by the same-day order" {
  given terms is same_day
  unionists signs gfa  republicans signs gfa  governments signs gfa
  on 1999-11-18  republicans does press  unionists does press_too
  expect influence_3_republicans is performed in time
  on 1999-12-02  unionists does form  expect executive is at_work
  ira does appoint  expect envoy is appointed
  on 2000-02-11  governments uses suspend_office  expect executive is suspended
  on 2000-05-30  governments uses restore_office  expect executive is at_work and arms is held
  on 2002-10-14  governments uses suspend_office  expect executive is suspended
  on 2005-09-26  ira does put_beyond_use  expect arms is beyond_use
  on 2007-05-08  governments uses restore_office
  expect arms is beyond_use and executive is at_work
}
scenario "May 2000: the two years are over" {
  given terms is nothing_said
  unionists signs gfa  republicans signs gfa  governments signs gfa
  republicans does press  unionists does press_too
  on 2000-06-30
  expect arms is held and influence_3_republicans is performed in time and gfa is in force
}
