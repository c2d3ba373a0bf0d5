/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-engine-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-forecast.h"
#include "igny-format.h"
#include "igny-models.h"
#include "igny-settings.h"
#include "igny-url.h"

/* One question on its way to an answer. */
typedef struct
{
  GtkWindow         *parent;
  IgnyStore         *store;
  IgnyEngineQuestion question;
  IgnyEngineChosen   chosen;
  gpointer           user_data;
  GDestroyNotify     destroy;
  char              *model;
  char              *quality; /* of pictures */
  char              *base_url;
  IgnyModels        *models;
  IgnyCreditsLeft    left;
  GtkWidget         *offline;
  GtkWidget         *ai;
} Ask;

static void
ask_free (Ask *ask)
{
  if (ask->destroy != NULL)
    ask->destroy (ask->user_data);
  g_object_unref (ask->parent);
  g_object_unref (ask->store);
  g_free (ask->model);
  g_free (ask->quality);
  g_free (ask->base_url);
  g_clear_pointer (&ask->models, igny_models_free);
  g_free (ask);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Ask              *ask)
{
  gboolean ai = ask->ai == NULL || gtk_check_button_get_active (GTK_CHECK_BUTTON (ask->ai));

  if (g_str_equal (response, "go"))
    ask->chosen (ai ? IGNY_ENGINE_AI : IGNY_ENGINE_OFFLINE, ask->user_data);
  ask_free (ask);
}

/* "about 12,000 tokens, $0.0123 and 40 credits": prices change, so it is no
 * promise. */
static char *
describe_cost (const Ask *ask)
{
  const IgnyEngineQuestion *question = &ask->question;
  gint64                    in = question->things * question->tokens_in;
  gint64                    out = question->things * question->tokens_out;
  gint64                    cost = igny_models_estimate_cost (ask->models, ask->model, in, 0, out);
  gint64                    credits = igny_credits_count (question->operation, question->things);
  g_autofree char          *tokens = igny_format_short (in + out);
  g_autofree char          *money = igny_format_money (cost, "USD");
  g_autofree char          *number = igny_format_number (credits);

  if (cost == IGNY_UNKNOWN)
    return g_strdup_printf (ngettext ("About %s tokens, and %s credit.",
                                      "About %s tokens, and %s credits.", (gulong) credits),
                            tokens, number);
  /* Translators: tokens, a price, credits */
  return g_strdup_printf (ngettext ("About %s tokens, %s, and %s credit.",
                                    "About %s tokens, %s, and %s credits.", (gulong) credits),
                          tokens, money, number);
}

/* "about 12 pictures, $0.50 and 12 credits" */
static char *
describe_pictures (const Ask *ask)
{
  guint  n = (guint) MIN (ask->question.things, G_MAXINT / 32) * ask->question.pictures;
  gint64 cost =
      igny_models_estimate_image_cost (ask->models, ask->model, ask->quality, n);
  gint64           credits = igny_credits_count (ask->question.operation, n);
  g_autofree char *pictures = igny_format_number (n);
  g_autofree char *number = igny_format_number (credits);
  g_autofree char *money = igny_format_money (cost, "USD");

  if (cost == IGNY_UNKNOWN)
    /* Translators: numbers of pictures and of credits */
    return g_strdup_printf (_ ("About %s pictures, and %s credits; the model has no known price."),
                               pictures, number);
  /* Translators: number of pictures, a price, number of credits */
  return g_strdup_printf (_ ("About %s pictures, %s, and %s credits."), pictures, money, number);
}

static char *
describe_ai (const Ask *ask)
{
  g_autoptr(IgnyUrl) url = igny_url_parse (ask->base_url, NULL);
  g_autofree char *cost = NULL;
  g_autofree char *left = igny_forecast_describe_left (&ask->left);

  if (*ask->model == '\0')
    return g_strdup (_ ("No model is chosen yet. Choose one in Settings."));
  cost = ask->question.pictures > 0 ? describe_pictures (ask) : describe_cost (ask);
  /* Translators: what is done, a model, a host, what it costs, what is left to spend */
  return g_strdup_printf (_ ("%s Sent to %s at %s. %s %s"), ask->question.ai, ask->model,
                             url != NULL ? url->host : ask->base_url, cost, left);
}

static GtkWidget *
add_choice (GtkWidget  *group,
            GtkWidget  *first,
            const char *title,
            const char *subtitle,
            gboolean    usable)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check),
                              first != NULL ? GTK_CHECK_BUTTON (first) : NULL);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_sensitive (row, usable);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return check;
}

static void
add_choices (Ask              *ask,
             AdwMessageDialog *dialog,
             const char       *ai)
{
  GtkWidget       *group = adw_preferences_group_new ();
  g_autofree char *offline = g_strdup_printf ("%s %s", ask->question.offline,
                                              _ ("On this computer, at once, for nothing."));

  ask->offline = add_choice (group, NULL, _ ("Offline Engine"), offline, TRUE);
  ask->ai = add_choice (group, ask->offline, _ ("AI"), ai, *ask->model != '\0');
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ask->offline), TRUE);
  gtk_widget_set_size_request (group, 380, -1);
  adw_message_dialog_set_extra_child (dialog, group);
}

static void
show (Ask *ask)
{
  g_autofree char  *ai = describe_ai (ask);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (ask->parent, ask->question.heading, NULL));

  if (ask->question.offline != NULL)
    add_choices (ask, dialog, ai);
  else
    adw_message_dialog_set_body (dialog, ai);
  adw_message_dialog_add_response (dialog, "cancel", _ ("C_ancel"));
  adw_message_dialog_add_response (dialog, "go", ask->question.verb);
  adw_message_dialog_set_response_appearance (dialog, "go", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "go");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_enabled (dialog, "go",
                                           ask->question.offline != NULL || *ask->model != '\0');
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), ask);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Without an address of its own it is the provider's. */
static gboolean
read_picture_settings (IgnyDb *db,
                       gint64  account,
                       Ask    *ask)
{
  g_autofree char  *name = igny_settings_dup (db, account, "image_generation.provider");
  IgnyModelProvider provider;

  ask->model = igny_settings_dup (db, account, "image_generation.model");
  ask->quality = igny_settings_dup (db, account, "image_generation.quality");
  ask->base_url = igny_settings_dup (db, account, "image_generation.base-url");
  if (*ask->base_url == '\0' && igny_models_find_provider (ask->models, name, &provider))
    {
      g_free (ask->base_url);
      ask->base_url = g_strdup (provider.base_url);
    }
  return TRUE;
}

static gboolean
read_settings (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Ask   *ask = data;
  gint64 account = igny_store_get_account (ask->store);
  gint64 now = igny_env_now_ms (igny_store_get_env (ask->store));

  /* The prices of the run, which says what is wrong with a list of one's own. */
  ask->models = igny_models_load (igny_store_get_env (ask->store),
                                  igny_store_get_folder (ask->store), NULL, NULL);
  if (ask->models == NULL)
    ask->models = igny_models_new ();
  if (!igny_credits_get_left (db, now, &ask->left, error))
    return FALSE;
  if (ask->question.pictures > 0)
    return read_picture_settings (db, account, ask);
  ask->model = igny_settings_dup_for (db, account, "openai.model", ask->question.operation);
  ask->base_url = igny_settings_dup (db, account, "openai.base-url");
  return TRUE;
}

static void
settings_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Ask *ask = user_data;

  if (igny_store_finish (IGNY_STORE (object), result, NULL, NULL))
    show (ask);
  else
    ask_free (ask);
}

void
igny_engine_dialog_present (GtkWindow                *parent,
                            IgnyStore                *store,
                            const IgnyEngineQuestion *question,
                            IgnyEngineChosen          chosen,
                            gpointer                  user_data,
                            GDestroyNotify            destroy)
{
  Ask *ask;

  g_return_if_fail (GTK_IS_WINDOW (parent) && IGNY_IS_STORE (store));
  g_return_if_fail (question != NULL && chosen != NULL);

  ask = g_new0 (Ask, 1);
  ask->parent = g_object_ref (parent);
  ask->store = g_object_ref (store);
  ask->question = *question;
  ask->chosen = chosen;
  ask->user_data = user_data;
  ask->destroy = destroy;
  igny_store_read_async (store, read_settings, ask, NULL, NULL, settings_cb, ask);
}
