pact "Prisoners"

# The prisoners' dilemma as a conflict of two promises to stay silent, with the rankings of the textbook: each wants first that the
# other stays silent, and then to confess itself.

source textbook "the textbook of the graph model (Fang and others 1993)" { published 1993-01-01 }

party one "the first prisoner"
party two "the second prisoner"

act confess_one "confess" by one
act confess_two "confess" by two

instrument silence "Agreement to stay silent" {
  between one, two
  cite textbook paraphrased
  ban one_silent "the first prisoner's silence" { one must not confess_one  for two }
  ban two_silent "the second prisoner's silence" { two must not confess_two  for one }
}

prefer one: two_silent > one_silent was breached cite textbook paraphrased
prefer two: one_silent > two_silent was breached cite textbook paraphrased
