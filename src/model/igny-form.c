/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form.h"

#include <string.h>

#include "igny-ai-prompt.h"
#include "igny-json.h"

#define MAX_HOST 253
#define MAX_LABEL 63

typedef gboolean (*IsRight) (JsonNode *node);

static gboolean
is_slug (const char *text)
{
  return strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen (text) &&
         g_ascii_isalnum (text[0]) && text[strlen (text) - 1] != '-';
}

/* A label is of letters of any script, digits and inner hyphens. */
static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    if (*p != '-' && !g_unichar_isalnum (g_utf8_get_char (p)) &&
        !g_unichar_ismark (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
is_host (const char *text)
{
  g_auto(GStrv) labels = NULL;

  if (strlen (text) > MAX_HOST || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  labels = g_strsplit (text, ".", -1);
  for (guint i = 0; labels[i] != NULL; i++)
    if (!is_label (labels[i]))
      return FALSE;
  return labels[0] != NULL;
}

static gboolean
is_email (const char *text)
{
  const char      *at = strrchr (text, '@');
  g_autofree char *name = NULL;

  if (at == NULL || at == text || at - text > 64 || !is_host (at + 1))
    return FALSE;
  name = g_strndup (text, (gsize) (at - text));
  return strpbrk (name, " \t\r\n<>(),:;\"\\[]@") == NULL && name[0] != '.' &&
         strstr (name, "..") == NULL && !g_str_has_suffix (name, ".");
}

static gboolean
is_url (const char *text)
{
  g_autoptr(GUri) uri = NULL;

  if (strpbrk (text, " \t\r\n<>\"") != NULL)
    return FALSE;
  uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_HAS_PASSWORD, NULL);
  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         g_uri_get_password (uri) == NULL &&
         (g_str_equal (g_uri_get_scheme (uri), "http") ||
          g_str_equal (g_uri_get_scheme (uri), "https"));
}

static gboolean
is_address (const char *text)
{
  return (text[0] == '/' && strpbrk (text, " \t\r\n<>\"") == NULL) || is_url (text);
}

static gboolean
is_domain (const char *text)
{
  return is_host (text) || is_url (text);
}

static gboolean
is_letters (const char *text,
            gsize       n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalpha (text[i]))
      return FALSE;
  return text[n] == '\0';
}

static gboolean
is_country (const char *text)
{
  return is_letters (text, 2);
}

static gboolean
is_currency (const char *text)
{
  return is_letters (text, 3);
}

static gboolean
is_timezone (const char *text)
{
  g_autoptr(GTimeZone) zone = NULL;

  /* A name and no path, since it names a file. */
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("_+-/", *p) == NULL)
      return FALSE;
  zone = text[0] != '/' ? g_time_zone_new_identifier (text) : NULL;
  return zone != NULL;
}

static gboolean
is_list (const char *text)
{
  return strpbrk (text, "\r\n\t") == NULL;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node) ||
         (JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                           json_node_get_value_type (node) == G_TYPE_DOUBLE));
}

static gboolean
is_section (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) &&
         igny_json_get_string (json_node_get_object (node), "heading", NULL) != NULL;
}

static gboolean
is_prompt_type (JsonNode *node)
{
  const IgnyField *field = igny_entity_find_field (&igny_ai_prompt_entity, "prompt_type");

  return is_text (node) && igny_field_find_choice (field, json_node_get_string (node)) != NULL;
}

static gboolean
is_day (JsonNode *node)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };

  return is_text (node) && g_strv_contains (days, json_node_get_string (node));
}

static gboolean
is_slot (JsonNode *node)
{
  const char *text = is_text (node) ? json_node_get_string (node) : "";

  if (strlen (text) != 5 || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) ||
      text[2] != ':' || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return FALSE;
  return (text[0] - '0') * 10 + text[1] - '0' < 24 && text[3] < '6';
}

static gboolean
is_any (JsonNode *node)
{
  return node != NULL;
}

static gboolean
is_array_of (JsonNode *root,
             IsRight   right)
{
  JsonArray *array = igny_json_node_get_array (root);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!right (json_array_get_element (array, i)))
      return FALSE;
  return array != NULL;
}

static gboolean
is_object_of (JsonNode *root,
              IsRight   right)
{
  JsonObject    *object = igny_json_node_get_object (root);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  if (object == NULL)
    return FALSE;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    if (!right (node))
      return FALSE;
  return TRUE;
}

/* clang-format off */
static const struct
{
  gboolean  (*is_right) (const char *text); /* of a text, or */
  gboolean  (*is_json)  (JsonNode *root, IsRight right);
  IsRight     right;
  const char *remedy;
} forms[] = {
  [IGNY_FORM_SLUG]         = { is_slug,     NULL, NULL, "must be of small letters a to z, digits and hyphens, such as “hiking-boots”" },
  [IGNY_FORM_EMAIL]        = { is_email,    NULL, NULL, "must be an e-mail address such as “jane@example.com”" },
  [IGNY_FORM_URL]          = { is_url,      NULL, NULL, "must be an address such as “https://example.com”, without a password" },
  [IGNY_FORM_ADDRESS]      = { is_address,  NULL, NULL, "must be an address such as “https://example.com/boots”, or a path such as “/boots”" },
  [IGNY_FORM_DOMAIN]       = { is_domain,   NULL, NULL, "must be a domain such as “example.com”" },
  [IGNY_FORM_COUNTRY]      = { is_country,  NULL, NULL, "must be a country of two letters, such as “us”" },
  [IGNY_FORM_CURRENCY]     = { is_currency, NULL, NULL, "must be a currency of three letters, such as “USD”" },
  [IGNY_FORM_TIMEZONE]     = { is_timezone, NULL, NULL, "must be a time zone such as “Europe/Berlin”" },
  [IGNY_FORM_LIST]         = { is_list,     NULL, NULL, "must be one line, with commas between" },
  [IGNY_FORM_STRINGS]      = { NULL, is_array_of,  is_text,        "must be a JSON list of texts, such as [\"a\", \"b\"]" },
  [IGNY_FORM_NUMBERS]      = { NULL, is_array_of,  is_number,      "must be a JSON list of numbers, such as [1, null, 2]" },
  [IGNY_FORM_TEXTS]        = { NULL, is_object_of, is_text,        "must be a JSON object of texts, such as {\"a\": \"b\"}" },
  [IGNY_FORM_OBJECT]       = { NULL, is_object_of, is_any,         "must be a JSON object, such as {\"a\": 1}" },
  [IGNY_FORM_OUTLINE]      = { NULL, is_array_of,  is_section,     "must be a JSON list of sections, such as [{\"heading\": \"Sizes\"}]" },
  [IGNY_FORM_PROMPT_TYPES] = { NULL, is_array_of,  is_prompt_type, "must be a JSON list of types of prompts, such as [\"ideas\"]" },
  [IGNY_FORM_DAYS]         = { NULL, is_array_of,  is_day,         "must be a JSON list of days, such as [\"mon\", \"thu\"]" },
  [IGNY_FORM_SLOTS]        = { NULL, is_array_of,  is_slot,        "must be a JSON list of times of day, such as [\"09:00\"]" },
};
/* clang-format on */

const char *
igny_form_check (IgnyForm    form,
                 const char *text)
{
  g_autoptr(JsonNode) root = NULL;
  gboolean right;

  g_return_val_if_fail (form < G_N_ELEMENTS (forms) && text != NULL, NULL);

  if (form == IGNY_FORM_ANY)
    return NULL;
  if (forms[form].is_right != NULL)
    right = forms[form].is_right (text);
  else
    {
      root = igny_json_parse (text, -1, NULL);
      right = root != NULL && forms[form].is_json (root, forms[form].right);
    }
  return right ? NULL : forms[form].remedy;
}
