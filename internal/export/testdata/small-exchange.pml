/* A small exchange
 *   where order is no
 *   one tick is 3 day(s)
 *
 * Every state ("states, stored") is a settled state of the pact in which everybody may break their word:
 *   spin -a model.pml && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m1000000
 * A world in which only some may break their word: spin -a -DDEFECTORS=MASK, a sum of
 *   1    outsider
 *   2    north
 *   4    south
 *   8    senate
 * There, a move that is a breach by anybody else leads back to where it started. States are again those of
 * that world; moves are more.
 * To read a course: spin -t -p model.pml with the same -D, where move = N is move N of the loop below.
 */

#ifndef CHECKED
#define CHECKED skip
#endif

byte fact_hill = 0; /* Who holds the hill: 0 south, 1 nobody, 2 north */
byte text_peace = 0; /* Peace agreement: 0 draft, 1 in force, 2 suspended, 3 ended by its term, 4 ended */
bit signed_peace_north = 0; /* whether north has signed peace */
bit signed_peace_south = 0; /* whether south has signed peace */
byte text_aid = 0; /* Aid guarantee: 0 draft, 1 in force, 2 suspended, 3 ended by its term, 4 ended */
bit signed_aid_north = 0; /* whether north has signed aid */
bit signed_aid_south = 0; /* whether south has signed aid */
byte term_aid = 0; /* ticks left of the term of aid */
byte vote_ratification = 0; /* The Senate votes on the aid guarantee: 0 unasked, 1 asked, 2 lapsed, 3 approved, 4 rejected */
byte time_ratification = 0; /* ticks left for the decision ratification */
bit done_pull_back_south = 0; /* whether south has done pull_back in this tick */
bit done_seize_north = 0; /* whether north has done seize in this tick */
bit done_send_help_north = 0; /* whether north has done send_help in this tick */
bit done_raid_outsider = 0; /* whether outsider has done raid in this tick */
byte duty_leave_hill = 0; /* leave_hill: 0 dormant, 1 due, 2 suspended while due, 3 performed in time, 4 performed late, 5 breached, 6 lapsed, 7 excused for now, 8 excused, 9 dormant again */
byte deadline_leave_hill = 0; /* ticks left until leave_hill must be done */
bit ever_pull_back_south = 0; /* whether south has ever done pull_back */
byte duty_help = 0; /* help: 0 dormant, 1 due, 2 suspended while due, 3 performed in time, 4 performed late, 5 breached, 6 lapsed, 7 excused for now, 8 excused, 9 dormant again */
bit deadline_help = 0; /* ticks left until help must be done */
bit behind_help = 0; /* whether help was breached or lapsed and not performed since */
bit broken_help = 0; /* whether help was ever breached */
bit breached_keep_off = 0; /* whether the ban keep_off was ever breached */
byte power_walk_away = 0; /* walk_away: 0 unused, 1 noticed, 2 used */
bit used_walk_away = 0; /* whether the power walk_away was used in this tick */

/* What is written down while one move is made; no part of the state. */
hidden byte performed_leave_hill;
hidden byte performed_help;
hidden byte changed;
hidden byte had_leave_hill_performed_in_time;
hidden byte had_leave_hill_due;
hidden byte rule_1;
hidden byte rule_2;
hidden byte rule_3;
hidden byte rule_4;
hidden byte was_due_leave_hill;
hidden byte last_day_leave_hill;
hidden byte was_due_help;
hidden byte last_day_help;
byte move; /* the move being made; 0 in every state */

/* Make and settle as one step or, if that is too long for SPIN, in parts that nothing comes between. */
#if defined(PARTS) || defined(DEFECTORS) && 0 || 0
#define WHOLE
#define PART skip; d_step
#else
#define WHOLE d_step
#define PART
#endif

/* Whatever follows at once from how things stand, until nothing follows any more. No duty returns to a
 * status it has had in the same settling. */
inline settle() {
  PART {
    had_leave_hill_due = 0;
    had_leave_hill_performed_in_time = 0;
  };
  do
  ::
    PART {
      changed = 0;
      rule_1 = 0;
      if
      :: text_peace == 0 && signed_peace_north == 1 && signed_peace_south == 1 ->
        rule_1 = 1;
      :: else
      fi;
      rule_2 = 0;
      if
      :: text_aid == 0 && signed_aid_north == 1 && signed_aid_south == 1 && vote_ratification == 3 ->
        rule_2 = 1;
      :: else
      fi;
      rule_3 = 0;
      if
      :: vote_ratification == 0 && signed_aid_north == 1 && signed_aid_south == 1 ->
        rule_3 = 1;
      :: else
      fi;
      rule_4 = 0;
      if
      :: text_peace == 1 ->
        if
        :: duty_leave_hill == 1 && ever_pull_back_south == 1 && !(fact_hill == 0) && had_leave_hill_performed_in_time == 0 ->
          rule_4 = 1;
        :: else ->
          if
          :: duty_leave_hill == 0 && had_leave_hill_due == 0 ->
            rule_4 = 2;
          :: else
          fi;
        fi;
      :: else
      fi;
      if
      :: rule_1 == 1 ->
        text_peace = 1;
        changed = 1;
      :: else
      fi;
      if
      :: rule_2 == 1 ->
        text_aid = 1;
        term_aid = 150;
        changed = 1;
      :: else
      fi;
      if
      :: rule_3 == 1 ->
        vote_ratification = 1;
        time_ratification = 30;
        changed = 1;
      :: else
      fi;
      if
      :: rule_4 == 1 ->
        had_leave_hill_performed_in_time = 1;
        duty_leave_hill = 3;
        performed_leave_hill = 1;
        deadline_leave_hill = 0;
        changed = 1;
      :: else ->
        if
        :: rule_4 == 2 ->
          had_leave_hill_due = 1;
          duty_leave_hill = 1;
          deadline_leave_hill = 10;
          changed = 1;
        :: else
        fi;
      fi;
    };
    if
    :: changed == 0 -> break
    :: else
    fi
  od
}

inline make() {
  if
  :: move == 1 -> /* Northland signs the Peace agreement */
    PART {
      signed_peace_north = 1;
    };
  :: move == 2 -> /* Southland signs the Peace agreement */
    PART {
      signed_peace_south = 1;
    };
  :: move == 3 -> /* Northland signs the Aid guarantee */
    PART {
      signed_aid_north = 1;
    };
  :: move == 4 -> /* Southland signs the Aid guarantee */
    PART {
      signed_aid_south = 1;
    };
  :: move == 5 -> /* Southland: pull back from the hill */
    PART {
      fact_hill = 1;
      done_pull_back_south = 1;
      ever_pull_back_south = 1;
      if
      :: text_peace == 1 ->
        if
        :: duty_leave_hill == 1 ->
          duty_leave_hill = 3;
          performed_leave_hill = 1;
          deadline_leave_hill = 0;
        :: else ->
          if
          :: duty_leave_hill == 1 ->
            skip;
          :: else ->
            if
            :: duty_leave_hill == 5 ->
              duty_leave_hill = 4;
              performed_leave_hill = 1;
              deadline_leave_hill = 0;
            :: else
            fi;
          fi;
        fi;
      :: else
      fi;
    };
  :: move == 6 -> /* Northland: seize the hill */
    PART {
      if
      :: text_peace == 1 ->
        breached_keep_off = 1;
#ifdef DEFECTORS
        breaker = 2;
#endif
      :: else
      fi;
      fact_hill = 2;
      done_seize_north = 1;
    };
  :: move == 7 -> /* Northland: send help */
    PART {
      done_send_help_north = 1;
      if
      :: text_aid == 1 ->
        if
        :: duty_help == 1 ->
          duty_help = 3;
          behind_help = 0;
          performed_help = 1;
          deadline_help = 0;
        :: else ->
          if
          :: duty_help == 1 ->
            skip;
          :: else ->
            if
            :: duty_help == 5 ->
              duty_help = 4;
              behind_help = 0;
              performed_help = 1;
              deadline_help = 0;
            :: else
            fi;
          fi;
        fi;
      :: else
      fi;
    };
  :: move == 8 -> /* An outsider: raid the South */
    PART {
      done_raid_outsider = 1;
      if
      :: text_aid == 1 && !(duty_help == 1) ->
        duty_help = 1;
        deadline_help = 1;
      :: else
      fi;
    };
  :: move == 9 -> /* Northern Senate decides 'approved' on 'The Senate votes on the aid guarantee' */
    PART {
      vote_ratification = 3;
      time_ratification = 0;
    };
  :: move == 10 -> /* Northern Senate decides 'rejected' on 'The Senate votes on the aid guarantee' */
    PART {
      vote_ratification = 4;
      time_ratification = 0;
    };
  :: move == 11 -> /* Southland uses the power 'walk_away' */
    PART {
      used_walk_away = 1;
      power_walk_away = 2;
      text_peace = 4;
      if
      :: duty_leave_hill == 1 ->
        duty_leave_hill = 8;
      :: else
      fi;
      deadline_leave_hill = 0;
    };
  :: move == 12 -> /* Time: what runs out today strikes */
    PART {
      if
      :: duty_leave_hill == 1 && deadline_leave_hill == 0 ->
        duty_leave_hill = 5;
        deadline_leave_hill = 0;
      :: else
      fi;
      if
      :: duty_help == 1 && deadline_help == 0 ->
        duty_help = 5;
        broken_help = 1;
        behind_help = 1;
        deadline_help = 0;
      :: else
      fi;
      if
      :: vote_ratification == 1 && time_ratification == 0 ->
        vote_ratification = 2;
      :: else
      fi;
      if
      :: text_aid == 1 && term_aid == 0 ->
        text_aid = 3;
        term_aid = 0;
        if
        :: duty_help == 1 ->
          duty_help = 8;
        :: else
        fi;
        deadline_help = 0;
      :: else
      fi;
    };
  :: move == 13 -> /* Time: a tick of 3 days passes */
    PART {
      if
      :: deadline_leave_hill >= 1 ->
        deadline_leave_hill = deadline_leave_hill - 1;
      :: else
      fi;
      if
      :: deadline_help >= 1 ->
        deadline_help = deadline_help - 1;
      :: else
      fi;
      if
      :: time_ratification >= 1 ->
        time_ratification = time_ratification - 1;
      :: else
      fi;
      if
      :: term_aid >= 1 ->
        term_aid = term_aid - 1;
      :: else
      fi;
      done_pull_back_south = 0;
      done_seize_north = 0;
      done_send_help_north = 0;
      done_raid_outsider = 0;
      used_walk_away = 0;
    };
  fi
}

#ifdef DEFECTORS
#ifndef ROOM
#define ROOM 500 /* states that one search for a culprit may look at */
#endif
#define CELLS 24
hidden byte before[CELLS], after[CELLS], room[ROOM * CELLS];
hidden int breaker, culprits, made, promise, mode, head, tail, k;
hidden int seekers, owner, all, rest, able;
hidden byte todo, found, today, strike, may, known;
inline put_before() { before[0] = fact_hill; before[1] = text_peace; before[2] = signed_peace_north; before[3] = signed_peace_south; before[4] = text_aid; before[5] = signed_aid_north; before[6] = signed_aid_south; before[7] = term_aid; before[8] = vote_ratification; before[9] = time_ratification; before[10] = done_pull_back_south; before[11] = done_seize_north; before[12] = done_send_help_north; before[13] = done_raid_outsider; before[14] = duty_leave_hill; before[15] = deadline_leave_hill; before[16] = ever_pull_back_south; before[17] = duty_help; before[18] = deadline_help; before[19] = behind_help; before[20] = broken_help; before[21] = breached_keep_off; before[22] = power_walk_away; before[23] = used_walk_away }
inline get_before() { fact_hill = before[0]; text_peace = before[1]; signed_peace_north = before[2]; signed_peace_south = before[3]; text_aid = before[4]; signed_aid_north = before[5]; signed_aid_south = before[6]; term_aid = before[7]; vote_ratification = before[8]; time_ratification = before[9]; done_pull_back_south = before[10]; done_seize_north = before[11]; done_send_help_north = before[12]; done_raid_outsider = before[13]; duty_leave_hill = before[14]; deadline_leave_hill = before[15]; ever_pull_back_south = before[16]; duty_help = before[17]; deadline_help = before[18]; behind_help = before[19]; broken_help = before[20]; breached_keep_off = before[21]; power_walk_away = before[22]; used_walk_away = before[23] }
inline put_after() { after[0] = fact_hill; after[1] = text_peace; after[2] = signed_peace_north; after[3] = signed_peace_south; after[4] = text_aid; after[5] = signed_aid_north; after[6] = signed_aid_south; after[7] = term_aid; after[8] = vote_ratification; after[9] = time_ratification; after[10] = done_pull_back_south; after[11] = done_seize_north; after[12] = done_send_help_north; after[13] = done_raid_outsider; after[14] = duty_leave_hill; after[15] = deadline_leave_hill; after[16] = ever_pull_back_south; after[17] = duty_help; after[18] = deadline_help; after[19] = behind_help; after[20] = broken_help; after[21] = breached_keep_off; after[22] = power_walk_away; after[23] = used_walk_away }
inline get_after() { fact_hill = after[0]; text_peace = after[1]; signed_peace_north = after[2]; signed_peace_south = after[3]; text_aid = after[4]; signed_aid_north = after[5]; signed_aid_south = after[6]; term_aid = after[7]; vote_ratification = after[8]; time_ratification = after[9]; done_pull_back_south = after[10]; done_seize_north = after[11]; done_send_help_north = after[12]; done_raid_outsider = after[13]; duty_leave_hill = after[14]; deadline_leave_hill = after[15]; ever_pull_back_south = after[16]; duty_help = after[17]; deadline_help = after[18]; behind_help = after[19]; broken_help = after[20]; breached_keep_off = after[21]; power_walk_away = after[22]; used_walk_away = after[23] }
inline put_room(at) { room[(at) * CELLS + 0] = fact_hill; room[(at) * CELLS + 1] = text_peace; room[(at) * CELLS + 2] = signed_peace_north; room[(at) * CELLS + 3] = signed_peace_south; room[(at) * CELLS + 4] = text_aid; room[(at) * CELLS + 5] = signed_aid_north; room[(at) * CELLS + 6] = signed_aid_south; room[(at) * CELLS + 7] = term_aid; room[(at) * CELLS + 8] = vote_ratification; room[(at) * CELLS + 9] = time_ratification; room[(at) * CELLS + 10] = done_pull_back_south; room[(at) * CELLS + 11] = done_seize_north; room[(at) * CELLS + 12] = done_send_help_north; room[(at) * CELLS + 13] = done_raid_outsider; room[(at) * CELLS + 14] = duty_leave_hill; room[(at) * CELLS + 15] = deadline_leave_hill; room[(at) * CELLS + 16] = ever_pull_back_south; room[(at) * CELLS + 17] = duty_help; room[(at) * CELLS + 18] = deadline_help; room[(at) * CELLS + 19] = behind_help; room[(at) * CELLS + 20] = broken_help; room[(at) * CELLS + 21] = breached_keep_off; room[(at) * CELLS + 22] = power_walk_away; room[(at) * CELLS + 23] = used_walk_away }
inline get_room(at) { fact_hill = room[(at) * CELLS + 0]; text_peace = room[(at) * CELLS + 1]; signed_peace_north = room[(at) * CELLS + 2]; signed_peace_south = room[(at) * CELLS + 3]; text_aid = room[(at) * CELLS + 4]; signed_aid_north = room[(at) * CELLS + 5]; signed_aid_south = room[(at) * CELLS + 6]; term_aid = room[(at) * CELLS + 7]; vote_ratification = room[(at) * CELLS + 8]; time_ratification = room[(at) * CELLS + 9]; done_pull_back_south = room[(at) * CELLS + 10]; done_seize_north = room[(at) * CELLS + 11]; done_send_help_north = room[(at) * CELLS + 12]; done_raid_outsider = room[(at) * CELLS + 13]; duty_leave_hill = room[(at) * CELLS + 14]; deadline_leave_hill = room[(at) * CELLS + 15]; ever_pull_back_south = room[(at) * CELLS + 16]; duty_help = room[(at) * CELLS + 17]; deadline_help = room[(at) * CELLS + 18]; behind_help = room[(at) * CELLS + 19]; broken_help = room[(at) * CELLS + 20]; breached_keep_off = room[(at) * CELLS + 21]; power_walk_away = room[(at) * CELLS + 22]; used_walk_away = room[(at) * CELLS + 23] }

/* found: the seekers can bring the promise about from here by their own moves alone. */
inline could() {
  PART {
    found = 0; head = 0; tail = 1;
    if
    :: !today ->
       skip;
       done_pull_back_south = 0;
       done_seize_north = 0;
       done_send_help_north = 0;
       done_raid_outsider = 0;
       used_walk_away = 0;
    :: else
    fi;
    put_room(0)
  };
  do
  :: found || head == tail -> break
  :: else ->
    PART {
      get_room(head);
      if
      :: !today && (promise == 1 && ((duty_leave_hill == 1 && ever_pull_back_south == 1 && !(fact_hill == 0)) || fact_hill == 0) || promise == 2 && (true)) -> found = 1
      :: else
      fi;
      move = 1
    };
    do
    :: found || move > 13 -> break
    :: else ->
      PART {
        get_room(head);
        if
        :: move == 1 -> may = (seekers & 2) && (text_peace == 0 && signed_peace_north == 0)
        :: move == 2 -> may = (seekers & 4) && (text_peace == 0 && signed_peace_south == 0)
        :: move == 3 -> may = (seekers & 2) && (text_aid == 0 && signed_aid_north == 0)
        :: move == 4 -> may = (seekers & 4) && (text_aid == 0 && signed_aid_south == 0)
        :: move == 5 -> may = (seekers & 4) && (done_pull_back_south == 0 && fact_hill == 0)
        :: move == 6 -> may = (seekers & 2) && (done_seize_north == 0 && fact_hill == 1) && !(today && (text_peace == 1))
        :: move == 7 -> may = (seekers & 2) && (done_send_help_north == 0)
        :: move == 8 -> may = (seekers & 1) && (done_raid_outsider == 0)
        :: move == 9 -> may = (seekers & 8) && (vote_ratification == 1)
        :: move == 10 -> may = (seekers & 8) && (vote_ratification == 1)
        :: move == 11 -> may = (seekers & 4) && (used_walk_away == 0 && text_peace == 1 && breached_keep_off == 1)
        :: else -> may = 0
        fi;
      };
      if
      :: may ->
        PART {
          performed_leave_hill = 0;
          performed_help = 0;
        };
        make(); settle();
        PART {
          found = (promise == 1 && (performed_leave_hill == 1) || promise == 2 && (performed_help == 1));
          if
          :: !today ->
             skip;
             done_pull_back_south = 0;
             done_seize_north = 0;
             done_send_help_north = 0;
             done_raid_outsider = 0;
             used_walk_away = 0;
          :: else
          fi;
          known = found; k = 0;
          do
          :: known || k == tail -> break
          :: else -> known = (fact_hill == room[k * CELLS + 0] && text_peace == room[k * CELLS + 1] && signed_peace_north == room[k * CELLS + 2] && signed_peace_south == room[k * CELLS + 3] && text_aid == room[k * CELLS + 4] && signed_aid_north == room[k * CELLS + 5] && signed_aid_south == room[k * CELLS + 6] && term_aid == room[k * CELLS + 7] && vote_ratification == room[k * CELLS + 8] && time_ratification == room[k * CELLS + 9] && done_pull_back_south == room[k * CELLS + 10] && done_seize_north == room[k * CELLS + 11] && done_send_help_north == room[k * CELLS + 12] && done_raid_outsider == room[k * CELLS + 13] && duty_leave_hill == room[k * CELLS + 14] && deadline_leave_hill == room[k * CELLS + 15] && ever_pull_back_south == room[k * CELLS + 16] && duty_help == room[k * CELLS + 17] && deadline_help == room[k * CELLS + 18] && behind_help == room[k * CELLS + 19] && broken_help == room[k * CELLS + 20] && breached_keep_off == room[k * CELLS + 21] && power_walk_away == room[k * CELLS + 22] && used_walk_away == room[k * CELLS + 23]); k++
          od;
          if
          :: !known ->
             assert(tail < ROOM); /* if this fails, the array is too small: give a larger -DROOM */
             put_room(tail); tail++
          :: else
          fi;
        };
      :: else
      fi;
      move++
    od;
    head++
  od
}

/* For each promise: 1, its last day went by: could it have been performed from before? 2 and 4, could it from
 * before and not from after the move, at all or today? Who shares it: those owe it together if none could alone. */
hidden byte todo_1; /* leave_hill */
hidden byte todo_2; /* help */
inline judge() {
  PART {
    todo_1 = 0;
    if
    :: move == 12 && last_day_leave_hill == 1 -> todo_1 = todo_1 + 1
    :: else
    fi;
    if
    :: (move == 2 || move == 4 || move == 5 || move == 11) && was_due_leave_hill == 1 && performed_leave_hill == 0 && duty_leave_hill == 1 && !((duty_leave_hill == 1 && ever_pull_back_south == 1 && !(fact_hill == 0)) || fact_hill == 0) -> todo_1 = todo_1 + 2
    :: else
    fi;
    if
    :: (move == 2 || move == 4 || move == 5 || move == 11) && last_day_leave_hill == 1 && performed_leave_hill == 0 && duty_leave_hill == 1 -> todo_1 = todo_1 + 4
    :: else
    fi;
    todo_2 = 0;
    if
    :: move == 12 && last_day_help == 1 -> todo_2 = todo_2 + 1
    :: else
    fi;
    if
    :: false -> todo_2 = todo_2 + 2
    :: else
    fi;
    if
    :: (move == 1 || move == 3 || move == 6 || move == 7) && last_day_help == 1 && performed_help == 0 && duty_help == 1 -> todo_2 = todo_2 + 4
    :: else
    fi;
    put_after()
  };
  culprits = breaker; made = move; promise = 1;
  do
  :: promise > 2 -> break
  :: else ->
    if
    :: promise == 1 -> todo = todo_1; owner = 4
    :: promise == 2 -> todo = todo_2; owner = 2
    :: else
    fi;
    do
    :: todo == 0 -> break
    :: else ->
      strike = (todo == 1); today = (todo != 2 && todo != 6); all = owner;
      if
      :: else
      fi;
      todo = (todo == 6 -> 4 : 0);
      mode = 1; rest = all; able = 0; /* 1, before, each alone; 2, before, all; 3 and 4, after, the owner or all */
      do
      :: mode == 0 -> break
      :: else ->
        PART {
          if
          :: mode >= 3 -> get_after()
          :: else -> get_before()
          fi;
          seekers = (mode == 1 -> rest & -rest : (mode == 3 -> owner : all))
        };
        could();
        if
        :: mode == 1 ->
           able = (found -> able | seekers : able); rest = rest & ~seekers;
           if
           :: rest != 0
           :: rest == 0 && (able & owner) && strike -> culprits = culprits | owner; mode = 0
           :: rest == 0 && (able & owner) && !strike -> mode = 3
           :: rest == 0 && !(able & owner) -> mode = (able == 0 && all != owner -> 2 : 0)
           fi
        :: mode == 2 && found && strike -> mode = 0
        :: mode == 2 && found && !strike -> mode = 4
        :: mode == 2 && !found -> mode = 0
        :: mode >= 3 -> culprits = (found -> culprits : culprits | owner); mode = 0
        fi
      od
    od;
    promise++
  od;
  PART {
    move = made; get_after()
  };
}
#endif

active proctype pact() {
  do
#ifdef HOLDS_ON_THE_FIRST_DAY
  :: assert(false)
#endif
  :: false && (fact_hill + text_peace + signed_peace_north + signed_peace_south + text_aid + signed_aid_north + signed_aid_south + term_aid + vote_ratification + time_ratification + done_pull_back_south + done_seize_north + done_send_help_north + done_raid_outsider + duty_leave_hill + deadline_leave_hill + ever_pull_back_south + duty_help + deadline_help + behind_help + broken_help + breached_keep_off + power_walk_away + used_walk_away) /* never; SPIN forgets variables that nothing reads */
  :: atomic {
      if
      :: text_peace == 0 && signed_peace_north == 0 -> move = 1 /* Northland signs the Peace agreement */
      :: text_peace == 0 && signed_peace_south == 0 -> move = 2 /* Southland signs the Peace agreement */
      :: text_aid == 0 && signed_aid_north == 0 -> move = 3 /* Northland signs the Aid guarantee */
      :: text_aid == 0 && signed_aid_south == 0 -> move = 4 /* Southland signs the Aid guarantee */
      :: done_pull_back_south == 0 && fact_hill == 0 -> move = 5 /* Southland: pull back from the hill */
      :: done_seize_north == 0 && fact_hill == 1 -> move = 6 /* Northland: seize the hill */
      :: done_send_help_north == 0 -> move = 7 /* Northland: send help */
      :: done_raid_outsider == 0 -> move = 8 /* An outsider: raid the South */
      :: vote_ratification == 1 -> move = 9 /* Northern Senate decides 'approved' on 'The Senate votes on the aid guarantee' */
      :: vote_ratification == 1 -> move = 10 /* Northern Senate decides 'rejected' on 'The Senate votes on the aid guarantee' */
      :: used_walk_away == 0 && text_peace == 1 && breached_keep_off == 1 -> move = 11 /* Southland uses the power 'walk_away' */
      :: (duty_leave_hill == 1 && deadline_leave_hill == 0) || (duty_help == 1 && deadline_help == 0) || (vote_ratification == 1 && time_ratification == 0) || (text_aid == 1 && term_aid == 0) -> move = 12 /* Time: what runs out today strikes */
      :: !((duty_leave_hill == 1 && deadline_leave_hill == 0) || (duty_help == 1 && deadline_help == 0) || (vote_ratification == 1 && time_ratification == 0) || (text_aid == 1 && term_aid == 0)) -> move = 13 /* Time: a tick of 3 days passes */
      fi;
      WHOLE {
#ifdef DEFECTORS
        PART {
          was_due_leave_hill = duty_leave_hill == 1;
          last_day_leave_hill = duty_leave_hill == 1 && deadline_leave_hill == 0;
          was_due_help = duty_help == 1;
          last_day_help = duty_help == 1 && deadline_help == 0;
          performed_leave_hill = 0;
          performed_help = 0;
          breaker = 0; put_before()
        };
        make(); settle(); judge();
        if
        :: culprits & ~(DEFECTORS) -> get_before() /* nobody who keeps their word does this */
        :: else -> CHECKED
        fi;
#else
        make(); settle(); CHECKED;
#endif
        move = 0
      }
    }
  od
}
