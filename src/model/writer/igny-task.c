/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-task.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-cluster.h"
#include "igny-content.h"
#include "igny-idea.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-user.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "queued",      N_("Queued"),      IGNY_TONE_NEUTRAL, "pending" },
  { "in_progress", N_("In progress"), IGNY_TONE_ACCENT },
  { "draft",       N_("Draft"),       IGNY_TONE_ACCENT, "generated" },
  { "review",      N_("Review"),      IGNY_TONE_WARNING },
  { "published",   N_("Published"),   IGNY_TONE_SUCCESS },
  { "completed",   N_("Completed"),   IGNY_TONE_SUCCESS },
  { NULL },
};

static const IgnyChoice priorities[] = {
  { "low",    N_("Low"),    IGNY_TONE_NEUTRAL },
  { "normal", N_("Normal"), IGNY_TONE_NEUTRAL, "medium" },
  { "high",   N_("High"),   IGNY_TONE_WARNING },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyTask, site,                 N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyTask, sector,               N_("Sector"), &igny_sector_entity, .flags = SCOPE),
  IGNY_TEXT      (IgnyTask, title,                N_("Title"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 300),
  IGNY_TEXT      (IgnyTask, description,          N_("Description"), .max_length = 5000),
  IGNY_REFERENCE (IgnyTask, cluster,              N_("Cluster"), &igny_cluster_entity),
  IGNY_REFERENCE (IgnyTask, idea,                 N_("Idea"), &igny_idea_entity),
  IGNY_CHOICE    (IgnyTask, content_type,         N_("Type"), igny_choices_content_type, .initial = "article"),
  IGNY_CHOICE    (IgnyTask, content_structure,    N_("Structure"), igny_choices_content_structure, .initial = "supporting_page"),
  IGNY_CHOICE    (IgnyTask, status,               N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "queued"),
  IGNY_CHOICE    (IgnyTask, priority,             N_("Priority"), priorities, .initial = "normal"),
  IGNY_TIME      (IgnyTask, due_date,             N_("Due date")),
  IGNY_REFERENCE (IgnyTask, assignee,             N_("Assignee"), &igny_user_entity),
  IGNY_INTEGER   (IgnyTask, estimated_word_count, N_("Target words"), .minimum = 0, .maximum = 100000),
  IGNY_JSON      (IgnyTask, outline,              N_("Outline"), .flags = IGNY_FIELD_LONG, .form = IGNY_FORM_OUTLINE),
  IGNY_TEXT      (IgnyTask, prompt,               N_("Prompt of its own"), .flags = IGNY_FIELD_LONG, .max_length = 32000),
  IGNY_TEXT      (IgnyTask, keywords,             N_("Keywords"), .flags = IGNY_FIELD_COMPUTED | IGNY_FIELD_SEARCHABLE),
  IGNY_REFERENCE (IgnyTask, content,              N_("Content"), &igny_content_entity, .flags = IGNY_FIELD_COMPUTED),
  IGNY_INTEGER   (IgnyTask, word_count,           N_("Words"), .flags = IGNY_FIELD_COMPUTED),
  IGNY_TEXT      (IgnyTask, meta_title,           N_("Meta title"), .flags = IGNY_FIELD_COMPUTED),
  IGNY_TEXT      (IgnyTask, meta_description,     N_("Meta description"), .flags = IGNY_FIELD_COMPUTED),
  IGNY_INTEGER   (IgnyTask, assigned_post_id,     N_("WordPress post"), .flags = IGNY_FIELD_COMPUTED),
  IGNY_TEXT      (IgnyTask, post_url,             N_("Address on the site"), .flags = IGNY_FIELD_COMPUTED),
  { NULL },
};

const IgnyEntity igny_task_entity = {
  .table = "tasks",
  .label = N_("Tasks"),
  .label_one = N_("Task"),
  .fields = fields,
  .size = sizeof (IgnyTask),
  .flags = 0,
};
/* clang-format on */
