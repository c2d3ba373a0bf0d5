/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-id.h"

#include <string.h>

static GMutex  lock;
static guint64 last_stamp;

/* The 12 bits after the version count up within a millisecond (RFC 9562,
 * 6.2, method 1), so that rows made in a burst keep their order. The first of
 * n stamps. */
static guint64
next_stamps (const IgnyEnv *env,
             gsize          n)
{
  guint64 stamp = (guint64) igny_env_now_ms (env) << 12;

  g_mutex_lock (&lock);
  /* A clock that jumped far, as a test's does, starts a new sequence. */
  if (stamp <= last_stamp && last_stamp - stamp < (G_GUINT64_CONSTANT (60000) << 12))
    stamp = last_stamp + 1;
  last_stamp = stamp + n - 1;
  g_mutex_unlock (&lock);

  return stamp;
}

/* The last 8 bytes are random already. */
static void
stamp_id (IgnyId *id,
          guint64 stamp)
{
  for (guint i = 0; i < 6; i++)
    id->bytes[i] = (guint8) (stamp >> (52 - 8 * i));
  id->bytes[6] = (guint8) (0x70 | ((stamp >> 8) & 0x0f));
  id->bytes[7] = (guint8) stamp;
  id->bytes[8] = (guint8) (0x80 | (id->bytes[8] & 0x3f));
}

IgnyId
igny_id_new (const IgnyEnv *env)
{
  IgnyId id;

  igny_env_random (env, id.bytes + 8, 8);
  stamp_id (&id, next_stamps (env, 1));
  return id;
}

void
igny_id_fill (const IgnyEnv *env,
              IgnyId        *ids,
              gsize          n)
{
  guint64 stamp;

  g_return_if_fail (env != NULL && ids != NULL);

  if (n == 0)
    return;
  igny_env_random (env, ids->bytes, n * sizeof (IgnyId));
  stamp = next_stamps (env, n);
  for (gsize i = 0; i < n; i++)
    stamp_id (&ids[i], stamp + i);
}

gboolean
igny_id_is_null (const IgnyId *id)
{
  static const IgnyId null_id;

  return memcmp (id, &null_id, sizeof null_id) == 0;
}

void
igny_id_to_text (const IgnyId *id,
                 char          text[IGNY_ID_TEXT_SIZE])
{
  static const char digits[] = "0123456789abcdef";
  char             *out = text;

  for (guint i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *out++ = '-';
      *out++ = digits[id->bytes[i] >> 4];
      *out++ = digits[id->bytes[i] & 15];
    }
  *out = '\0';
}

gboolean
igny_id_from_text (IgnyId     *id,
                   const char *text)
{
  g_return_val_if_fail (id != NULL, FALSE);

  if (text == NULL || !g_uuid_string_is_valid (text))
    return FALSE;

  for (guint i = 0; i < 16; i++)
    {
      if (*text == '-')
        text++;
      id->bytes[i] =
          (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
      text += 2;
    }
  return TRUE;
}
