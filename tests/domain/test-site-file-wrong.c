/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "igny-archive.h"
#include "site-file-fixture.h"

/* Of what is wrong with a site's file, each is said, and nothing is left of it. */

/* Writes the file again, with one member changed by replace. */
static void
change (SiteFileFixture *fixture,
        const char      *member,
        const char      *from,
        const char      *to)
{
  const IgnyEnv   *env = igny_env_get_system ();
  g_autofree char *other = g_strconcat (fixture->file, ".x", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyArchive) in = igny_archive_open (env, fixture->file, &error);
  g_autoptr(IgnyArchive) out = igny_archive_new (env, other, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < igny_archive_get_n_members (in); i++)
    {
      const char *name = igny_archive_get_name (in, i);
      gsize       length;
      char       *text = igny_archive_dup_text (in, name, 1 << 20, &length, &error);

      g_assert_no_error (error);
      if (g_str_equal (name, member))
        {
          g_autoptr(GString) changed = g_string_new_len (text, (gssize) length);

          /* The manifest is written for people, with spaces. */
          g_string_replace (changed, "\": ", "\":", 0);
          g_assert_cmpuint (g_string_replace (changed, from, to, 0), >, 0);
          g_free (text);
          length = changed->len;
          text = g_strndup (changed->str, changed->len);
        }
      g_assert_true (igny_archive_take_text (out, name, text, length, &error));
    }
  g_assert_true (igny_archive_commit (out, NULL, &error));
  g_assert_cmpint (g_rename (other, fixture->file), ==, 0);
}

/* The sum of a member, which whoever changes it can change as well. */
static char *
sum_of (SiteFileFixture *fixture,
        const char      *member)
{
  g_autoptr(IgnyArchive) in = igny_archive_open (igny_env_get_system (), fixture->file, NULL);
  gsize            length;
  g_autofree char *text = igny_archive_dup_text (in, member, 1 << 20, &length, NULL);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
}

static void
assert_refused (SiteFileFixture *fixture,
                int              code,
                const char      *words)
{
  g_autoptr(GError) error = NULL;
  gint64 before = site_file_count_all (fixture->there.store);

  g_assert_false (site_file_import (fixture, fixture->there.store, FALSE, &error));
  g_test_message ("%s", error->message);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
  if (code >= 0)
    g_assert_error (error, IGNY_DB_ERROR, code);
  g_assert_nonnull (strstr (error->message, fixture->file));
  g_assert_cmpint (site_file_count_all (fixture->there.store), ==, before);
}

static void
test_hostile (SiteFileFixture *fixture,
              gconstpointer    data)
{
  static const struct
  {
    const char *member;
    const char *from;
    const char *to;
    const char *words;
  } changes[] = {
    { "records/keywords.jsonl", "hiking", "biking", "damaged" },
    { "manifest.json", "igny8-site", "igny9-site", "no site" },
    { "manifest.json", "\"version\":1", "\"version\":2", "newer" },
    { "manifest.json", "\"schema\":", "\"schema\":99", "newer" },
    { "manifest.json", "\"tables\"", "\"other\"", "manifest" },
    /* With the right sum: */
    { "records/keywords.jsonl", "\"volume\":900", "\"volume\":-900", "olume" },
    { "records/keywords.jsonl", "\"volume\":900", "\"volume\":\"many\"", "volume" },
    { "records/keywords.jsonl", "\"cluster\":1", "\"cluster\":77", "not there" },
    { "records/keywords.jsonl", "\"row\":2", "\"row\":1", "order" },
    { "records/keywords.jsonl", "Ünïcode \\\"boots\\\"", "hiking boots", "damaged" },
    { "records/keywords.jsonl", "\"sector\":", "\"sector\":9", "not there" },
    { "records/keyword_sources.jsonl", "[1,null,2]", "{}", "rend" },
    { "records/sites.jsonl", "\"name\":\"Outdoor\",", "", NULL },
    { "records/clusters.jsonl", "\"status\":\"", "\"status\":\"x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *old = NULL;
      g_autofree char *new = NULL;

      site_file_write (fixture);
      g_test_message ("%s: %s", changes[i].member, changes[i].to);
      old = sum_of (fixture, changes[i].member);
      change (fixture, changes[i].member, changes[i].from, changes[i].to);
      new = sum_of (fixture, changes[i].member);
      if (i >= 5)
        change (fixture, "manifest.json", old, new);
      assert_refused (fixture, -1, changes[i].words);
    }
}

/* What a file may say, but never gets into the data. */
static void
test_unclean (SiteFileFixture *fixture,
              gconstpointer    data)
{
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autoptr(GError) error = NULL;

  site_file_write (fixture);
  old = sum_of (fixture, "records/content.jsonl");
  change (fixture, "records/content.jsonl", "<p>One two",
          "<script>alert(1)</script><p onclick=\\\"x()\\\">One two three");
  new = sum_of (fixture, "records/content.jsonl");
  change (fixture, "manifest.json", old, new);
  site_file_import (fixture, fixture->there.store, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rules_number (fixture->there.store,
                                 "SELECT count(*) FROM content WHERE html_content LIKE '%script%'"
                                 " OR html_content LIKE '%onclick%'"),
                   ==, 0);
  g_assert_cmpint (rules_number (fixture->there.store, "SELECT word_count FROM content"), ==, 3);
}

static void
test_damaged (SiteFileFixture *fixture,
              gconstpointer    data)
{
  g_autofree char *whole = NULL;
  gsize            length;
  gint64           before = site_file_count_all (fixture->there.store);

  site_file_write (fixture);
  g_assert_true (g_file_get_contents (fixture->file, &whole, &length, NULL));
  for (guint i = 0; i < 60; i++)
    {
      gsize            at = (gsize) g_test_rand_double_range (0, (double) length);
      g_autofree char *copy = g_memdup2 (whole, length);
      g_autoptr(GError) error = NULL;
      IgnyUndo undo = { 0 };

      copy[at] ^= 0x55;
      g_assert_true (g_file_set_contents (fixture->file, i % 2 == 0 ? whole : copy,
                                          (gssize) (i % 2 == 0 ? at : length), NULL));
      /* A few bytes, as a time stamp, mean nothing. */
      if (site_file_import (fixture, fixture->there.store, i > 0, &error))
        igny_store_undo (fixture->there.store, FALSE, &undo, NULL);
      else
        g_assert_nonnull (error);
      igny_undo_clear (&undo);
      g_assert_cmpint (site_file_count_all (fixture->there.store), ==, before);
    }
}

#define ADD(name, func)                                                                 \
  g_test_add ("/domain/site-file/" name, SiteFileFixture, NULL, site_file_set_up, func, \
              site_file_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("hostile", test_hostile);
  ADD ("unclean", test_unclean);
  ADD ("damaged", test_damaged);

  return g_test_run ();
}
