/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was typed, taken apart. An option has the same meaning and the same
 * form in every command, so the words can be told from the options before the
 * command is known. */
typedef struct _IgnyCommand IgnyCommand;

typedef enum
{
  IGNY_OPTION_SITE,
  IGNY_OPTION_SECTOR,
  IGNY_OPTION_DOMAIN,
  IGNY_OPTION_DRY_RUN,
  IGNY_OPTION_ENGINE,
  IGNY_OPTION_STRICTNESS,
  IGNY_OPTION_AGAIN,
  IGNY_OPTION_COMPARE,
  IGNY_OPTION_CLUSTER,
  IGNY_OPTION_IDEA,
  IGNY_OPTION_TASK,
  IGNY_OPTION_CONTENT,
  IGNY_OPTION_STATUS,
  IGNY_OPTION_FILTER,
  IGNY_OPTION_SEARCH,
  IGNY_OPTION_SORT,
  IGNY_OPTION_LIMIT,
  IGNY_OPTION_OUTPUT,
  IGNY_OPTION_KEY_STDIN,
  IGNY_OPTION_MAP,
  IGNY_OPTION_ENCODING,
  IGNY_OPTION_DELIMITER,
  IGNY_OPTION_SHEET,
  IGNY_OPTION_REJECTS,
  IGNY_OPTION_FORMAT,
  IGNY_OPTION_ALL_FIELDS,
  IGNY_OPTION_SCHEDULE,
  IGNY_OPTION_CONFLICT,
  IGNY_OPTION_STATUS_CHECK,
  IGNY_OPTION_TRASH,
  IGNY_OPTION_TYPE,
  IGNY_OPTION_ALT,
  IGNY_OPTION_FACETS,
  IGNY_OPTION_VIEW,
  IGNY_OPTION_KIND,
  IGNY_OPTION_COPY,
  IGNY_OPTION_MERGE,
  IGNY_OPTION_ONCE,
  IGNY_OPTION_ALL,
  IGNY_OPTION_ACCEPT,
  IGNY_OPTION_REJECT,
  IGNY_OPTION_FORCE,
  IGNY_OPTION_DATA_DIR, /* from here on for every command */
  IGNY_OPTION_AS,
  IGNY_OPTION_JSON,
  IGNY_OPTION_PROGRESS,
  IGNY_OPTION_HELP,
  IGNY_OPTION_VERSION,
  IGNY_N_OPTIONS
} IgnyOption;

#define IGNY_OPTION_BIT(option) (G_GUINT64_CONSTANT (1) << (option))
#define IGNY_OPTIONS_GLOBAL (~G_GUINT64_CONSTANT (0) << IGNY_OPTION_DATA_DIR)

typedef struct
{
  const char *name;    /* without the hyphens */
  char        letter;  /* or 0 */
  const char *value;   /* what stands for the value in help; NULL for a switch */
  const char *choices; /* separated by |; NULL when anything goes */
  gboolean    repeats;
  const char *help;
} IgnyOptionInfo;

/* Wrong use of the terminal: exit code 2. */
typedef enum
{
  IGNY_USAGE_ERROR_WRONG,
} IgnyUsageError;

#define IGNY_USAGE_ERROR (igny_usage_error_quark ())

GQuark igny_usage_error_quark (void);

typedef struct
{
  const IgnyCommand *command;                /* NULL when it could not be told */
  GPtrArray         *words;                  /* of char *, behind the command's name */
  GPtrArray         *values[IGNY_N_OPTIONS]; /* of char *; NULL when not given */
} IgnyCommandLine;

const IgnyOptionInfo *igny_option_get_info (IgnyOption option);

/* argv has no program name and ends with NULL. Never NULL: with error set it
 * holds what could be read, so that --json and the command are known. */
IgnyCommandLine *igny_command_line_new (const char *const *argv,
                                        GError           **error);
void             igny_command_line_free (IgnyCommandLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyCommandLine, igny_command_line_free)

gboolean igny_command_line_has (const IgnyCommandLine *self,
                                IgnyOption             option);
/* The last value given, NULL when none is. */
const char *igny_command_line_get (const IgnyCommandLine *self,
                                   IgnyOption             option);
/* NULL past the last word. */
const char *igny_command_line_get_word (const IgnyCommandLine *self,
                                        guint                  index);

G_END_DECLS
