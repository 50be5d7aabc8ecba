pact "After a No"
party north "Northland"
party south "Southland"
body voters "the Voters" of north

act arm "arm" by south
decision vote "the vote" { voters decides yes or no  once deal is in force  within 10 days }

instrument deal "Deal" {
  between north, south
  in force once signed
  ban no_arms { south must not arm  for north }
}

purpose "The vote is won" { vote is yes }
