/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles go into the editor and come out as they were, once they were made
 * safe: through the page, through the source, and from one to the other. */
#include <gtk/gtk.h>
#include <string.h>

#include "igny-article-maker.h"
#include "igny-editor-module.h"
#include "igny-editor-source.h"
#include "igny-html.h"

#define N_ARTICLES 200
#define N_WORDS 400
#define WORDPRESS "/usr/share/wordpress"

typedef struct
{
  IgnyEditorCanvas *page; /* NULL: WebKit cannot be had here */
  IgnyEditorCanvas *source;
  GtkWidget        *window;
  char             *html; /* what a canvas answered */
  gboolean          answered;
} Rig;

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Rig *rig = user_data;
  g_autoptr(GError) error = NULL;
  GtkWidget *page = igny_editor_module_create_finish (result, &error);

  rig->answered = TRUE;
  if (page != NULL)
    rig->page = IGNY_EDITOR_CANVAS (page);
  else
    g_test_message ("%s", error->message);
}

static void
wait_for_answer (Rig *rig)
{
  while (!rig->answered)
    g_main_context_iteration (NULL, TRUE);
  rig->answered = FALSE;
}

static void
rig_init (Rig *rig)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  igny_editor_module_create_async (NULL, created_cb, rig);
  wait_for_answer (rig);
  rig->window = gtk_window_new ();
  rig->source = IGNY_EDITOR_CANVAS (igny_editor_source_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (rig->source));
  if (rig->page != NULL)
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (rig->page));
  gtk_window_set_child (GTK_WINDOW (rig->window), box);
  gtk_window_present (GTK_WINDOW (rig->window));
}

static void
got_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  Rig *rig = user_data;
  g_autoptr(GError) error = NULL;

  rig->html = igny_editor_canvas_get_html_finish (IGNY_EDITOR_CANVAS (object), result, &error);
  g_assert_no_error (error);
  rig->answered = TRUE;
}

/* What comes out when html goes in. */
static char *
pass (Rig              *rig,
      IgnyEditorCanvas *canvas,
      const char       *html)
{
  igny_editor_canvas_set_html (canvas, html);
  igny_editor_canvas_get_html_async (canvas, NULL, got_cb, rig);
  wait_for_answer (rig);
  return g_steal_pointer (&rig->html);
}

static gboolean
rest_cb (gpointer user_data)
{
  ((Rig *) user_data)->answered = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until its page is there, a canvas gives back the very bytes that it was given;
 * a page writes this in other words. */
static void
wait_for_page (Rig *rig)
{
  g_autofree char *html = NULL;

  do
    {
      g_free (html);
      /* Behind all that WebKit has to do. */
      g_timeout_add_full (G_PRIORITY_LOW, 20, rest_cb, rig, NULL);
      wait_for_answer (rig);
      html = pass (rig, rig->page, "<hr/>");
    }
  while (g_str_equal (html, "<hr/>"));
}

static char *
clean (const char *html)
{
  g_autoptr(GError) error = NULL;
  char *safe = igny_html_sanitize (html, IGNY_HTML_FROM_SITE, &error);

  g_assert_no_error (error);
  return safe;
}

static void
assert_same (const char *name,
             const char *was,
             const char *is)
{
  gsize at = 0;

  if (g_str_equal (was, is))
    return;
  while (was[at] == is[at])
    at++;
  at = at > 60 ? at - 60 : 0;
  g_error ("%s: was “%.160s”, is “%.160s”", name, was + at, is + at);
}

/* The source gives back each byte; the page may write the same in other words,
 * which the sanitizer takes back. */
static void
check_article (Rig        *rig,
               const char *name,
               const char *html)
{
  g_autofree char *safe = clean (html);
  g_autofree char *source = pass (rig, rig->source, safe);
  g_autofree char *page = NULL;
  g_autofree char *again = NULL;
  g_autofree char *back = NULL;

  assert_same (name, safe, source);
  if (rig->page == NULL)
    return;
  page = pass (rig, rig->page, safe);
  again = clean (page);
  assert_same (name, safe, again);
  back = pass (rig, rig->source, again);
  assert_same (name, safe, back);
}

static void
test_made (gconstpointer data)
{
  Rig *rig = (gpointer) data;

  g_assert_cmpuint (N_ARTICLES, >=, 2 * igny_article_maker_count_blocks ());
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *name = g_strdup_printf ("article %u", i);
      g_autofree char *html = igny_article_maker_make (i, N_WORDS);

      check_article (rig, name, html);
    }
}

/* Without the PHP around it. */
static char *
dup_blocks (const char *php)
{
  GString    *html = g_string_new (NULL);
  const char *p = strstr (php, "<!-- wp:");

  while (p != NULL && *p != '\0')
    {
      const char *code = strstr (p, "<?php");
      const char *end;

      g_string_append_len (html, p, code != NULL ? code - p : (gssize) strlen (p));
      end = code != NULL ? strstr (code, "?>") : NULL;
      p = end != NULL ? end + 2 : NULL;
    }
  return g_string_free (html, FALSE);
}

static guint
check_folder (Rig        *rig,
              const char *folder)
{
  g_autofree char *path = g_build_filename (WORDPRESS, folder, NULL);
  g_autoptr(GDir) files = g_dir_open (path, 0, NULL);
  const char *name;
  guint       n = 0;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *php = NULL;
      g_autofree char *html = NULL;

      if (!g_file_get_contents (file, &php, NULL, NULL))
        continue;
      html = dup_blocks (php);
      if (*html == '\0')
        continue;
      check_article (rig, name, html);
      n++;
    }
  return n;
}

static void
test_wordpress (gconstpointer data)
{
  Rig  *rig = (gpointer) data;
  guint n = check_folder (rig, "wp-includes/block-patterns");

  n += check_folder (rig, "wp-content/themes/twentytwentythree/patterns");
  n += check_folder (rig, "wp-content/themes/twentytwentythree/parts");
  n += check_folder (rig, "wp-content/themes/twentytwentythree/templates");
  if (n == 0)
    g_test_skip ("WordPress is not installed");
  else
    g_test_message ("%u articles of WordPress", n);
}

int
main (int    argc,
      char **argv)
{
  Rig rig = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  rig_init (&rig);
  if (rig.page != NULL)
    wait_for_page (&rig);
  else
    g_test_message ("only the source is tried");
  g_test_add_data_func ("/editor/round-trip/made", &rig, test_made);
  g_test_add_data_func ("/editor/round-trip/wordpress", &rig, test_wordpress);
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (rig.window));
  return status;
}
