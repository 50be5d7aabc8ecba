pact "A shared coin"

# The randomised consensus of Aspnes and Herlihy for two processes, K = 2, as the PRISM benchmark suite has it: who moves next is chosen,
# what a flip shows is drawn. The walk begins in the middle of 0..12.

source suite "the PRISM benchmark suite" { published 2012-01-01 }

party scheduler "the scheduler"

fact walk "The shared counter" 0..12 cite suite
fact turn "Whose flip is being drawn" { unborn, nobody, process_1, process_2 } cite suite
act begin "set the counter to its middle" by scheduler {
  when turn is unborn
  walk rises by 6
  turn becomes nobody
}

fact step_1 "What process 1 does next" { flip, write, check, finished } cite suite
fact coin_1 "The coin of process 1" { tails, heads } cite suite
act pick_1 "let process 1 flip" by scheduler {
  when turn is nobody and step_1 is flip
  turn becomes process_1
}
act heads_1 "show heads to process 1" by outsider {
  when turn is process_1
  coin_1 becomes heads
  step_1 becomes write
  turn becomes nobody
}
act tails_1 "show tails to process 1" by outsider {
  when turn is process_1
  coin_1 becomes tails
  step_1 becomes write
  turn becomes nobody
}
act add_1 "let process 1 write heads" by scheduler {
  when turn is nobody and step_1 is write and coin_1 is heads
  walk rises by 1
  coin_1 becomes tails
  step_1 becomes check
}
act take_1 "let process 1 write tails" by scheduler {
  when turn is nobody and step_1 is write and coin_1 is tails
  walk falls by 1
  step_1 becomes check
}
act low_1 "let process 1 decide tails" by scheduler {
  when turn is nobody and step_1 is check and walk is at most 2
  step_1 becomes finished
}
act high_1 "let process 1 decide heads" by scheduler {
  when turn is nobody and step_1 is check and walk is at least 10
  coin_1 becomes heads
  step_1 becomes finished
}
act again_1 "let process 1 flip again" by scheduler {
  when turn is nobody and step_1 is check and walk is at least 3 and walk is at most 9
  step_1 becomes flip
}
chance heads_1 50% a day cite suite
chance tails_1 100% a day cite suite

fact step_2 "What process 2 does next" { flip, write, check, finished } cite suite
fact coin_2 "The coin of process 2" { tails, heads } cite suite
act pick_2 "let process 2 flip" by scheduler {
  when turn is nobody and step_2 is flip
  turn becomes process_2
}
act heads_2 "show heads to process 2" by outsider {
  when turn is process_2
  coin_2 becomes heads
  step_2 becomes write
  turn becomes nobody
}
act tails_2 "show tails to process 2" by outsider {
  when turn is process_2
  coin_2 becomes tails
  step_2 becomes write
  turn becomes nobody
}
act add_2 "let process 2 write heads" by scheduler {
  when turn is nobody and step_2 is write and coin_2 is heads
  walk rises by 1
  coin_2 becomes tails
  step_2 becomes check
}
act take_2 "let process 2 write tails" by scheduler {
  when turn is nobody and step_2 is write and coin_2 is tails
  walk falls by 1
  step_2 becomes check
}
act low_2 "let process 2 decide tails" by scheduler {
  when turn is nobody and step_2 is check and walk is at most 2
  step_2 becomes finished
}
act high_2 "let process 2 decide heads" by scheduler {
  when turn is nobody and step_2 is check and walk is at least 10
  coin_2 becomes heads
  step_2 becomes finished
}
act again_2 "let process 2 flip again" by scheduler {
  when turn is nobody and step_2 is check and walk is at least 3 and walk is at most 9
  step_2 becomes flip
}
chance heads_2 50% a day cite suite
chance tails_2 100% a day cite suite

purpose "Both finish, and not both with heads" {
  step_1 is finished and step_2 is finished and not (coin_1 is heads and coin_2 is heads)
}
purpose "Both finish, and disagree" {
  step_1 is finished
    and step_2 is finished
    and (coin_1 is heads and coin_2 is tails or coin_1 is tails and coin_2 is heads)
}
