/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows that the editor opens: versions, pictures and rewriting. */
#include "editor-stage.h"

#include <adwaita.h>

#include "igny-article-maker.h"
#include "igny-diff.h"
#include "igny-editor-compare.h"
#include "igny-editor-picture.h"
#include "igny-editor-rewrite.h"
#include "igny-editor-versions.h"
#include "igny-settings.h"
#include "igny-test-server.h"

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GListStore **) user_data = igny_editor_compare_finish (result, NULL, NULL);
}

/* A word in the midst of a long article is one pair, found at once. */
static void
test_compare (void)
{
  g_autofree char *before = igny_article_maker_make (2, 10000);
  g_autofree char *middle = g_strdup_printf ("%s<p>One boot is dry.</p>", before);
  g_autofree char *after = g_strdup_printf ("%s<p>One shoe is dry.</p><p>New.</p>", before);
  g_autoptr(GListStore) pairs = NULL;
  g_autoptr(IgnyEditorPair) changed = NULL;
  g_autoptr(IgnyEditorPair) added = NULL;
  gint64 start = g_get_monotonic_time ();

  igny_editor_compare_async (middle, after, NULL, count_cb, &pairs);
  while (pairs == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("10,000 words: %.0f ms", (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pairs)), ==, 4);
  changed = g_list_model_get_item (G_LIST_MODEL (pairs), 2);
  added = g_list_model_get_item (G_LIST_MODEL (pairs), 3);
  g_assert_cmpint (changed->kind, ==, IGNY_EDITOR_PAIR_CHANGED);
  g_assert_cmpstr (changed->before, ==, "One boot is dry.");
  g_assert_cmpuint (changed->removed->len, ==, 1);
  g_assert_cmpuint (g_array_index (changed->removed, IgnyDiffRange, 0).start, ==, 4);
  g_assert_cmpuint (g_array_index (changed->removed, IgnyDiffRange, 0).end, ==, 8);
  g_assert_cmpint (added->kind, ==, IGNY_EDITOR_PAIR_ADDED);
  g_assert_cmpstr (added->after, ==, "New.");
}

static GtkWidget *
get_versions (void)
{
  return stage_find_window (IGNY_TYPE_EDITOR_VERSIONS);
}

static gboolean
is_in_versions (EditorStage *fixture,
                const char  *text)
{
  return get_versions () != NULL && stage_has_label (get_versions (), text);
}

static gboolean
are_versions_gone (EditorStage *fixture,
                   const char  *text)
{
  return get_versions () == NULL;
}

static void
test_versions (void)
{
  EditorStage fixture = { 0 };

  stage_set_up (&fixture, "<p>Dry boots.</p><h2>Why</h2><p>Feet blister when they are wet.</p>",
                FALSE);
  stage_focus_text (&fixture);
  stage_type_text (" Carry a second pair.");
  stage_press ("ctrl+shift+h");
  stage_wait_for (&fixture, stage_is_stored, "Carry a second pair.");
  stage_wait_for (&fixture, is_in_versions, "Feet blister when they are wet.");
  g_assert_true (is_in_versions (&fixture, "Feet blister when they are wet. Carry a second pair."));
  g_assert_true (is_in_versions (&fixture, "Edit “Best hiking boots"));
  stage_click (get_versions (), "_Restore");
  stage_wait_for (&fixture, are_versions_gone, "the window of the versions");
  stage_wait_for (&fixture, stage_is_gone_from_canvas, "Carry a second pair.");
  stage_press ("ctrl+s");
  stage_wait_for (&fixture, stage_is_said, "Saved");
  g_assert_false (stage_is_stored (&fixture, "Carry"));

  stage_press ("ctrl+shift+h");
  stage_wait_for (&fixture, is_in_versions, "Compared with the text as it is now");
  stage_press ("Escape");
  stage_wait_for (&fixture, are_versions_gone, "Escape");
  stage_tear_down (&fixture);
}

static GtkWidget *
get_picture_window (void)
{
  return stage_find_window (IGNY_TYPE_EDITOR_PICTURE);
}

static gboolean
is_in_picture_window (EditorStage *fixture,
                      const char  *text)
{
  return get_picture_window () != NULL && stage_has_label (get_picture_window (), text);
}

static gboolean
is_picture_window_gone (EditorStage *fixture,
                        const char  *text)
{
  return get_picture_window () == NULL;
}

static gboolean
can_insert (EditorStage *fixture,
            const char  *text)
{
  return get_picture_window () != NULL &&
         gtk_widget_get_sensitive (stage_find (get_picture_window (), ADW_TYPE_ACTION_ROW));
}

/* A file of the fixture's folder, as a person would have chosen it. */
static void
choose_file (EditorStage  *fixture,
             const guchar *bytes,
             gsize         size)
{
  g_autofree char *path = g_build_filename (fixture->data.folder, "boots.png", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, (const char *) bytes, (gssize) size, &error);
  g_assert_no_error (error);
  stage_press ("ctrl+alt+p");
  stage_wait_for (fixture, can_insert, "the window of the pictures");
  igny_editor_picture_set_file (IGNY_EDITOR_PICTURE (get_picture_window ()), file);
  stage_wait_ms (300);
}

/* text: how many of them. */
static gboolean
are_pictures_seen (EditorStage *fixture,
                   const char  *text)
{
  return stage_measure (fixture, "[...document.images].filter (i => i.naturalWidth === 40 &&"
                                 " i.naturalHeight === 20).length") == g_ascii_strtod (text, NULL);
}

/* A file of the computer, then the same picture of the article once more. */
static void
test_picture (void)
{
  EditorStage              fixture = { 0 };
  static const char *const base64 = /* 40 × 20 pixels */
      "iVBORw0KGgoAAAANSUhEUgAAACgAAAAUCAIAAABwJOjsAAAAJElEQVR42mOQqbs2IIhh1OJRi0ctHrV41OJR"
      "i0ctHrV45FgMAI6afj1u8kJtAAAAAElFTkSuQmCC";
  gsize              size = 0;
  g_autofree guchar *png = g_base64_decode (base64, &size);

  stage_set_up (&fixture, "<p>Alpha</p>", FALSE);
  stage_focus_text (&fixture);
  choose_file (&fixture, (const guchar *) "no picture", strlen ("no picture"));
  stage_click (get_picture_window (), "_Insert");
  stage_wait_for (&fixture, is_in_picture_window, "picture");
  stage_press ("Escape");
  stage_wait_for (&fixture, is_picture_window_gone, "Escape");

  stage_focus_text (&fixture);
  choose_file (&fixture, png, size);
  stage_type_text ("Boots & \"mud\"");
  stage_press ("Return");
  stage_wait_for (&fixture, is_picture_window_gone, "what is inserted");
  stage_wait_for (&fixture, stage_is_stored, "<p>Alpha</p><figure><img src=\"igny8-media:");
  g_assert_true (stage_is_stored (&fixture, "alt=\"Boots &amp; &quot;mud&quot;\"") ||
                 stage_is_stored (&fixture, "alt=\"Boots &amp; \"mud\"\""));
  stage_wait_for (&fixture, are_pictures_seen, "1");

  stage_focus_text (&fixture);
  stage_type_text ("Omega");
  stage_press ("ctrl+alt+p");
  stage_wait_for (&fixture, is_in_picture_window, "Boots & \"mud\"");
  stage_press ("Down");
  stage_click (get_picture_window (), "_Insert");
  stage_wait_for (&fixture, is_picture_window_gone, "the second one");
  stage_wait_for (&fixture, stage_is_stored, "<p>Omega</p><figure><img src=\"igny8-media:");
  stage_wait_for (&fixture, are_pictures_seen, "2");
  stage_tear_down (&fixture);
}

static GtkWidget *
get_rewrite (void)
{
  return stage_find_window (IGNY_TYPE_EDITOR_REWRITE);
}

static gboolean
is_in_rewrite (EditorStage *fixture,
               const char  *text)
{
  return get_rewrite () != NULL && stage_has_label (get_rewrite (), text);
}

static gboolean
is_rewrite_gone (EditorStage *fixture,
                 const char  *text)
{
  return get_rewrite () == NULL;
}

/* A model that has one answer; it counts the questions that are as they should be. */
static void
model_cb (const IgnyTestRequest *request,
          IgnyTestReply         *reply,
          gpointer               user_data)
{
  static const char answer[] =
      "{\"id\":\"x\",\"object\":\"chat.completion\",\"model\":\"luna\",\"choices\":[{\"index\":0,"
      "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
      "\"```html\\n<p>Dry boots <script>x</script>matter most.</p>\\n```\"}}],"
      "\"usage\":{\"prompt_tokens\":90,\"completion_tokens\":9,\"total_tokens\":99}}";
  static const char *const headers[] = { "Content-Type", "application/json", NULL };
  g_autofree char         *body = g_strndup (g_bytes_get_data (request->body, NULL),
                                             g_bytes_get_size (request->body));

  if (strstr (body, "Wet boots") != NULL && strstr (body, "more cheerful") != NULL)
    g_atomic_int_inc ((gint *) user_data);
  igny_test_server_reply (reply, 200, headers, answer);
}

static gboolean
set_model (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return igny_settings_set (step, "openai.base-url", data, error) &&
         igny_settings_set (step, "openai.model", "luna", error);
}

static void
choose_model (EditorStage    *fixture,
              IgnyTestServer *server)
{
  g_autofree char *url = igny_test_server_make_url (server, "/v1");
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->data.store, IGNY_STEP_SYSTEM, "A model", set_model, url, NULL, &error);
  g_assert_no_error (error);
}

static void
ask_for_rewrite (EditorStage *fixture)
{
  stage_press ("ctrl+alt+r");
  stage_wait_for (fixture, is_in_rewrite, "Sent to luna at 127.0.0.1.");
  stage_type_text ("more cheerful");
  stage_press ("Return");
  stage_wait_for (fixture, is_in_rewrite, "Dry boots matter most.");
  g_assert_true (is_in_rewrite (fixture, "Wet boots are bad."));
  g_assert_true (stage_is_in_canvas (fixture, "<p>Wet boots are bad.</p>"));
}

/* It is said what it costs, shown what would change, and done or not. */
static void
test_rewrite (void)
{
  gint n_asked = 0;
  g_autoptr(IgnyTestServer) server = igny_test_server_new (model_cb, &n_asked, NULL, NULL);
  EditorStage fixture = { 0 };

  stage_set_up (&fixture, "<p>Wet boots are bad.</p><p>Omega</p>", FALSE);
  stage_focus_text (&fixture);
  stage_press ("ctrl+alt+r");
  stage_wait_for (&fixture, is_in_rewrite, "Select the words");
  stage_press ("Escape");
  stage_wait_for (&fixture, is_rewrite_gone, "Escape");

  stage_focus_text (&fixture);
  stage_press ("ctrl+Home");
  stage_press ("shift+End");
  stage_press ("ctrl+alt+r");
  stage_wait_for (&fixture, is_in_rewrite, "No model is chosen yet");
  stage_press ("Escape");
  stage_wait_for (&fixture, is_rewrite_gone, "Escape");
  g_assert_cmpint (g_atomic_int_get (&n_asked), ==, 0);

  choose_model (&fixture, server);
  ask_for_rewrite (&fixture);
  stage_press ("Escape");
  stage_wait_for (&fixture, is_rewrite_gone, "Escape");
  g_assert_true (stage_is_stored (&fixture, "<p>Wet boots are bad.</p>"));

  ask_for_rewrite (&fixture);
  g_assert_cmpint (g_atomic_int_get (&n_asked), ==, 2);
  stage_click (get_rewrite (), "_Accept");
  stage_wait_for (&fixture, stage_is_stored, "<p>Dry boots matter most.</p><p>Omega</p>");
  stage_focus_text (&fixture);
  stage_press ("ctrl+z");
  stage_wait_for (&fixture, stage_is_stored, "<p>Wet boots are bad.</p><p>Omega</p>");
  stage_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/editor/compare", test_compare);
  g_test_add_func ("/editor/versions", test_versions);
  g_test_add_func ("/editor/picture", test_picture);
  g_test_add_func ("/editor/rewrite", test_rewrite);
  return g_test_run ();
}
