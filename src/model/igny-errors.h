/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is wrong with which field, for a form and for JSON's "errors". A name
 * may have several messages; "" stands for the record as a whole. */
typedef struct _IgnyErrors IgnyErrors;

typedef enum
{
  IGNY_INVALID_FIELD, /* igny_errors_to_gerror made it: details are in the IgnyErrors */
} IgnyInvalid;

#define IGNY_INVALID (igny_invalid_quark ())

GQuark igny_invalid_quark (void);

IgnyErrors *igny_errors_new (void);
void        igny_errors_free (IgnyErrors *self);
void        igny_errors_add (IgnyErrors *self,
                             const char *field,
                             const char *format,
                             ...) G_GNUC_PRINTF (3, 4);
gboolean    igny_errors_is_empty (const IgnyErrors *self);
/* Field names in the order in which they went wrong; free with g_free. */
const char       **igny_errors_get_fields (const IgnyErrors *self);
const char *const *igny_errors_get_messages (const IgnyErrors *self,
                                             const char       *field);
/* All messages as one GError of IGNY_INVALID; FALSE always, TRUE if empty. */
gboolean igny_errors_to_gerror (const IgnyErrors *self,
                                GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyErrors, igny_errors_free)

G_END_DECLS
