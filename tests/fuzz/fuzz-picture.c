/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-picture.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  IgnyPictureInfo info;

  if (igny_picture_sniff (data, size, &info, NULL))
    {
      g_assert (info.width > 0 && info.width <= IGNY_PICTURE_MAX_SIDE);
      g_assert (info.height > 0 && info.height <= IGNY_PICTURE_MAX_SIDE);
      g_assert (info.turn >= 1 && info.turn <= 8);
      g_assert (igny_picture_kind_get_mime (info.kind) != NULL);
    }
  return 0;
}
