/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-toolbar.h"

#include <glib/gi18n.h>

#include "igny-editor-link.h"

typedef struct
{
  const char       *icon_name;
  const char       *label;
  const char       *action; /* "run" gets the command as its target */
  IgnyEditorCommand command;
  gboolean          toggle;
  gboolean          at_end;
} Tool;

/* In the order in which they are shown; in a narrow window the last go first. */
/* clang-format off */
static const Tool tools[] = {
  { "format-text-bold-symbolic",   N_("Bold (Ctrl+B)"),             "run",    IGNY_EDITOR_COMMAND_BOLD,    TRUE },
  { "format-text-italic-symbolic", N_("Italic (Ctrl+I)"),           "run",    IGNY_EDITOR_COMMAND_ITALIC,  TRUE },
  { "igny-link-symbolic",          N_("Link (Ctrl+L)"),             "link",   IGNY_EDITOR_COMMAND_LINK },
  { "view-list-bullet-symbolic",   N_("Bulleted list"),             "run",    IGNY_EDITOR_COMMAND_BULLETS, TRUE },
  { "view-list-ordered-symbolic",  N_("Numbered list"),             "run",    IGNY_EDITOR_COMMAND_NUMBERS, TRUE },
  { "igny-quote-symbolic",         N_("Quote"),                     "run",    IGNY_EDITOR_COMMAND_QUOTE,   TRUE },
  { "igny-table-symbolic",         N_("Table"),                     "run",    IGNY_EDITOR_COMMAND_TABLE },
  { "image-x-generic-symbolic",    N_("Picture (Ctrl+Alt+P)"),      "picture", 0 },
  { "dialog-question-symbolic",    N_("Question and answer (Ctrl+Alt+Q)"), "run", IGNY_EDITOR_COMMAND_FAQ },
  { "igny-optimize-symbolic",      N_("Rewrite with AI (Ctrl+Alt+R)"), "rewrite", 0 },
  { "edit-undo-symbolic",          N_("Undo in the text (Ctrl+Z)"), "run",    IGNY_EDITOR_COMMAND_UNDO },
  { "edit-redo-symbolic",          N_("Redo in the text (Ctrl+Shift+Z)"), "run", IGNY_EDITOR_COMMAND_REDO },
  { "edit-find-symbolic",          N_("Find (Ctrl+F)"),             "find",   0, FALSE, TRUE },
  { "phone-symbolic",              N_("As wide as a phone (Ctrl+Shift+M)"),        "phone",  0, TRUE,  TRUE },
  { "igny-source-symbolic",        N_("HTML source"),               "source", 0, TRUE,  TRUE },
};

static const struct { const char *name; const char *label; } blocks[] = {
  { "p",   N_("Paragraph") },
  { "h1",  N_("Heading 1") },
  { "h2",  N_("Heading 2") },
  { "h3",  N_("Heading 3") },
  { "h4",  N_("Heading 4") },
  { "pre", N_("Preformatted") },
};
/* clang-format on */

#define N_TOOLS G_N_ELEMENTS (tools)
#define N_KEPT 3 /* never in the menu */
#define SPACING 3

struct _IgnyEditorToolbar
{
  GtkWidget parent_instance;

  GtkWidget *block;
  GtkWidget *buttons[N_TOOLS];
  GtkWidget *more;
  GtkWidget *link;
  gboolean   updating;
};

static guint command_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorToolbar, igny_editor_toolbar, GTK_TYPE_WIDGET)

static void
run (IgnyEditorToolbar *self,
     IgnyEditorCommand  command,
     const char        *argument)
{
  if (!self->updating)
    g_signal_emit (self, command_signal, 0, command, argument);
}

static void
clicked_cb (GtkWidget         *button,
            IgnyEditorToolbar *self)
{
  for (guint i = 0; i < N_TOOLS; i++)
    if (self->buttons[i] == button)
      run (self, tools[i].command, NULL);
}

static void
block_cb (IgnyEditorToolbar *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->block));

  if (selected < G_N_ELEMENTS (blocks))
    run (self, IGNY_EDITOR_COMMAND_BLOCK, blocks[selected].name);
}

static void
link_cb (IgnyEditorToolbar *self,
         const char        *address)
{
  run (self, IGNY_EDITOR_COMMAND_LINK, address);
}

static int
measure_width (GtkWidget *child)
{
  int width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width + SPACING;
}

/* How many buttons fit; all of them need no menu. */
static guint
count_fitting (IgnyEditorToolbar *self,
               int                width)
{
  int   total = measure_width (self->block) - SPACING;
  int   more = measure_width (self->more);
  guint fitting = 0;

  for (guint i = 0; i < N_TOOLS; i++)
    {
      total += measure_width (self->buttons[i]);
      if (total + (i + 1 < N_TOOLS ? more : 0) > width)
        break;
      fitting = i + 1;
    }
  return MAX (fitting, N_KEPT);
}

static void
place (GtkWidget *child,
       int        x,
       int        width,
       int        total,
       int        height)
{
  gboolean      rtl = gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL;
  GtkAllocation box = { rtl ? total - x - width : x, 0, width, height };

  gtk_widget_set_child_visible (child, TRUE);
  gtk_widget_size_allocate (child, &box, -1);
}

static void
igny_editor_toolbar_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  IgnyEditorToolbar *self = IGNY_EDITOR_TOOLBAR (widget);
  int                height = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      gtk_widget_measure (self->block, orientation, -1, &height, NULL, NULL, NULL);
      *minimum = *natural = height;
      return;
    }
  *minimum = measure_width (self->block) + measure_width (self->more) - SPACING;
  *natural = measure_width (self->block) - SPACING;
  for (guint i = 0; i < N_TOOLS; i++)
    {
      *minimum += i < N_KEPT ? measure_width (self->buttons[i]) : 0;
      *natural += measure_width (self->buttons[i]);
    }
}

static void
igny_editor_toolbar_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  IgnyEditorToolbar *self = IGNY_EDITOR_TOOLBAR (widget);
  guint              fitting = count_fitting (self, width);
  int                x = measure_width (self->block);
  int                end = width;

  place (self->block, 0, x - SPACING, width, height);
  for (guint i = N_TOOLS; i-- > 0;)
    {
      gtk_widget_set_child_visible (self->buttons[i], FALSE);
      if (i < fitting && tools[i].at_end)
        {
          end -= measure_width (self->buttons[i]);
          place (self->buttons[i], end + SPACING, measure_width (self->buttons[i]) - SPACING,
                 width, height);
        }
    }
  for (guint i = 0; i < fitting && !tools[i].at_end; i++)
    {
      place (self->buttons[i], x, measure_width (self->buttons[i]) - SPACING, width, height);
      x += measure_width (self->buttons[i]);
    }
  gtk_widget_set_child_visible (self->more, FALSE);
  if (fitting < N_TOOLS)
    place (self->more, width - measure_width (self->more) + SPACING,
           measure_width (self->more) - SPACING, width,
           height);
}

static void
igny_editor_toolbar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (igny_editor_toolbar_parent_class)->dispose (object);
}

static void
igny_editor_toolbar_class_init (IgnyEditorToolbarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_editor_toolbar_dispose;

  widget_class->measure = igny_editor_toolbar_measure;
  widget_class->size_allocate = igny_editor_toolbar_size_allocate;

  command_signal = g_signal_new ("command", IGNY_TYPE_EDITOR_TOOLBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "editortoolbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
create_block (IgnyEditorToolbar *self)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    gtk_string_list_append (list, _ (blocks[i].label));
  self->block = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_widget_add_css_class (self->block, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->block), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kind of paragraph"), -1);
  g_signal_connect_object (self->block, "notify::selected", G_CALLBACK (block_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->block, GTK_WIDGET (self));
}

static GtkWidget *
create_button (IgnyEditorToolbar *self,
               const Tool        *tool)
{
  g_autofree char *action = g_strconcat ("editor.", tool->action, NULL);
  GtkWidget       *button;

  if (g_str_equal (tool->action, "link"))
    {
      button = gtk_menu_button_new ();
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), tool->icon_name);
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->link);
      return button;
    }
  button = tool->toggle ? gtk_toggle_button_new () : gtk_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (button), tool->icon_name);
  gtk_widget_set_focus_on_click (button, FALSE);
  if (g_str_equal (tool->action, "run"))
    g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_DEFAULT);
  else
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
create_buttons (IgnyEditorToolbar *self)
{
  for (guint i = 0; i < N_TOOLS; i++)
    {
      GtkWidget *button = create_button (self, &tools[i]);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _ (tools[i].label));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (tools[i].label), -1);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      self->buttons[i] = button;
    }
}

static void
create_more (IgnyEditorToolbar *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();

  for (guint i = N_KEPT; i < N_TOOLS; i++)
    {
      g_autofree char *action = g_strconcat ("editor.", tools[i].action, NULL);
      g_autoptr(GMenuItem) item = g_menu_item_new (_ (tools[i].label), NULL);

      if (g_str_equal (tools[i].action, "run"))
        g_menu_item_set_action_and_target (item, action, "u", (guint) tools[i].command);
      else
        g_menu_item_set_action_and_target_value (item, action, NULL);
      g_menu_append_item (menu, item);
    }
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_tooltip_text (self->more, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More"), -1);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

static void
igny_editor_toolbar_init (IgnyEditorToolbar *self)
{
  self->link = igny_editor_link_new ();
  g_signal_connect_object (self->link, "address", G_CALLBACK (link_cb), self, G_CONNECT_SWAPPED);
  create_block (self);
  create_buttons (self);
  create_more (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Formatting"), -1);
}

GtkWidget *
igny_editor_toolbar_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_TOOLBAR, NULL);
}

static void
set_toggle (IgnyEditorToolbar *self,
            IgnyEditorCommand  command,
            gboolean           active)
{
  for (guint i = 0; i < N_TOOLS; i++)
    if (tools[i].toggle && g_str_equal (tools[i].action, "run") && tools[i].command == command)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), active);
}

void
igny_editor_toolbar_set_caret (IgnyEditorToolbar     *self,
                               const IgnyEditorCaret *caret)
{
  guint block = 0;

  g_return_if_fail (IGNY_IS_EDITOR_TOOLBAR (self));
  g_return_if_fail (caret != NULL);

  self->updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (g_str_equal (blocks[i].name, caret->block))
      block = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->block), block);
  set_toggle (self, IGNY_EDITOR_COMMAND_BOLD, caret->bold);
  set_toggle (self, IGNY_EDITOR_COMMAND_ITALIC, caret->italic);
  set_toggle (self, IGNY_EDITOR_COMMAND_BULLETS, caret->bullets);
  set_toggle (self, IGNY_EDITOR_COMMAND_NUMBERS, caret->numbers);
  set_toggle (self, IGNY_EDITOR_COMMAND_QUOTE, caret->quote);
  igny_editor_link_set_address (IGNY_EDITOR_LINK (self->link), caret->href);
  self->updating = FALSE;
}

void
igny_editor_toolbar_ask_link (IgnyEditorToolbar *self)
{
  g_return_if_fail (IGNY_IS_EDITOR_TOOLBAR (self));

  gtk_popover_popup (GTK_POPOVER (self->link));
}
