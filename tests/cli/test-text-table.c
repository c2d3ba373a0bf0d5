/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cells.h"
#include "igny-text-table.h"

static void
add_row (IgnyTextTable *table,
         const char    *first,
         const char    *second)
{
  igny_text_table_add (table, first);
  igny_text_table_add (table, second);
}

static char *
flush (IgnyTextTable *table)
{
  GString *text = g_string_new (NULL);

  igny_text_table_flush (table, text);
  return g_string_free (text, FALSE);
}

static void
test_align (void)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (2, 1 << 1);
  g_autofree char *text = NULL;

  add_row (table, "Name", "Volume");
  add_row (table, "hiking boots", "1,000");
  add_row (table, NULL, "5");
  text = flush (table);
  g_assert_cmpstr (text, ==,
                   "Name          Volume\n"
                   "hiking boots   1,000\n"
                   "–                  5\n");
}

/* Columns of the terminal, not bytes nor characters. */
static void
test_wide (void)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (2, 0);
  g_autofree char *text = NULL;

  add_row (table, "日本", "a");
  add_row (table, "e\xcc\x81t\xc3\xa9", "b");
  add_row (table, "four", "c");
  text = flush (table);
  g_assert_cmpstr (text, ==, "日本  a\ne\xcc\x81t\xc3\xa9   b\nfour  c\n");
}

static void
test_control (void)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (1, 0);
  g_autofree char *text = NULL;

  igny_text_table_add (table, "a\x1b[31mred\nnext\ttab");
  text = flush (table);
  g_assert_cmpstr (text, ==, "a [31mred next tab\n");
}

static void
test_long (void)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (1, 0);
  g_autofree char *long_text = g_strnfill (100, 'x');
  g_autofree char *whole = g_strnfill (60, 'y');
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  igny_text_table_add (table, long_text);
  igny_text_table_add (table, whole);
  text = flush (table);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpint (g_utf8_strlen (lines[0], -1), ==, 60);
  g_assert_true (g_str_has_suffix (lines[0], "x…"));
  g_assert_cmpstr (lines[1], ==, whole);
}

static void
test_portions (void)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (2, 0);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  add_row (table, "abc", "1");
  first = flush (table);
  add_row (table, "a", "2");
  add_row (table, "abcdef", "3");
  second = flush (table);
  g_assert_cmpstr (first, ==, "abc  1\n");
  g_assert_cmpstr (second, ==, "a    2\nabcdef  3\n");
}

static void
check_cut (const char *text,
           guint       max,
           const char *wanted)
{
  g_autoptr(GString) line = g_string_new ("> ");

  igny_cells_append (line, text, max);
  g_assert_cmpstr (line->str, ==, wanted);
  g_assert_cmpuint (igny_cells_count (line->str), <=, 2 + max);
}

/* Never wider than asked for, with the ellipsis. */
static void
test_cut (void)
{
  check_cut ("boots", 5, "> boots");
  check_cut ("boots!", 5, "> boot…");
  check_cut ("b", 1, "> b");
  check_cut ("bo", 1, "> …");
  check_cut ("日本語", 6, "> 日本語");
  check_cut ("日本語", 5, "> 日本…");
  check_cut ("日本語", 4, "> 日…");
  check_cut ("日本", 1, "> …");
  check_cut ("ae\xcc\x81", 2, "> ae\xcc\x81");
  check_cut ("ae\xcc\x81"
             "b",
             2, "> a…");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/table/align", test_align);
  g_test_add_func ("/cli/table/wide", test_wide);
  g_test_add_func ("/cli/table/control", test_control);
  g_test_add_func ("/cli/table/long", test_long);
  g_test_add_func ("/cli/table/portions", test_portions);
  g_test_add_func ("/cli/table/cut", test_cut);
  return g_test_run ();
}
