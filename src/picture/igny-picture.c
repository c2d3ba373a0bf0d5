/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heads by the standards: PNG (W3C, 11.2.2 IHDR), JPEG (ITU T.81, B.2.2 frame header), EXIF 2.3
 * (orientation, tag 0x0112), GIF89a (logical screen descriptor), WebP (RFC 9649, 2.5 to 2.7). */
#include "igny-picture.h"

#include <string.h>

/* A JPEG's frame header stands behind its thumbnail and color profile. */
#define MAX_SEGMENTS 1000

typedef struct
{
  const guint8 *at;
  gsize         size;
} Bytes;

G_DEFINE_QUARK (igny_picture_error, igny_picture_error)

static guint
read_big (const guint8 *p,
          guint         n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | p[i];
  return value;
}

static guint
read_little (const guint8 *p,
             guint         n)
{
  guint value = 0;

  for (guint i = n; i > 0; i--)
    value = value << 8 | p[i - 1];
  return value;
}

static gboolean
read_png (Bytes            bytes,
          IgnyPictureInfo *info)
{
  static const guint8 head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13,
                                 'I', 'H', 'D', 'R' };

  if (bytes.size < 33 || memcmp (bytes.at, head, sizeof head) != 0)
    return FALSE;

  info->kind = IGNY_PICTURE_PNG;
  info->width = read_big (bytes.at + 16, 4);
  info->height = read_big (bytes.at + 20, 4);
  return TRUE;
}

static gboolean
read_gif (Bytes            bytes,
          IgnyPictureInfo *info)
{
  if (bytes.size < 13 ||
      (memcmp (bytes.at, "GIF87a", 6) != 0 && memcmp (bytes.at, "GIF89a", 6) != 0))
    return FALSE;

  info->kind = IGNY_PICTURE_GIF;
  info->width = read_little (bytes.at + 6, 2);
  info->height = read_little (bytes.at + 8, 2);
  return TRUE;
}

static gboolean
read_webp (Bytes            bytes,
           IgnyPictureInfo *info)
{
  const guint8 *p = bytes.at;

  if (bytes.size < 30 || memcmp (p, "RIFF", 4) != 0 || memcmp (p + 8, "WEBP", 4) != 0)
    return FALSE;

  info->kind = IGNY_PICTURE_WEBP;
  if (memcmp (p + 12, "VP8X", 4) == 0)
    {
      info->width = read_little (p + 24, 3) + 1;
      info->height = read_little (p + 27, 3) + 1;
      return TRUE;
    }
  if (memcmp (p + 12, "VP8L", 4) == 0 && p[20] == 0x2f)
    {
      guint bits = read_little (p + 21, 4);

      info->width = (bits & 0x3fff) + 1;
      info->height = (bits >> 14 & 0x3fff) + 1;
      return TRUE;
    }
  if (memcmp (p + 12, "VP8 ", 4) == 0 && p[23] == 0x9d && p[24] == 0x01 && p[25] == 0x2a)
    {
      info->width = read_little (p + 26, 2) & 0x3fff;
      info->height = read_little (p + 28, 2) & 0x3fff;
      return TRUE;
    }
  return FALSE;
}

/* tiff is what stands behind "Exif\0\0". 1 when it says nothing of use. */
static guint
read_turn (Bytes tiff)
{
  guint (*read) (const guint8 *p, guint n);
  gsize at;
  guint n;

  if (tiff.size < 10 || (memcmp (tiff.at, "II*\0", 4) != 0 && memcmp (tiff.at, "MM\0*", 4) != 0))
    return 1;

  read = *tiff.at == 'I' ? read_little : read_big;
  at = read (tiff.at + 4, 4);
  if (at > tiff.size - 2)
    return 1;

  n = read (tiff.at + at, 2);
  at += 2;
  for (guint i = 0; i < n && tiff.size - at >= 12; i++, at += 12)
    if (read (tiff.at + at, 2) == 0x0112)
      {
        guint turn = read (tiff.at + at + 8, 2);

        return turn >= 1 && turn <= 8 ? turn : 1;
      }

  return 1;
}

/* Frame headers are C0 to CF, but for the tables C4, C8 and CC. */
static gboolean
is_frame (guint8 mark)
{
  return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc;
}

/* body is what stands behind the length. TRUE when it was the frame header. */
static gboolean
read_segment (guint8           mark,
              Bytes            body,
              IgnyPictureInfo *info)
{
  if (mark == 0xe1 && body.size >= 6 && memcmp (body.at, "Exif\0", 6) == 0)
    info->turn = read_turn ((Bytes){ body.at + 6, body.size - 6 });
  if (!is_frame (mark) || body.size < 6)
    return FALSE;

  info->height = read_big (body.at + 1, 2);
  info->width = read_big (body.at + 3, 2);
  return TRUE;
}

static gboolean
read_jpeg (Bytes            bytes,
           IgnyPictureInfo *info)
{
  gsize at = 2;

  if (bytes.size < 4 || bytes.at[0] != 0xff || bytes.at[1] != 0xd8 || bytes.at[2] != 0xff)
    return FALSE;

  info->kind = IGNY_PICTURE_JPEG;
  for (guint i = 0; i < MAX_SEGMENTS; i++)
    {
      guint8 mark;
      gsize  length;

      while (at + 1 < bytes.size && bytes.at[at] == 0xff && bytes.at[at + 1] == 0xff)
        at++;
      if (bytes.size - at < 4 || bytes.at[at] != 0xff)
        return FALSE;
      mark = bytes.at[at + 1];
      length = read_big (bytes.at + at + 2, 2);
      if (length < 2 || length > bytes.size - at - 2 || mark == 0xda || mark == 0xd9)
        return FALSE;
      if (read_segment (mark, (Bytes){ bytes.at + at + 4, length - 2 }, info))
        return TRUE;
      at += 2 + length;
    }

  return FALSE;
}

gboolean
igny_picture_sniff (const guint8    *bytes,
                    gsize            size,
                    IgnyPictureInfo *info,
                    GError         **error)
{
  Bytes whole = { bytes, size };

  g_return_val_if_fail (info != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || size == 0, FALSE);

  *info = (IgnyPictureInfo){ .turn = 1 };
  if (size > IGNY_PICTURE_MAX_SIZE)
    {
      g_set_error (error, IGNY_PICTURE_ERROR, IGNY_PICTURE_ERROR_TOO_LARGE,
                   "read a picture: more than %d MiB", IGNY_PICTURE_MAX_SIZE / 1024 / 1024);
      return FALSE;
    }
  if (!(read_png (whole, info) || read_jpeg (whole, info) || read_webp (whole, info) ||
        read_gif (whole, info)) ||
      info->width == 0 || info->height == 0)
    {
      g_set_error (error, IGNY_PICTURE_ERROR, IGNY_PICTURE_ERROR_UNKNOWN,
                   "read a picture: it is no PNG, JPEG, WebP or GIF file");
      return FALSE;
    }
  if (info->width > IGNY_PICTURE_MAX_SIDE || info->height > IGNY_PICTURE_MAX_SIDE ||
      (guint64) info->width * info->height > IGNY_PICTURE_MAX_PIXELS)
    {
      g_set_error (error, IGNY_PICTURE_ERROR, IGNY_PICTURE_ERROR_TOO_LARGE,
                   "read a picture: %u × %u pixels are too many", info->width, info->height);
      return FALSE;
    }
  return TRUE;
}

const char *
igny_picture_kind_get_mime (IgnyPictureKind kind)
{
  static const char *const names[] = { "image/png", "image/jpeg", "image/webp", "image/gif" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}

const char *
igny_picture_kind_get_ending (IgnyPictureKind kind)
{
  static const char *const names[] = { "png", "jpg", "webp", "gif" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}
