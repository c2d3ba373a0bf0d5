/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <gio/gio.h>
#include <locale.h>
#include <stdio.h>

#include "igny-page.h"
#include "igny-program.h"
#include "igny-walk-actions.h"
#include "igny-walk-measure.h"
#include "igny-walk-window.h"

/* The program itself, told over its standard input what to show, a line each:
 *
 *   PLACE WIDTH light|dark ltr|rtl TEXT [PICTURE.png]
 *
 * PLACE is the id of a page, or an action that opens a window ("win.jobs"), TEXT how
 * large text is, in percent. It
 * answers "shown", waits for another line, measures what is shown, and answers
 * with a line "fault …" for all that is wrong and "done" at the end. "pages"
 * gives the ids of the pages; for the others see igny-walk-actions.h. walker.py
 * has the conversation. */

#define HEIGHT 900
#define DPI 96
#define STEP_MS 20 /* of waiting for a width, 50 times */
#define LINE_MAX_LENGTH 1000
#define MEASURED_AGAIN 3

typedef struct
{
  char *place;
  int   width;
  char *scheme;
  char *direction;
  int   text;
  char *picture; /* or NULL */
} Visit;

static GMutex     warned_lock;
static GPtrArray *warned; /* char *; since the visit began */

static GLogWriterOutput
log_writer (GLogLevelFlags   level,
            const GLogField *fields,
            gsize            n_fields,
            gpointer         user_data)
{
  if ((level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) != 0)
    {
      g_mutex_lock (&warned_lock);
      g_ptr_array_add (warned, g_log_writer_format_fields (level, fields, n_fields, FALSE));
      g_mutex_unlock (&warned_lock);
    }
  return g_log_writer_default (level, fields, n_fields, user_data);
}

static void
draw (GtkWidget  *window,
      const char *path)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (!gdk_texture_save_to_png (texture, path))
    g_warning ("cannot write %s", path);
}

/* Asked for again now and then: what a wide window shows may be too wide for a
 * narrow one, until it knows that it is narrow. */
static void
set_width (IgnyWindow *window,
           int         width)
{
  for (guint i = 0; i < 50 && gtk_widget_get_width (GTK_WIDGET (window)) != width; i++)
    {
      if (i % 10 == 0)
        gtk_window_set_default_size (GTK_WINDOW (window), width + (i == 0 ? 0 : 1), HEIGHT);
      if (i % 10 == 1)
        gtk_window_set_default_size (GTK_WINDOW (window), width, HEIGHT);
      igny_walk_pass (STEP_MS);
    }
}

static void
set_look (IgnyWindow  *window,
          const Visit *visit)
{
  gboolean dark = g_str_equal (visit->scheme, "dark");
  gboolean right = g_str_equal (visit->direction, "rtl");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_default_direction (right ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", DPI * PANGO_SCALE * visit->text / 100,
                NULL);
  set_width (window, visit->width);
}

static GtkWidget *
show (IgnyWindow  *window,
      const Visit *visit)
{
  GtkWidget *opened;

  igny_walk_close_opened (window);
  set_look (window, visit);
  if (strchr (visit->place, '.') == NULL)
    {
      igny_window_show_page (window, visit->place);
      igny_walk_settle (GTK_WIDGET (window));
      return GTK_WIDGET (window);
    }
  igny_walk_settle (GTK_WIDGET (window));
  gtk_widget_activate_action (GTK_WIDGET (window), visit->place, NULL);
  opened = igny_walk_wait_for_opened (window);
  if (opened != NULL)
    igny_walk_settle (opened);
  return opened;
}

static void
tell (const char *fault)
{
  g_autofree char *line = g_strdup (fault);

  g_strdelimit (line, "\n", ' ');
  printf ("fault %s\n", line);
}

static void
tell_width (IgnyWindow *window,
            int         wanted)
{
  int              width = gtk_widget_get_width (GTK_WIDGET (window));
  g_autofree char *wide = igny_walk_find_wide (GTK_WIDGET (window), wanted);

  printf ("fault the window is %d px wide and was to be %d, because of %s\n", width, wanted, wide);
}

static void
measure (IgnyWindow  *window,
         GtkWidget   *shown,
         const Visit *visit)
{
  g_autoptr(GPtrArray) faults = NULL;

  if (shown == NULL)
    {
      tell ("no window came");
      return;
    }
  if (gtk_widget_get_width (GTK_WIDGET (window)) != visit->width)
    tell_width (window, visit->width);
  faults = igny_walk_measure (shown);
  /* On a busy machine the frame that mends it is late. */
  for (guint i = 0; i < MEASURED_AGAIN && faults->len > 0; i++)
    {
      igny_walk_settle (shown);
      g_ptr_array_unref (faults);
      faults = igny_walk_measure (shown);
    }
  for (guint i = 0; i < faults->len; i++)
    tell (g_ptr_array_index (faults, i));
  if (visit->picture != NULL)
    draw (shown, visit->picture);
}

static void
tell_warnings (void)
{
  g_mutex_lock (&warned_lock);
  for (guint i = 0; i < warned->len; i++)
    tell (g_ptr_array_index (warned, i));
  g_ptr_array_set_size (warned, 0);
  g_mutex_unlock (&warned_lock);
}

static char *
read_line (void)
{
  char line[LINE_MAX_LENGTH];

  if (fgets (line, sizeof line, stdin) == NULL)
    return NULL;
  return g_strdup (g_strchomp (line));
}

/* While the other end reads the names over the accessibility bus, which asks the
 * main loop: so the line that ends it is waited for there. */
static gboolean
gone_on_cb (GIOChannel  *channel,
            GIOCondition condition,
            gpointer     user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_line (void)
{
  g_autoptr(GIOChannel) channel = g_io_channel_unix_new (0);
  gboolean there = FALSE;

  g_io_add_watch (channel, G_IO_IN | G_IO_HUP, gone_on_cb, &there);
  while (!there)
    g_main_context_iteration (NULL, TRUE);
}

static void
visit (IgnyWindow *window,
       char      **words)
{
  Visit            wanted = { words[0], atoi (words[1]), words[2], words[3], atoi (words[4]),
                              words[5] };
  GtkWidget       *shown = show (window, &wanted);
  g_autofree char *line = NULL;

  puts ("shown");
  wait_for_line ();
  line = read_line ();
  measure (window, shown, &wanted);
  tell_warnings ();
  puts ("done");
}

static void
answer (IgnyWindow *window,
        const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", -1);

  if (g_str_equal (words[0], "pages"))
    for (guint i = 0; igny_pages[i] != NULL; i++)
      printf ("%s%c", igny_pages[i]->id, igny_pages[i + 1] != NULL ? ' ' : '\n');
  else if (g_str_equal (words[0], "actions"))
    igny_walk_tell_actions (window);
  else if (g_str_equal (words[0], "palette"))
    igny_walk_tell_palette (window);
  else if (g_str_equal (words[0], "select"))
    igny_walk_select (window, words[1]);
  else if (g_str_equal (words[0], "do"))
    igny_walk_do (window, line + strlen ("do "));
  else if (g_strv_length (words) >= 5)
    visit (window, words);
}

static gboolean
serve_cb (gpointer user_data)
{
  IgnyWindow *window = igny_walk_wait_for_window ();

  igny_walk_settle (GTK_WIDGET (window));
  puts ("ready");
  for (;;)
    {
      g_autofree char *line = NULL;

      wait_for_line ();
      line = read_line ();
      if (line == NULL)
        break;
      answer (window, line);
    }
  igny_walk_close_opened (window);
  gtk_window_close (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static void
activated_cb (GApplication *app)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_idle_add (serve_cb, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(IgnyProgram) program = NULL;

  warned = g_ptr_array_new_with_free_func (g_free);
  g_log_set_writer_func (log_writer, NULL, NULL);
  setvbuf (stdout, NULL, _IOLBF, 0);
  setlocale (LC_ALL, "");
  g_set_application_name ("IGNY8");

  program = igny_program_new ();
  g_signal_connect_after (program, "activate", G_CALLBACK (activated_cb), NULL);
  return g_application_run (G_APPLICATION (program), argc, argv);
}
