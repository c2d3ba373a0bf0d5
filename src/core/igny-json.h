/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The one way in and out of JSON. Bytes from outside are checked against
 * RFC 8259 before json-glib sees them, because json-glib takes comments and
 * single quotes, aborts on half a surrogate pair, and overflows the stack on
 * deep nesting. All functions may be called on any thread. */

#define IGNY_JSON_MAX_SIZE (16 * 1024 * 1024)
#define IGNY_JSON_MAX_DEPTH 64

typedef enum
{
  IGNY_JSON_ERROR_INVALID,   /* not JSON; the message names the byte */
  IGNY_JSON_ERROR_TOO_LARGE, /* more than IGNY_JSON_MAX_SIZE bytes */
  IGNY_JSON_ERROR_TOO_DEEP,  /* more than IGNY_JSON_MAX_DEPTH open brackets */
} IgnyJsonError;

#define IGNY_JSON_ERROR (igny_json_error_quark ())

GQuark igny_json_error_quark (void);

/* Strict; a byte order mark in front is skipped. length in bytes, -1 when text
 * ends in NUL. Half a surrogate pair and \u0000 become U+FFFD; a whole number
 * beyond 64 bits becomes a floating one, an infinite one null. Of equal keys
 * the last one counts. Full ownership; errors are IGNY_JSON_ERROR. */
JsonNode *igny_json_parse (const char *text,
                           gssize      length,
                           GError    **error);

/* Spaces and line breaks only when pretty. Full ownership. */
char *igny_json_to_text (JsonNode *node,
                         gboolean  pretty);

/* The same for an object that stays the caller's. */
char *igny_json_object_to_text (JsonObject *object,
                                gboolean    pretty);

/* Views into a parsed text; borrowed, and NULL (or the fallback) when the
 * value is absent or of another type. They never warn, and take NULL, so that
 * they can be chained. */
JsonObject *igny_json_node_get_object (JsonNode *node);
JsonArray  *igny_json_node_get_array (JsonNode *node);
const char *igny_json_node_get_string (JsonNode   *node,
                                       const char *fallback);
/* A floating number counts when it is whole and fits. */
gint64 igny_json_node_get_int (JsonNode *node,
                               gint64    fallback);
/* A whole number counts too; never infinite. */
double   igny_json_node_get_double (JsonNode *node,
                                    double    fallback);
gboolean igny_json_node_get_bool (JsonNode *node,
                                  gboolean  fallback);

/* The same for a member of an object; null counts as absent. */
JsonNode   *igny_json_get_node (JsonObject *object,
                                const char *name);
JsonObject *igny_json_get_object (JsonObject *object,
                                  const char *name);
JsonArray  *igny_json_get_array (JsonObject *object,
                                 const char *name);
const char *igny_json_get_string (JsonObject *object,
                                  const char *name,
                                  const char *fallback);
gint64      igny_json_get_int (JsonObject *object,
                               const char *name,
                               gint64      fallback);
double      igny_json_get_double (JsonObject *object,
                                  const char *name,
                                  double      fallback);
gboolean    igny_json_get_bool (JsonObject *object,
                                const char *name,
                                gboolean    fallback);

/* The same for an element; 0 elements for NULL. */
guint       igny_json_array_get_length (JsonArray *array);
JsonNode   *igny_json_array_get_node (JsonArray *array,
                                      guint      index);
JsonObject *igny_json_array_get_object (JsonArray *array,
                                        guint      index);
const char *igny_json_array_get_string (JsonArray  *array,
                                        guint       index,
                                        const char *fallback);

G_END_DECLS
