/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-columns.h"

#include <glib/gi18n.h>

struct _IgnyImportColumns
{
  GtkBox parent_instance;

  IgnyImportPlan *plan;
  GPtrArray      *choosers; /* of GtkDropDown, by column */
  gboolean        updating;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (IgnyImportColumns, igny_import_columns, GTK_TYPE_BOX)

/* What one column alone may be is taken from the column that was it. */
static void
take_role (IgnyImportColumns *self,
           guint              column,
           IgnyImportRole     role)
{
  for (guint c = 0; c < self->plan->roles->len; c++)
    {
      IgnyImportRole *other = &g_array_index (self->plan->roles, IgnyImportRole, c);

      if (c == column || *other != role || igny_import_role_is_shared (role))
        continue;
      *other = IGNY_IMPORT_ROLE_EXTRA;
      gtk_drop_down_set_selected (self->choosers->pdata[c], IGNY_IMPORT_ROLE_EXTRA);
    }
  g_array_index (self->plan->roles, IgnyImportRole, column) = role;
}

static void
selected_cb (GtkDropDown       *chooser,
             GParamSpec        *pspec,
             IgnyImportColumns *self)
{
  guint column;

  if (self->updating || !g_ptr_array_find (self->choosers, chooser, &column))
    return;
  self->updating = TRUE;
  take_role (self, column, (IgnyImportRole) gtk_drop_down_get_selected (chooser));
  self->updating = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

static GtkStringList *
create_roles (void)
{
  GtkStringList *roles = gtk_string_list_new (NULL);

  for (guint i = 0; i < IGNY_IMPORT_N_ROLES; i++)
    gtk_string_list_append (roles, _ (igny_import_role_get_label ((IgnyImportRole) i)));
  return roles;
}

static GtkWidget *
create_cell (const char *text,
             gboolean    heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, heading ? "heading" : "caption");
  if (!heading)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
add_column (IgnyImportColumns *self,
            GtkStringList     *roles,
            guint              column)
{
  const char      *header = self->plan->headers->pdata[column];
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget       *chooser = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (roles)), NULL);
  g_autofree char *number = g_strdup_printf (_ ("Column %u"), column + 1);
  g_autofree char *label = NULL;

  if (*header == '\0')
    header = number;
  /* Translators: a column of a file */
  label = g_strdup_printf (_ ("What “%s” is"), header);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (chooser),
                              g_array_index (self->plan->roles, IgnyImportRole, column));
  gtk_widget_add_css_class (box, "import-column");
  gtk_box_append (GTK_BOX (box), chooser);
  gtk_box_append (GTK_BOX (box), create_cell (header, TRUE));
  for (guint r = 0; r < IGNY_IMPORT_N_SAMPLES; r++)
    gtk_box_append (
        GTK_BOX (box),
        create_cell (self->plan->samples->pdata[column * IGNY_IMPORT_N_SAMPLES + r], FALSE));
  g_ptr_array_add (self->choosers, chooser);
  g_signal_connect_object (chooser, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_box_append (GTK_BOX (self), box);
}

static void
igny_import_columns_finalize (GObject *object)
{
  g_ptr_array_unref (IGNY_IMPORT_COLUMNS (object)->choosers);

  G_OBJECT_CLASS (igny_import_columns_parent_class)->finalize (object);
}

static void
igny_import_columns_class_init (IgnyImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_import_columns_finalize;

  changed_signal = g_signal_new ("changed", IGNY_TYPE_IMPORT_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
igny_import_columns_init (IgnyImportColumns *self)
{
  self->choosers = g_ptr_array_new ();
}

GtkWidget *
igny_import_columns_new (IgnyImportPlan *plan)
{
  IgnyImportColumns *self;
  g_autoptr(GtkStringList) roles = create_roles ();

  g_return_val_if_fail (plan != NULL && plan->roles != NULL, NULL);

  self = g_object_new (IGNY_TYPE_IMPORT_COLUMNS, NULL);
  self->plan = plan;
  for (guint c = 0; c < plan->roles->len; c++)
    add_column (self, roles, c);
  return GTK_WIDGET (self);
}
