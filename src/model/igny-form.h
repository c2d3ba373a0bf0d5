/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a text has to look like besides its length. */
typedef enum
{
  IGNY_FORM_ANY,
  IGNY_FORM_SLUG,         /* "hiking-boots" */
  IGNY_FORM_EMAIL,        /* one address, no name */
  IGNY_FORM_URL,          /* http or https, with a host, without a password */
  IGNY_FORM_ADDRESS,      /* the same, or the path "/boots" of the site */
  IGNY_FORM_DOMAIN,       /* a host name, or a URL */
  IGNY_FORM_COUNTRY,      /* two letters, ISO 3166-1 */
  IGNY_FORM_CURRENCY,     /* three letters, ISO 4217 */
  IGNY_FORM_TIMEZONE,     /* "Europe/Berlin" */
  IGNY_FORM_LIST,         /* "a, b": see igny-comma-list.h */
  IGNY_FORM_STRINGS,      /* JSON: [text] */
  IGNY_FORM_NUMBERS,      /* JSON: [number or null] */
  IGNY_FORM_TEXTS,        /* JSON: {name: text} */
  IGNY_FORM_OBJECT,       /* JSON: {…} */
  IGNY_FORM_OUTLINE,      /* JSON: [{"heading": text, …}] */
  IGNY_FORM_PROMPT_TYPES, /* JSON: [type of a prompt] */
  IGNY_FORM_DAYS,         /* JSON: ["mon" to "sun"] */
  IGNY_FORM_SLOTS,        /* JSON: ["09:00"] */
} IgnyForm;

/* NULL when text, which is not NULL, has the form, else what it must be: the
 * end of a sentence that begins with the name of the field. Untranslated,
 * static. Any thread. */
const char *igny_form_check (IgnyForm    form,
                             const char *text);

G_END_DECLS
