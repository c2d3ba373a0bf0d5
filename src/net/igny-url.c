/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-url.h"

#include <curl/curl.h>
#include <string.h>

typedef char Part;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURLU, curl_url_cleanup)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, curl_free)

/* What curl says about bytes that are no address, without quoting them. */
static gboolean
check_part (CURLUcode code,
            GError  **error)
{
  if (code == CURLUE_OK)
    return TRUE;
  if (code == CURLUE_UNSUPPORTED_SCHEME)
    g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                 "read address: it has to begin with https:// or http://");
  else if (code == CURLUE_USER_NOT_ALLOWED)
    g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                 "read address: it must not hold a user name or a password");
  else
    g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                 "read address: %s", curl_url_strerror (code));
  return FALSE;
}

static char *
get_part (CURLU    *handle,
          CURLUPart part,
          guint     flags,
          GError  **error)
{
  g_autoptr (Part) value = NULL;

  if (!check_part (curl_url_get (handle, part, &value, flags), error))
    return NULL;
  return g_strdup (value);
}

static CURLU *
parse (const char *text,
       guint       flags,
       GError    **error)
{
  g_autoptr (CURLU) handle = curl_url ();
  g_autoptr (Part) scheme = NULL;

  if (strlen (text) > IGNY_URL_MAX_LENGTH || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED,
                   "read address: it is too long or not valid text");
      return NULL;
    }

  flags |= CURLU_DISALLOW_USER | CURLU_URLENCODE;
  if (!check_part (curl_url_set (handle, CURLUPART_URL, text, flags), error) ||
      !check_part (curl_url_get (handle, CURLUPART_SCHEME, &scheme, 0), error))
    return NULL;
  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    {
      check_part (CURLUE_UNSUPPORTED_SCHEME, error);
      return NULL;
    }

  return g_steal_pointer (&handle);
}

/* Two spellings of one host must compare equal, so the lower-case ASCII form
 * goes back into the handle. Not by libcurl's CURLU_PUNYCODE, which goes by the
 * locale. */
static gboolean
normalize_host (CURLU   *handle,
                GError **error)
{
  g_autofree char *host = get_part (handle, CURLUPART_HOST, 0, error);
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;

  if (host == NULL)
    return FALSE;
  ascii = host[0] == '[' ? g_strdup (host) : g_hostname_to_ascii (host);
  if (ascii == NULL)
    return check_part (CURLUE_BAD_HOSTNAME, error);
  lower = g_ascii_strdown (ascii, -1);
  return check_part (curl_url_set (handle, CURLUPART_HOST, lower, 0), error) &&
         check_part (curl_url_set (handle, CURLUPART_FRAGMENT, NULL, 0), error);
}

/* The whole address, in a form that reads as itself. A host that turns into a
 * number only when it is read again (“①27.1”) would get past every look at its
 * text, so it is refused. */
static char *
get_text (CURLU   *handle,
          GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (CURLU) fresh = NULL;

  if (!normalize_host (handle, error))
    return NULL;
  text = get_part (handle, CURLUPART_URL, CURLU_NO_DEFAULT_PORT, error);
  fresh = text != NULL ? parse (text, 0, error) : NULL;
  if (fresh == NULL || !normalize_host (fresh, error))
    return NULL;
  again = get_part (fresh, CURLUPART_URL, CURLU_NO_DEFAULT_PORT, error);
  if (again != NULL && !g_str_equal (text, again))
    check_part (CURLUE_BAD_HOSTNAME, error);
  return again != NULL && g_str_equal (text, again) ? g_steal_pointer (&text) : NULL;
}

/* Takes text and scheme. */
static IgnyUrl *
make_url (char       *text,
          char       *scheme,
          const char *host,
          const char *port)
{
  IgnyUrl *url = g_new0 (IgnyUrl, 1);

  url->text = text;
  url->scheme = scheme;
  url->host = host[0] == '[' ? g_strndup (host + 1, strlen (host) - 2) : g_strdup (host);
  url->port = (guint) g_ascii_strtoull (port, NULL, 10);
  url->place = g_strdup_printf ("%s:%u", host, url->port);
  url->secure = g_str_equal (scheme, "https");
  return url;
}

IgnyUrl *
igny_url_parse (const char *text,
                GError    **error)
{
  g_autoptr (CURLU) handle = NULL;
  g_autofree char *normal = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  handle = parse (text, 0, error);
  normal = handle != NULL ? get_text (handle, error) : NULL;
  if (normal == NULL)
    return NULL;
  scheme = get_part (handle, CURLUPART_SCHEME, 0, error);
  host = get_part (handle, CURLUPART_HOST, 0, error);
  port = get_part (handle, CURLUPART_PORT, CURLU_DEFAULT_PORT, error);
  if (scheme == NULL || host == NULL || port == NULL)
    return NULL;
  return make_url (g_steal_pointer (&normal), g_steal_pointer (&scheme), host, port);
}

void
igny_url_free (IgnyUrl *url)
{
  if (url == NULL)
    return;
  g_free (url->text);
  g_free (url->scheme);
  g_free (url->host);
  g_free (url->place);
  g_free (url);
}

char *
igny_url_from_typed (const char *text,
                     GError    **error)
{
  g_autofree char *trimmed = NULL;
  g_autoptr (CURLU) handle = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strstrip (g_strdup (text));
  handle = parse (trimmed, CURLU_DEFAULT_SCHEME, error);
  return handle != NULL ? get_text (handle, error) : NULL;
}

char *
igny_url_join (const char *base,
               const char *path,
               GError    **error)
{
  g_autoptr (CURLU) handle = NULL;
  g_autofree char *old = NULL;
  g_autofree char *joined = NULL;
  gsize            length;

  g_return_val_if_fail (base != NULL && path != NULL, NULL);

  handle = parse (base, 0, error);
  if (handle == NULL)
    return NULL;
  old = get_part (handle, CURLUPART_PATH, 0, error);
  if (old == NULL)
    return NULL;

  for (length = strlen (old); length > 0 && old[length - 1] == '/'; length--)
    ;
  while (path[0] == '/')
    path++;
  joined = g_strdup_printf ("%.*s/%s", (int) length, old, path);
  if (!check_part (curl_url_set (handle, CURLUPART_PATH, joined, 0), error))
    return NULL;
  return get_text (handle, error);
}

char *
igny_url_resolve (const char *base,
                  const char *reference,
                  GError    **error)
{
  g_autoptr (CURLU) handle = NULL;
  g_autofree char *joined = NULL;
  g_autoptr (CURLU) checked = NULL;

  g_return_val_if_fail (base != NULL && reference != NULL, NULL);

  handle = parse (base, 0, error);
  if (handle == NULL ||
      !check_part (curl_url_set (handle, CURLUPART_URL, reference,
                                 CURLU_DISALLOW_USER | CURLU_URLENCODE),
                   error))
    return NULL;
  joined = get_part (handle, CURLUPART_URL, 0, error);
  if (joined == NULL)
    return NULL;
  checked = parse (joined, 0, error);
  return checked != NULL ? get_text (checked, error) : NULL;
}

char *
igny_url_add_query (const char *url,
                    const char *name,
                    const char *value,
                    GError    **error)
{
  g_autoptr (CURLU) handle = NULL;
  g_autofree char *field = NULL;

  g_return_val_if_fail (url != NULL && name != NULL && value != NULL, NULL);

  handle = parse (url, 0, error);
  if (handle == NULL)
    return NULL;
  field = g_strdup_printf ("%s=%s", name, value);
  if (!check_part (curl_url_set (handle, CURLUPART_QUERY, field,
                                 CURLU_APPENDQUERY | CURLU_URLENCODE),
                   error))
    return NULL;
  return get_text (handle, error);
}

gboolean
igny_url_is_same_origin (const IgnyUrl *a,
                         const IgnyUrl *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_str_equal (a->scheme, b->scheme) && g_str_equal (a->host, b->host) &&
         a->port == b->port;
}

static gboolean
has_tail (const char        *host,
          const char *const *tails)
{
  g_autofree char *name = g_ascii_strdown (host, -1);

  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  for (guint i = 0; tails[i] != NULL; i++)
    {
      if (g_str_equal (name, tails[i] + 1) || g_str_has_suffix (name, tails[i]))
        return TRUE;
    }
  return FALSE;
}

gboolean
igny_url_is_loopback_host (const char *host)
{
  static const char *const tails[] = { ".localhost", NULL };
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return has_tail (host, tails);
}

gboolean
igny_url_is_private_host (const char *host)
{
  static const char *const tails[] = {
    ".localhost", ".local", ".lan", ".internal", ".home.arpa", NULL
  };
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return igny_url_is_private_address (address);
  return strchr (host, '.') == NULL || has_tail (host, tails);
}

static gboolean
is_private_ipv4 (const guint8 *bytes)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV4);

  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_site_local (address) ||
         g_inet_address_get_is_link_local (address) || g_inet_address_get_is_multicast (address) ||
         bytes[0] == 0 || bytes[0] >= 240 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
}

/* Forms of IPv6 that carry an IPv4 address: mapped and compatible (RFC 4291),
 * NAT64 (RFC 6052), 6to4 (RFC 3056). */
static const guint8 *
find_ipv4 (const guint8 *bytes)
{
  static const guint8 zeros[12] = { 0 };
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  static const guint8 nat64[12] = { 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0 };

  if (memcmp (bytes, zeros, 12) == 0 || memcmp (bytes, mapped, 12) == 0 ||
      memcmp (bytes, nat64, 12) == 0)
    return bytes + 12;
  if (bytes[0] == 0x20 && bytes[1] == 0x02)
    return bytes + 2;
  return NULL;
}

gboolean
igny_url_is_private_address (GInetAddress *address)
{
  const guint8 *bytes;
  const guint8 *inner;

  g_return_val_if_fail (G_IS_INET_ADDRESS (address), TRUE);

  bytes = g_inet_address_to_bytes (address);
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return is_private_ipv4 (bytes);

  inner = find_ipv4 (bytes);
  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address) ||
         g_inet_address_get_is_link_local (address) || g_inet_address_get_is_site_local (address) ||
         g_inet_address_get_is_multicast (address) || (bytes[0] & 0xfe) == 0xfc ||
         (inner != NULL && is_private_ipv4 (inner));
}
