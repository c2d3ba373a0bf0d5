/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-web-page.h"

#include <string.h>

#include "igny-web-pictures.h"

#define RESOURCE "/com/igny8/Igny8/editor/igny-editor."
/* Nobody listens there, and if somebody did, nothing would be sent to it. */
#define NO_PROXY "http://0.0.0.0:1"

static char *
dup_resource (const char *ending)
{
  g_autofree char *path = g_strconcat (RESOURCE, ending, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static WebKitNetworkSession *
create_session (void)
{
  WebKitNetworkSession       *session = webkit_network_session_new_ephemeral ();
  WebKitNetworkProxySettings *proxy = webkit_network_proxy_settings_new (NO_PROXY, NULL);

  webkit_network_session_set_proxy_settings (session, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, proxy);
  webkit_network_proxy_settings_free (proxy);
  return session;
}

static WebKitSettings *
create_settings (void)
{
  return webkit_settings_new_with_settings (
      "enable-javascript", TRUE, "enable-javascript-markup", FALSE,
      "javascript-can-open-windows-automatically", FALSE, "javascript-can-access-clipboard", FALSE,
      "allow-modal-dialogs", FALSE, "enable-back-forward-navigation-gestures", FALSE,
      "enable-developer-extras", FALSE, "enable-html5-database", FALSE,
      "enable-html5-local-storage", FALSE,
      "enable-media", FALSE, "enable-mediasource", FALSE, "enable-media-stream", FALSE,
      "enable-webaudio", FALSE, "enable-webgl", FALSE, "enable-webrtc", FALSE,
      "enable-page-cache", FALSE, "enable-fullscreen", FALSE,
      "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER, NULL);
}

static WebKitUserContentManager *
create_content (void)
{
  WebKitUserContentManager *content = webkit_user_content_manager_new ();
  g_autofree char          *source = dup_resource ("js");
  WebKitUserScript         *script;

  script = webkit_user_script_new_for_world (source, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                             WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_END,
                                             IGNY_WEB_PAGE_WORLD, NULL, NULL);
  webkit_user_content_manager_add_script (content, script);
  webkit_user_script_unref (script);
  webkit_user_content_manager_register_script_message_handler (content, "igny8",
                                                               IGNY_WEB_PAGE_WORLD);
  return content;
}

/* Without a name there is no spell check. Those of which there is no dictionary
 * here are passed over. */
static void
set_spelling (WebKitWebContext *context)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) languages = NULL;

  for (const char *const *name = g_get_language_names (); *name != NULL; name++)
    if (strpbrk (*name, ".@") == NULL && g_ascii_strcasecmp (*name, "C") != 0)
      g_strv_builder_add (builder, *name);
  g_strv_builder_add (builder, "en_US");
  languages = g_strv_builder_end (builder);
  webkit_web_context_set_spell_checking_enabled (context, TRUE);
  webkit_web_context_set_spell_checking_languages (context, (const char *const *) languages);
}

static WebKitWebContext *
create_context (void)
{
  WebKitWebContext *context = webkit_web_context_new ();

  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  set_spelling (context);
  igny_web_pictures_register (context);
  return context;
}

/* The one navigation is the program's own, to a page without an address. */
static gboolean
decide_cb (WebKitWebView           *view,
           WebKitPolicyDecision    *decision,
           WebKitPolicyDecisionType type)
{
  WebKitNavigationAction *action;
  WebKitURIRequest       *request;

  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION)
    {
      action = webkit_navigation_policy_decision_get_navigation_action (
          WEBKIT_NAVIGATION_POLICY_DECISION (decision));
      request = webkit_navigation_action_get_request (action);
      if (!webkit_navigation_action_is_user_gesture (action) &&
          webkit_navigation_action_get_navigation_type (action) == WEBKIT_NAVIGATION_TYPE_OTHER &&
          g_str_equal (webkit_uri_request_get_uri (request), "about:blank"))
        return FALSE;
      webkit_policy_decision_ignore (decision);
      return TRUE;
    }
  webkit_policy_decision_ignore (decision);
  return TRUE;
}

static gboolean
permission_cb (WebKitWebView           *view,
               WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static gboolean
refuse_cb (void)
{
  return TRUE;
}

static gboolean
is_wanted (WebKitContextMenuAction action)
{
  static const WebKitContextMenuAction wanted[] = {
    WEBKIT_CONTEXT_MENU_ACTION_CUT,
    WEBKIT_CONTEXT_MENU_ACTION_COPY,
    WEBKIT_CONTEXT_MENU_ACTION_PASTE,
    WEBKIT_CONTEXT_MENU_ACTION_PASTE_AS_PLAIN_TEXT,
    WEBKIT_CONTEXT_MENU_ACTION_DELETE,
    WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL,
    WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD,
    WEBKIT_CONTEXT_MENU_ACTION_INSERT_EMOJI,
    WEBKIT_CONTEXT_MENU_ACTION_SPELLING_GUESS,
    WEBKIT_CONTEXT_MENU_ACTION_NO_GUESSES_FOUND,
    WEBKIT_CONTEXT_MENU_ACTION_IGNORE_SPELLING,
    WEBKIT_CONTEXT_MENU_ACTION_LEARN_SPELLING,
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (action == wanted[i])
      return TRUE;
  return FALSE;
}

static gboolean
menu_cb (WebKitWebView     *view,
         WebKitContextMenu *menu)
{
  g_autoptr(GList) items = g_list_copy (webkit_context_menu_get_items (menu));

  for (GList *l = items; l != NULL; l = l->next)
    if (!webkit_context_menu_item_is_separator (l->data) &&
        !is_wanted (webkit_context_menu_item_get_stock_action (l->data)))
      webkit_context_menu_remove (menu, l->data);
  return webkit_context_menu_get_n_items (menu) == 0;
}

WebKitWebView *
igny_web_page_new (void)
{
  g_autoptr(WebKitNetworkSession) session = create_session ();
  g_autoptr(WebKitSettings) settings = create_settings ();
  g_autoptr(WebKitUserContentManager) content = create_content ();
  g_autoptr(WebKitWebContext) context = create_context ();
  WebKitWebView *view;

  view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "network-session", session, "settings", settings,
                       "user-content-manager", content, "web-context", context, NULL);
  g_signal_connect (view, "decide-policy", G_CALLBACK (decide_cb), NULL);
  g_signal_connect (view, "permission-request", G_CALLBACK (permission_cb), NULL);
  g_signal_connect (view, "run-file-chooser", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect (view, "print", G_CALLBACK (refuse_cb), NULL);
  g_signal_connect (view, "context-menu", G_CALLBACK (menu_cb), NULL);
  return view;
}

void
igny_web_page_load (WebKitWebView *view,
                    const char    *label,
                    const char    *hint)
{
  g_autofree char *style = dup_resource ("css");
  g_autofree char *page = dup_resource ("html");
  g_autofree char *name = g_markup_escape_text (label, -1);
  g_autofree char *invitation = g_markup_escape_text (hint, -1);
  g_autoptr(GString) html = g_string_new (page);

  g_return_if_fail (WEBKIT_IS_WEB_VIEW (view));

  g_string_replace (html, "@STYLE@", style, 1);
  g_string_replace (html, "@LABEL@", name, 1);
  g_string_replace (html, "@HINT@", invitation, 1);
  webkit_web_view_load_html (view, html->str, NULL);
}
