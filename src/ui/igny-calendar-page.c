/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-calendar-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-calendar-data.h"
#include "igny-calendar-move.h"
#include "igny-calendar-view.h"
#include "igny-form-words.h"
#include "igny-refresher.h"

struct _IgnyCalendarPage
{
  GtkWidget parent_instance;

  IgnyWorkspace    *workspace;
  IgnyCalendarData *data;
  IgnyRefresher    *refresher;
  int               year; /* that is shown */
  int               month;
  gint64            focus; /* content that was moved and is to be seen */
  GtkWidget        *stack; /* "nothing", "month", "failure" */
  GtkWidget        *failure;
  GtkLabel         *title;
  GtkWidget        *view;
  GtkWidget        *wishes; /* button of what has no time yet */
  GtkWidget        *wish_list;
  GtkLabel         *hint;
};

G_DEFINE_FINAL_TYPE (IgnyCalendarPage, igny_calendar_page, GTK_TYPE_WIDGET)

static gint64
get_now (IgnyCalendarPage *self)
{
  return igny_env_now_ms (igny_workspace_get_env (self->workspace));
}

/* The first day that is shown, in a zone. Full ownership. */
static GDateTime *
get_first (IgnyCalendarPage *self,
           GTimeZone        *zone,
           int              *n_weeks)
{
  g_autoptr(GDateTime) month = g_date_time_new (zone, self->year, self->month, 1, 0, 0, 0);

  return igny_calendar_data_get_first (month, igny_calendar_data_get_weekday (), n_weeks);
}

/* --- what is shown -------------------------------------------------------------------- */

static void
show_title (IgnyCalendarPage *self)
{
  g_autoptr(GDateTime) month = g_date_time_new_utc (self->year, self->month, 1, 0, 0, 0);
  /* Translators: a month and its year, as in “November 2024”. */
  g_autofree char *text = g_date_time_format (month, _("%OB %Y"));

  gtk_label_set_label (self->title, text);
}

static GtkWidget *
create_wish (const IgnyCalendarWish *wish)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *label = gtk_label_new (wish->title);
  GtkWidget       *button = gtk_button_new_with_label (_("Plan"));
  g_autofree char *spoken = g_strdup_printf (_("Plan “%s”"), wish->title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (button, _("Plan for the next free time"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", wish->row);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "calendar.free");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static void
show_wishes (IgnyCalendarPage *self)
{
  GPtrArray       *wishes = self->data->wishes;
  g_autofree char *words = NULL;
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (self->wish_list)) != NULL)
    gtk_box_remove (GTK_BOX (self->wish_list), child);
  for (guint i = 0; i < wishes->len; i++)
    gtk_box_append (GTK_BOX (self->wish_list), create_wish (wishes->pdata[i]));
  words = g_strdup_printf (ngettext ("%u to Plan", "%u to Plan", wishes->len), wishes->len);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->wishes), words);
  gtk_widget_set_visible (self->wishes, wishes->len > 0);
}

static const char *
get_hint (IgnyCalendarPage *self)
{
  if (self->data->scope.site == 0)
    return _("Choose one site to see its free times");
  if (self->data->places->len == 0 && self->data->until > self->data->now)
    return _("No free times this month: days, times and limits are in Settings");
  return _("Drag a text to another day, or move it with Alt and the arrow keys");
}

static void
show_data (IgnyCalendarPage *self)
{
  int n_weeks;
  g_autoptr(GDateTime) first = get_first (self, self->data->zone, &n_weeks);
  g_autoptr(GDateTime) month = g_date_time_new (self->data->zone, self->year, self->month, 1, 0, 0,
                                                 0);

  show_wishes (self);
  gtk_label_set_label (self->hint, get_hint (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "month");
  igny_calendar_view_set_data (IGNY_CALENDAR_VIEW (self->view), self->data, first, n_weeks, month,
                               self->focus);
  self->focus = 0;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyCalendarPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  gpointer         data = NULL;
  gboolean         good = igny_store_finish (IGNY_STORE (source), result, &data, &error);

  if (self->refresher == NULL || !igny_refresher_finish (self->refresher) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (good)
    {
      g_clear_pointer (&self->data, igny_calendar_data_unref);
      self->data = igny_calendar_data_ref (data);
      show_data (self);
      return;
    }
  words = igny_form_words_from_message (error->message);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->failure), words);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "failure");
}

/* A day more on both sides: the site may be in another zone. */
static void
load (GtkWidget    *widget,
      GCancellable *cancellable)
{
  IgnyCalendarPage *self = IGNY_CALENDAR_PAGE (widget);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  int n_weeks;
  g_autoptr(GDateTime) first = get_first (self, zone, &n_weeks);
  g_autoptr(GDateTime) from = g_date_time_add_days (first, -1);
  g_autoptr(GDateTime) until = g_date_time_add_days (first, n_weeks * 7 + 1);
  IgnyScope         scope = igny_workspace_get_scope (self->workspace);
  IgnyCalendarData *data;

  data = igny_calendar_data_new (&scope, g_date_time_to_unix (from) * 1000,
                                 g_date_time_to_unix (until) * 1000, get_now (self));
  igny_store_read_async (igny_workspace_get_store (self->workspace), igny_calendar_data_read, data,
                         (GDestroyNotify) igny_calendar_data_unref, cancellable, loaded_cb,
                         g_object_ref (self));
}

/* --- what is done --------------------------------------------------------------------- */

static void
turn_to (IgnyCalendarPage *self,
         int               year,
         int               month)
{
  self->year = CLAMP (year, 1971, 9998);
  self->month = month;
  show_title (self);
  igny_refresher_ask (self->refresher);
}

static void
turn_to_time (IgnyCalendarPage *self,
              gint64            at,
              GTimeZone        *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr(GDateTime) time = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  if (time != NULL)
    turn_to (self, g_date_time_get_year (time), g_date_time_get_month (time));
}

static void
turn_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyCalendarPage *self = IGNY_CALENDAR_PAGE (widget);
  int               months = self->year * 12 + self->month - 1;

  months += g_variant_get_int32 (parameter);
  turn_to (self, months / 12, months % 12 + 1);
}

static void
today_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  IgnyCalendarPage *self = IGNY_CALENDAR_PAGE (widget);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  turn_to_time (self, get_now (self), zone);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  igny_refresher_ask (IGNY_CALENDAR_PAGE (widget)->refresher);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  igny_workspace_edit (IGNY_CALENDAR_PAGE (widget)->workspace, g_variant_get_int64 (parameter));
}

/* Shows the month in which it will be, too. */
static void
move (IgnyCalendarPage *self,
      gint64            content,
      gint64            at)
{
  int n_weeks;
  g_autoptr(GDateTime) first = get_first (self, self->data->zone, &n_weeks);
  gint64 from = g_date_time_to_unix (first) * 1000;

  self->focus = content;
  igny_calendar_move (self->workspace, IGNY_CALENDAR_TO_TIME, content, at, self->data->zone);
  if (at < from || at >= igny_calendar_data_add_days (self->data, from, n_weeks * 7))
    turn_to_time (self, at, self->data->zone);
}

static void
shift_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  IgnyCalendarPage      *self = IGNY_CALENDAR_PAGE (widget);
  const IgnyPlannedPost *post;
  gint64                 content;
  int                    days;

  g_variant_get (parameter, "(xi)", &content, &days);
  post = self->data != NULL ? igny_calendar_data_find (self->data, content) : NULL;
  if (post != NULL)
    move (self, content, igny_calendar_data_add_days (self->data, post->at, days));
}

static void
to_day_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IgnyCalendarPage      *self = IGNY_CALENDAR_PAGE (widget);
  const IgnyPlannedPost *post;
  g_autoptr(GDateTime) first = NULL;
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) time = NULL;
  g_autoptr(GDateTime) day = NULL;
  gint64 content;
  int    n;
  int    n_weeks;

  g_variant_get (parameter, "(xi)", &content, &n);
  post = self->data != NULL ? igny_calendar_data_find (self->data, content) : NULL;
  if (post == NULL)
    return;
  first = get_first (self, self->data->zone, &n_weeks);
  utc = g_date_time_new_from_unix_utc (post->at / 1000);
  time = g_date_time_to_timezone (utc, self->data->zone);
  day = g_date_time_new (self->data->zone, g_date_time_get_year (time),
                         g_date_time_get_month (time), g_date_time_get_day_of_month (time), 0, 0,
                         0);
  /* Whole days by the middle of them: some have 23 hours. */
  n -= (int) ((g_date_time_to_unix (day) - g_date_time_to_unix (first) + 43200) / 86400);
  if (n != 0)
    move (self, content, igny_calendar_data_add_days (self->data, post->at, n));
}

static void
to_time_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  IgnyCalendarPage *self = IGNY_CALENDAR_PAGE (widget);
  gint64            content;
  gint64            at;

  g_variant_get (parameter, "(xx)", &content, &at);
  if (self->data != NULL)
    move (self, content, at);
}

static void
other_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  IgnyCalendarPage *self = IGNY_CALENDAR_PAGE (widget);
  gint64            content = g_variant_get_int64 (parameter);
  gboolean          off = g_str_equal (name, "calendar.clear");

  if (self->data == NULL)
    return;
  self->focus = off ? 0 : content;
  igny_calendar_move (self->workspace, off ? IGNY_CALENDAR_OFF : IGNY_CALENDAR_TO_FREE, content, 0,
                      self->data->zone);
}

/* --- the widget ----------------------------------------------------------------------- */

static void
igny_calendar_page_dispose (GObject *object)
{
  IgnyCalendarPage *self = IGNY_CALENDAR_PAGE (object);

  g_clear_object (&self->refresher);
  g_clear_pointer (&self->data, igny_calendar_data_unref);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_weak_pointer (&self->workspace);

  G_OBJECT_CLASS (igny_calendar_page_parent_class)->dispose (object);
}

static void
igny_calendar_page_class_init (IgnyCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_calendar_page_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "calendar.turn", "i", turn_action);
  gtk_widget_class_install_action (widget_class, "calendar.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "calendar.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "calendar.open", "x", open_action);
  gtk_widget_class_install_action (widget_class, "calendar.shift", "(xi)", shift_action);
  gtk_widget_class_install_action (widget_class, "calendar.to-day", "(xi)", to_day_action);
  gtk_widget_class_install_action (widget_class, "calendar.to-time", "(xx)", to_time_action);
  gtk_widget_class_install_action (widget_class, "calendar.free", "x", other_action);
  gtk_widget_class_install_action (widget_class, "calendar.clear", "x", other_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "calendar.turn", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "calendar.turn", "i", 1);
}

static void
append_turn (GtkWidget  *box,
             const char *icon_name,
             const char *words,
             const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static void
create_wishes (IgnyCalendarPage *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->wish_list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->wish_list, "calendar-wishes");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->wish_list);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  self->wishes = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->wishes), popover);
  gtk_widget_set_tooltip_text (self->wishes, _("Approved contents without a time"));
}

static GtkWidget *
create_tools (IgnyCalendarPage *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *turns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *today = gtk_button_new_with_mnemonic (_("_Today"));

  gtk_widget_add_css_class (turns, "linked");
  append_turn (turns, "go-previous-symbolic", _("Previous Month"), "calendar.turn(-1)");
  append_turn (turns, "go-next-symbolic", _("Next Month"), "calendar.turn(1)");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (today), "calendar.today");
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-4");
  create_wishes (self);
  gtk_widget_add_css_class (tools, "table-tools");
  gtk_box_append (GTK_BOX (tools), turns);
  gtk_box_append (GTK_BOX (tools), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (tools), self->wishes);
  gtk_box_append (GTK_BOX (tools), today);
  return tools;
}

static GtkWidget *
create_month (IgnyCalendarPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = igny_calendar_view_new ();
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "table-footer");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "view");
  gtk_box_append (GTK_BOX (box), create_tools (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  return box;
}

static GtkWidget *
create_failure (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Try Again"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("The Calendar Cannot Be Shown"));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "calendar.reload");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static void
igny_calendar_page_init (IgnyCalendarPage *self)
{
  self->stack = gtk_stack_new ();
  self->failure = create_failure ();
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                       "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), create_month (self), "month");
  gtk_stack_add_named (GTK_STACK (self->stack), self->failure, "failure");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
igny_calendar_page_new (IgnyWorkspace *workspace)
{
  IgnyCalendarPage *self;
  g_autoptr(GTimeZone) zone = NULL;

  g_return_val_if_fail (IGNY_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (IGNY_TYPE_CALENDAR_PAGE, NULL);
  g_set_weak_pointer (&self->workspace, workspace);
  self->refresher = igny_refresher_new (GTK_WIDGET (self), igny_workspace_get_store (workspace),
                                        load);
  zone = g_time_zone_new_local ();
  turn_to_time (self, get_now (self), zone);
  g_signal_connect_object (workspace, "scope-changed", G_CALLBACK (igny_refresher_ask),
                           self->refresher, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
