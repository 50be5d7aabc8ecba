fact ferry "Who has the ferry" { with_yard, with_line }
fact price "Where the price lies" { with_line, with_yard }
