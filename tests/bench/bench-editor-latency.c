/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a key takes in the editor: from the event in the program to the web
 * process's next frame, in a long article, with all that listens to typing. */
#include <adwaita.h>
#include <webkit/webkit.h>

#include "bench-verdict.h"
#include "igny-article-maker.h"
#include "igny-editor-fixture.h"
#include "igny-editor.h"
#include "igny-html.h"

#define WORDS 10000
#define N_KEYS 240
#define KEY_MS "55"
#define ASKED_MS 30
#define PATIENCE_S 60
/* Behind the frame in which the key is seen; in the world of the page's script,
 * whose handler this uses. */
#define SCRIPT                                                                   \
  "const text = document.getElementById('text');"                                \
  "const host = window.webkit.messageHandlers.igny8;"                            \
  "const block = text.children[text.children.length >> 1];"                      \
  "block.scrollIntoView();"                                                      \
  "text.focus();"                                                                \
  "getSelection().collapse(block, 0);"                                           \
  "text.addEventListener('input', () => requestAnimationFrame(() => setTimeout(" \
  "  () => host.postMessage({ kind: 'frame', value: '' }), 0)));"

typedef struct
{
  IgnyEditorFixture data;
  WebKitWebView    *view;
  gint64            pressed[N_KEYS];
  double            taken[N_KEYS];
  guint             n_pressed;
  guint             n_taken;
} Bench;

static gboolean
pressed_cb (Bench *bench)
{
  if (bench->n_pressed < N_KEYS)
    bench->pressed[bench->n_pressed++] = g_get_monotonic_time ();
  return FALSE;
}

static void
message_cb (WebKitUserContentManager *content,
            JSCValue                 *message,
            Bench                    *bench)
{
  g_autoptr(JSCValue) kind = jsc_value_object_get_property (message, "kind");
  g_autofree char *word = jsc_value_to_string (kind);
  gint64           now = g_get_monotonic_time ();

  if (!g_str_equal (word, "frame") || bench->n_taken >= bench->n_pressed)
    return;
  bench->taken[bench->n_taken] = (double) (now - bench->pressed[bench->n_taken]) / 1000;
  bench->n_taken++;
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_ms (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  guint  timer = g_timeout_add (20, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static GtkWidget *
open_editor (Bench *bench)
{
  g_autofree char *html = igny_article_maker_make (0, WORDS);
  g_autofree char *safe = igny_html_sanitize (html, IGNY_HTML_FROM_SITE, NULL);
  GtkWidget       *window = adw_window_new ();
  GtkWidget       *editor;
  gint64           end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  igny_editor_fixture_init (&bench->data, safe, FALSE);
  editor = igny_editor_new (bench->data.store);
  adw_window_set_content (ADW_WINDOW (window), editor);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
  igny_editor_load (IGNY_EDITOR (editor), bench->data.content);
  while (bench->view == NULL && g_get_monotonic_time () < end)
    {
      wait_ms (100);
      bench->view = (WebKitWebView *) find (editor, WEBKIT_TYPE_WEB_VIEW);
    }
  wait_ms (3000);
  return window;
}

static void
type (Bench *bench)
{
  const char *argv[] = { "xdotool", "type", "--delay", KEY_MS, NULL, NULL };
  GString    *text = g_string_new (NULL);
  gint64      end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  g_autoptr(GError) error = NULL;
  g_autofree char *letters = NULL;

  for (guint i = 0; i < N_KEYS; i++)
    g_string_append_c (text, i % 6 == 5 ? ' ' : (char) ('a' + i % 26));
  letters = g_string_free (text, FALSE);
  argv[4] = letters;
  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  while (bench->n_taken < N_KEYS && g_get_monotonic_time () < end)
    wait_ms (100);
}

int
main (void)
{
  static Bench        bench;
  GtkWidget          *window;
  GtkEventController *keys = gtk_event_controller_key_new ();

  adw_init ();
  window = open_editor (&bench);
  if (bench.view == NULL)
    {
      g_print ("there is no page editor here\n");
      return 77;
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (pressed_cb), &bench);
  gtk_widget_add_controller (window, keys);
  g_signal_connect (webkit_web_view_get_user_content_manager (bench.view),
                    "script-message-received::igny8", G_CALLBACK (message_cb), &bench);
  gtk_widget_grab_focus (GTK_WIDGET (bench.view));
  webkit_web_view_evaluate_javascript (bench.view, SCRIPT, -1, "igny8", NULL, NULL, NULL, NULL);
  wait_ms (1000);
  type (&bench);
  if (bench.n_taken < N_KEYS)
    g_error ("%u of %u keys were seen, %u frames", bench.n_pressed, N_KEYS, bench.n_taken);
  bench_verdict ("key to the next frame, 10,000 words, p95",
                 bench_percentile (bench.taken, bench.n_taken, 0.95), ASKED_MS, "ms");
  g_print ("middle %.1f ms, longest %.1f ms\n", bench_median (bench.taken, bench.n_taken),
           bench.taken[bench.n_taken - 1]);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (100);
  igny_editor_fixture_clear (&bench.data);
  return bench_verdict_get_status ();
}
