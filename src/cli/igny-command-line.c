/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-command-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-commands.h"

G_DEFINE_QUARK (igny_usage_error, igny_usage_error)

/* clang-format off */
static const IgnyOptionInfo options[IGNY_N_OPTIONS] = {
  [IGNY_OPTION_SITE]       = { "site",       0,   "SITE",   NULL, FALSE, N_("the site: its name, its slug or its id") },
  [IGNY_OPTION_SECTOR]     = { "sector",     0,   "SECTOR", NULL, FALSE, N_("the sector of the site: its name, its slug or its id") },
  [IGNY_OPTION_DOMAIN]     = { "domain",     0,   "DOMAIN", NULL, FALSE, N_("where the site is, such as example.com") },
  [IGNY_OPTION_DRY_RUN]    = { "dry-run",    0,   NULL,     NULL, FALSE, N_("only say what would happen") },
  [IGNY_OPTION_ENGINE]     = { "engine",     0,   "ENGINE", "offline|ai|serp|embeddings", FALSE,
    N_("offline (on this machine; the default) or ai (the chosen service); to cluster also serp (common results) and embeddings (vectors of the service)") },
  [IGNY_OPTION_STRICTNESS] = { "strictness", 0,   "NUMBER", NULL, FALSE, N_("from 0 (few large clusters) to 1 (many small ones)") },
  [IGNY_OPTION_AGAIN]      = { "again",      0,   NULL,     NULL, FALSE, N_("dissolve clusters first that an engine made and that have no ideas") },
  [IGNY_OPTION_COMPARE]    = { "compare",    0,   NULL,     NULL, FALSE, N_("say which clusters would be new, gone, renamed or changed") },
  [IGNY_OPTION_CLUSTER]    = { "cluster",    0,   "ID",     NULL, TRUE,  N_("only this cluster; may be given again") },
  [IGNY_OPTION_IDEA]       = { "idea",       0,   "ID",     NULL, TRUE,  N_("only this idea; may be given again") },
  [IGNY_OPTION_TASK]       = { "task",       0,   "ID",     NULL, TRUE,  N_("only this task; may be given again") },
  [IGNY_OPTION_CONTENT]    = { "content",    0,   "ID",     NULL, TRUE,  N_("only this content; may be given again") },
  [IGNY_OPTION_STATUS]     = { "status",     0,   "STATUS", "draft|publish", FALSE, N_("draft or publish; without it, approved content is published") },
  [IGNY_OPTION_FILTER]     = { "filter",     0,   "F=V",    NULL, TRUE,  N_("only where it holds; also !=, <=, >=, ~ (contains); may be given again") },
  [IGNY_OPTION_SEARCH]     = { "search",     0,   "TEXT",   NULL, FALSE, N_("only records with these words") },
  [IGNY_OPTION_SORT]       = { "sort",       0,   "FIELD",  NULL, FALSE, N_("order by this field; -FIELD descends") },
  [IGNY_OPTION_LIMIT]      = { "limit",      0,   "N",      NULL, FALSE, N_("at most so many records") },
  [IGNY_OPTION_OUTPUT]     = { "output",     'o', "PATH",   NULL, FALSE, N_("where to write to") },
  [IGNY_OPTION_KEY_STDIN]  = { "key-stdin",  0,   NULL,     NULL, FALSE, N_("read the key or password from standard input, for this run only") },
  [IGNY_OPTION_MAP]        = { "map",        0,   "COLUMN=FIELD", NULL, TRUE,
    N_("read this column as that field, as “attribute”, or “ignore” it; may be given again; is remembered") },
  [IGNY_OPTION_ENCODING]   = { "encoding",   0,   "NAME",   NULL, FALSE, N_("the encoding of the file, such as windows-1252; else it is found out") },
  [IGNY_OPTION_DELIMITER]  = { "delimiter",  0,   "SIGN",   NULL, FALSE,
    N_("what separates the cells: a sign, “tab”, or “none” for one keyword a line; else it is found out") },
  [IGNY_OPTION_SHEET]      = { "sheet",      0,   "NAME",   NULL, FALSE, N_("the sheet of a workbook, or the file of an archive; else it is found out") },
  [IGNY_OPTION_REJECTS]    = { "rejects",    0,   "FILE",   NULL, FALSE, N_("write the lines that could not be taken, and why, as CSV") },
  [IGNY_OPTION_FORMAT]     = { "format",     0,   "FORMAT", "csv|json|xlsx|html|markdown|wxr", FALSE,
    N_("the form of the file; else the ending of its name decides, and csv when it says nothing") },
  [IGNY_OPTION_ALL_FIELDS] = { "all-fields", 0,   NULL,     NULL, FALSE, N_("write every field, not only those that are usually wanted") },
  [IGNY_OPTION_SCHEDULE]   = { "schedule",   0,   "TIME",   NULL, FALSE,
    N_("when it goes public, such as “2026-12-01 09:00”, in the time zone of the site") },
  [IGNY_OPTION_CONFLICT]   = { "conflict",   0,   "WHAT",   "ask|overwrite|skip", FALSE,
    N_("what to do with a post that was changed on the site; without it, ask") },
  [IGNY_OPTION_STATUS_CHECK] = { "status-check", 0, NULL,   NULL, FALSE, N_("send nothing, but read back how the posts stand on the site") },
  [IGNY_OPTION_TRASH]      = { "trash",      0,   NULL,     NULL, FALSE, N_("into the bin of the site; else it becomes a draft there") },
  [IGNY_OPTION_TYPE]       = { "type",       0,   "TYPE",   "featured|in_article", FALSE, N_("featured (the default) or in_article") },
  [IGNY_OPTION_ALT]        = { "alt",        0,   "TEXT",   NULL, FALSE, N_("what the picture shows, for those who do not see it") },
  [IGNY_OPTION_FACETS]     = { "facets",     0,   "FIELDS", NULL, FALSE,
    N_("count the records for each value of these fields, with commas, instead of listing them") },
  [IGNY_OPTION_VIEW]       = { "view",       0,   "NAME",   NULL, FALSE, N_("with the filters and the order of this saved view") },
  [IGNY_OPTION_KIND]       = { "kind",       0,   "KIND",   "order|plural|typo", TRUE,
    N_("only what differs in the order of words, in plurals or by a typo; may be given again") },
  [IGNY_OPTION_COPY]       = { "copy",       0,   NULL,     NULL, FALSE, N_("make a copy of what is there already") },
  [IGNY_OPTION_MERGE]      = { "merge",      0,   NULL,     NULL, FALSE, N_("put them into one, as one step") },
  [IGNY_OPTION_ONCE]       = { "once",       0,   NULL,     NULL, FALSE, N_("end when nothing is left that can be done now") },
  [IGNY_OPTION_ALL]        = { "all",        0,   NULL,     NULL, FALSE, N_("also what has ended") },
  [IGNY_OPTION_ACCEPT]     = { "accept",     0,   "CHANGES", NULL, FALSE, N_("make these changes: their numbers with commas, or “all”") },
  [IGNY_OPTION_REJECT]     = { "reject",     0,   "CHANGES", NULL, FALSE, N_("turn these changes down: their numbers with commas, or “all”") },
  [IGNY_OPTION_FORCE]      = { "force",      0,   NULL,     NULL, FALSE, N_("replace a file that is there already") },
  [IGNY_OPTION_DATA_DIR]   = { "data-dir",   0,   "DIR",    NULL, FALSE, N_("the data folder; else ~/.local/share/igny8") },
  [IGNY_OPTION_AS]         = { "as",         0,   "USER",   NULL, FALSE,
    N_("work as this user of the file, by e-mail address or id; USER:ACCOUNT in another account") },
  [IGNY_OPTION_JSON]       = { "json",       0,   NULL,     NULL, FALSE, N_("print one JSON object") },
  [IGNY_OPTION_PROGRESS]   = { "progress",   0,   "FORM",   "json", FALSE, N_("json: progress on the error output, one JSON object a line") },
  [IGNY_OPTION_HELP]       = { "help",       'h', NULL,     NULL, FALSE, N_("explain the command") },
  [IGNY_OPTION_VERSION]    = { "version",    0,   NULL,     NULL, FALSE, N_("print the version") },
};
/* clang-format on */

G_STATIC_ASSERT (IGNY_N_OPTIONS <= 64);

const IgnyOptionInfo *
igny_option_get_info (IgnyOption option)
{
  g_return_val_if_fail (option < IGNY_N_OPTIONS, NULL);

  return &options[option];
}

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError    **error,
      const char *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG, message);
  return FALSE;
}

/* IGNY_N_OPTIONS when there is none. */
static IgnyOption
find_option (const char *name,
             gsize       length)
{
  for (IgnyOption i = 0; i < IGNY_N_OPTIONS; i++)
    if (strlen (options[i].name) == length && strncmp (options[i].name, name, length) == 0)
      return i;
  return IGNY_N_OPTIONS;
}

static IgnyOption
find_letter (char letter)
{
  for (IgnyOption i = 0; i < IGNY_N_OPTIONS; i++)
    if (options[i].letter != 0 && options[i].letter == letter)
      return i;
  return IGNY_N_OPTIONS;
}

/* The option that argument names, and the value that is stuck to it. */
static gboolean
read_option (const char  *argument,
             IgnyOption  *option,
             const char **value,
             GError     **error)
{
  gsize length = strcspn (argument, "=");

  *value = NULL;
  if (g_str_has_prefix (argument, "--"))
    {
      *option = find_option (argument + 2, length - 2);
      if (argument[length] == '=')
        *value = argument + length + 1;
    }
  else
    {
      length = 2;
      *option = find_letter (argument[1]);
      if (argument[2] != '\0')
        *value = argument + 2;
    }
  if (*option == IGNY_N_OPTIONS && g_ascii_isdigit (argument[1]))
    return fail (error, _("there is no option “%s”; before a number below 0 write --, as in: "
                          "-- %s"),
                           argument, argument);
  if (*option == IGNY_N_OPTIONS)
    return fail (error, _("there is no option “%.*s”"), (int) length, argument);
  if (*value != NULL && options[*option].value == NULL)
    return fail (error, _("“--%s” takes no value"), options[*option].name);
  return TRUE;
}

static gboolean
is_choice (const char *choices,
           const char *value)
{
  g_auto(GStrv) list = g_strsplit (choices, "|", -1);

  return g_strv_contains ((const char *const *) list, value);
}

static gboolean
take_value (IgnyCommandLine *self,
            IgnyOption       option,
            const char      *value,
            GError         **error)
{
  const IgnyOptionInfo *info = &options[option];

  if (info->value != NULL && value == NULL)
    return fail (error, _("“--%s” needs a value: --%s %s"), info->name, info->name, info->value);
  if (info->choices != NULL && !is_choice (info->choices, value))
    return fail (error, _("“--%s” must be one of %s, not “%s”"), info->name, info->choices, value);
  if (self->values[option] != NULL && !info->repeats && info->value != NULL)
    return fail (error, _("“--%s” is given twice"), info->name);
  if (self->values[option] == NULL)
    self->values[option] = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->values[option], g_strdup (value != NULL ? value : ""));
  return TRUE;
}

static gboolean
read_all (IgnyCommandLine   *self,
          const char *const *argv,
          GError           **error)
{
  gboolean only_words = FALSE;

  for (guint i = 0; argv[i] != NULL; i++)
    {
      const char *value;
      IgnyOption  option;

      if (!g_utf8_validate (argv[i], -1, NULL))
        return fail (error, _("an argument is not valid UTF-8"));
      if (only_words || argv[i][0] != '-' || argv[i][1] == '\0')
        {
          g_ptr_array_add (self->words, g_strdup (argv[i]));
          continue;
        }
      if (g_str_equal (argv[i], "--"))
        {
          only_words = TRUE;
          continue;
        }
      if (!read_option (argv[i], &option, &value, error))
        return FALSE;
      /* The next one is the value whatever it begins with: --sort -volume. */
      if (options[option].value != NULL && value == NULL && argv[i + 1] != NULL)
        value = argv[++i];
      if (!take_value (self, option, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_options (const IgnyCommandLine *self,
               GError               **error)
{
  const IgnyCommand *command = self->command;

  for (IgnyOption i = 0; i < IGNY_OPTION_DATA_DIR; i++)
    {
      if (self->values[i] != NULL && (command->options & IGNY_OPTION_BIT (i)) == 0)
        return fail (error, _("“%s” has no option “--%s”"), command->name, options[i].name);
      if (self->values[i] == NULL && (command->required & IGNY_OPTION_BIT (i)) != 0)
        return fail (error, _("“%s” needs --%s %s"), command->name, options[i].name,
                               options[i].value);
    }
  if (igny_command_line_has (self, IGNY_OPTION_SECTOR) &&
      !igny_command_line_has (self, IGNY_OPTION_SITE))
    return fail (error, _("“--sector” needs --site SITE"));
  return TRUE;
}

static gboolean
check (const IgnyCommandLine *self,
       GError               **error)
{
  const IgnyCommand *command = self->command;

  g_assert (command != NULL);
  if (igny_command_line_has (self, IGNY_OPTION_HELP))
    return TRUE;
  if (self->words->len < command->min_words)
    return fail (error, _("“%s” needs more: igny8ctl %s %s"), command->name, command->name,
                           command->arguments);
  if (self->words->len > command->max_words)
    return fail (error, _("“%s” is too much for “%s”"),
                           (const char *) self->words->pdata[command->max_words], command->name);
  return check_options (self, error);
}

/* Takes the command's name off the words. */
static gboolean
find_command (IgnyCommandLine *self,
              GError         **error)
{
  const char *first = igny_command_line_get_word (self, 0);
  guint       n_words;

  if (first == NULL)
    return fail (error, _("a command is missing"));
  self->command = igny_commands_find (first, igny_command_line_get_word (self, 1), &n_words);
  if (self->command == NULL)
    {
      g_autofree char *second = igny_commands_list_second (first);

      if (second != NULL && igny_command_line_has (self, IGNY_OPTION_HELP))
        {
          /* “account --help”: the words stay, and say what about. */
          self->command = igny_commands_find ("help", NULL, &n_words);
          return TRUE;
        }
      if (second != NULL)
        return fail (error, _("“%s” needs one of: %s"), first, second);
      return fail (error, _("there is no command “%s”"), first);
    }
  g_ptr_array_remove_range (self->words, 0, n_words);
  return TRUE;
}

/* Asked for instead of a command: --help and --version. */
static gboolean
find_instead (IgnyCommandLine *self)
{
  guint n_words;

  if (self->words->len > 0)
    return FALSE;
  if (igny_command_line_has (self, IGNY_OPTION_HELP))
    self->command = igny_commands_find ("help", NULL, &n_words);
  else if (igny_command_line_has (self, IGNY_OPTION_VERSION))
    self->command = igny_commands_find ("version", NULL, &n_words);
  return self->command != NULL;
}

static gboolean
read_line (IgnyCommandLine   *self,
           const char *const *argv,
           GError           **error)
{
  return read_all (self, argv, error) &&
         (find_instead (self) || (find_command (self, error) && check (self, error)));
}

IgnyCommandLine *
igny_command_line_new (const char *const *argv,
                       GError           **error)
{
  IgnyCommandLine *self = g_new0 (IgnyCommandLine, 1);

  g_assert (argv != NULL);

  self->words = g_ptr_array_new_with_free_func (g_free);
  /* Whoever reads JSON reads it of a wrong line too. */
  if (!read_line (self, argv, error) && !igny_command_line_has (self, IGNY_OPTION_JSON) &&
      g_strv_contains (argv, "--json"))
    take_value (self, IGNY_OPTION_JSON, NULL, NULL);
  return self;
}

void
igny_command_line_free (IgnyCommandLine *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->words);
  for (IgnyOption i = 0; i < IGNY_N_OPTIONS; i++)
    g_clear_pointer (&self->values[i], g_ptr_array_unref);
  g_free (self);
}

gboolean
igny_command_line_has (const IgnyCommandLine *self,
                       IgnyOption             option)
{
  g_return_val_if_fail (self != NULL && option < IGNY_N_OPTIONS, FALSE);

  return self->values[option] != NULL;
}

const char *
igny_command_line_get (const IgnyCommandLine *self,
                       IgnyOption             option)
{
  g_return_val_if_fail (self != NULL && option < IGNY_N_OPTIONS, NULL);

  if (self->values[option] == NULL)
    return NULL;
  return self->values[option]->pdata[self->values[option]->len - 1];
}

const char *
igny_command_line_get_word (const IgnyCommandLine *self,
                            guint                  index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return index < self->words->len ? self->words->pdata[index] : NULL;
}
