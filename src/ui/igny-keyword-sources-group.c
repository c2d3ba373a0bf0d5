/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-sources-group.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-keyword-sources.h"

/* Goes with the group. */
typedef struct
{
  IgnyStore               *store;
  gint64                   keyword;
  GCancellable            *cancellable;
  IgnyKeywordSourcesChosen chosen;
  gpointer                 user_data;
} Sources;

static void
sources_free (gpointer data)
{
  Sources *self = data;

  g_object_unref (self->store);
  g_object_unref (self->cancellable);
  g_free (self);
}

/* --- on the store's threads ----------------------------------------------- */

typedef struct
{
  gint64     keyword;
  GPtrArray *lines;
  char      *source; /* to choose; NULL for the best values */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->lines, g_ptr_array_unref);
  g_free (question->source);
  g_free (question);
}

static gboolean
read_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Question *question = data;

  question->lines = igny_keyword_sources_load (db, question->keyword, error);
  return question->lines != NULL;
}

static gboolean
choose_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Question *question = data;

  return igny_keyword_sources_choose (step, question->keyword, question->source, error);
}

/* --- rows ----------------------------------------------------------------- */

static const char *
name_source (const char *source)
{
  return g_strcmp0 (source, IGNY_KEYWORD_SOURCES_HAND) == 0 ? _ ("By hand") : source;
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkWidget) group = user_data;
  Sources         *self = g_object_get_data (G_OBJECT (group), "sources");
  gpointer         data = NULL;
  g_autofree char *words = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) ||
      !igny_store_finish (IGNY_STORE (source), result, &data, NULL))
    return;
  words = ((Question *) data)->source != NULL
      ? g_strdup_printf (_ ("The keyword has the values of “%s”"),
                            name_source (((Question *) data)->source))
      : g_strdup (_ ("The keyword has the best values of all sources"));
  self->chosen (words, self->user_data);
}

static void
toggled_cb (GtkCheckButton *button,
            GtkWidget      *group)
{
  Sources  *self = g_object_get_data (G_OBJECT (group), "sources");
  Question *question;

  if (!gtk_check_button_get_active (button))
    return;
  question = g_new0 (Question, 1);
  question->keyword = self->keyword;
  question->source = g_strdup (g_object_get_data (G_OBJECT (button), "source"));
  igny_store_write_async (self->store, IGNY_STEP_DO, "Choose a source", choose_cb, question,
                          question_free, NULL, chosen_cb, g_object_ref (group));
}

/* "Volume 1,300 · Difficulty 40 · CPC $2.10" */
static char *
describe (const IgnyKeywordSource *line)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *number = NULL;
  g_autofree char *money = NULL;

  if (line->volume != IGNY_UNKNOWN)
    {
      number = igny_format_number (line->volume);
      g_ptr_array_add (parts, g_strdup_printf (_ ("Volume %s"), number));
    }
  if (line->difficulty != IGNY_UNKNOWN)
    g_ptr_array_add (parts, g_strdup_printf (_ ("Difficulty %d"), (int) line->difficulty));
  if (line->cpc != IGNY_UNKNOWN)
    {
      money = igny_format_money (line->cpc, line->currency);
      g_ptr_array_add (parts, g_strdup_printf (_ ("CPC %s"), money));
    }
  if (line->impressions != IGNY_UNKNOWN)
    {
      g_clear_pointer (&number, g_free);
      number = igny_format_number (line->impressions);
      g_ptr_array_add (parts, g_strdup_printf (_ ("Impressions %s"), number));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GtkCheckButton *
add_row (GtkWidget      *group,
         GtkCheckButton *first,
         const char     *source,
         const char     *title,
         const char     *subtitle,
         gboolean        active)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), first);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), active);
  g_object_set_data_full (G_OBJECT (button), "source", g_strdup (source), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), group);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return GTK_CHECK_BUTTON (button);
}

static gboolean
has_chosen (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (((IgnyKeywordSource *) lines->pdata[i])->is_chosen == 1)
      return TRUE;
  return FALSE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkWidget) group = user_data;
  Sources        *self = g_object_get_data (G_OBJECT (group), "sources");
  gpointer        data = NULL;
  const char     *best = _ ("Best Values");
  const char     *rule = _ ("Exact before ranges, newer before older");
  GtkCheckButton *first;
  GPtrArray      *lines;

  if (g_cancellable_is_cancelled (self->cancellable) ||
      !igny_store_finish (IGNY_STORE (source), result, &data, NULL))
    return;
  lines = ((Question *) data)->lines;
  if (lines->len == 0)
    return;
  first = add_row (group, NULL, NULL, best, rule, !has_chosen (lines));
  for (guint i = 0; i < lines->len; i++)
    {
      const IgnyKeywordSource *line = lines->pdata[i];
      g_autofree char         *subtitle = describe (line);

      add_row (group, first, line->source, name_source (line->source), subtitle,
               line->is_chosen == 1);
    }
  gtk_widget_set_visible (group, TRUE);
}

GtkWidget *
igny_keyword_sources_group_new (IgnyStore               *store,
                                gint64                   keyword,
                                GCancellable            *cancellable,
                                IgnyKeywordSourcesChosen chosen,
                                gpointer                 user_data)
{
  GtkWidget *group;
  Sources   *self;
  Question  *question;

  g_return_val_if_fail (IGNY_IS_STORE (store) && cancellable != NULL && chosen != NULL, NULL);

  group = adw_preferences_group_new ();
  self = g_new0 (Sources, 1);
  question = g_new0 (Question, 1);
  self->store = g_object_ref (store);
  self->keyword = keyword;
  self->cancellable = g_object_ref (cancellable);
  self->chosen = chosen;
  self->user_data = user_data;
  question->keyword = keyword;
  g_object_set_data_full (G_OBJECT (group), "sources", self, sources_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Sources"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Whose values the keyword has"));
  gtk_widget_set_visible (group, FALSE);
  igny_store_read_async (store, read_cb, question, question_free, cancellable, loaded_cb,
                         g_object_ref (group));
  return group;
}
