/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static GBytes *
make (const char *type,
      int         width,
      int         height,
      gboolean    alpha,
      gboolean    noise)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr(GRand) dice = g_rand_new_with_seed (8);
  g_autoptr(GError) error = NULL;
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  char   *data = NULL;
  gsize   size = 0;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  for (gsize i = 0; noise && i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    pixels[i] = (guchar) g_rand_int_range (dice, 0, 256);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static void
check_sniff (const char     *bytes,
             gsize           size,
             IgnyPictureKind kind,
             guint           width,
             guint           height)
{
  IgnyPictureInfo info;
  g_autoptr(GError) error = NULL;

  igny_picture_sniff ((const guint8 *) bytes, size, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.kind, ==, kind);
  g_assert_cmpuint (info.width, ==, width);
  g_assert_cmpuint (info.height, ==, height);
}

static void
test_sniff (void)
{
  static const char gif[] = "GIF89a\x03\x00\x02\x00\x00\x00\x00";
  static const char lossy[] = "RIFF\x1e\0\0\0WEBPVP8 "
                              "\x12\0\0\0\x30\x01\x00\x9d\x01\x2a\x10\x00\x08\x00";
  static const char lossless[] = "RIFF\x1e\0\0\0WEBPVP8L\x12\0\0\0\x2f\x0f\xc0\x01\x00     ";
  static const char extended[] = "RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x07\0\0";
  g_autoptr(GBytes) png = make ("png", 40, 30, FALSE, FALSE);
  g_autoptr(GBytes) jpeg = make ("jpeg", 50, 20, FALSE, FALSE);

  check_sniff (g_bytes_get_data (png, NULL), g_bytes_get_size (png), IGNY_PICTURE_PNG, 40, 30);
  check_sniff (g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg), IGNY_PICTURE_JPEG, 50, 20);
  check_sniff (gif, sizeof gif - 1, IGNY_PICTURE_GIF, 3, 2);
  check_sniff (lossy, sizeof lossy - 1, IGNY_PICTURE_WEBP, 16, 8);
  check_sniff (lossless, sizeof lossless - 1, IGNY_PICTURE_WEBP, 16, 8);
  check_sniff (extended, sizeof extended - 1, IGNY_PICTURE_WEBP, 16, 8);
}

static void
test_refuse (void)
{
  static const char *const bad[] = {
    "",
    "x",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "GIF89a",
    "\xff\xd8\xff",
    "%PDF-1.4",
  };
  static const char bomb[] = "\x89PNG\r\n\x1a\n\0\0\0\x0d"
                             "IHDR\0\x01\0\0\0\x01\0\0\x08\x02\0\0\0\0\0\0\0";
  IgnyPictureInfo   info;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (igny_picture_sniff ((const guint8 *) bad[i], strlen (bad[i]), &info, &error));
      g_assert_error (error, IGNY_PICTURE_ERROR, IGNY_PICTURE_ERROR_UNKNOWN);
      g_clear_error (&error);
    }
  /* 65,536 pixels square: 16 GiB once decoded. */
  g_assert_false (igny_picture_sniff ((const guint8 *) bomb, sizeof bomb - 1, &info, &error));
  g_assert_error (error, IGNY_PICTURE_ERROR, IGNY_PICTURE_ERROR_TOO_LARGE);
}

static void
test_fit (void)
{
  g_autoptr(GBytes) small = make ("jpeg", 50, 20, FALSE, FALSE);
  g_autoptr(GBytes) noise = make ("png", 400, 300, FALSE, TRUE);
  g_autoptr(GBytes) clear = make ("png", 40, 30, TRUE, TRUE);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) same = NULL;
  g_autoptr(GBytes) scaled = NULL;
  g_autoptr(GBytes) kept = NULL;
  IgnyPictureInfo info;

  same = igny_picture_fit (small, 2560, 85, &info, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (same, small));
  g_assert_cmpuint (info.width, ==, 50);

  /* A photograph as PNG, too large: a smaller JPEG. */
  scaled = igny_picture_fit (noise, 200, 80, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.kind, ==, IGNY_PICTURE_JPEG);
  check_sniff (g_bytes_get_data (scaled, NULL), g_bytes_get_size (scaled), IGNY_PICTURE_JPEG, 200,
               150);

  kept = igny_picture_fit (clear, 2560, 85, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.kind, ==, IGNY_PICTURE_PNG);
}

static void
test_crop (void)
{
  g_autoptr(GBytes) picture = make ("png", 400, 400, FALSE, FALSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) wide = NULL;
  g_autoptr(GBytes) tall = NULL;
  IgnyPictureInfo info;

  wide = igny_picture_crop (picture, 1600, 900, 85, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info.width, ==, 400);
  g_assert_cmpuint (info.height, ==, 225);
  tall = igny_picture_crop (picture, 160, 200, 85, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info.width, ==, 160);
  g_assert_cmpuint (info.height, ==, 200);
}

static void
test_broken (void)
{
  g_autoptr(GBytes) whole = make ("png", 40, 30, FALSE, TRUE);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
  g_autoptr(GBytes) none = NULL;
  g_autoptr(GError) error = NULL;

  none = igny_picture_crop (half, 16, 9, 85, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, IGNY_PICTURE_ERROR, IGNY_PICTURE_ERROR_BROKEN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picture/sniff", test_sniff);
  g_test_add_func ("/picture/refuse", test_refuse);
  g_test_add_func ("/picture/fit", test_fit);
  g_test_add_func ("/picture/crop", test_crop);
  g_test_add_func ("/picture/broken", test_broken);

  return g_test_run ();
}
