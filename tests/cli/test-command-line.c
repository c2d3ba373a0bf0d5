/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-command-line.h"

#include <string.h>

#include "igny-commands.h"

static IgnyCommandLine *
read_line (const char *text,
           GError    **error)
{
  g_auto(GStrv) argv = NULL;
  g_autoptr(GError) local = NULL;

  if (*text != '\0')
    g_shell_parse_argv (text, NULL, &argv, &local);
  else
    argv = g_new0 (char *, 1);
  g_assert_no_error (local);
  return igny_command_line_new ((const char *const *) argv, error);
}

static IgnyCommandLine *
read_good (const char *text)
{
  g_autoptr(GError) error = NULL;
  IgnyCommandLine *line = read_line (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line->command);
  return line;
}

static void
test_commands (void)
{
  static const char *const lines[][2] = {
    { "site add Name", "site add" },
    { "help", "help" },
    { "--help", "help" },
    { "-h", "help" },
    { "--version", "version" },
    { "undo --help", "undo" },
    { "import --help", "import" },
    { "export keywords --site a --sector b -o c", "export" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(IgnyCommandLine) line = read_good (lines[i][0]);

      g_assert_cmpstr (line->command->name, ==, lines[i][1]);
    }
}

static void
test_options (void)
{
  g_autoptr(IgnyCommandLine) line = read_good (
      "list --json keywords --sort -volume --filter a=1 --site=S --filter 'b>=2'");

  g_assert_cmpstr (igny_command_line_get_word (line, 0), ==, "keywords");
  g_assert_null (igny_command_line_get_word (line, 1));
  g_assert_cmpstr (igny_command_line_get (line, IGNY_OPTION_SORT), ==, "-volume");
  g_assert_cmpstr (igny_command_line_get (line, IGNY_OPTION_SITE), ==, "S");
  g_assert_null (igny_command_line_get (line, IGNY_OPTION_LIMIT));
  g_assert_true (igny_command_line_has (line, IGNY_OPTION_JSON));
  g_assert_cmpuint (line->values[IGNY_OPTION_FILTER]->len, ==, 2);
  g_assert_cmpstr (line->values[IGNY_OPTION_FILTER]->pdata[0], ==, "a=1");
}

static void
test_letters (void)
{
  static const char *const forms[] = { "-o file", "-ofile", "--output file", "--output=file" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *text = g_strconcat ("plan list.csv ", forms[i], NULL);
      g_autoptr(IgnyCommandLine) line = read_good (text);

      g_assert_cmpstr (igny_command_line_get (line, IGNY_OPTION_OUTPUT), ==, "file");
    }
}

static void
test_words (void)
{
  g_autoptr(IgnyCommandLine) after = read_good ("site add -- --json");
  g_autoptr(IgnyCommandLine) dash = read_good ("import - --site a --sector b");

  g_assert_cmpstr (igny_command_line_get_word (after, 0), ==, "--json");
  g_assert_false (igny_command_line_has (after, IGNY_OPTION_JSON));
  g_assert_cmpstr (igny_command_line_get_word (dash, 0), ==, "-");
}

static void
test_wrong (void)
{
  static const char *const lines[] = {
    "",
    "nonsense",
    "site",
    "site nonsense",
    "site add",
    "site add a b",
    "undo --site a",
    "undo --nonsense",
    "undo -z",
    "undo --json=yes",
    "list sites --limit",
    "list sites --site a --site b",
    "list sites --sector a",
    "sector list",
    "cluster --site a",
    "cluster --site a --sector b --engine magic",
    "undo --progress xml",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IgnyCommandLine) line = read_line (lines[i], &error);

      g_assert_nonnull (line);
      g_assert_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG);
    }
}

/* Whoever asks for JSON gets it even when what stands before is wrong. */
static void
test_json_of_wrong (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyCommandLine) line = read_line ("--nonsense undo --json", &error);

  g_assert_nonnull (error);
  g_assert_true (igny_command_line_has (line, IGNY_OPTION_JSON));
}

static void
test_utf8 (void)
{
  const char *const argv[] = { "site", "add", "\xff\xfe", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyCommandLine) line = igny_command_line_new (argv, &error);

  g_assert_nonnull (line);
  g_assert_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG);
}

/* The table says of each command what it needs to be run and explained. */
static void
test_table (void)
{
  for (const IgnyCommand *c = igny_commands; c->name != NULL; c++)
    {
      g_autofree char *name = g_strconcat ("igny8ctl ", c->name, NULL);
      g_autofree char *line = NULL;
      g_autoptr(IgnyCommandLine) example = NULL;
      const char *redirection;

      g_assert_true (g_str_has_prefix (c->example, name));
      g_assert_cmpuint (c->required & ~c->options, ==, 0);
      g_assert_cmpuint (c->options & IGNY_OPTIONS_GLOBAL, ==, 0);
      g_assert_cmpuint (c->min_words, <=, c->max_words);
      g_assert_nonnull (c->summary);
      g_assert_nonnull (c->func);

      /* The example is a line that works, but for the shell's redirection. */
      redirection = strstr (c->example, " <");
      line = redirection != NULL ? g_strndup (c->example, (gsize) (redirection - c->example))
                                 : g_strdup (c->example);
      example = read_good (line + strlen ("igny8ctl "));
      g_assert_true (example->command == c);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/line/commands", test_commands);
  g_test_add_func ("/cli/line/options", test_options);
  g_test_add_func ("/cli/line/letters", test_letters);
  g_test_add_func ("/cli/line/words", test_words);
  g_test_add_func ("/cli/line/wrong", test_wrong);
  g_test_add_func ("/cli/line/json-of-wrong", test_json_of_wrong);
  g_test_add_func ("/cli/line/utf8", test_utf8);
  g_test_add_func ("/cli/line/table", test_table);
  return g_test_run ();
}
