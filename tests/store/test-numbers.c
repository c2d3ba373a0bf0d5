/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-numbers.h"

#include "igny-number.h"

/* Long enough for some blocks and a part of one. */
#define N (5 * IGNY_NUMBERS_BLOCK + 77)

/* A few, and more than all, in any order. */
static void
check_pick (const IgnyNumbers *numbers,
            const gint64      *wanted,
            guint              n_wanted)
{
  guint n_picked[] = { MIN (n_wanted, 10), 3 * n_wanted };

  for (guint i = 0; i < G_N_ELEMENTS (n_picked); i++)
    {
      g_autofree guint  *slots = g_new (guint, n_picked[i] + 1);
      g_autofree gint64 *picked = g_new (gint64, n_picked[i] + 1);

      for (guint j = 0; j < n_picked[i]; j++)
        slots[j] = (guint) g_random_int_range (0, (gint32) n_wanted);
      igny_numbers_pick (numbers, slots, n_picked[i], picked);
      for (guint j = 0; j < n_picked[i]; j++)
        g_assert_cmpint (picked[j], ==, wanted[slots[j]]);
    }
}

static void
check (const IgnyNumbers *numbers,
       const gint64      *wanted,
       guint              n_wanted)
{
  g_autofree gint64 *copy = igny_numbers_copy (numbers);
  gint64             room[IGNY_NUMBERS_BLOCK];
  gint64             greatest = igny_numbers_get_greatest (numbers);
  guint              n_read = 0;
  guint              n;

  g_assert_cmpuint (igny_numbers_get_length (numbers), ==, n_wanted);
  g_assert_cmpmem (copy, n_wanted * sizeof (gint64), wanted, n_wanted * sizeof (gint64));
  for (guint i = 0; i < n_wanted; i++)
    {
      g_assert_cmpint (igny_numbers_get (numbers, i), ==, wanted[i]);
      g_assert_cmpint (wanted[i], <=, greatest);
    }
  for (guint first = 0; first < n_wanted; first += n)
    {
      const gint64 *part = igny_numbers_read (numbers, first, room, &n);

      g_assert_cmpuint (n, >, 0);
      g_assert_cmpmem (part, n * sizeof (gint64), wanted + first, n * sizeof (gint64));
      for (guint i = 0; igny_numbers_is_alike (numbers, first) && i < n; i++)
        g_assert_cmpint (part[i], ==, part[0]);
      n_read += n;
    }
  g_assert_cmpuint (n_read, ==, n_wanted);
  check_pick (numbers, wanted, n_wanted);
}

/* From none to all 64 bits, around zero and at both ends. */
static gint64
draw (guint bits)
{
  static const gint64 ends[] = { 0, -1, G_MININT64 + 1, G_MAXINT64, IGNY_UNKNOWN,
                                 254, 255, 256, G_MAXUINT16, G_MAXUINT32 };
  guint64             number = (guint64) g_random_int () << 32 | g_random_int ();

  if (bits > 64)
    return ends[g_random_int_range (0, G_N_ELEMENTS (ends))];
  if (g_random_int_range (0, 10) == 0)
    return IGNY_UNKNOWN;
  number = bits == 0 ? 0 : number >> (64 - bits);
  return (gint64) (number - (bits > 1 ? G_GUINT64_CONSTANT (1) << (bits - 2) : 0));
}

static void
test_widths (void)
{
  g_autofree gint64 *wanted = g_new (gint64, N);

  for (guint bits = 0; bits <= 65; bits++)
    {
      g_autoptr(IgnyNumbers) numbers = igny_numbers_new ();

      for (guint i = 0; i < N; i++)
        {
          wanted[i] = draw (bits);
          igny_numbers_append (numbers, wanted[i]);
        }
      check (numbers, wanted, N);
    }
}

/* Blocks become wider, and values of any width come and go. */
static void
test_set (void)
{
  g_autoptr(IgnyNumbers) numbers = igny_numbers_new ();
  g_autofree gint64 *wanted = g_new0 (gint64, N);

  for (guint i = 0; i < N; i++)
    igny_numbers_append (numbers, 0);
  for (guint round = 0; round < 60; round++)
    {
      for (guint i = 0; i < 200; i++)
        {
          guint nth = (guint) g_random_int_range (0, N);

          wanted[nth] = draw (MIN (round + (guint) g_random_int_range (0, 8), 65));
          igny_numbers_set (numbers, nth, wanted[nth]);
        }
      check (numbers, wanted, N);
    }
}

static void
test_empty (void)
{
  g_autoptr(IgnyNumbers) numbers = igny_numbers_new ();
  gint64 room[IGNY_NUMBERS_BLOCK];
  guint  n = 1;

  igny_numbers_read (numbers, 0, room, &n);
  g_assert_cmpuint (n, ==, 0);
  check (numbers, NULL, 0);
}

/* What it is for: rows that were imported together are alike. */
static void
test_size (void)
{
  g_autoptr(IgnyNumbers) alike = igny_numbers_new ();
  g_autoptr(IgnyNumbers) rows = igny_numbers_new ();

  for (guint i = 0; i < 1000 * IGNY_NUMBERS_BLOCK; i++)
    {
      igny_numbers_append (alike, 1700000000000);
      igny_numbers_append (rows, 5000000000 + i);
    }
  g_assert_cmpuint (igny_numbers_get_size (alike), <, 64 * 1024);
  g_assert_cmpuint (igny_numbers_get_size (rows), <, 2 * 1024 * IGNY_NUMBERS_BLOCK);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/numbers/widths", test_widths);
  g_test_add_func ("/numbers/set", test_set);
  g_test_add_func ("/numbers/empty", test_empty);
  g_test_add_func ("/numbers/size", test_size);
  return g_test_run ();
}
