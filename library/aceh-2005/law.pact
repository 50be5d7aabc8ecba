# Paragraph 1.1.1 of the memorandum of understanding on Aceh: the law, and its date. It is to be promulgated and in force by then;
# that parliament has passed it is not enough. Nothing else of the memorandum waits for it.
pact "Aceh: the law on its governing"
starts 2005-08-15

party indonesia "Indonesia"
party gam "the Free Aceh Movement"
body parliament "Indonesia's parliament" of indonesia

source mou "Memorandum of understanding" { published 2005-08-15 }

fact law "The law on the governing of Aceh" { not_passed, passed, promulgated }

act enact "pass the law on the governing of Aceh" by parliament {
  when mou_2005 is in force and law is not_passed
  law becomes passed
  cite mou "1.1.1" paraphrased
}
act promulgate "promulgate the law on the governing of Aceh" by indonesia {
  when law is passed
  law becomes promulgated
  cite mou "1.1.1" paraphrased
}

instrument mou_2005 "Memorandum of understanding" {
  between indonesia, gam
  in force once signed
  cite mou

  duty law_1_1_1 {
    indonesia must ensure law is promulgated by 2006-03-31
    for gam
    cite mou "1.1.1" paraphrased
  }
}

purpose "The law is promulgated" { law is promulgated }

check "The law is there by the end of March 2006 (parliament owes nothing)" {
  never law_1_1_1 is breached
  expect fails
}

scenario "2006: the law is late" {
  indonesia signs mou_2005  gam signs mou_2005
  on 2006-03-31  expect law_1_1_1 is due
  on 2006-04-01  expect law_1_1_1 is breached
  on 2006-07-11  parliament does enact  expect law_1_1_1 is breached
  on 2006-08-01  indonesia does promulgate
  expect law_1_1_1 is performed and law_1_1_1 is not performed in time and law_1_1_1 was breached
}
