/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-oauth-loopback.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of a request; a code has some hundred characters. */
#define MAX_REQUEST 16384
#define REQUEST_SECONDS 10
/* Browsers ask for an icon too, and other programs knock at ports. */
#define MAX_VISITORS 64

struct _IgnyOauthLoopback
{
  GSocket *socket;
  char    *uri;
};

G_DEFINE_QUARK (igny - oauth - error - quark, igny_oauth_error)

static gboolean
listen_at (IgnyOauthLoopback *self,
           GError           **error)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) wanted = g_inet_socket_address_new (address, 0);
  g_autoptr(GSocketAddress) got = NULL;

  self->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (self->socket == NULL || !g_socket_bind (self->socket, wanted, FALSE, error) ||
      !g_socket_listen (self->socket, error))
    return FALSE;
  got = g_socket_get_local_address (self->socket, error);
  if (got == NULL)
    return FALSE;
  self->uri = g_strdup_printf ("http://127.0.0.1:%u/",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  return TRUE;
}

IgnyOauthLoopback *
igny_oauth_loopback_new (GError **error)
{
  g_autoptr(IgnyOauthLoopback) self = g_new0 (IgnyOauthLoopback, 1);

  if (listen_at (self, error))
    return g_steal_pointer (&self);
  g_prefix_error (error, "wait for the browser: ");
  return NULL;
}

void
igny_oauth_loopback_free (IgnyOauthLoopback *self)
{
  if (self == NULL)
    return;
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  g_free (self->uri);
  g_free (self);
}

const char *
igny_oauth_loopback_get_uri (IgnyOauthLoopback *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uri;
}

/* Up to the end of the head; NULL for what is no request. */
static char *
read_head (GSocket      *visitor,
           GCancellable *cancellable)
{
  g_autoptr(GString) head = g_string_new (NULL);
  char   buffer[2048];
  gssize n = 1;

  g_socket_set_timeout (visitor, REQUEST_SECONDS);
  while (n > 0 && head->len < MAX_REQUEST && strstr (head->str, "\r\n\r\n") == NULL)
    {
      n = g_socket_receive (visitor, buffer, sizeof buffer, cancellable, NULL);
      if (n > 0)
        g_string_append_len (head, buffer, n);
    }
  return strstr (head->str, "\r\n\r\n") != NULL ? g_strdup (head->str) : NULL;
}

static void
answer (GSocket      *visitor,
        const char   *status,
        const char   *message,
        GCancellable *cancellable)
{
  g_autofree char *page = g_strdup_printf (
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>IGNY8</title></head>"
      "<body style=\"font: 1.2em sans-serif; text-align: center; margin-top: 20vh\"><p>%s</p>"
      "</body></html>",
      message);
  g_autofree char *reply = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8"
                                            "\r\nContent-Length: %zu\r\nCache-Control: no-store\r\n"
                                            "Referrer-Policy: no-referrer\r\n"
                                            "Connection: close\r\n\r\n%s",
                                            status, strlen (page), page);
  gsize            length = strlen (reply);
  gsize            sent = 0;

  while (sent < length)
    {
      gssize n = g_socket_send (visitor, reply + sent, length - sent, cancellable, NULL);

      if (n <= 0)
        return;
      sent += (gsize) n;
    }
}

/* As long for a wrong one as for the right one. */
static gboolean
is_same (const char *one,
         const char *two)
{
  gsize length = strlen (one);
  guint differs = 0;

  if (length != strlen (two))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    differs |= (guint) (guchar) one[i] ^ (guchar) two[i];
  return differs == 0;
}

/* What a visitor brings: NULL without error for anything but an answer. */
static char *
read_answer (const char *head,
             const char *state,
             gboolean   *is_answer,
             GError    **error)
{
  g_auto(GStrv) words = g_strsplit (head, " ", 3);
  g_autoptr(GHashTable) query = NULL;
  const char *found;
  const char *code;

  *is_answer = FALSE;
  if (g_strv_length (words) < 3 || !g_str_equal (words[0], "GET") ||
      !g_str_has_prefix (words[1], "/?"))
    return NULL;
  query = g_uri_parse_params (words[1] + 2, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  found = query != NULL ? g_hash_table_lookup (query, "state") : NULL;
  if (found == NULL || !is_same (found, state))
    return NULL;
  *is_answer = TRUE;
  code = g_hash_table_lookup (query, "code");
  if (code != NULL && *code != '\0')
    return g_strdup (code);
  found = g_hash_table_lookup (query, "error");
  if (g_strcmp0 (found, "access_denied") == 0)
    g_set_error_literal (error, IGNY_OAUTH_ERROR, IGNY_OAUTH_ERROR_DENIED,
                         _ ("access was not allowed in the browser; try again, and allow it"));
  else
    g_set_error (error, IGNY_OAUTH_ERROR, IGNY_OAUTH_ERROR_FAILED,
                 _ ("the browser came back with “%s”; try again"), found != NULL ? found : "");
  return NULL;
}

static char *
serve (GSocket      *visitor,
       const char   *state,
       gboolean     *is_answer,
       GCancellable *cancellable,
       GError      **error)
{
  g_autofree char *head = read_head (visitor, cancellable);
  const char      *message;
  char            *code;

  *is_answer = FALSE;
  if (head == NULL)
    return NULL;
  code = read_answer (head, state, is_answer, error);
  message = code != NULL ? _ ("Done. You can close this page and go back to IGNY8.")
                         : *is_answer
      ? _ ("Access was not allowed. You can close this page.")
      : _ ("There is nothing here.");
  answer (visitor, *is_answer ? "200 OK" : "404 Not Found", message, cancellable);
  return code;
}

char *
igny_oauth_loopback_wait (IgnyOauthLoopback *self,
                          const char        *state,
                          guint              seconds,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (self != NULL && state != NULL, NULL);

  g_socket_set_timeout (self->socket, seconds);
  for (guint i = 0; i < MAX_VISITORS; i++)
    {
      g_autoptr(GSocket) visitor = g_socket_accept (self->socket, cancellable, &local);
      gboolean is_answer;
      char    *code;

      if (visitor == NULL && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        break;
      if (visitor == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      code = serve (visitor, state, &is_answer, cancellable, error);
      g_socket_close (visitor, NULL);
      if (is_answer)
        return code;
    }
  g_set_error_literal (error, IGNY_OAUTH_ERROR, IGNY_OAUTH_ERROR_FAILED,
                       _ ("nobody came back from the browser; try again"));
  return NULL;
}
