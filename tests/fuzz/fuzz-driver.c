/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

/* Stands in for libFuzzer where that is not at hand: every seed as it is, cut
 * at many places, and with single bytes changed. Always the same inputs. */

#define CUTS 64
#define FLIPS 256

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
feed (const guint8 *data,
      gsize         size)
{
  /* A copy of just that size, so that a memory checker sees the end. */
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
}

static void
feed_damaged (const guint8 *data,
              gsize         size,
              GRand        *dice)
{
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  for (gsize i = 0; i < CUTS && size > 0; i++)
    feed (data, size * i / CUTS);

  for (guint i = 0; i < FLIPS && size > 0; i++)
    {
      memcpy (copy, data, size);
      copy[g_rand_int_range (dice, 0, (gint32) size)] = (guint8) g_rand_int_range (dice, 0, 256);
      feed (copy, size);
    }
}

static guint
feed_file (const char *path,
           GRand      *dice)
{
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize size = 0;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);

  feed ((const guint8 *) bytes, size);
  if (size <= 65536)
    feed_damaged ((const guint8 *) bytes, size, dice);
  return 1;
}

static const char any_text[] = "{\"a\":[1,\"<p>x</p>\"]}\n";

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GRand) dice = g_rand_new_with_seed (8);
  g_autoptr(GDir) folder = argc > 1 ? g_dir_open (argv[1], 0, NULL) : NULL;
  const char *name;
  guint       count = 0;

  feed (NULL, 0);
  feed_damaged ((const guint8 *) any_text, sizeof any_text - 1, dice);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);

      count += feed_file (path, dice);
    }

  g_print ("%u seeds\n", count);
  return 0;
}
