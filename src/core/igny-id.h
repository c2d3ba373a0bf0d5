/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"

G_BEGIN_DECLS

#define IGNY_ID_TEXT_SIZE 37

/* A UUID as RFC 9562 lays it down, in its byte order. */
typedef struct
{
  guint8 bytes[16];
} IgnyId;

/* A version 7 UUID: 48 bits of env's time in ms, then random bits. Two ids of
 * one process ascend even within a millisecond. Any thread. */
IgnyId igny_id_new (const IgnyEnv *env);
/* Makes n of them: asking for random bytes once costs less than n times. */
void     igny_id_fill (const IgnyEnv *env,
                       IgnyId        *ids,
                       gsize          n);
gboolean igny_id_is_null (const IgnyId *id);
/* Lower case, with hyphens; text has room for IGNY_ID_TEXT_SIZE bytes. */
void     igny_id_to_text (const IgnyId *id,
                          char          text[IGNY_ID_TEXT_SIZE]);
gboolean igny_id_from_text (IgnyId     *id,
                            const char *text);

G_END_DECLS
