/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gdk-pixbuf/gdk-pixbuf.h>

#include <string.h>

#include "igny-picture.h"

/* What programs append to a picture is seldom longer. */
#define MAX_TAIL 65536

/* A JPEG in the place of a PNG must be worth the loss. */
#define WORTHWHILE_PERCENT 70

static void
set_broken (GError      **error,
            const GError *cause)
{
  g_set_error (error, IGNY_PICTURE_ERROR, IGNY_PICTURE_ERROR_BROKEN, "read a picture: %s",
               cause != NULL ? cause->message : "it ends too early");
}

/* Its end is there: decoders are content with half a picture, and a site would show it. */
static gboolean
is_whole (const guint8   *data,
          gsize           size,
          IgnyPictureKind kind)
{
  static const char png[] = "IEND";
  static const char jpeg[] = "\xff\xd9";
  gsize             tail = MIN (size, MAX_TAIL);

  if (kind == IGNY_PICTURE_PNG)
    return memmem (data + size - tail, tail, png, sizeof png - 1) != NULL;
  return kind != IGNY_PICTURE_JPEG ||
         memmem (data + size - tail, tail, jpeg, sizeof jpeg - 1) != NULL;
}

/* Upright. The head was looked at before, so that its size is known to be in
 * bounds; info is of the file. */
static GdkPixbuf *
decode (GBytes          *bytes,
        IgnyPictureInfo *info,
        GError         **error)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr(GdkPixbufLoader) loader = NULL;
  g_autoptr(GError) local = NULL;
  GdkPixbuf *pixbuf;

  if (!igny_picture_sniff (data, size, info, error))
    return NULL;
  if (!is_whole (data, size, info->kind))
    {
      set_broken (error, NULL);
      return NULL;
    }

  loader = gdk_pixbuf_loader_new_with_mime_type (igny_picture_kind_get_mime (info->kind), &local);
  if (loader == NULL || !gdk_pixbuf_loader_write (loader, data, size, &local))
    {
      if (loader != NULL)
        gdk_pixbuf_loader_close (loader, NULL);
      set_broken (error, local);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, &local) ||
      (pixbuf = gdk_pixbuf_loader_get_pixbuf (loader)) == NULL)
    {
      set_broken (error, local);
      return NULL;
    }
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

static GBytes *
encode (GdkPixbuf       *pixbuf,
        IgnyPictureKind  kind,
        guint            quality,
        IgnyPictureInfo *info,
        GError         **error)
{
  g_autofree char *number = g_strdup_printf ("%u", CLAMP (quality, 1, 100));
  g_autoptr(GError) local = NULL;
  char    *data = NULL;
  gsize    size = 0;
  gboolean ok;

  if (kind == IGNY_PICTURE_JPEG)
    ok = gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", &local, "quality", number, NULL);
  else
    ok = gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", &local, "compression", "9", NULL);
  if (!ok)
    {
      set_broken (error, local);
      return NULL;
    }

  *info = (IgnyPictureInfo){ kind, (guint) gdk_pixbuf_get_width (pixbuf),
                             (guint) gdk_pixbuf_get_height (pixbuf), 1 };
  return g_bytes_new_take (data, size);
}

static GdkPixbuf *
scale (GdkPixbuf *pixbuf,
       guint      max_side)
{
  int    width = gdk_pixbuf_get_width (pixbuf);
  int    height = gdk_pixbuf_get_height (pixbuf);
  double factor = (double) max_side / MAX (width, height);

  if (factor >= 1)
    return g_object_ref (pixbuf);
  return gdk_pixbuf_scale_simple (pixbuf, MAX (1, (int) (width * factor + 0.5)),
                                  MAX (1, (int) (height * factor + 0.5)), GDK_INTERP_BILINEAR);
}

/* As PNG, or as JPEG when nothing is transparent and it is much smaller. */
static GBytes *
encode_png (GdkPixbuf       *pixbuf,
            guint            quality,
            IgnyPictureInfo *info,
            GError         **error)
{
  g_autoptr(GBytes) png = encode (pixbuf, IGNY_PICTURE_PNG, quality, info, error);
  g_autoptr(GBytes) jpeg = NULL;
  IgnyPictureInfo other;

  if (png == NULL || gdk_pixbuf_get_has_alpha (pixbuf))
    return g_steal_pointer (&png);
  jpeg = encode (pixbuf, IGNY_PICTURE_JPEG, quality, &other, NULL);
  if (jpeg == NULL ||
      g_bytes_get_size (jpeg) * 100 > g_bytes_get_size (png) * WORTHWHILE_PERCENT)
    return g_steal_pointer (&png);

  *info = other;
  return g_steal_pointer (&jpeg);
}

GBytes *
igny_picture_fit (GBytes          *bytes,
                  guint            max_side,
                  guint            quality,
                  IgnyPictureInfo *info,
                  GError         **error)
{
  IgnyPictureInfo own = { 0 };
  gsize           size;
  const guint8   *data;
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  g_autoptr(GdkPixbuf) scaled = NULL;

  g_return_val_if_fail (bytes != NULL && max_side > 0, NULL);

  info = info != NULL ? info : &own;
  data = g_bytes_get_data (bytes, &size);
  if (!igny_picture_sniff (data, size, info, error))
    return NULL;
  if (info->kind == IGNY_PICTURE_WEBP || info->kind == IGNY_PICTURE_GIF ||
      (info->kind == IGNY_PICTURE_JPEG && info->turn == 1 &&
       MAX (info->width, info->height) <= max_side))
    return g_bytes_ref (bytes);

  pixbuf = decode (bytes, info, error);
  if (pixbuf == NULL)
    return NULL;
  scaled = scale (pixbuf, max_side);
  if (info->kind == IGNY_PICTURE_PNG)
    return encode_png (scaled, quality, info, error);
  return encode (scaled, IGNY_PICTURE_JPEG, quality, info, error);
}

GBytes *
igny_picture_crop (GBytes          *bytes,
                   guint            width,
                   guint            height,
                   guint            quality,
                   IgnyPictureInfo *info,
                   GError         **error)
{
  IgnyPictureInfo own = { 0 };
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  g_autoptr(GdkPixbuf) part = NULL;
  g_autoptr(GdkPixbuf) scaled = NULL;
  int have_width;
  int have_height;
  int take_width;
  int take_height;

  g_return_val_if_fail (bytes != NULL && width > 0 && height > 0, NULL);
  g_return_val_if_fail (MAX (width, height) <= IGNY_PICTURE_MAX_SIDE, NULL);

  info = info != NULL ? info : &own;
  pixbuf = decode (bytes, info, error);
  if (pixbuf == NULL)
    return NULL;

  have_width = gdk_pixbuf_get_width (pixbuf);
  have_height = gdk_pixbuf_get_height (pixbuf);
  take_width = (int) MIN ((gint64) have_width, (gint64) have_height * width / height);
  take_height = (int) MIN ((gint64) have_height, (gint64) have_width * height / width);
  take_width = MAX (take_width, 1);
  take_height = MAX (take_height, 1);
  part = gdk_pixbuf_new_subpixbuf (pixbuf, (have_width - take_width) / 2,
                                   (have_height - take_height) / 2, take_width, take_height);
  scaled = scale (part, MAX (width, height));
  return encode (scaled, IGNY_PICTURE_JPEG, quality, info, error);
}
