/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Picture files: what they are, by their own bytes and before any decoder sees
 * them, and other sizes of them. Pure; any thread. */

#define IGNY_PICTURE_MAX_SIZE (32 * 1024 * 1024) /* bytes */
#define IGNY_PICTURE_MAX_SIDE 16384              /* pixels */
#define IGNY_PICTURE_MAX_PIXELS (64 * 1000 * 1000)

typedef enum
{
  IGNY_PICTURE_PNG,
  IGNY_PICTURE_JPEG,
  IGNY_PICTURE_WEBP,
  IGNY_PICTURE_GIF,
} IgnyPictureKind;

typedef struct
{
  IgnyPictureKind kind;
  guint           width; /* pixels, before any turning that the file asks for */
  guint           height;
  guint           turn; /* EXIF orientation 1 to 8; 1: as it is */
} IgnyPictureInfo;

typedef enum
{
  IGNY_PICTURE_ERROR_UNKNOWN,   /* none of the four kinds, or damaged in its head */
  IGNY_PICTURE_ERROR_TOO_LARGE, /* bytes or pixels */
  IGNY_PICTURE_ERROR_BROKEN,    /* it cannot be decoded */
} IgnyPictureError;

#define IGNY_PICTURE_ERROR (igny_picture_error_quark ())

GQuark igny_picture_error_quark (void);

/* Looks at the head alone. Errors are IGNY_PICTURE_ERROR. */
gboolean    igny_picture_sniff (const guint8    *bytes,
                                gsize            size,
                                IgnyPictureInfo *info,
                                GError         **error);
const char *igny_picture_kind_get_mime (IgnyPictureKind kind);
/* "png", "jpg", "webp", "gif". */
const char *igny_picture_kind_get_ending (IgnyPictureKind kind);

/* For a website: PNG and JPEG upright, without what cameras add, no side longer
 * than max_side; a photograph's PNG without transparency becomes a JPEG when
 * that is much smaller. What needs no change, and WebP and GIF, come back as
 * they are. quality is JPEG's, 1 to 100. Takes up to a second. */
GBytes *igny_picture_fit (GBytes          *bytes,
                          guint            max_side,
                          guint            quality,
                          IgnyPictureInfo *info, /* of the result; or NULL */
                          GError         **error);
/* The middle of it in the proportion width : height, scaled down to width
 * pixels when it is wider; JPEG. */
GBytes *igny_picture_crop (GBytes          *bytes,
                           guint            width,
                           guint            height,
                           guint            quality,
                           IgnyPictureInfo *info,
                           GError         **error);

G_END_DECLS
