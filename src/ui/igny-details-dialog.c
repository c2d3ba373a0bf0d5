/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-details-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-escape.h"
#include "igny-format.h"
#include "igny-phase-words.h"
#include "igny-record-store.h"

#define WIDTH 560
#define HEIGHT 620
/* Above this many characters, or with a line break, a text has a box of its own. */
#define LINE_LENGTH 80
/* So wide a value is, at least, before its line is broken. */
#define VALUE_CHARS 30

static char *
format_number (const IgnyField *field,
               gint64           value)
{
  g_autofree char *number = NULL;

  if (field->kind == IGNY_KIND_DECIMAL && field->digits == 6)
    return igny_format_money (value, "USD");
  number = field->kind == IGNY_KIND_DECIMAL ? igny_format_decimal (value, field->digits)
                                            : igny_format_number (value);
  return field->unit != NULL ? g_strdup_printf ("%s %s", number, field->unit)
                             : g_steal_pointer (&number);
}

static char *
format_moment (gint64 ms)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%c") : NULL;
}

/* NULL when it is unknown: what nobody has told is left out. */
static char *
format_field (const IgnyRecordLoad *load,
              const IgnyField      *field)
{
  const IgnyChoice *choice;
  const char       *text;
  gint64            number;

  if (igny_kind_is_text (field->kind))
    {
      text = igny_record_get_text (load->record, field);
      if (text == NULL || *text == '\0')
        return NULL;
      choice = field->choices != NULL ? igny_field_find_choice (field, text) : NULL;
      return g_strdup (choice != NULL ? _ (choice->label) : text);
    }
  number = igny_record_get_number (load->record, field);
  if (number == IGNY_UNKNOWN)
    return NULL;
  switch (field->kind)
    {
    case IGNY_KIND_REFERENCE:
      return g_strdup (g_hash_table_lookup (load->titles, field->name));
    case IGNY_KIND_FLAG:
      return g_strdup (number != 0 ? _ ("Yes") : _ ("No"));
    case IGNY_KIND_TIME:
      return format_moment (number);
    case IGNY_KIND_INTEGER:
    case IGNY_KIND_DECIMAL:
    case IGNY_KIND_TEXT:
    case IGNY_KIND_JSON:
    case IGNY_KIND_CHOICE:
    default:
      return format_number (field, number);
    }
}

static GtkWidget *
create_value (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), VALUE_CHARS));
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
add_line (AdwPreferencesGroup *group,
          const char          *title,
          const char          *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_value (text));
  adw_preferences_group_add (group, row);
}

static void
add_block (AdwPreferencesPage *page,
           const char         *title,
           const char         *text)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 260);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "card");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), scrolled);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static gboolean
is_long (const char *text)
{
  return strchr (text, '\n') != NULL || g_utf8_strlen (text, -1) > LINE_LENGTH;
}

/* What is shown as words and not as JSON. */
static gboolean
is_phases (const IgnyField *field)
{
  return field->kind == IGNY_KIND_JSON && g_str_equal (field->name, "phases");
}

static void
add_phase (const char *title,
           const char *time,
           gpointer    user_data)
{
  add_line (user_data, title, time);
}

/* How long each phase of a call took. */
static void
add_phases (AdwPreferencesPage   *page,
            const IgnyRecordLoad *load)
{
  const IgnyField *field = igny_entity_find_field (load->entity, "phases");
  g_autofree char *lines = NULL;
  GtkWidget       *group;

  if (field == NULL || !is_phases (field))
    return;
  lines = igny_phase_words_dup_lines (igny_record_get_text (load->record, field));
  if (*lines == '\0')
    return;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Time of Each Phase"));
  igny_phase_words_tell (igny_record_get_text (load->record, field), add_phase, group);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static void
add_fields (AdwPreferencesPage   *page,
            const IgnyRecordLoad *load,
            gboolean              blocks)
{
  AdwPreferencesGroup *group = NULL;

  if (!blocks)
    {
      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_page_add (page, group);
    }
  for (const IgnyField *f = load->entity->fields; f->name != NULL; f++)
    {
      g_autofree char *text = NULL;

      if ((f->flags & IGNY_FIELD_HIDDEN) == 0 && !is_phases (f))
        text = format_field (load, f);
      if (text == NULL || is_long (text) != blocks)
        continue;
      if (blocks)
        add_block (page, _ (f->label), text);
      else
        add_line (group, _ (f->label), text);
    }
  if (!blocks)
    {
      g_autofree char *made = format_moment (((const IgnyRecord *) load->record)->created_at);

      if (made != NULL)
        add_line (group, _ ("Added"), made);
    }
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *box = g_object_get_data (G_OBJECT (window), "box");
  gpointer   data = NULL;
  g_autoptr(GError) error = NULL;

  if (igny_store_finish (IGNY_STORE (object), result, &data, &error))
    {
      add_fields (ADW_PREFERENCES_PAGE (page), data, FALSE);
      add_phases (ADW_PREFERENCES_PAGE (page), data);
      add_fields (ADW_PREFERENCES_PAGE (page), data, TRUE);
    }
  else
    {
      g_object_ref_sink (page);
      g_object_unref (page);
      page = adw_status_page_new ();
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("It Cannot Be Read"));
      adw_status_page_set_description (ADW_STATUS_PAGE (page), error->message);
    }
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
}

GtkWindow *
igny_details_dialog_present (GtkWindow        *parent,
                             IgnyStore        *store,
                             const IgnyEntity *entity,
                             gint64            row)
{
  GtkWidget *window;
  GtkWidget *box;

  g_return_val_if_fail (IGNY_IS_STORE (store) && entity != NULL, NULL);

  window = adw_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_window_set_title (GTK_WINDOW (window), _ (entity->label_one));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data (G_OBJECT (window), "box", box);
  igny_escape_add (window);
  gtk_window_present (GTK_WINDOW (window));
  igny_store_read_async (store, igny_record_load_read, igny_record_load_new (entity, row),
                         (GDestroyNotify) igny_record_load_free, NULL, loaded_cb,
                         g_object_ref (window));
  return GTK_WINDOW (window);
}
