/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-checks.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-page-checks.h"

struct _IgnyEditorChecks
{
  GtkBox parent_instance;

  GtkLabel  *summary;
  GtkWidget *group;
  GPtrArray *rows;
  char      *shown; /* what the rows say: made again only when it is another thing */
};

G_DEFINE_FINAL_TYPE (IgnyEditorChecks, igny_editor_checks, GTK_TYPE_BOX)

static const struct
{
  const char *icon_name;
  const char *css_class;
  const char *name;
} severities[] = {
  [IGNY_PAGE_GOOD] = { "object-select-symbolic", "success", N_ ("Good") },
  [IGNY_PAGE_HINT] = { "dialog-information-symbolic", "accent", N_ ("Hint") },
  [IGNY_PAGE_WARNING] = { "dialog-warning-symbolic", "warning", N_ ("To do") },
};

static void
igny_editor_checks_finalize (GObject *object)
{
  IgnyEditorChecks *self = IGNY_EDITOR_CHECKS (object);

  g_ptr_array_unref (self->rows);
  g_free (self->shown);

  G_OBJECT_CLASS (igny_editor_checks_parent_class)->finalize (object);
}

static void
igny_editor_checks_class_init (IgnyEditorChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_editor_checks_finalize;
}

static void
igny_editor_checks_init (IgnyEditorChecks *self)
{
  GtkWidget *summary = gtk_label_new (NULL);

  self->rows = g_ptr_array_new ();
  self->summary = GTK_LABEL (summary);
  self->group = adw_preferences_group_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "inspector");
  gtk_widget_add_css_class (summary, "heading");
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_box_append (GTK_BOX (self), summary);
  gtk_box_append (GTK_BOX (self), self->group);
}

GtkWidget *
igny_editor_checks_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_CHECKS, NULL);
}

static void
add_row (IgnyEditorChecks    *self,
         const IgnyPageCheck *check)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *icon = gtk_image_new_from_icon_name (severities[check->severity].icon_name);
  const char      *name = _ (severities[check->severity].name);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, check->message);

  gtk_widget_add_css_class (icon, severities[check->severity].css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (icon, name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), check->message);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (check->severity != IGNY_PAGE_GOOD)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), check->remedy);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  g_ptr_array_add (self->rows, row);
}

static void
summarize (IgnyEditorChecks *self,
           guint             n_open)
{
  g_autofree char *text = NULL;

  text = n_open == 0 ? g_strdup (_ ("All is well"))
                     : g_strdup_printf (ngettext ("%u thing to do", "%u things to do", n_open),
                                        n_open);
  gtk_label_set_label (self->summary, text);
}

static char *
join (const GPtrArray *checks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      const IgnyPageCheck *check = checks->pdata[i];

      g_string_append_printf (text, "%d%s\n", check->severity, check->message);
    }
  return g_string_free (text, FALSE);
}

void
igny_editor_checks_set (IgnyEditorChecks *self,
                        const GPtrArray  *checks)
{
  g_autofree char *shown = NULL;
  guint            n_open = 0;

  g_return_if_fail (IGNY_IS_EDITOR_CHECKS (self));

  shown = checks != NULL ? join (checks) : g_strdup ("");
  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (checks == NULL)
    {
      gtk_label_set_label (self->summary, _ ("The text is too long to be checked"));
      return;
    }
  for (int severity = IGNY_PAGE_WARNING; severity >= IGNY_PAGE_GOOD; severity--)
    for (guint i = 0; i < checks->len; i++)
      {
        const IgnyPageCheck *check = checks->pdata[i];

        if ((int) check->severity != severity)
          continue;
        n_open += check->severity != IGNY_PAGE_GOOD;
        add_row (self, check);
      }
  summarize (self, n_open);
}
