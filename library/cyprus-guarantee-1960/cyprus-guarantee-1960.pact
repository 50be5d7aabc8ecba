# The Treaty of Guarantee of 16 August 1960. The numbers in the names are its articles. Article III, on the areas that stay British,
# is left out.
pact "Cyprus: Treaty of Guarantee"
starts 1960-08-16

party cyprus "Cyprus"
party greece "Greece"
party turkey "Turkey"
party uk "the United Kingdom"

source treaty "Treaty of Guarantee" { published 1960-08-16 }
source charter "Charter of the United Nations" { published 1945-06-26 }

open action "Does the right to take action of Article IV cover the use of force?" {
  force_too, no_force
} cite treaty 4 inferred cite charter 2(4), 103 inferred

reading turkish "It does: otherwise the guarantee would be empty" {
  action is force_too
  cite treaty 4 inferred
}
reading cypriot "It does not: the Charter goes before the treaty" {
  action is no_force
  cite charter 2(4), 103 inferred
}

fact affairs "The state of affairs in Cyprus" { as_agreed, upset, re_established }
fact troops "Whose troops are in Cyprus to re-establish it" { nobody, greece, turkey, uk }

# A breach, by whomever: a party, or those who overthrow the government.
act upset_affairs "upset the state of affairs" by cyprus, greece, turkey, uk, outsider {
  when guarantee is in force and affairs is as_agreed
  affairs becomes upset
  cite treaty 1, 2 paraphrased
}
act consult "consult the other two" by greece, turkey, uk {
  when affairs is not as_agreed
  cite treaty 4(1) paraphrased
}
act act_alone_greece "send troops" by greece {
  when affairs is upset and troops is nobody and alone_greece is no_concert
  troops becomes greece
  cite treaty 4(2) paraphrased
}
act re_establish_greece "re-establish what was agreed" by greece {
  when affairs is upset and troops is greece
  affairs becomes re_established
  cite treaty 4(2) paraphrased
}
act act_alone_turkey "send troops" by turkey {
  when affairs is upset and troops is nobody and alone_turkey is no_concert
  troops becomes turkey
  cite treaty 4(2) paraphrased
}
act re_establish_turkey "re-establish what was agreed" by turkey {
  when affairs is upset and troops is turkey
  affairs becomes re_established
  cite treaty 4(2) paraphrased
}
act act_alone_uk "send troops" by uk {
  when affairs is upset and troops is nobody and alone_uk is no_concert
  troops becomes uk
  cite treaty 4(2) paraphrased
}
act re_establish_uk "re-establish what was agreed" by uk {
  when affairs is upset and troops is uk
  affairs becomes re_established
  cite treaty 4(2) paraphrased
}

instrument guarantee "Treaty of Guarantee" {
  between cyprus, greece, turkey, uk
  in force once signed
  cite treaty 5 paraphrased

  ban keep_order_1 {
    cyprus must not upset_affairs
    for greece, turkey, uk
    cite treaty 1 paraphrased
  }
  ban guarantee_2_greece {
    greece must not upset_affairs
    for cyprus
    cite treaty 2 paraphrased
  }
  ban guarantee_2_turkey {
    turkey must not upset_affairs
    for cyprus
    cite treaty 2 paraphrased
  }
  ban guarantee_2_uk {
    uk must not upset_affairs
    for cyprus
    cite treaty 2 paraphrased
  }
  duty consult_4_greece {
    greece must consult
    upon upset_affairs
    against upset_affairs
    for turkey, uk
    cite treaty 4(1) paraphrased
  }
  duty consult_4_turkey {
    turkey must consult
    upon upset_affairs
    against upset_affairs
    for greece, uk
    cite treaty 4(1) paraphrased
  }
  duty consult_4_uk {
    uk must consult
    upon upset_affairs
    against upset_affairs
    for greece, turkey
    cite treaty 4(1) paraphrased
  }
  # A right to act is written as a duty that its holder may let go.
  duty action_4_greece {
    greece must act_alone_greece
    once alone_greece is no_concert
    against upset_affairs
    at its discretion
    for cyprus
    cite treaty 4(2) paraphrased
  }
  duty action_4_turkey {
    turkey must act_alone_turkey
    once alone_turkey is no_concert
    against upset_affairs
    at its discretion
    for cyprus
    cite treaty 4(2) paraphrased
  }
  duty action_4_uk {
    uk must act_alone_uk
    once alone_uk is no_concert
    against upset_affairs
    at its discretion
    for cyprus
    cite treaty 4(2) paraphrased
  }
}

instrument un_charter "Charter of the United Nations" {
  between cyprus, greece, turkey, uk
  in force once guarantee is signed
  cite charter 2(4), 103 paraphrased

  ban no_force_greece {
    greece must not act_alone_greece
    while action is no_force
    for cyprus
    cite charter 2(4) paraphrased
  }
  ban no_force_turkey {
    turkey must not act_alone_turkey
    while action is no_force
    for cyprus
    cite charter 2(4) paraphrased
  }
  ban no_force_uk {
    uk must not act_alone_uk
    while action is no_force
    for cyprus
    cite charter 2(4) paraphrased
  }
}

# Whether common action is possible each of the three judges for itself.
decision alone_greece "Greece finds whether common action is possible" {
  greece decides concert or no_concert
  once affairs is upset
  cite treaty 4(2) inferred
}
decision alone_turkey "Turkey finds whether common action is possible" {
  turkey decides concert or no_concert
  once affairs is upset
  cite treaty 4(2) inferred
}
decision alone_uk "The United Kingdom finds whether common action is possible" {
  uk decides concert or no_concert
  once affairs is upset
  cite treaty 4(2) inferred
}

purpose "Cyprus is as agreed, or so again" {
  guarantee is in force and (affairs is as_agreed or affairs is re_established)
}

check "When it is upset somebody re-establishes it (nobody has to)" {
  upset_affairs leads to affairs is re_established
  expect fails
}
check "All three can lawfully do nothing" {
  greece, turkey, uk can avoid troops is greece or troops is turkey or troops is uk
}
check "One can act alone with everyone's word kept" {
  possible troops is turkey
  in reading turkish
}
check "None can act alone by force with everyone's word kept" {
  possible troops is turkey
  in reading cypriot
  expect fails
}
check "Who has acted alone re-establishes what was agreed (nothing says by when)" {
  troops is turkey leads to affairs is re_established
  in reading turkish
  expect fails
}

scenario "July 1974, as one guarantor reads the treaty" {
  given action is force_too
  cyprus signs guarantee  greece signs guarantee  turkey signs guarantee  uk signs guarantee
  expect guarantee is in force
  on 1974-07-15  outsider does upset_affairs
  expect consult_4_greece is due and consult_4_turkey is due and consult_4_uk is due
  on 1974-07-17  turkey does consult  uk does consult
  expect consult_4_turkey is performed and consult_4_uk is performed
  on 1974-07-20  turkey decides no_concert on alone_turkey  turkey does act_alone_turkey
  expect action_4_turkey is performed and troops is turkey
  on 1983-11-15
  expect troops is turkey and guarantee is in force
}
scenario "July 1974, as Cyprus reads it" {
  given action is no_force
  cyprus signs guarantee  greece signs guarantee  turkey signs guarantee  uk signs guarantee
  on 1974-07-15  outsider does upset_affairs
  on 1974-07-20  turkey decides no_concert on alone_turkey  turkey does act_alone_turkey
  expect no_force_turkey is breached and guarantee is in force
}
