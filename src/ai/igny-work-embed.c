/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work-embed.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-ai-error.h"
#include "igny-ai-log.h"
#include "igny-ai-session.h"
#include "igny-credits.h"
#include "igny-embedding.h"
#include "igny-jobs.h"
#include "igny-keyring.h"
#include "igny-models.h"
#include "igny-provider-limits.h"
#include "igny-settings.h"
#include "igny-tokens.h"

typedef struct
{
  guint keyword;
  guint first; /* that has the same key */
} Twin;

typedef struct
{
  const IgnyRun          *run;
  const IgnyScope        *scope;
  const IgnyWorkKeywords *keywords;
  IgnyWorkVectors        *found;
  IgnyModels             *models;
  IgnyEmbeddingConfig     config;
  char                   *base_url;
  char                   *model;
  char                   *key;
  char                   *host;
  char                   *name;    /* host/model: what the store knows the vectors by */
  GArray                 *missing; /* of guint: positions in the keywords, one for each key */
  GArray                 *twins;   /* of Twin: a key may be there in several countries */
  GHashTable             *asked;   /* missing key → its position + 1 */
  gint64                  spent;   /* micro-dollars of the run so far */
} Embedding;

static void
clear_embedding (Embedding *self)
{
  g_clear_pointer (&self->models, igny_models_free);
  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_pointer (&self->twins, g_array_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_free (self->base_url);
  g_free (self->model);
  g_free (self->host);
  g_free (self->name);
  igny_keyring_free (self->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Embedding, clear_embedding)

void
igny_work_vectors_clear (IgnyWorkVectors *self)
{
  g_clear_pointer (&self->vectors, g_free);
}

/* Makes room when the first vector tells how long they are. */
static void
take_vector (Embedding   *self,
             guint        keyword,
             const gint8 *vector,
             gsize        n_dims)
{
  if (self->found->vectors == NULL)
    {
      self->found->n_dims = (guint) n_dims;
      self->found->vectors = g_new0 (gint8, self->keywords->n * n_dims + 1);
    }
  memcpy (self->found->vectors + (gsize) keyword * n_dims, vector, n_dims);
}

/* Each key is paid for once. */
static void
add_missing (Embedding *self,
             guint      keyword)
{
  char *key = self->keywords->keys->pdata[keyword];
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->asked, key));
  Twin  twin = { keyword, place - 1 };

  if (place > 0)
    g_array_append_val (self->twins, twin);
  else
    {
      g_hash_table_insert (self->asked, key, GUINT_TO_POINTER (keyword + 1));
      g_array_append_val (self->missing, keyword);
    }
}

static void
fill_twins (Embedding *self)
{
  gsize n_dims = self->found->n_dims;

  for (guint i = 0; i < self->twins->len; i++)
    {
      const Twin *twin = &g_array_index (self->twins, Twin, i);

      memcpy (self->found->vectors + (gsize) twin->keyword * n_dims,
              self->found->vectors + (gsize) twin->first * n_dims, n_dims);
    }
}

static gboolean
look_up (Embedding  *self,
         IgnyCursor *cursor,
         guint       keyword,
         GError    **error)
{
  g_autoptr(GError) local = NULL;
  IgnyBind bind;

  if (!igny_cursor_next (cursor, &local))
    {
      add_missing (self, keyword);
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  bind = igny_cursor_get_bind (cursor, 0);
  if (bind.length == 0 || bind.length > IGNY_EMBEDDING_DIMS_MAX ||
      (self->found->vectors != NULL && bind.length != self->found->n_dims))
    add_missing (self, keyword);
  else
    take_vector (self, keyword, bind.bytes, bind.length);
  return TRUE;
}

static gboolean
read_known_cb (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Embedding *self = data;
  g_autoptr(IgnyCursor) cursor = NULL;

  for (guint i = 0; i < self->keywords->n; i++)
    {
      const IgnyBind *binds = IGNY_BINDS (IGNY_BIND_TEXT (self->name),
                                          IGNY_BIND_TEXT (self->keywords->keys->pdata[i]));

      if (cursor == NULL)
        cursor = igny_db_query (db, "SELECT vector FROM embeddings WHERE model = ?1 AND key = ?2",
                                binds, error);
      else if (!igny_cursor_rebind (cursor, binds, error))
        return FALSE;
      if (cursor == NULL || !look_up (self, cursor, i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_settings_cb (IgnyDb       *db,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  Embedding *self = data;
  gint64     account = igny_store_get_account (self->run->store);

  self->base_url = igny_settings_dup (db, account, "openai.base-url");
  self->model = igny_settings_dup (db, account, "openai.embeddings-model");
  self->config.allow_http = igny_settings_get_number (db, account, "openai.allow-http") != 0;
  return self->run->ai != NULL || igny_provider_limits_enter (self->run->store, db, error);
}

static gboolean
read_key (Embedding *self,
          GError   **error)
{
  g_autoptr(GError) local = NULL;

  self->key = igny_keyring_lookup ("openai", igny_store_get_account_id (self->run->store), "",
                                   self->run->cancellable, &local);
  /* A server of one's own needs no key. */
  if (local == NULL || g_error_matches (local, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_MISSING))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
prepare (Embedding *self,
         GError   **error)
{
  if (!igny_store_read (self->run->store, read_settings_cb, self, self->run->cancellable, error))
    return FALSE;
  if (self->model == NULL || *self->model == '\0')
    {
      g_set_error_literal (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_MODEL,
                           _("no model for embeddings is chosen; set openai.embeddings-model in "
                             "the settings, or use the offline engine"));
      return FALSE;
    }
  self->config.base_url = self->base_url;
  self->config.limiter = igny_provider_limits_get (self->run->store, self->base_url, 0);
  self->config.model = self->model;
  self->host = igny_embedding_dup_host (&self->config, error);
  if (self->host == NULL)
    return FALSE;
  self->name = g_strconcat (self->host, "/", self->model, NULL);
  return igny_store_read (self->run->store, read_known_cb, self, self->run->cancellable, error);
}

/* One request, and what came of it. */
typedef struct
{
  Embedding           *embedding;
  const guint         *keywords;
  guint                n;
  gint64               now;
  gint64               cost_usd;
  IgnyEmbeddingAnswer *answer;
} Batch;

static gboolean
check_credits_cb (IgnyDb       *db,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  const Batch    *batch = data;
  IgnyCreditsCall call = { "auto_cluster", igny_credits_count ("auto_cluster", batch->n), 0,
                           batch->embedding->spent };

  return igny_credits_check (db, &call, batch->now, error);
}

static gboolean
keep_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Batch     *batch = data;
  Embedding *self = batch->embedding;
  guint      n_dims = batch->answer->n_dims;
  IgnyUsage  usage = { .operation = "auto_cluster",
                       .credits = igny_credits_count ("auto_cluster", batch->n),
                       .model = self->model,
                       .tokens_input = batch->answer->tokens,
                       .tokens_output = 0,
                       .cost_usd = batch->cost_usd };

  for (guint i = 0; i < batch->n; i++)
    {
      IgnyBind vector = { .kind = IGNY_BIND_BLOB,
                          .bytes = batch->answer->vectors + (gsize) i * n_dims,
                          .length = n_dims };

      if (!igny_db_exec (igny_step_get_db (step),
                         "INSERT OR REPLACE INTO embeddings VALUES (?1, ?2, ?3, ?4)",
                         IGNY_BINDS (IGNY_BIND_TEXT (self->name),
                                     IGNY_BIND_TEXT (
                                         self->keywords->keys->pdata[batch->keywords[i]]),
                                     vector, IGNY_BIND_INT (igny_step_get_now (step))),
                         error))
        return FALSE;
    }
  return igny_credits_charge (step, &usage, error);
}

static gboolean
end_batch (Batch             *batch,
           const char *const *texts,
           gint64             job,
           const GError      *failure,
           GError           **error)
{
  Embedding      *self = batch->embedding;
  IgnyChatMessage message = { "input", NULL };
  g_autoptr(IgnyChatAnswer) answer = igny_chat_answer_new ();
  g_autoptr(GString) lines = g_string_new (NULL);
  IgnyAiLogLine line = { .function = "embeddings",
                         .model = self->model,
                         .host = self->host,
                         .messages = &message,
                         .n_messages = 1,
                         .target = "sectors",
                         .target_row = self->scope->sector,
                         .answer = failure == NULL ? answer : NULL,
                         .tokens_input = batch->answer->tokens,
                         .tokens_output = 0,
                         .cost_usd = batch->cost_usd,
                         .estimated_usd = IGNY_UNKNOWN,
                         .credits = failure == NULL ? igny_credits_count ("auto_cluster", batch->n)
                                                    : 0,
                         .error = failure != NULL ? failure->message : NULL };

  for (guint i = 0; i < batch->n; i++)
    g_string_append_printf (lines, "%s\n", texts[i]);
  message.content = lines->str;
  answer->tokens_in = batch->answer->tokens;
  answer->tokens_out = 0;
  line.duration = batch->answer->elapsed_ms;
  line.correlation = self->run->correlation;
  g_string_printf (answer->text, "%u x %u", batch->n, batch->answer->n_dims);
  return igny_ai_log_end (self->run, &line, job, failure, error);
}

static gboolean
take_answer (Batch   *batch,
             GError **error)
{
  Embedding                 *self = batch->embedding;
  const IgnyEmbeddingAnswer *answer = batch->answer;

  if (self->found->vectors != NULL && answer->n_dims != self->found->n_dims)
    {
      g_set_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_BAD_REPLY,
                   _("the vectors of %s changed their length from %u to %u; choose another model"),
                      self->model, self->found->n_dims, answer->n_dims);
      return FALSE;
    }
  for (guint i = 0; i < batch->n; i++)
    take_vector (self, batch->keywords[i], answer->vectors + (gsize) i * answer->n_dims,
                 answer->n_dims);
  self->found->n_asked += batch->n;
  if (batch->cost_usd != IGNY_UNKNOWN)
    self->spent += batch->cost_usd;
  return igny_store_write (self->run->store, IGNY_STEP_SYSTEM, "Keep embeddings", keep_cb, batch,
                           NULL, error);
}

/* The text of a keyword is its key: what the vectors are kept by. */
static gboolean
ask (Batch   *batch,
     GError **error)
{
  Embedding     *self = batch->embedding;
  const IgnyEnv *env = igny_store_get_env (self->run->store);
  g_auto(IgnyEmbeddingAnswer) answer = { NULL, 0, IGNY_UNKNOWN, 0 };
  const char *texts[IGNY_EMBEDDING_BATCH];
  gint64      tokens = 0;
  gint64      job;
  g_autoptr(GError) failure = NULL;

  for (guint i = 0; i < batch->n; i++)
    {
      texts[i] = self->keywords->keys->pdata[batch->keywords[i]];
      tokens += (gint64) igny_tokens_estimate (texts[i]);
    }
  /* cppcheck-suppress autoVariables ; no batch outlives its question */
  batch->answer = &answer;
  batch->now = igny_env_now_ms (env);
  batch->cost_usd = IGNY_UNKNOWN;
  if (!igny_store_read (self->run->store, check_credits_cb, batch, self->run->cancellable, error) ||
      !igny_provider_limiter_wait (self->config.limiter, tokens, self->run->cancellable, error))
    return FALSE;
  if (!igny_jobs_begin (self->run, "auto_cluster", "sectors", self->scope->sector, &job,
                        NULL, error))
    {
      igny_provider_limiter_release (self->config.limiter);
      return FALSE;
    }

  if (igny_embedding_ask (env, &self->config, texts, batch->n, &answer, self->run->cancellable,
                          &failure) &&
      answer.tokens != IGNY_UNKNOWN)
    batch->cost_usd =
        igny_models_estimate_cost (self->models, self->model, answer.tokens, IGNY_UNKNOWN, 0);
  igny_provider_limiter_release (self->config.limiter);
  if (failure == NULL)
    take_answer (batch, &failure);
  if (!end_batch (batch, texts, job, failure, error))
    return FALSE;
  if (failure == NULL)
    return TRUE;
  igny_ai_error_add_remedy (failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
ask_all (Embedding *self,
         GError   **error)
{
  guint n_batches = (self->missing->len + IGNY_EMBEDDING_BATCH - 1) / IGNY_EMBEDDING_BATCH;

  if (n_batches > 0 && igny_store_get_env (self->run->store)->http == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("This program has no network"));
      return FALSE;
    }
  if (n_batches > 0 && !read_key (self, error))
    return FALSE;
  self->config.key = self->key;
  for (guint i = 0; i < n_batches; i++)
    {
      guint from = i * IGNY_EMBEDDING_BATCH;
      Batch batch = { .embedding = self,
                      .keywords = &g_array_index (self->missing, guint, from),
                      .n = MIN (IGNY_EMBEDDING_BATCH, self->missing->len - from) };

      igny_run_report (self->run, IGNY_PHASE_AI_CALL, i * 900 / n_batches, 0, 0,
                       _("Asking %s at %s for vectors: %u of %u keywords"), self->model,
                          self->host, from, self->missing->len);
      if (g_cancellable_set_error_if_cancelled (self->run->cancellable, error) ||
          !ask (&batch, error))
        return FALSE;
    }
  fill_twins (self);
  return TRUE;
}

gboolean
igny_work_embed (const IgnyRun          *run,
                 const IgnyScope        *scope,
                 const IgnyWorkKeywords *keywords,
                 IgnyWorkVectors        *vectors,
                 GError                **error)
{
  g_auto(Embedding) self = { run, scope, keywords, vectors };

  g_return_val_if_fail (run != NULL && keywords != NULL && vectors != NULL, FALSE);

  *vectors = (IgnyWorkVectors){ NULL, 0, 0 };
  self.models = igny_models_load (igny_store_get_env (run->store),
                                  igny_store_get_folder (run->store), NULL, error);
  if (self.models == NULL)
    return FALSE;
  self.missing = g_array_new (FALSE, FALSE, sizeof (guint));
  self.twins = g_array_new (FALSE, FALSE, sizeof (Twin));
  self.asked = g_hash_table_new (g_str_hash, g_str_equal);
  return prepare (&self, error) && ask_all (&self, error);
}
