/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work-optimize.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-ai-error.h"
#include "igny-ai-session.h"
#include "igny-jobs.h"
#include "igny-page-checks.h"
#include "igny-present.h"
#include "igny-reply-schema.h"
#include "igny-site.h"
#include "igny-text.h"
#include "igny-work-keywords.h"
#include "igny-work.h"

#define OPERATION "optimize_content"

/* An article on its way to a proposal. */
typedef struct
{
  const IgnyRun    *run;
  IgnyAiSession    *session;
  gint64            row;
  char             *id;
  IgnyContent      *content;
  IgnySite         *site;
  IgnyWorkKeywords *keywords;
  GPtrArray        *titles; /* of the site's other contents, NULL at the end */
  GPtrArray        *blocks;
  GPtrArray        *changes;
  GArray           *usages;
  guint             item;
  guint             n_items;
} Optimizing;

static void
clear (Optimizing *self)
{
  g_free (self->id);
  igny_record_free (self->content);
  igny_record_free (self->site);
  g_clear_pointer (&self->keywords, igny_work_keywords_free);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->usages, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Optimizing, clear)

static gboolean
read_titles (IgnyDb     *db,
             Optimizing *self,
             GError    **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT title FROM content WHERE site = ?1 AND row <> ?2 AND account = my_account () AND"
      " deleted_step IS NULL ORDER BY row LIMIT 20000",
      IGNY_BINDS (IGNY_BIND_INT (self->content->site), IGNY_BIND_INT (self->row)), error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    g_ptr_array_add (self->titles, g_strdup (igny_cursor_get_text (cursor, 0)));
  g_ptr_array_add (self->titles, NULL);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
check (const IgnyContent *content,
       GError           **error)
{
  if (!content->is_brief && content->html_content != NULL && *content->html_content != '\0')
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               _("“%s” is no article yet; write it before it is improved"), content->title);
  return FALSE;
}

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Optimizing *self = data;

  self->id = igny_present_dup_id (db, &igny_content_entity, self->row);
  self->content = igny_records_load (db, &igny_content_entity, self->row, error);
  if (self->content == NULL || !check (self->content, error))
    return FALSE;
  self->site = igny_records_load (db, &igny_site_entity, self->content->site, error);
  self->keywords = self->site != NULL
                       ? igny_work_keywords_load_task (db, self->content->task, error)
                       : NULL;
  return self->keywords != NULL && read_titles (db, self, error);
}

/* What the page checks do not find good, of char *, NULL at the end. */
static GPtrArray *
find_faults (Optimizing *self,
             const char *language,
             GError    **error)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autoptr(GPtrArray) checks = NULL;
  IgnyPage page = { self->content->title, self->content->meta_title,
                    self->content->meta_description, self->content->slug,
                    self->content->html_content, self->content->primary_keyword };

  for (guint i = 0; i < self->keywords->n; i++)
    g_ptr_array_add (words, self->keywords->texts->pdata[i]);
  g_ptr_array_add (words, NULL);
  page.keywords = (const char *const *) words->pdata;
  page.other_titles = (const char *const *) self->titles->pdata;
  page.host = self->site->domain;
  page.english = g_ascii_strncasecmp (language, "en", 2) == 0;
  checks = igny_page_checks_run (&page, error);
  if (checks == NULL)
    return NULL;
  for (guint i = 0; i < checks->len; i++)
    {
      const IgnyPageCheck *item = checks->pdata[i];

      if (item->severity != IGNY_PAGE_GOOD)
        g_ptr_array_add (faults, g_strdup_printf ("%s %s", item->message, item->remedy));
    }
  g_ptr_array_add (faults, NULL);
  return g_steal_pointer (&faults);
}

static char *
number_blocks (const GPtrArray *blocks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    g_string_append_printf (text, "[%u] %s\n", i + 1, (const char *) blocks->pdata[i]);
  return g_string_free (text, FALSE);
}

static IgnyPrompt *
make_prompt (Optimizing *self,
             GError    **error)
{
  const char      *language = igny_ai_session_get_language (self->session);
  g_autofree char *article = NULL;
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autoptr(GPtrArray) faults = find_faults (self, language, error);
  IgnyPrompt *prompt;

  if (faults == NULL)
    return NULL;
  prompt = igny_ai_session_new_prompt (self->session, IGNY_PROMPT_OPTIMIZE, NULL);
  for (guint i = 0; i < MIN (self->keywords->n, 50); i++)
    g_ptr_array_add (words, self->keywords->texts->pdata[i]);
  g_ptr_array_add (words, NULL);
  article = number_blocks (self->blocks);
  igny_prompt_set_article (prompt, "article", article);
  igny_prompt_set_text (prompt, "title", self->content->title);
  igny_prompt_set_text (prompt, "meta_title", self->content->meta_title);
  igny_prompt_set_text (prompt, "meta_description", self->content->meta_description);
  igny_prompt_set_list (prompt, "keywords", (const char *const *) words->pdata);
  igny_prompt_set_list (prompt, "findings", (const char *const *) faults->pdata);
  igny_prompt_set_option (prompt, "language", language);
  return prompt;
}

static const char *
get_field (const char *field,
           gpointer    user_data)
{
  const IgnyContent *content = user_data;

  if (strcmp (field, "title") == 0)
    return content->title;
  return strcmp (field, "meta_title") == 0 ? content->meta_title : content->meta_description;
}

static GPtrArray *
ask_once (Optimizing *self,
          IgnyPrompt *prompt,
          GError    **error)
{
  IgnyAiCall call = {
    .function = OPERATION,
    .target = "content",
    .target_row = self->row,
    .credits = igny_credits_count (OPERATION, 1),
    .owed = igny_ai_usages_sum (self->usages),
    .messages = igny_prompt_get_messages (prompt),
    .n_messages = igny_prompt_get_n_messages (prompt),
    .json = TRUE,
    .schema = igny_reply_schema_get (OPERATION),
    .words = (guint) MAX (self->content->word_count, 0),
    .item = self->item,
    .n_items = self->n_items,
  };
  IgnyUsage usage = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  g_autoptr(IgnyChatAnswer) answer = igny_ai_session_ask (self->session, &call, &usage, error);

  if (answer == NULL)
    return NULL;
  igny_ai_session_report_parse (self->session, self->item, self->n_items);
  reply = igny_reply_schema_read (answer->text->str, call.schema, NULL, error);
  if (reply != NULL)
    changes = igny_changes_from_reply (igny_json_node_get_object (reply), self->blocks, get_field,
                                       self->content);
  igny_ai_usages_add (self->usages, &usage,
                      changes != NULL && changes->len > 0 ? call.credits : 0);
  return g_steal_pointer (&changes);
}

/* A bad answer is asked for once more, with what is wrong with it. */
static gboolean
ask (Optimizing *self,
     GError    **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(IgnyPrompt) prompt = make_prompt (self, error);

  if (prompt == NULL)
    return FALSE;
  self->changes = ask_once (self, prompt, &failure);
  if (self->changes == NULL && failure->domain == IGNY_REPLY_ERROR)
    {
      igny_prompt_set_complaint (prompt, failure->message);
      g_clear_error (&failure);
      self->changes = ask_once (self, prompt, &failure);
    }
  if (self->changes != NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

GPtrArray *
igny_work_optimize_read (const IgnyContent *content)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *proposal;

  g_return_val_if_fail (content != NULL, NULL);

  if (content->metadata != NULL)
    node = igny_json_parse (content->metadata, -1, NULL);
  proposal = igny_json_get_object (igny_json_node_get_object (node), "proposal");
  return igny_changes_from_json (igny_json_get_array (proposal, "changes"));
}

char *
igny_work_optimize_write (const IgnyContent *content,
                          const char        *model,
                          const GPtrArray   *changes)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *proposal = json_object_new ();
  JsonObject *object;

  g_return_val_if_fail (content != NULL && changes != NULL, NULL);

  if (content->metadata != NULL)
    node = igny_json_parse (content->metadata, -1, NULL);
  object = igny_json_node_get_object (node);
  if (object == NULL)
    {
      g_clear_pointer (&node, json_node_unref);
      node = json_node_new (JSON_NODE_OBJECT);
      object = json_object_new ();
      json_node_take_object (node, object);
    }
  if (model == NULL)
    model = igny_json_get_string (igny_json_get_object (object, "proposal"), "model", "");
  json_object_set_string_member (proposal, "model", model);
  json_object_set_array_member (proposal, "changes", igny_changes_to_json (changes));
  json_object_set_object_member (object, "proposal", proposal);
  return igny_json_to_text (node, FALSE);
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  const Optimizing *self = data;
  g_autoptr(IgnyContent) content = igny_records_load (igny_step_get_db (step),
                                                       &igny_content_entity, self->row, error);
  g_autofree char *metadata = NULL;

  if (content == NULL)
    return FALSE;
  igny_step_set_label (step, _("Propose changes to “%s”"), content->title);
  metadata =
      igny_work_optimize_write (content, igny_ai_session_get_model (self->session), self->changes);
  igny_text_set (&content->metadata, metadata);
  return (self->changes->len == 0 || igny_step_update (step, content, error)) &&
         igny_ai_usages_charge (self->usages, step, error) &&
         igny_jobs_settle (self->run, step, self->n_items == 1, error);
}

static gboolean
optimize (Optimizing *self,
          GError    **error)
{
  gboolean asked;
  GError  *failure = NULL;

  igny_run_report (self->run, IGNY_PHASE_PREP, 0, self->item, self->n_items,
                   _("Checking an article"));
  if (!igny_store_read (self->run->store, load_cb, self, self->run->cancellable, error))
    return FALSE;
  self->blocks = igny_changes_split (self->content->html_content);
  asked = ask (self, &failure);
  if (!asked)
    self->changes = g_ptr_array_new ();
  /* Answers that came before a failure were paid for. */
  igny_run_report (self->run, IGNY_PHASE_SAVE, 0, self->item, self->n_items,
                   _("Saving %u proposed changes"), self->changes->len);
  if ((asked || self->usages->len > 0) &&
      !igny_store_write (self->run->store, asked ? IGNY_STEP_DO : IGNY_STEP_SYSTEM,
                         _("Propose changes"), save_cb, self, NULL, error))
    {
      g_clear_error (&failure);
      return FALSE;
    }
  if (asked && self->changes->len == 0)
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                 _("%s proposes nothing for “%s”"), igny_ai_session_get_model (self->session),
                    self->content->title);
  else if (!asked)
    g_propagate_error (error, failure);
  return asked && self->changes->len > 0;
}

/* FALSE stops the run. */
static gboolean
optimize_one (const IgnyRun *run,
              IgnyAiSession *session,
              gint64         row,
              guint          item,
              guint          n_items,
              IgnyReport    *report,
              GError       **error)
{
  g_autoptr(GError) failure = NULL;
  g_auto(Optimizing) self = {
    .run = run, .session = session, .row = row, .item = item, .n_items = n_items
  };

  self.titles = g_ptr_array_new_with_free_func (g_free);
  self.usages = igny_ai_usages_new ();
  if (!optimize (&self, &failure) && igny_ai_error_is_fatal (failure) &&
      !g_error_matches (failure, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  igny_report_add (report, self.id, self.content != NULL ? self.content->status : NULL,
                   failure != NULL ? failure->message : NULL);
  return TRUE;
}

gboolean
igny_work_optimize (const IgnyRun *run,
                    const gint64  *contents,
                    gsize          n_contents,
                    IgnyReport    *report,
                    GError       **error)
{
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun  own;
  gboolean ok = TRUE;
  g_autoptr(IgnyAiSession) session = NULL;
  g_autofree char *cost = NULL;
  IgnyCostSum      sum;

  g_return_val_if_fail (run != NULL && report != NULL, FALSE);
  g_return_val_if_fail (contents != NULL || n_contents == 0, FALSE);

  own = igny_run_begin (run, &state);
  igny_run_report (&own, IGNY_PHASE_INIT, 0, 0, 0, _("Reading articles"));
  session = igny_ai_session_new (&own, OPERATION, error);
  if (session == NULL)
    return FALSE;
  for (gsize i = 0; ok && i < n_contents; i++)
    ok = !g_cancellable_set_error_if_cancelled (run->cancellable, error) &&
         optimize_one (&own, session, contents[i], (guint) i + 1, (guint) n_contents, report,
                       error);
  if (!ok)
    return FALSE;
  sum = igny_ai_session_get_cost (session);
  cost = igny_cost_describe (sum.estimated, sum.real);
  igny_run_report (&own, IGNY_PHASE_DONE, 1000, 0, 0, "%s", cost);
  return TRUE;
}
