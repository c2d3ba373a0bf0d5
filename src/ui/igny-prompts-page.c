/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-prompts-page.h"

#include <glib/gi18n.h>

#include "igny-ai-prompt.h"
#include "igny-form-words.h"
#include "igny-prompt-store.h"
#include "igny-prompts-editor.h"
#include "igny-prompts-trial.h"
#include "igny-status-pill.h"

struct _IgnyPromptsPage
{
  GtkWidget parent_instance;

  IgnyStore    *store;
  GCancellable *cancellable; /* of everything */
  GHashTable   *own;         /* type → text; NULL before the first reading */
  GHashTable   *drafts;      /* type → text that is not saved */
  GtkWidget    *leaflet;
  GtkWidget    *list;
  GtkWidget    *editor;
};

/* What is written: text NULL goes back to the default. */
typedef struct
{
  char *type;
  char *text;
} Change;

static guint toast_signal;

G_DEFINE_FINAL_TYPE (IgnyPromptsPage, igny_prompts_page, GTK_TYPE_WIDGET)

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->type);
  g_free (change->text);
  g_free (change);
}

static const char *
get_type (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "type");
}

static const char *
get_label (const char *type)
{
  const IgnyField  *field = igny_entity_find_field (&igny_ai_prompt_entity, "prompt_type");
  const IgnyChoice *choice = igny_field_find_choice (field, type);

  return choice != NULL ? _ (choice->label) : type;
}

static void
show_row (IgnyPromptsPage *self,
          GtkListBoxRow   *row)
{
  IgnyStatusPill  *pill = g_object_get_data (G_OBJECT (row), "pill");
  const char      *type = get_type (row);
  const char      *level = _ ("Default");
  IgnyTone         tone = IGNY_TONE_NEUTRAL;
  g_autofree char *spoken = NULL;

  if (g_hash_table_contains (self->drafts, type))
    {
      level = _ ("Not saved");
      tone = IGNY_TONE_WARNING;
    }
  else if (g_hash_table_contains (self->own, type))
    {
      level = _ ("Own");
      tone = IGNY_TONE_ACCENT;
    }
  igny_status_pill_set (pill, level, tone);
  spoken = g_strdup_printf ("%s: %s", get_label (type), level);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_rows (IgnyPromptsPage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL;
       i++)
    show_row (self, row);
}

static void
show_prompt (IgnyPromptsPage *self,
             const char      *type)
{
  const char      *own = g_hash_table_lookup (self->own, type);
  const char      *draft = g_hash_table_lookup (self->drafts, type);
  g_autofree char *stored = igny_prompt_choose (type, NULL, own);

  igny_prompts_editor_show (IGNY_PROMPTS_EDITOR (self->editor), type,
                            draft != NULL ? draft : stored, stored, own != NULL);
}

static void
typed_cb (IgnyPromptsPage *self)
{
  IgnyPromptsEditor *editor = IGNY_PROMPTS_EDITOR (self->editor);
  const char        *type = igny_prompts_editor_get_type_name (editor);

  if (igny_prompts_editor_is_changed (editor))
    g_hash_table_insert (self->drafts, g_strdup (type), igny_prompts_editor_dup_text (editor));
  else
    g_hash_table_remove (self->drafts, type);
  show_rows (self);
}

static void
selected_cb (IgnyPromptsPage *self,
             GtkListBoxRow   *row)
{
  if (row != NULL && self->own != NULL)
    show_prompt (self, get_type (row));
}

static void
activated_cb (IgnyPromptsPage *self,
              GtkListBoxRow   *row)
{
  adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
back_cb (IgnyPromptsPage *self)
{
  adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_BACK);
}

static void
folded_cb (IgnyPromptsPage *self)
{
  igny_prompts_editor_set_back (IGNY_PROMPTS_EDITOR (self->editor),
                                adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)));
}

/* What is asked of the store. */
typedef struct
{
  gint64      account;
  GHashTable *own;
} Asked;

static void
asked_free (gpointer data)
{
  g_hash_table_unref (((Asked *) data)->own);
  g_free (data);
}

static gboolean
read_own (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Asked             *asked = data;
  const char *const *types = igny_prompt_list_types ();

  for (guint i = 0; types[i] != NULL; i++)
    {
      char *text = igny_prompt_store_dup_own (db, asked->account, types[i]);

      if (text != NULL)
        g_hash_table_insert (asked->own, (gpointer) types[i], text);
    }
  return TRUE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyPromptsPage) self = user_data;
  GtkListBoxRow *row;
  gpointer       data;

  if (!igny_store_finish (IGNY_STORE (source), result, &data, NULL) || self->leaflet == NULL)
    return;
  g_clear_pointer (&self->own, g_hash_table_unref);
  self->own = g_hash_table_ref (((Asked *) data)->own);
  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  if (row == NULL)
    {
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
    }
  else
    show_prompt (self, get_type (row));
  show_rows (self);
}

static void
load (IgnyPromptsPage *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->account = igny_store_get_account (self->store);
  asked->own = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  igny_store_read_async (self->store, read_own, asked, asked_free, self->cancellable, loaded_cb,
                         g_object_ref (self));
}

static void
store_changed_cb (IgnyPromptsPage     *self,
                  const IgnyChangeSet *changes)
{
  if (igny_change_set_has_table (changes, "ai_prompts"))
    load (self);
}

static gboolean
write_change (IgnyStep     *step,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  const Change *change = data;

  if (change->text == NULL)
    return igny_prompt_store_reset (step, change->type, error);
  return igny_prompt_store_set (step, change->type, change->text, error);
}

static void
toast (IgnyPromptsPage *self,
       const char      *title,
       gboolean         undo)
{
  g_signal_emit (self, toast_signal, 0, title, undo);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyPromptsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  gpointer         data = NULL;
  const Change    *change;
  gboolean         good = igny_store_finish (IGNY_STORE (source), result, &data, &error);

  change = data;
  if (self->leaflet == NULL)
    return;
  if (!good)
    words = igny_form_words_from_message (error->message);
  else if (change->text != NULL)
    words = g_strdup_printf (_ ("Saved the prompt “%s”"), get_label (change->type));
  else
    words = g_strdup_printf (_ ("“%s” is the default one again"), get_label (change->type));
  /* What was typed stays where it was refused. */
  if (good)
    g_hash_table_remove (self->drafts, change->type);
  toast (self, words, good);
}

/* Takes text. */
static void
change (IgnyPromptsPage *self,
        const char      *label,
        char            *text)
{
  Change *what = g_new0 (Change, 1);

  what->type =
      g_strdup (igny_prompts_editor_get_type_name (IGNY_PROMPTS_EDITOR (self->editor)));
  what->text = text;
  igny_store_write_async (self->store, IGNY_STEP_DO, label, write_change, what, change_free, NULL,
                          written_cb, g_object_ref (self));
}

static void
save_cb (IgnyPromptsPage *self)
{
  IgnyPromptsEditor *editor = IGNY_PROMPTS_EDITOR (self->editor);

  if (igny_prompts_editor_is_changed (editor) && igny_prompts_editor_is_good (editor))
    change (self, _ ("Edit a prompt"), igny_prompts_editor_dup_text (editor));
}

static void
reset_cb (IgnyPromptsPage *self)
{
  change (self, _ ("Reset a prompt"), NULL);
}

static void
test_cb (IgnyPromptsPage *self)
{
  IgnyPromptsEditor *editor = IGNY_PROMPTS_EDITOR (self->editor);
  g_autofree char   *text = igny_prompts_editor_dup_text (editor);

  igny_prompts_trial_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->store,
                              igny_prompts_editor_get_type_name (editor), text);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (IGNY_PROMPTS_PAGE (widget)->own != NULL)
    save_cb (IGNY_PROMPTS_PAGE (widget));
}

static void
igny_prompts_page_dispose (GObject *object)
{
  IgnyPromptsPage *self = IGNY_PROMPTS_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->leaflet, gtk_widget_unparent);
  g_clear_pointer (&self->own, g_hash_table_unref);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (igny_prompts_page_parent_class)->dispose (object);
}

static void
igny_prompts_page_class_init (IgnyPromptsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_prompts_page_dispose;

  toast_signal = g_signal_new ("toast", IGNY_TYPE_PROMPTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "prompts.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "prompts.save",
                                       NULL);
}

static void
add_row (IgnyPromptsPage *self,
         const char      *type)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (get_label (type));
  GtkWidget *pill = igny_status_pill_new (_ ("Default"), IGNY_TONE_NEUTRAL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), pill);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "type", (gpointer) type);
  g_object_set_data (G_OBJECT (row), "pill", pill);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static GtkWidget *
create_list (IgnyPromptsPage *self)
{
  const char *const *types = igny_prompt_list_types ();
  GtkWidget         *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Prompts"), -1);
  for (guint i = 0; types[i] != NULL; i++)
    add_row (self, types[i]);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_add_css_class (scrolled, "prompt-list");
  return scrolled;
}

static void
igny_prompts_page_init (IgnyPromptsPage *self)
{
  AdwLeafletPage *separator;

  self->cancellable = g_cancellable_new ();
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->leaflet = adw_leaflet_new ();
  self->editor = igny_prompts_editor_new ();
  gtk_widget_set_hexpand (self->editor, TRUE);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), create_list (self));
  separator = adw_leaflet_append (ADW_LEAFLET (self->leaflet),
                                  gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_leaflet_page_set_navigatable (separator, FALSE);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), self->editor);
  adw_leaflet_set_can_navigate_back (ADW_LEAFLET (self->leaflet), TRUE);
  gtk_widget_set_parent (self->leaflet, GTK_WIDGET (self));
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self);
  g_signal_connect_swapped (self->editor, "typed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->editor, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->editor, "reset", G_CALLBACK (reset_cb), self);
  g_signal_connect_swapped (self->editor, "test", G_CALLBACK (test_cb), self);
  g_signal_connect_swapped (self->editor, "back", G_CALLBACK (back_cb), self);
}

GtkWidget *
igny_prompts_page_new (IgnyStore *store)
{
  IgnyPromptsPage *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_PROMPTS_PAGE, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
