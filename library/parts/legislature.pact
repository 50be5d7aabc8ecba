# A legislature that approves or rejects a text once it is signed. Silence beyond the time lets the vote lapse.
# To be given: owner, text, time. Gives: house, vote.
body house "the legislature" of owner

decision vote "The legislature votes" {
  house decides approved or rejected
  once text is signed
  within time
}
