/* The queens on a board of N×N, in BuDDy: the same functions in the same order as main.go one floor up makes them.

   queens N NODES CACHE      prints the number of ways and the user CPU seconds */
#include <bdd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static int n;
static BDD at(int row, int column) { return bdd_ithvar(row * n + column); }

/* alone is: a queen on the field rules out each other field in its row, its column and its diagonals. */
static BDD alone(int row, int column)
{
   BDD out = bdd_true();
   int r, c;
   bdd_addref(out);
   for (r = 0; r < n; r++)
      for (c = 0; c < n; c++)
         if ((r != row || c != column) && (r == row || c == column || r + c == row + column || r - c == row - column)) {
            BDD next = bdd_addref(bdd_and(out, bdd_apply(at(row, column), at(r, c), bddop_nand)));
            bdd_delref(out);
            out = next;
         }
   return out;
}

int main(int argc, char **argv)
{
   struct rusage used;
   BDD all;
   int r, c;
   n = atoi(argv[1]);
   bdd_init(atoi(argv[2]), atoi(argv[3]));
   bdd_gbc_hook(NULL);
   bdd_setmaxincrease(1 << 24);
   bdd_setvarnum(n * n);
   all = bdd_addref(bdd_true());
   for (r = 0; r < n; r++) {
      BDD some = bdd_addref(bdd_false());
      for (c = 0; c < n; c++) {
         BDD next = bdd_addref(bdd_or(some, at(r, c)));
         bdd_delref(some);
         some = next;
      }
      BDD next = bdd_addref(bdd_and(all, some));
      bdd_delref(all);
      bdd_delref(some);
      all = next;
   }
   for (r = 0; r < n; r++)
      for (c = 0; c < n; c++) {
         BDD one = alone(r, c);
         BDD next = bdd_addref(bdd_and(all, one));
         bdd_delref(all);
         bdd_delref(one);
         all = next;
      }
   getrusage(RUSAGE_SELF, &used);
   printf("%.0f %.2f\n", bdd_satcount(all), used.ru_utime.tv_sec + used.ru_utime.tv_usec / 1e6);
   return 0;
}
