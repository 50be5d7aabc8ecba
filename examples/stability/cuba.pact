pact "Cuba 1962, everything reversible"

# Everything can be called off again, the air strike too.

source analysis "the book on conflict analysis by Fraser and Hipel (1984)" {
  published 1984-01-01
}
source rankings "the Cuban conflict as it comes with the program GMCR+" {
  published 2013-01-01
  relays analysis
}

party usa "the United States"
party ussr "the Soviet Union"

fact air_strike "The air strike" { none, made } cite analysis
fact blockade "The blockade" { none, imposed } cite analysis
fact missiles "The missiles in Cuba" { there, withdrawn, escalated } cite analysis

act strike "destroy the missile sites from the air" by usa {
  air_strike becomes made
  cite analysis
}
act impose_blockade "blockade the island" by usa { blockade becomes imposed  cite analysis }
act withdraw "withdraw the missiles" by ussr {
  when missiles is there
  missiles becomes withdrawn
  cite analysis
}
act escalate "escalate the conflict" by ussr {
  when missiles is there
  missiles becomes escalated
  cite analysis
}

prefer usa:
  missiles is withdrawn
  > missiles is not escalated
  > missiles is withdrawn and air_strike is none
  > missiles is withdrawn and blockade is none
  > missiles is escalated and air_strike is made
  > missiles is escalated and blockade is imposed
  > air_strike is made or blockade is imposed
  > air_strike is none
  > blockade is none
  cite rankings paraphrased

prefer ussr:
  missiles is not escalated
  > missiles is escalated and air_strike is made
  > missiles is escalated and blockade is imposed
  > air_strike is none
  > blockade is none
  > missiles is there and air_strike is none and blockade is none
  > missiles is withdrawn
  cite rankings paraphrased
