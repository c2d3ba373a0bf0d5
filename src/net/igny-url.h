/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http.h"

G_BEGIN_DECLS

#define IGNY_URL_MAX_LENGTH 8192

/* An http or https address as it will be asked for. Errors of this file are
 * IGNY_HTTP_ERROR_REFUSED and never quote the path or the query, which may hold
 * a secret. Any thread. */
typedef struct
{
  char    *text;   /* all of it: lower-case host in punycode, no default port, no fragment */
  char    *scheme; /* "http" or "https" */
  char    *host;   /* lower case, an IPv6 address without its brackets */
  char    *place;  /* "example.com:443", for messages */
  guint    port;
  gboolean secure; /* https */
} IgnyUrl;

/* Refuses other schemes, userinfo, control characters and more than
 * IGNY_URL_MAX_LENGTH bytes. */
IgnyUrl *igny_url_parse (const char *text,
                         GError    **error);
void     igny_url_free (IgnyUrl *url);

/* As a person types it: white space around it goes, https is assumed. */
char *igny_url_from_typed (const char *text,
                           GError    **error);
/* The two with exactly one slash between them; the base's query is kept. */
char *igny_url_join (const char *base,
                     const char *path,
                     GError    **error);
/* A reference as found in a page or a header at base; RFC 3986, section 5. */
char *igny_url_resolve (const char *base,
                        const char *reference,
                        GError    **error);
/* Appends name=value, percent-encoded, after ? or &, whichever fits. */
char *igny_url_add_query (const char *url,
                          const char *name,
                          const char *value,
                          GError    **error);

/* Scheme, host and port are equal (RFC 6454). */
gboolean igny_url_is_same_origin (const IgnyUrl *a,
                                  const IgnyUrl *b);
/* localhost, names below it, 127.0.0.0/8 and ::1; goes by the text alone. */
gboolean igny_url_is_loopback_host (const char *host);
/* Loopback, a private or link-local address, or a name that only a local
 * network knows (no dot, .local, .lan, .internal, .home.arpa). Text alone. */
gboolean igny_url_is_private_host (const char *host);
/* No address of the public network: also multicast, "any", 0/8, 100.64/10,
 * fc00::/7, and IPv6 forms that hold such an IPv4 address. */
gboolean igny_url_is_private_address (GInetAddress *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyUrl, igny_url_free)

G_END_DECLS
