/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-optimize-dialog.h"

#include <glib/gi18n.h>

#include "igny-escape.h"
#include "igny-proposal-row.h"

#define WIDTH 680
#define HEIGHT 680

typedef struct
{
  IgnyWorkspace *workspace;
  gint64         content;
  GtkWidget     *window; /* keeps this */
  GtkWidget     *title;
  GtkWidget     *stack;
  GtkWidget     *list;
  GtkWidget     *all;
  GtkWidget     *apply;
  GPtrArray     *rows; /* of IgnyProposalRow */
  gboolean       closed;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_object_unref (self->workspace);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static guint
count (Dialog         *self,
       IgnyChangeState state)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += igny_proposal_row_get_state (self->rows->pdata[i]) == state;
  return n;
}

static void
show_count (Dialog *self)
{
  guint            left = count (self, IGNY_CHANGE_OPEN);
  g_autofree char *words = NULL;

  words = g_strdup_printf (ngettext ("%u of %u change to decide on",
                                     "%u of %u changes to decide on", self->rows->len),
                           left, self->rows->len);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), words);
  gtk_widget_set_sensitive (self->apply, left < self->rows->len);
  gtk_widget_set_sensitive (self->all, count (self, IGNY_CHANGE_ACCEPTED) < self->rows->len);
}

static void
decided_row_cb (Dialog *self)
{
  show_count (self);
}

static char *
list_numbers (Dialog         *self,
              IgnyChangeState state)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (igny_proposal_row_get_state (self->rows->pdata[i]) == state)
      g_string_append_printf (text, "%s%u", text->len > 0 ? "," : "",
                              igny_proposal_row_get_number (self->rows->pdata[i]));
  return g_string_free (text, FALSE);
}

static void
tell_stale (IgnyWorkspace *workspace,
            guint          n)
{
  g_autoptr(GError) error = NULL;

  error = g_error_new (IGNY_INVALID, IGNY_INVALID_FIELD,
                       ngettext ("%u change does not fit any more, because the text was changed "
                                 "since; reject it, or optimize anew",
                                 "%u changes do not fit any more, because the text was changed "
                                 "since; reject them, or optimize anew",
                                 n),
                       n);
  igny_workspace_fail (workspace, _ ("Not All Changes Were Made"), error);
}

static void
decided_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  Dialog *self = g_object_get_data (G_OBJECT (window), "dialog");
  g_autoptr(IgnyWorkspace) workspace = g_object_ref (self->workspace);
  g_autoptr(GError) error = NULL;
  g_autofree char        *words = NULL;
  const IgnyWorkDecision *decision =
      igny_proposal_decide_finish (IGNY_STORE (object), result, &error);

  if (decision == NULL)
    {
      if (!self->closed)
        gtk_widget_set_sensitive (GTK_WIDGET (window), TRUE);
      igny_workspace_fail (workspace, _ ("The Changes Were Not Made"), error);
      return;
    }
  /* Translators: numbers of changes */
  words = g_strdup_printf (_ ("Accepted %u, rejected %u"), decision->accepted,
                              decision->rejected);
  igny_workspace_done (workspace, words);
  if (decision->stale > 0)
    tell_stale (workspace, decision->stale);
  if (!self->closed)
    gtk_window_destroy (window);
}

static void
apply_cb (Dialog *self)
{
  g_autofree char *accept = list_numbers (self, IGNY_CHANGE_ACCEPTED);
  g_autofree char *reject = list_numbers (self, IGNY_CHANGE_REJECTED);

  gtk_widget_set_sensitive (self->window, FALSE);
  igny_proposal_decide_async (igny_workspace_get_store (self->workspace), self->content, accept,
                              reject, decided_cb, g_object_ref (self->window));
}

static void
all_cb (Dialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    igny_proposal_row_set_state (self->rows->pdata[i], IGNY_CHANGE_ACCEPTED);
  gtk_widget_grab_focus (self->apply);
}

/* The focus goes on to the next change, and behind the last one to Apply. */
static void
decide_focused (Dialog         *self,
                IgnyChangeState state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, IGNY_TYPE_PROPOSAL_ROW) : NULL;
  guint      at = 0;

  if (row == NULL || !g_ptr_array_find (self->rows, row, &at))
    return;
  igny_proposal_row_set_state (IGNY_PROPOSAL_ROW (row), state);
  gtk_widget_grab_focus (at + 1 < self->rows->len ? self->rows->pdata[at + 1] : self->apply);
}

static gboolean
key_cb (Dialog         *self,
        guint           key,
        guint           code,
        GdkModifierType modifiers)
{
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_a)
    decide_focused (self, IGNY_CHANGE_ACCEPTED);
  else if (key == GDK_KEY_r)
    decide_focused (self, IGNY_CHANGE_REJECTED);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
add_row (Dialog                   *self,
         const IgnyProposedChange *change)
{
  GtkWidget *row = igny_proposal_row_new (change);

  g_signal_connect_swapped (row, "decided", G_CALLBACK (decided_row_cb), self);
  g_ptr_array_add (self->rows, row);
  gtk_box_append (GTK_BOX (self->list), row);
}

static void
show_nothing (Dialog     *self,
              const char *icon_name,
              const char *title,
              const char *text)
{
  GtkWidget       *page = adw_status_page_new ();
  g_autofree char *safe = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), safe);
  gtk_stack_add_child (GTK_STACK (self->stack), page);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
}

static void
show (Dialog             *self,
      const IgnyProposal *proposal)
{
  const char *title = _ ("Nothing to Decide On");
  const char *text = _ ("All that was proposed has been accepted or rejected.");

  if (proposal->changes->len == 0)
    {
      show_nothing (self, "object-select-symbolic", title, text);
      return;
    }
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), proposal->title);
  for (guint i = 0; i < proposal->changes->len; i++)
    add_row (self, proposal->changes->pdata[i]);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  show_count (self);
  gtk_widget_grab_focus (self->rows->pdata[0]);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  Dialog  *self = g_object_get_data (G_OBJECT (window), "dialog");
  gpointer proposal;
  g_autoptr(GError) error = NULL;

  if (self->closed)
    return;
  if (igny_store_finish (IGNY_STORE (object), result, &proposal, &error))
    show (self, proposal);
  else
    show_nothing (self, "dialog-error-symbolic", _ ("It Cannot Be Read"), error->message);
}

static void
closed_cb (Dialog *self)
{
  self->closed = TRUE;
  g_ptr_array_set_size (self->rows, 0);
}

static GtkWidget *
create_header (Dialog *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->title = adw_window_title_new (_ ("Proposed Changes"), NULL);
  self->all = gtk_button_new_with_mnemonic (_ ("Accept _All"));
  self->apply = gtk_button_new_with_mnemonic (_ ("A_pply"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_widget_set_sensitive (self->apply, FALSE);
  gtk_widget_set_sensitive (self->all, FALSE);
  g_signal_connect_swapped (self->all, "clicked", G_CALLBACK (all_cb), self);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_cb), self);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->all);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);
  return header;
}

static GtkWidget *
create_list (Dialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->list, "proposals");
  adw_clamp_set_child (ADW_CLAMP (clamp), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static void
build (Dialog *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  /* Empty for the moment that the reading takes. */
  gtk_stack_add_child (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_stack_add_named (GTK_STACK (self->stack), create_list (self), "list");
  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->window, keys);
  igny_escape_add (self->window);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (closed_cb), self);
}

void
igny_optimize_dialog_present (IgnyWorkspace *workspace,
                              gint64         content)
{
  const char *title = _ ("Proposed Changes");
  Dialog     *self;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && content > 0);

  self = g_new0 (Dialog, 1);
  self->workspace = g_object_ref (workspace);
  self->content = content;
  self->rows = g_ptr_array_new ();
  self->window = g_object_new (ADW_TYPE_WINDOW, "title", title, "modal", TRUE, "transient-for",
                               igny_workspace_get_window (workspace), "default-width", WIDTH,
                               "default-height", HEIGHT, "width-request", 340, NULL);
  g_object_set_data_full (G_OBJECT (self->window), "dialog", self, dialog_free);
  build (self);
  gtk_window_present (GTK_WINDOW (self->window));
  igny_store_read_async (igny_workspace_get_store (workspace), igny_proposal_read,
                         igny_proposal_new (content), (GDestroyNotify) igny_proposal_free, NULL,
                         read_cb, g_object_ref (self->window));
}
