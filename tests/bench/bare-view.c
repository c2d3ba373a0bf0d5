/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The peer of the program's table: a GtkColumnView of ten columns of labels and
 * nothing else. bare-view ROWS opens it; window-work.py flings it as it flings
 * the program's, in the same run. */
#include <gtk/gtk.h>
#include <stdlib.h>

#define N_COLUMNS 10

typedef struct
{
  GObject parent_instance;

  guint n_rows;
} Numbers;

typedef struct
{
  GObjectClass parent_class;
} NumbersClass;

static GType
get_item_type (GListModel *list)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
get_n_items (GListModel *list)
{
  return ((Numbers *) (gpointer) list)->n_rows;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  char text[32];

  if (position >= get_n_items (list))
    return NULL;
  g_snprintf (text, sizeof text, "keyword %u", position);
  return gtk_string_object_new (text);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

GType numbers_get_type (void);

/* clang-format off */
G_DEFINE_TYPE_WITH_CODE (Numbers, numbers, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))
/* clang-format on */

static void
numbers_class_init (NumbersClass *klass)
{
}

static void
numbers_init (Numbers *self)
{
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (string));
}

static GtkWidget *
create_view (guint n_rows)
{
  Numbers   *numbers = g_object_new (numbers_get_type (), NULL);
  GtkWidget *view;

  numbers->n_rows = n_rows;
  view = gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (numbers))));
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new ("Column", factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }
  return view;
}

int
main (int   argc,
      char *argv[])
{
  GtkWidget *window;
  GtkWidget *scrolled;

  gtk_init ();
  window = gtk_window_new ();
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 create_view (argc > 1 ? (guint) atoi (argv[1]) : 1000000));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_title (GTK_WINDOW (window), "Bare");
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_widget_show (window);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
