---- MODULE small_exchange ----
(* A small exchange
   where order is no
   one tick is 3 day(s)

   small_exchange.cfg for the world in which everybody may break their word:

     SPECIFICATION Spec
     CONSTANT Defectors = {"outsider", "north", "south", "senate"}
     CHECK_DEADLOCK FALSE

   The distinct states that TLC finds are the settled states of the pact. With fewer Defectors, the others
   keep their word.
*)
EXTENDS Integers

CONSTANT Defectors \* the actors that may break their word
VARIABLE v \* the state

Start ==
  [ fact_hill |-> 0 \* Who holds the hill: 0 south, 1 nobody, 2 north
  , text_peace |-> 0 \* Peace agreement: 0 draft, 1 in force, 2 suspended, 3 ended by its term, 4 ended
  , signed_peace_north |-> 0 \* whether north has signed peace
  , signed_peace_south |-> 0 \* whether south has signed peace
  , text_aid |-> 0 \* Aid guarantee: 0 draft, 1 in force, 2 suspended, 3 ended by its term, 4 ended
  , signed_aid_north |-> 0 \* whether north has signed aid
  , signed_aid_south |-> 0 \* whether south has signed aid
  , term_aid |-> 0 \* ticks left of the term of aid
  , vote_ratification |-> 0 \* The Senate votes on the aid guarantee: 0 unasked, 1 asked, 2 lapsed, 3 approved, 4 rejected
  , time_ratification |-> 0 \* ticks left for the decision ratification
  , done_pull_back_south |-> 0 \* whether south has done pull_back in this tick
  , done_seize_north |-> 0 \* whether north has done seize in this tick
  , done_send_help_north |-> 0 \* whether north has done send_help in this tick
  , done_raid_outsider |-> 0 \* whether outsider has done raid in this tick
  , duty_leave_hill |-> 0 \* leave_hill: 0 dormant, 1 due, 2 suspended while due, 3 performed in time, 4 performed late, 5 breached, 6 lapsed, 7 excused for now, 8 excused, 9 dormant again
  , deadline_leave_hill |-> 0 \* ticks left until leave_hill must be done
  , ever_pull_back_south |-> 0 \* whether south has ever done pull_back
  , duty_help |-> 0 \* help: 0 dormant, 1 due, 2 suspended while due, 3 performed in time, 4 performed late, 5 breached, 6 lapsed, 7 excused for now, 8 excused, 9 dormant again
  , deadline_help |-> 0 \* ticks left until help must be done
  , behind_help |-> 0 \* whether help was breached or lapsed and not performed since
  , broken_help |-> 0 \* whether help was ever breached
  , breached_keep_off |-> 0 \* whether the ban keep_off was ever breached
  , power_walk_away |-> 0 \* walk_away: 0 unused, 1 noticed, 2 used
  , used_walk_away |-> 0 ] \* whether the power walk_away was used in this tick

\* What is written down while one move is made.
Blank ==
  [ performed_leave_hill |-> 0
  , performed_help |-> 0
  , move |-> 0
  , changed |-> 0
  , had_leave_hill_performed_in_time |-> 0
  , had_leave_hill_due |-> 0
  , rule_1 |-> 0
  , rule_2 |-> 0
  , rule_3 |-> 0
  , rule_4 |-> 0
  , was_due_leave_hill |-> 0
  , last_day_leave_hill |-> 0
  , was_due_help |-> 0
  , last_day_help |-> 0
  , culprits |-> {} ]

\* Whatever follows at once from how things stand, until nothing follows any more. No duty returns to a
\* status it has had in the same settling.
SettleBegin(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.w.had_leave_hill_due = 0]
    x0_2 == [x0_1 EXCEPT !.w.had_leave_hill_performed_in_time = 0]
  IN x0_2
SettleRound(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.w.changed = 0]
    x0_2 == [x0_1 EXCEPT !.w.rule_1 = 0]
    x0_3 ==
      LET x0_3a == x0_2
      IN
      LET
        x0_3a_1 ==
          IF x0_3a.v.text_peace = 0 /\ x0_3a.v.signed_peace_north = 1 /\ x0_3a.v.signed_peace_south = 1
          THEN
            LET x0_3a_1a == x0_3a
            IN
            LET
              x0_3a_1a_1 == [x0_3a_1a EXCEPT !.w.rule_1 = 1]
            IN x0_3a_1a_1
          ELSE
            x0_3a
      IN x0_3a_1
    x0_4 == [x0_3 EXCEPT !.w.rule_2 = 0]
    x0_5 ==
      LET x0_5a == x0_4
      IN
      LET
        x0_5a_1 ==
          IF x0_5a.v.text_aid = 0 /\ x0_5a.v.signed_aid_north = 1 /\ x0_5a.v.signed_aid_south = 1 /\ x0_5a.v.vote_ratification = 3
          THEN
            LET x0_5a_1a == x0_5a
            IN
            LET
              x0_5a_1a_1 == [x0_5a_1a EXCEPT !.w.rule_2 = 1]
            IN x0_5a_1a_1
          ELSE
            x0_5a
      IN x0_5a_1
    x0_6 == [x0_5 EXCEPT !.w.rule_3 = 0]
    x0_7 ==
      LET x0_7a == x0_6
      IN
      LET
        x0_7a_1 ==
          IF x0_7a.v.vote_ratification = 0 /\ x0_7a.v.signed_aid_north = 1 /\ x0_7a.v.signed_aid_south = 1
          THEN
            LET x0_7a_1a == x0_7a
            IN
            LET
              x0_7a_1a_1 == [x0_7a_1a EXCEPT !.w.rule_3 = 1]
            IN x0_7a_1a_1
          ELSE
            x0_7a
      IN x0_7a_1
    x0_8 == [x0_7 EXCEPT !.w.rule_4 = 0]
    x0_9 ==
      IF x0_8.v.text_peace = 1
      THEN
        LET x0_9a == x0_8
        IN
        LET
          x0_9a_1 ==
            IF x0_9a.v.duty_leave_hill = 1 /\ x0_9a.v.ever_pull_back_south = 1 /\ ~(x0_9a.v.fact_hill = 0) /\ x0_9a.w.had_leave_hill_performed_in_time = 0
            THEN
              LET x0_9a_1a == x0_9a
              IN
              LET
                x0_9a_1a_1 == [x0_9a_1a EXCEPT !.w.rule_4 = 1]
              IN x0_9a_1a_1
            ELSE
            IF x0_9a.v.duty_leave_hill = 0 /\ x0_9a.w.had_leave_hill_due = 0
            THEN
              LET x0_9a_1b == x0_9a
              IN
              LET
                x0_9a_1b_1 == [x0_9a_1b EXCEPT !.w.rule_4 = 2]
              IN x0_9a_1b_1
            ELSE
              x0_9a
        IN x0_9a_1
      ELSE
        x0_8
    x0_10 ==
      IF x0_9.w.rule_1 = 1
      THEN
        LET x0_10a == x0_9
        IN
        LET
          x0_10a_1 == [x0_10a EXCEPT !.v.text_peace = 1]
          x0_10a_2 == [x0_10a_1 EXCEPT !.w.changed = 1]
        IN x0_10a_2
      ELSE
        x0_9
    x0_11 ==
      IF x0_10.w.rule_2 = 1
      THEN
        LET x0_11a == x0_10
        IN
        LET
          x0_11a_1 == [x0_11a EXCEPT !.v.text_aid = 1]
          x0_11a_2 == [x0_11a_1 EXCEPT !.v.term_aid = 150]
          x0_11a_3 == [x0_11a_2 EXCEPT !.w.changed = 1]
        IN x0_11a_3
      ELSE
        x0_10
    x0_12 ==
      IF x0_11.w.rule_3 = 1
      THEN
        LET x0_12a == x0_11
        IN
        LET
          x0_12a_1 == [x0_12a EXCEPT !.v.vote_ratification = 1]
          x0_12a_2 == [x0_12a_1 EXCEPT !.v.time_ratification = 30]
          x0_12a_3 == [x0_12a_2 EXCEPT !.w.changed = 1]
        IN x0_12a_3
      ELSE
        x0_11
    x0_13 ==
      IF x0_12.w.rule_4 = 1
      THEN
        LET x0_13a == x0_12
        IN
        LET
          x0_13a_1 == [x0_13a EXCEPT !.w.had_leave_hill_performed_in_time = 1]
          x0_13a_2 == [x0_13a_1 EXCEPT !.v.duty_leave_hill = 3]
          x0_13a_3 == [x0_13a_2 EXCEPT !.w.performed_leave_hill = 1]
          x0_13a_4 == [x0_13a_3 EXCEPT !.v.deadline_leave_hill = 0]
          x0_13a_5 == [x0_13a_4 EXCEPT !.w.changed = 1]
        IN x0_13a_5
      ELSE
      IF x0_12.w.rule_4 = 2
      THEN
        LET x0_13b == x0_12
        IN
        LET
          x0_13b_1 == [x0_13b EXCEPT !.w.had_leave_hill_due = 1]
          x0_13b_2 == [x0_13b_1 EXCEPT !.v.duty_leave_hill = 1]
          x0_13b_3 == [x0_13b_2 EXCEPT !.v.deadline_leave_hill = 10]
          x0_13b_4 == [x0_13b_3 EXCEPT !.w.changed = 1]
        IN x0_13b_4
      ELSE
        x0_12
  IN x0_13
RECURSIVE SettleOn(_)
SettleOn(x) == LET y == SettleRound(x) IN IF y.w.changed = 1 THEN SettleOn(y) ELSE y
Settle(x) == SettleOn(SettleBegin(x))

\* Northland signs the Peace agreement
Make1(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.signed_peace_north = 1]
  IN x0_1
\* Southland signs the Peace agreement
Make2(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.signed_peace_south = 1]
  IN x0_1
\* Northland signs the Aid guarantee
Make3(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.signed_aid_north = 1]
  IN x0_1
\* Southland signs the Aid guarantee
Make4(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.signed_aid_south = 1]
  IN x0_1
\* Southland: pull back from the hill
Make5(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.fact_hill = 1]
    x0_2 == [x0_1 EXCEPT !.v.done_pull_back_south = 1]
    x0_3 == [x0_2 EXCEPT !.v.ever_pull_back_south = 1]
    x0_4 ==
      IF x0_3.v.text_peace = 1
      THEN
        LET x0_4a == x0_3
        IN
        LET
          x0_4a_1 ==
            IF x0_4a.v.duty_leave_hill = 1
            THEN
              LET x0_4a_1a == x0_4a
              IN
              LET
                x0_4a_1a_1 == [x0_4a_1a EXCEPT !.v.duty_leave_hill = 3]
                x0_4a_1a_2 == [x0_4a_1a_1 EXCEPT !.w.performed_leave_hill = 1]
                x0_4a_1a_3 == [x0_4a_1a_2 EXCEPT !.v.deadline_leave_hill = 0]
              IN x0_4a_1a_3
            ELSE
            IF x0_4a.v.duty_leave_hill = 1
            THEN
              x0_4a
            ELSE
            IF x0_4a.v.duty_leave_hill = 5
            THEN
              LET x0_4a_1c == x0_4a
              IN
              LET
                x0_4a_1c_1 == [x0_4a_1c EXCEPT !.v.duty_leave_hill = 4]
                x0_4a_1c_2 == [x0_4a_1c_1 EXCEPT !.w.performed_leave_hill = 1]
                x0_4a_1c_3 == [x0_4a_1c_2 EXCEPT !.v.deadline_leave_hill = 0]
              IN x0_4a_1c_3
            ELSE
              x0_4a
        IN x0_4a_1
      ELSE
        x0_3
  IN x0_4
\* Northland: seize the hill
Make6(x0) ==
  LET
    x0_1 ==
      IF x0.v.text_peace = 1
      THEN
        LET x0_1a == x0
        IN
        LET
          x0_1a_1 == [x0_1a EXCEPT !.v.breached_keep_off = 1]
          x0_1a_2 == [x0_1a_1 EXCEPT !.w.culprits = @ \cup {"north"}]
        IN x0_1a_2
      ELSE
        x0
    x0_2 == [x0_1 EXCEPT !.v.fact_hill = 2]
    x0_3 == [x0_2 EXCEPT !.v.done_seize_north = 1]
  IN x0_3
\* Northland: send help
Make7(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.done_send_help_north = 1]
    x0_2 ==
      IF x0_1.v.text_aid = 1
      THEN
        LET x0_2a == x0_1
        IN
        LET
          x0_2a_1 ==
            IF x0_2a.v.duty_help = 1
            THEN
              LET x0_2a_1a == x0_2a
              IN
              LET
                x0_2a_1a_1 == [x0_2a_1a EXCEPT !.v.duty_help = 3]
                x0_2a_1a_2 == [x0_2a_1a_1 EXCEPT !.v.behind_help = 0]
                x0_2a_1a_3 == [x0_2a_1a_2 EXCEPT !.w.performed_help = 1]
                x0_2a_1a_4 == [x0_2a_1a_3 EXCEPT !.v.deadline_help = 0]
              IN x0_2a_1a_4
            ELSE
            IF x0_2a.v.duty_help = 1
            THEN
              x0_2a
            ELSE
            IF x0_2a.v.duty_help = 5
            THEN
              LET x0_2a_1c == x0_2a
              IN
              LET
                x0_2a_1c_1 == [x0_2a_1c EXCEPT !.v.duty_help = 4]
                x0_2a_1c_2 == [x0_2a_1c_1 EXCEPT !.v.behind_help = 0]
                x0_2a_1c_3 == [x0_2a_1c_2 EXCEPT !.w.performed_help = 1]
                x0_2a_1c_4 == [x0_2a_1c_3 EXCEPT !.v.deadline_help = 0]
              IN x0_2a_1c_4
            ELSE
              x0_2a
        IN x0_2a_1
      ELSE
        x0_1
  IN x0_2
\* An outsider: raid the South
Make8(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.done_raid_outsider = 1]
    x0_2 ==
      IF x0_1.v.text_aid = 1 /\ ~(x0_1.v.duty_help = 1)
      THEN
        LET x0_2a == x0_1
        IN
        LET
          x0_2a_1 == [x0_2a EXCEPT !.v.duty_help = 1]
          x0_2a_2 == [x0_2a_1 EXCEPT !.v.deadline_help = 1]
        IN x0_2a_2
      ELSE
        x0_1
  IN x0_2
\* Northern Senate decides 'approved' on 'The Senate votes on the aid guarantee'
Make9(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.vote_ratification = 3]
    x0_2 == [x0_1 EXCEPT !.v.time_ratification = 0]
  IN x0_2
\* Northern Senate decides 'rejected' on 'The Senate votes on the aid guarantee'
Make10(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.vote_ratification = 4]
    x0_2 == [x0_1 EXCEPT !.v.time_ratification = 0]
  IN x0_2
\* Southland uses the power 'walk_away'
Make11(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.v.used_walk_away = 1]
    x0_2 == [x0_1 EXCEPT !.v.power_walk_away = 2]
    x0_3 == [x0_2 EXCEPT !.v.text_peace = 4]
    x0_4 ==
      IF x0_3.v.duty_leave_hill = 1
      THEN
        LET x0_4a == x0_3
        IN
        LET
          x0_4a_1 == [x0_4a EXCEPT !.v.duty_leave_hill = 8]
        IN x0_4a_1
      ELSE
        x0_3
    x0_5 == [x0_4 EXCEPT !.v.deadline_leave_hill = 0]
  IN x0_5
\* Time: what runs out today strikes
Make12(x0) ==
  LET
    x0_1 ==
      IF x0.v.duty_leave_hill = 1 /\ x0.v.deadline_leave_hill = 0
      THEN
        LET x0_1a == x0
        IN
        LET
          x0_1a_1 == [x0_1a EXCEPT !.v.duty_leave_hill = 5]
          x0_1a_2 == [x0_1a_1 EXCEPT !.v.deadline_leave_hill = 0]
        IN x0_1a_2
      ELSE
        x0
    x0_2 ==
      IF x0_1.v.duty_help = 1 /\ x0_1.v.deadline_help = 0
      THEN
        LET x0_2a == x0_1
        IN
        LET
          x0_2a_1 == [x0_2a EXCEPT !.v.duty_help = 5]
          x0_2a_2 == [x0_2a_1 EXCEPT !.v.broken_help = 1]
          x0_2a_3 == [x0_2a_2 EXCEPT !.v.behind_help = 1]
          x0_2a_4 == [x0_2a_3 EXCEPT !.v.deadline_help = 0]
        IN x0_2a_4
      ELSE
        x0_1
    x0_3 ==
      IF x0_2.v.vote_ratification = 1 /\ x0_2.v.time_ratification = 0
      THEN
        LET x0_3a == x0_2
        IN
        LET
          x0_3a_1 == [x0_3a EXCEPT !.v.vote_ratification = 2]
        IN x0_3a_1
      ELSE
        x0_2
    x0_4 ==
      IF x0_3.v.text_aid = 1 /\ x0_3.v.term_aid = 0
      THEN
        LET x0_4a == x0_3
        IN
        LET
          x0_4a_1 == [x0_4a EXCEPT !.v.text_aid = 3]
          x0_4a_2 == [x0_4a_1 EXCEPT !.v.term_aid = 0]
          x0_4a_3 ==
            IF x0_4a_2.v.duty_help = 1
            THEN
              LET x0_4a_3a == x0_4a_2
              IN
              LET
                x0_4a_3a_1 == [x0_4a_3a EXCEPT !.v.duty_help = 8]
              IN x0_4a_3a_1
            ELSE
              x0_4a_2
          x0_4a_4 == [x0_4a_3 EXCEPT !.v.deadline_help = 0]
        IN x0_4a_4
      ELSE
        x0_3
  IN x0_4
\* Time: a tick of 3 days passes
Make13(x0) ==
  LET
    x0_1 ==
      LET x0_1a == x0
      IN
      LET
        x0_1a_1 ==
          IF x0_1a.v.deadline_leave_hill >= 1
          THEN
            LET x0_1a_1a == x0_1a
            IN
            LET
              x0_1a_1a_1 == [x0_1a_1a EXCEPT !.v.deadline_leave_hill = @ - 1]
            IN x0_1a_1a_1
          ELSE
            x0_1a
      IN x0_1a_1
    x0_2 ==
      LET x0_2a == x0_1
      IN
      LET
        x0_2a_1 ==
          IF x0_2a.v.deadline_help >= 1
          THEN
            LET x0_2a_1a == x0_2a
            IN
            LET
              x0_2a_1a_1 == [x0_2a_1a EXCEPT !.v.deadline_help = @ - 1]
            IN x0_2a_1a_1
          ELSE
            x0_2a
      IN x0_2a_1
    x0_3 ==
      IF x0_2.v.time_ratification >= 1
      THEN
        LET x0_3a == x0_2
        IN
        LET
          x0_3a_1 == [x0_3a EXCEPT !.v.time_ratification = @ - 1]
        IN x0_3a_1
      ELSE
        x0_2
    x0_4 ==
      IF x0_3.v.term_aid >= 1
      THEN
        LET x0_4a == x0_3
        IN
        LET
          x0_4a_1 == [x0_4a EXCEPT !.v.term_aid = @ - 1]
        IN x0_4a_1
      ELSE
        x0_3
    x0_5 == [x0_4 EXCEPT !.v.done_pull_back_south = 0]
    x0_6 == [x0_5 EXCEPT !.v.done_seize_north = 0]
    x0_7 == [x0_6 EXCEPT !.v.done_send_help_north = 0]
    x0_8 == [x0_7 EXCEPT !.v.done_raid_outsider = 0]
    x0_9 == [x0_8 EXCEPT !.v.used_walk_away = 0]
  IN x0_9
Begin(x0) ==
  LET
    x0_1 == [x0 EXCEPT !.w.was_due_leave_hill = IF x0.v.duty_leave_hill = 1 THEN 1 ELSE 0]
    x0_2 == [x0_1 EXCEPT !.w.last_day_leave_hill = IF x0_1.v.duty_leave_hill = 1 /\ x0_1.v.deadline_leave_hill = 0 THEN 1 ELSE 0]
    x0_3 == [x0_2 EXCEPT !.w.was_due_help = IF x0_2.v.duty_help = 1 THEN 1 ELSE 0]
    x0_4 == [x0_3 EXCEPT !.w.last_day_help = IF x0_3.v.duty_help = 1 /\ x0_3.v.deadline_help = 0 THEN 1 ELSE 0]
    x0_5 == [x0_4 EXCEPT !.w.performed_leave_hill = 0]
    x0_6 == [x0_5 EXCEPT !.w.performed_help = 0]
  IN x0_6
Make(k, x) ==
  CASE k = 1 -> Make1(x)
  []   k = 2 -> Make2(x)
  []   k = 3 -> Make3(x)
  []   k = 4 -> Make4(x)
  []   k = 5 -> Make5(x)
  []   k = 6 -> Make6(x)
  []   k = 7 -> Make7(x)
  []   k = 8 -> Make8(x)
  []   k = 9 -> Make9(x)
  []   k = 10 -> Make10(x)
  []   k = 11 -> Make11(x)
  []   k = 12 -> Make12(x)
  []   k = 13 -> Make13(x)
Result(k, s) == Settle(Make(k, Begin([v |-> s, w |-> [Blank EXCEPT !.move = k]])))

Moves == 1..13
Offered(k, s) ==
  LET x == [v |-> s] IN
  CASE k = 1 -> x.v.text_peace = 0 /\ x.v.signed_peace_north = 0
  []   k = 2 -> x.v.text_peace = 0 /\ x.v.signed_peace_south = 0
  []   k = 3 -> x.v.text_aid = 0 /\ x.v.signed_aid_north = 0
  []   k = 4 -> x.v.text_aid = 0 /\ x.v.signed_aid_south = 0
  []   k = 5 -> x.v.done_pull_back_south = 0 /\ x.v.fact_hill = 0
  []   k = 6 -> x.v.done_seize_north = 0 /\ x.v.fact_hill = 1
  []   k = 7 -> x.v.done_send_help_north = 0
  []   k = 8 -> x.v.done_raid_outsider = 0
  []   k = 9 -> x.v.vote_ratification = 1
  []   k = 10 -> x.v.vote_ratification = 1
  []   k = 11 -> x.v.used_walk_away = 0 /\ x.v.text_peace = 1 /\ x.v.breached_keep_off = 1
  []   k = 12 -> (x.v.duty_leave_hill = 1 /\ x.v.deadline_leave_hill = 0) \/ (x.v.duty_help = 1 /\ x.v.deadline_help = 0) \/ (x.v.vote_ratification = 1 /\ x.v.time_ratification = 0) \/ (x.v.text_aid = 1 /\ x.v.term_aid = 0)
  []   k = 13 -> ~((x.v.duty_leave_hill = 1 /\ x.v.deadline_leave_hill = 0) \/ (x.v.duty_help = 1 /\ x.v.deadline_help = 0) \/ (x.v.vote_ratification = 1 /\ x.v.time_ratification = 0) \/ (x.v.text_aid = 1 /\ x.v.term_aid = 0))
Banned(k, s) ==
  LET x == [v |-> s] IN
  CASE k = 1 -> FALSE
  []   k = 2 -> FALSE
  []   k = 3 -> FALSE
  []   k = 4 -> FALSE
  []   k = 5 -> FALSE
  []   k = 6 -> x.v.text_peace = 1
  []   k = 7 -> FALSE
  []   k = 8 -> FALSE
  []   k = 9 -> FALSE
  []   k = 10 -> FALSE
  []   k = 11 -> FALSE
  []   k = 12 -> FALSE
  []   k = 13 -> FALSE
Mover(k) ==
  CASE k = 1 -> "north"
  []   k = 2 -> "south"
  []   k = 3 -> "north"
  []   k = 4 -> "south"
  []   k = 5 -> "south"
  []   k = 6 -> "north"
  []   k = 7 -> "north"
  []   k = 8 -> "outsider"
  []   k = 9 -> "senate"
  []   k = 10 -> "senate"
  []   k = 11 -> "south"
  []   k = 12 -> "time"
  []   k = 13 -> "time"

Promises == 1..2
\* Who owes it; whether a move performed it; whether an act for it is at hand, or nothing left to do.
Obligor(d) ==
  CASE d = 1 -> "south"
  []   d = 2 -> "north"
Performed(d, x) ==
  CASE d = 1 -> x.w.performed_leave_hill = 1
  []   d = 2 -> x.w.performed_help = 1
AtHand(d, x) ==
  CASE d = 1 -> (x.v.duty_leave_hill = 1 /\ x.v.ever_pull_back_south = 1 /\ ~(x.v.fact_hill = 0)) \/ x.v.fact_hill = 0
  []   d = 2 -> TRUE
\* The move lets its last day go by; the move may have made it impossible.
Missed(d, x) ==
  CASE d = 1 -> x.w.move = 12 /\ x.w.last_day_leave_hill = 1
  []   d = 2 -> x.w.move = 12 /\ x.w.last_day_help = 1
Doubtful(d, x) ==
  CASE d = 1 -> (x.w.move = 2 \/ x.w.move = 4 \/ x.w.move = 5 \/ x.w.move = 11) /\ x.w.was_due_leave_hill = 1 /\ x.w.performed_leave_hill = 0 /\ x.v.duty_leave_hill = 1 /\ ~((x.v.duty_leave_hill = 1 /\ x.v.ever_pull_back_south = 1 /\ ~(x.v.fact_hill = 0)) \/ x.v.fact_hill = 0)
  []   d = 2 -> FALSE
DoubtfulToday(d, x) ==
  CASE d = 1 -> (x.w.move = 2 \/ x.w.move = 4 \/ x.w.move = 5 \/ x.w.move = 11) /\ x.w.last_day_leave_hill = 1 /\ x.w.performed_leave_hill = 0 /\ x.v.duty_leave_hill = 1
  []   d = 2 -> (x.w.move = 1 \/ x.w.move = 3 \/ x.w.move = 6 \/ x.w.move = 7) /\ x.w.last_day_help = 1 /\ x.w.performed_help = 0 /\ x.v.duty_help = 1
\* The promises to ensure the same; whether it was due before the move; whether on its last day.
Sharers(d) ==
  CASE d = 1 -> {}
  []   d = 2 -> {}
WasDue(d, x) ==
  CASE d = 1 -> x.w.was_due_leave_hill = 1
  []   d = 2 -> x.w.was_due_help = 1
WasOnLastDay(d, x) ==
  CASE d = 1 -> x.w.last_day_leave_hill = 1
  []   d = 2 -> x.w.last_day_help = 1
Forget(d, s) ==
  CASE d = 1 -> [s EXCEPT !.done_pull_back_south = 0, !.done_seize_north = 0, !.done_send_help_north = 0, !.done_raid_outsider = 0, !.used_walk_away = 0]
  []   d = 2 -> [s EXCEPT !.done_pull_back_south = 0, !.done_seize_north = 0, !.done_send_help_north = 0, !.done_raid_outsider = 0, !.used_walk_away = 0]
\* With whose move a shortest sequence of moves of some actors begins that performs the promise, from one of the
\* pairs of who began and a state in todo; nobody, if there is none. Today, the memory of the tick stays and acts
\* that a ban forbids are left out; otherwise it and the wait are wiped before each move, and it is enough that
\* an act comes to hand.
RECURSIVE Search(_, _, _, _, _)
Search(d, who, today, seen, todo) ==
  LET own(s) == {k \in Moves : Mover(k) \in who /\ Offered(k, s) /\ (today => ~Banned(k, s))}
      results == UNION {{<<IF p[1] = "" THEN Mover(k) ELSE p[1], Result(k, p[2])>> : k \in own(p[2])} : p \in todo}
      hits == {r[1] : r \in {q \in results : Performed(d, q[2])}}
      next == {<<r[1], IF today THEN r[2].v ELSE Forget(d, r[2].v)>> : r \in results}
      fresh == {p \in next : p[2] \notin seen}
  IN IF ~today /\ \E p \in todo : AtHand(d, [v |-> p[2]]) THEN who
     ELSE IF hits # {} THEN hits
     ELSE IF fresh = {} THEN {}
     ELSE Search(d, who, today, seen \cup {p[2] : p \in fresh}, fresh)
Could(d, who, today, s) ==
  LET from == IF today THEN s ELSE Forget(d, s) IN Search(d, who, today, {from}, {<<"", from>>})
\* Those who share it before the move; those of them who could alone.
Together(d, today, x) ==
  {Obligor(d)} \cup {Obligor(q) : q \in {r \in Sharers(d) : IF today THEN WasOnLastDay(r, x) ELSE WasDue(r, x)}}
Alone(d, today, s, x) == {a \in Together(d, today, x) : Could(d, {a}, today, s) # {}}
MissedBy(d, s, x) ==
  IF ~Missed(d, x) THEN {}
  ELSE LET alone == Alone(d, TRUE, s, x)
       IN IF alone # {} THEN alone \cap {Obligor(d)} ELSE Could(d, Together(d, TRUE, x), TRUE, s)
Spoilt(d, today, s, x) ==
  LET alone == Alone(d, today, s, x)
      all == Together(d, today, x)
  IN IF alone # {} THEN Obligor(d) \in alone /\ Could(d, {Obligor(d)}, today, x.v) = {}
     ELSE Could(d, all, today, s) # {} /\ Could(d, all, today, x.v) = {}
Breaks(d, s, x) == Doubtful(d, x) /\ Spoilt(d, FALSE, s, x) \/ DoubtfulToday(d, x) /\ Spoilt(d, TRUE, s, x)
Culprits(s, x) ==
  x.w.culprits \cup UNION {MissedBy(d, s, x) : d \in Promises}
  \cup {Obligor(d) : d \in {q \in Promises : Breaks(q, s, x)}}

\* x is what a move makes of the state s.
Allowed(s, x) == Culprits(s, x) \subseteq Defectors
Init == v = Start
Next == \E k \in Moves : Offered(k, v) /\ LET x == Result(k, v) IN Allowed(v, x) /\ v' = x.v
Spec == Init /\ [][Next]_v
====
