/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-first-start.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-form-words.h"
#include "igny-progress-row.h"
#include "igny-sample.h"
#include "igny-site-dialog.h"

struct _IgnyFirstStart
{
  GtkWidget parent_instance;

  IgnyStore    *store;
  GCancellable *building; /* the sample; NULL when it is not */
  GtkWidget    *progress;
  GtkWidget    *buttons[3];
};

enum
{
  IMPORT,
  SCOPE_MADE,
  TOAST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyFirstStart, igny_first_start, GTK_TYPE_WIDGET)

/* From the worker to the main thread. */
typedef struct
{
  IgnyFirstStart *self;
  char           *words;
  guint           percent;
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_object_unref (news->self);
  g_free (news->words);
  g_free (news);
}

static gboolean
news_cb (gpointer data)
{
  const News *news = data;

  if (news->self->building != NULL)
    igny_progress_row_set (IGNY_PROGRESS_ROW (news->self->progress), news->words,
                           news->percent / 100.0);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  News *news = g_new0 (News, 1);

  news->self = g_object_ref (user_data);
  news->words = g_strdup (progress->message);
  news->percent = progress->percent;
  g_idle_add_full (G_PRIORITY_DEFAULT, news_cb, news, news_free);
}

static void
set_building (IgnyFirstStart *self,
              GCancellable   *building)
{
  g_set_object (&self->building, building);
  gtk_widget_set_visible (self->progress, building != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    gtk_widget_set_sensitive (self->buttons[i], building == NULL);
}

static void
build_cb (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  IgnyRun    run = { data, progress_cb, source, cancellable };
  IgnyScope *scope = g_new0 (IgnyScope, 1);
  GError    *error = NULL;

  if (igny_sample_build (&run, scope, NULL, &error))
    {
      g_task_return_pointer (task, scope, g_free);
      return;
    }
  g_free (scope);
  g_task_return_error (task, error);
}

static void
built_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  IgnyFirstStart *self = IGNY_FIRST_START (source);
  g_autoptr(GError) error = NULL;
  g_autofree IgnyScope *scope = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char      *words = NULL;

  set_building (self, NULL);
  if (scope != NULL)
    {
      g_signal_emit (self, signals[SCOPE_MADE], 0, scope->site, scope->sector);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = igny_form_words_from_message (error->message);
  g_signal_emit (self, signals[TOAST], 0, words);
}

static void
sample_cb (IgnyFirstStart *self)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GTask) task = g_task_new (self, cancellable, built_cb, NULL);

  set_building (self, cancellable);
  igny_progress_row_set (IGNY_PROGRESS_ROW (self->progress), _("Reading keywords"), 0);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, build_cb);
}

static void
cancel_cb (IgnyFirstStart *self)
{
  if (self->building != NULL)
    g_cancellable_cancel (self->building);
}

static void
import_cb (IgnyFirstStart *self)
{
  g_signal_emit (self, signals[IMPORT], 0);
}

static void
made_cb (const IgnyScope *scope,
         gpointer         user_data)
{
  g_signal_emit (user_data, signals[SCOPE_MADE], 0, scope->site, scope->sector);
}

static void
site_cb (IgnyFirstStart *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  igny_site_dialog_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->store, made_cb,
                            g_object_ref (self), g_object_unref);
}

static void
igny_first_start_unroot (GtkWidget *widget)
{
  cancel_cb (IGNY_FIRST_START (widget));

  GTK_WIDGET_CLASS (igny_first_start_parent_class)->unroot (widget);
}

static void
igny_first_start_dispose (GObject *object)
{
  IgnyFirstStart *self = IGNY_FIRST_START (object);
  GtkWidget      *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->store);
  g_clear_object (&self->building);

  G_OBJECT_CLASS (igny_first_start_parent_class)->dispose (object);
}

static void
igny_first_start_class_init (IgnyFirstStartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_first_start_dispose;
  widget_class->unroot = igny_first_start_unroot;

  signals[IMPORT] = g_signal_new ("import", IGNY_TYPE_FIRST_START, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SCOPE_MADE] = g_signal_new ("scope-made", IGNY_TYPE_FIRST_START, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                      G_TYPE_INT64);
  signals[TOAST] = g_signal_new ("toast", IGNY_TYPE_FIRST_START, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
create_label (const char *text,
              const char *style,
              int         max_chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), max_chars);
  gtk_widget_add_css_class (label, style);
  return label;
}

typedef struct
{
  const char *icon_name;
  const char *title;
  const char *text;
  const char *label;
} Card;

/* clang-format off */
static const Card cards[] = {
  { "starred-symbolic", N_("Open the Sample Project"),
    N_("A shop for hiking gear with keywords, clusters, ideas and briefs, to look around in."),
    N_("_Open Sample") },
  { "document-open-symbolic", N_("Drop a Keyword Export Here"),
    N_("From Semrush, Ahrefs, Google or any other tool: CSV, Excel or a plain list."),
    N_("_Import Keywords…") },
  { "user-home-symbolic", N_("Start Empty"),
    N_("Name your website and what it is about. Keywords can come later."),
    N_("_Name Your Website…") },
};
/* clang-format on */

static GtkWidget *
create_card (const Card *card,
             gboolean    suggested,
             GtkWidget **button)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (card->icon_name);
  GtkWidget *words = create_label (_(card->text), "dim-label", 19);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 48);
  gtk_widget_set_vexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_START);
  *button = gtk_button_new_with_mnemonic (_(card->label));
  gtk_widget_set_halign (*button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (*button, 12);
  if (suggested)
    gtk_widget_add_css_class (*button, "suggested-action");
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "start-card");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), create_label (_(card->title), "title-4", 15));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), *button);
  return box;
}

static GtkWidget *
create_cards (IgnyFirstStart *self)
{
  GtkWidget  *box = gtk_flow_box_new ();
  GtkFlowBox *flow = GTK_FLOW_BOX (box);
  void (*cbs[]) (IgnyFirstStart *) = { sample_cb, import_cb, site_cb };

  gtk_flow_box_set_selection_mode (flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (flow, TRUE);
  gtk_flow_box_set_max_children_per_line (flow, 3);
  gtk_flow_box_set_column_spacing (flow, 12);
  gtk_flow_box_set_row_spacing (flow, 12);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    gtk_flow_box_append (flow, create_card (cards + i, i == 0, &self->buttons[i]));
  for (guint i = 0; i < G_N_ELEMENTS (cbs); i++)
    g_signal_connect_swapped (self->buttons[i], "clicked", G_CALLBACK (cbs[i]), self);
  return box;
}

static void
igny_first_start_init (IgnyFirstStart *self)
{
  GtkWidget  *scrolled = gtk_scrolled_window_new ();
  GtkWidget  *clamp = adw_clamp_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  const char *hello = _("From keywords to published articles. How would you like to begin?");

  self->progress = igny_progress_row_new (_("Making the sample project"));
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_box_append (GTK_BOX (box), create_label (_("Welcome to IGNY8"), "title-1", -1));
  gtk_box_append (GTK_BOX (box), create_label (hello, "dim-label", -1));
  gtk_box_append (GTK_BOX (box), create_cards (self));
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_widget_add_css_class (box, "first-start");
  gtk_widget_add_css_class (box, "dashboard");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 960);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 960);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  g_signal_connect_swapped (self->progress, "cancel", G_CALLBACK (cancel_cb), self);
}

GtkWidget *
igny_first_start_new (IgnyStore *store)
{
  IgnyFirstStart *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_FIRST_START, NULL);
  self->store = g_object_ref (store);
  return GTK_WIDGET (self);
}
