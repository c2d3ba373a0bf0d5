/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How long each call of ours holds the main thread. The window's sources are
 * compiled once more, with a call to these two functions at the beginning and
 * the end of each of theirs (-finstrument-functions); a call is measured when
 * it comes from outside, as from GTK, with all that it calls. SIGUSR1 forgets
 * what was measured so far; SIGUSR2 writes it to the file that IGNY8_MEASURED
 * names. main-thread.py reads it. With IGNY8_MEASURED_LEVEL=N those calls are
 * measured that stand so deep in one of them, to find what takes the time. */

#define UNMEASURED __attribute__ ((no_instrument_function))
#define N_SLOTS 4096
#define N_STEPS 400 /* of 50 us; what is longer goes into the last */

void __cyg_profile_func_enter (void *function,
                               void *caller) UNMEASURED;
void __cyg_profile_func_exit (void *function,
                              void *caller) UNMEASURED;

typedef struct
{
  void  *function;
  guint  n;
  guint  steps[N_STEPS];
  gint64 worst; /* ns, also in the next */
  gint64 worst_processor;
} Slot;

static Slot                  slots[N_SLOTS];
static __thread gboolean     is_main;
static guint                 depth; /* of the main thread only */
static guint                 level; /* at which calls are measured */
static gint64                began;
static gint64                began_processor;
static volatile sig_atomic_t must_forget;
static volatile sig_atomic_t must_write;

static UNMEASURED gint64
read_ns (clockid_t clock)
{
  struct timespec time = { 0 };

  clock_gettime (clock, &time);
  return (gint64) time.tv_sec * 1000000000 + time.tv_nsec;
}

static UNMEASURED void
take_signal (int number)
{
  if (number == SIGUSR1)
    must_forget = 1;
  else
    must_write = 1;
}

static UNMEASURED Slot *
find_slot (void *function)
{
  gsize at = ((gsize) function >> 4) % N_SLOTS;

  while (slots[at].function != NULL && slots[at].function != function)
    at = (at + 1) % N_SLOTS;
  slots[at].function = function;
  return &slots[at];
}

static UNMEASURED void
note (void *function)
{
  gint64 took = read_ns (CLOCK_MONOTONIC) - began;
  gint64 processor = read_ns (CLOCK_THREAD_CPUTIME_ID) - began_processor;
  Slot  *slot = find_slot (function);

  slot->n++;
  slot->steps[MIN (took / 50000, N_STEPS - 1)]++;
  slot->worst = MAX (slot->worst, took);
  slot->worst_processor = MAX (slot->worst_processor, processor);
}

static UNMEASURED double
find_p999 (const Slot *slot)
{
  guint above = 0;

  for (guint i = N_STEPS; i-- > 0;)
    {
      above += slot->steps[i];
      if (above > slot->n / 1000)
        return (double) (i + 1) * 50 / 1000;
    }
  return 0;
}

/* A line each: place in the program, calls, p99.9, worst, worst in processor
 * time, all in ms. */
static UNMEASURED void
write_measured (void)
{
  const char *path = g_getenv ("IGNY8_MEASURED");
  FILE       *file = path != NULL ? fopen (path, "w") : NULL;
  Dl_info     info;

  for (guint i = 0; file != NULL && i < N_SLOTS; i++)
    if (slots[i].n > 0 && dladdr (slots[i].function, &info) != 0)
      fprintf (file, "%#tx %u %.2f %.3f %.3f\n",
               (char *) slots[i].function - (char *) info.dli_fbase, slots[i].n,
               MIN (find_p999 (&slots[i]), (double) slots[i].worst / 1e6),
               (double) slots[i].worst / 1e6, (double) slots[i].worst_processor / 1e6);
  if (file != NULL)
    fclose (file);
}

void
__cyg_profile_func_enter (void *function,
                          void *caller)
{
  if (!is_main || depth++ != level)
    return;
  if (must_forget != 0)
    {
      memset (slots, 0, sizeof slots);
      must_forget = 0;
    }
  if (must_write != 0)
    write_measured ();
  must_write = 0;
  began = read_ns (CLOCK_MONOTONIC);
  began_processor = read_ns (CLOCK_THREAD_CPUTIME_ID);
}

void
__cyg_profile_func_exit (void *function,
                         void *caller)
{
  if (is_main && --depth == level)
    note (function);
}

static __attribute__ ((constructor)) UNMEASURED void
start_listening (void)
{
  const char *deep = g_getenv ("IGNY8_MEASURED_LEVEL");

  is_main = TRUE;
  level = deep != NULL ? (guint) atoi (deep) : 0;
  signal (SIGUSR1, take_signal);
  signal (SIGUSR2, take_signal);
}
