/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-worker.h"

#include <sys/resource.h>

typedef struct
{
  IgnyWorker *worker;
  GMutex      gate; /* held until all work is queued */
  GString    *order;
  guint       n;
} Fixture;

typedef struct
{
  Fixture *fixture;
  char     name;
} Item;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->worker = igny_worker_new ("test");
  fixture->order = g_string_new (NULL);
  g_mutex_init (&fixture->gate);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_string_free (fixture->order, TRUE);
  g_mutex_clear (&fixture->gate);
}

static void
wait_work (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (igny_worker_is_current (fixture->worker));
  g_mutex_lock (&fixture->gate);
  g_mutex_unlock (&fixture->gate);
}

static void
note_work (gpointer data)
{
  Item *item = data;

  g_string_append_c (item->fixture->order, item->name);
}

static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    char name;
    int  priority;
  } pushed[] = { { 'd', 1 }, { 'a', 0 }, { 'f', G_MAXINT }, { 'e', 1 }, { 'b', 0 }, { 'c', 0 } };
  Item items[G_N_ELEMENTS (pushed)];

  g_assert_false (igny_worker_is_current (fixture->worker));
  g_mutex_lock (&fixture->gate);
  igny_worker_push (fixture->worker, G_MININT, wait_work, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (pushed); i++)
    {
      items[i] = (Item){ fixture, pushed[i].name };
      igny_worker_push (fixture->worker, pushed[i].priority, note_work, &items[i]);
    }
  g_mutex_unlock (&fixture->gate);
  /* Freeing runs what is queued. */
  igny_worker_free (fixture->worker);
  g_assert_cmpstr (fixture->order->str, ==, "abcdef");
}

static void
count_work (gpointer data)
{
  Fixture *fixture = data;

  fixture->n++;
}

static gpointer
push_many (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < 2000; i++)
    igny_worker_push (fixture->worker, (int) (i % 3), count_work, fixture);
  return NULL;
}

static void
test_many_pushers (Fixture      *fixture,
                   gconstpointer data)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("push", push_many, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  igny_worker_free (fixture->worker);
  g_assert_cmpuint (fixture->n, ==, 8000);
}

static gpointer
stand_back (gpointer data)
{
  int before = getpriority (PRIO_PROCESS, 0);

  igny_worker_stand_back (IGNY_WORKER_LONG);
  return GINT_TO_POINTER (getpriority (PRIO_PROCESS, 0) - before);
}

/* The nice value ends at 19. */
static void
test_stands_back (void)
{
  int here = getpriority (PRIO_PROCESS, 0);
  int by = GPOINTER_TO_INT (g_thread_join (g_thread_new ("back", stand_back, NULL)));

  g_assert_cmpint (by, ==, MIN (IGNY_WORKER_LONG, 19 - here));
  g_assert_cmpint (getpriority (PRIO_PROCESS, 0), ==, here);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/core/worker/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/core/worker/pushers", Fixture, NULL, set_up, test_many_pushers, tear_down);
  g_test_add_func ("/core/worker/stands-back", test_stands_back);

  return g_test_run ();
}
