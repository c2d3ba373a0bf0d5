/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-transition.h"

#include <string.h>

/* What may follow one word: by hand, and by the program alone. Words are
 * separated by spaces; "" is the beginning. */
typedef struct
{
  const char *table;
  const char *field;
  const char *from;
  const char *hand;
  const char *program;
} Line;

/* clang-format off */
static const Line lines[] = {
  { "keywords", "status", "",         "pending active archived", "" },
  { "keywords", "status", "pending",  "archived active", "" },
  { "keywords", "status", "active",   "archived pending", "" },
  { "keywords", "status", "archived", "pending active", "" },

  { "clusters", "status", "",       "new", "mapped" },
  { "clusters", "status", "new",    "", "mapped" },
  { "clusters", "status", "mapped", "", "new" },

  { "ideas", "status", "",          "new scheduled", "published" },
  { "ideas", "status", "new",       "scheduled", "published" },
  { "ideas", "status", "scheduled", "new published", "" },
  { "ideas", "status", "published", "scheduled", "" },

  { "tasks", "status", "",            "queued in_progress", "draft review published completed" },
  { "tasks", "status", "queued",      "in_progress draft review completed", "published" },
  { "tasks", "status", "in_progress", "queued draft review completed", "published" },
  { "tasks", "status", "draft",       "queued in_progress review completed", "published" },
  { "tasks", "status", "review",      "queued in_progress draft completed", "published" },
  { "tasks", "status", "published",   "review draft", "queued completed" },
  { "tasks", "status", "completed",   "queued in_progress draft review", "published" },

  { "content", "status", "",          "draft review approved", "published" },
  { "content", "status", "draft",     "review approved", "published" },
  { "content", "status", "review",    "draft approved", "published" },
  { "content", "status", "approved",  "draft review", "published" },
  { "content", "status", "published", "", "draft" },

  { "content", "site_status", "",              "not_published", "scheduled publishing published failed" },
  { "content", "site_status", "not_published", "", "scheduled publishing published failed" },
  { "content", "site_status", "scheduled",     "", "not_published publishing published failed" },
  { "content", "site_status", "publishing",    "", "not_published published failed scheduled" },
  { "content", "site_status", "published",     "", "not_published publishing failed scheduled" },
  { "content", "site_status", "failed",        "", "not_published publishing published scheduled" },

  { "images", "status", "",           "pending", "generating generated failed" },
  { "images", "status", "pending",    "", "generating generated failed" },
  { "images", "status", "generating", "pending", "generated failed" },
  { "images", "status", "generated",  "pending", "generating failed" },
  { "images", "status", "failed",     "pending", "generating generated" },

  { "sites", "status", "",          "active inactive suspended", "" },
  { "sites", "status", "active",    "inactive suspended", "" },
  { "sites", "status", "inactive",  "active suspended", "" },
  { "sites", "status", "suspended", "active inactive", "" },

  { "sectors", "status", "",         "active inactive", "" },
  { "sectors", "status", "active",   "inactive", "" },
  { "sectors", "status", "inactive", "active", "" },

  { "accounts", "status", "",          "active trial", "suspended cancelled" },
  { "accounts", "status", "trial",     "active suspended cancelled", "" },
  { "accounts", "status", "active",    "suspended cancelled", "" },
  { "accounts", "status", "suspended", "active cancelled", "" },
  { "accounts", "status", "cancelled", "active", "" },

  { "subscriptions", "status", "",          "active", "past_due cancelled" },
  { "subscriptions", "status", "active",    "past_due cancelled", "" },
  { "subscriptions", "status", "past_due",  "active cancelled", "" },
  { "subscriptions", "status", "cancelled", "active", "" },

  { "publishing_records", "status", "",          "", "pending published failed retracted" },
  { "publishing_records", "status", "pending",   "", "published failed" },
  { "publishing_records", "status", "published", "", "retracted" },
  { "publishing_records", "status", "failed",    "", "pending published" },
  { "publishing_records", "status", "retracted", "", "pending published" },

  { "automation_runs", "status", "",          "", "running" },
  { "automation_runs", "status", "running",   "", "paused cancelled completed failed" },
  { "automation_runs", "status", "paused",    "", "running cancelled failed" },
  { "automation_runs", "status", "cancelled", "", "" },
  { "automation_runs", "status", "completed", "", "" },
  { "automation_runs", "status", "failed",    "", "running" },

  { "jobs", "state", "",          "", "queued running" },
  { "jobs", "state", "queued",    "", "running cancelled failed" },
  { "jobs", "state", "running",   "", "done failed cancelled queued" },
  { "jobs", "state", "done",      "", "" },
  { "jobs", "state", "failed",    "", "queued running" },
  { "jobs", "state", "cancelled", "", "queued running" },

  { "queue_items", "state", "",          "", "queued" },
  { "queue_items", "state", "queued",    "", "running paused cancelled" },
  { "queue_items", "state", "paused",    "", "queued cancelled" },
  { "queue_items", "state", "running",   "", "done failed unsure queued cancelled" },
  { "queue_items", "state", "unsure",    "", "queued cancelled" },
  { "queue_items", "state", "done",      "", "" },
  { "queue_items", "state", "failed",    "", "queued cancelled" },
  { "queue_items", "state", "cancelled", "", "queued" },

  { "ai_task_logs", "status", "",        "", "success error" },
  { "ai_task_logs", "status", "success", "", "" },
  { "ai_task_logs", "status", "error",   "", "" },
};

/* What to do instead; to "" is any, from "" too. The first that fits is said. */
static const struct
{
  const char *table;
  const char *from;
  const char *to;
  const char *why;
} reasons[] = {
  { "content",  "",          "published", "publishing sets it: use “publish”" },
  { "content",  "published", "",          "it is on the site, and publishing sets its status: write it anew for another draft" },
  { "tasks",    "",          "published", "publishing the text of the task sets it: use “publish”" },
  { "tasks",    "published", "",          "its text is on the site: set it to review or draft first" },
  { "tasks",    "",          "",          "a task begins as queued" },
  { "ideas",    "new",       "published", "set it to scheduled first, or make a task of it" },
  { "ideas",    "published", "new",       "its text is published: set it to scheduled first" },
  { "ideas",    "",          "",          "an idea begins as new or scheduled" },
  { "clusters", "",          "mapped",    "it follows from the ideas of the cluster: make one" },
  { "clusters", "",          "new",       "it follows from the ideas of the cluster: delete them first" },
  { "images",   "",          "",          "making the picture sets it; set it to pending to have it made again" },
  { "accounts", "",          "trial",     "a trial cannot begin again: set it to active" },
  { "accounts", "cancelled", "",          "set it to active first" },
  { "accounts", "",          "",          "an account begins as active or trial" },
  { "subscriptions", "cancelled", "",     "set it to active first" },
  { "subscriptions", "", "",              "a subscription begins as active" },
};
/* clang-format on */

static gboolean
has_word (const char *list,
          const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (list, word); at != NULL; at = strstr (at + 1, word))
    if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

static const Line *
find_line (const char *table,
           const char *field,
           const char *from)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (g_str_equal (lines[i].table, table) && g_str_equal (lines[i].field, field) &&
        g_str_equal (lines[i].from, from))
      return &lines[i];
  return NULL;
}

static const char *
find_reason (const char *table,
             const char *from,
             const char *to)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].table, table) &&
        (*reasons[i].from == '\0' || g_str_equal (reasons[i].from, from)) &&
        (*reasons[i].to == '\0' || g_str_equal (reasons[i].to, to)))
      return reasons[i].why;
  return "the program sets it";
}

gboolean
igny_transition_knows (const IgnyEntity *entity,
                       const char       *field)
{
  g_return_val_if_fail (entity != NULL && field != NULL, FALSE);

  return find_line (entity->table, field, "") != NULL;
}

IgnyTransition
igny_transition_get (const IgnyEntity *entity,
                     const char       *field,
                     const char       *from,
                     const char       *to,
                     const char      **why)
{
  const Line *line;

  g_return_val_if_fail (entity != NULL && field != NULL, IGNY_TRANSITION_REFUSED);

  if (from == NULL)
    from = "";
  if (to == NULL || g_str_equal (from, to) || !igny_transition_knows (entity, field))
    return IGNY_TRANSITION_ALLOWED;
  line = find_line (entity->table, field, from);
  if (line != NULL && has_word (line->hand, to))
    return IGNY_TRANSITION_ALLOWED;
  if (why != NULL)
    *why = find_reason (entity->table, from, to);
  return line != NULL && has_word (line->program, to) ? IGNY_TRANSITION_PROGRAM
                                                      : IGNY_TRANSITION_REFUSED;
}
