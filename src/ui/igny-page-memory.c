/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-memory.h"

char *
igny_page_memory_get (GSettings  *settings,
                      const char *key,
                      const char *page)
{
  g_autoptr(GVariant) all = NULL;
  char *text = NULL;

  g_return_val_if_fail (key != NULL && page != NULL, NULL);

  if (settings == NULL)
    return NULL;
  all = g_settings_get_value (settings, key);
  g_variant_lookup (all, page, "s", &text);
  return text;
}

void
igny_page_memory_set (GSettings  *settings,
                      const char *key,
                      const char *page,
                      const char *text)
{
  g_autoptr(GVariant) old = NULL;
  GVariantBuilder builder;
  GVariantIter    iter;
  const char     *other;
  const char     *value;

  g_return_if_fail (key != NULL && page != NULL);

  if (settings == NULL)
    return;
  old = g_settings_get_value (settings, key);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&s&s}", &other, &value))
    if (!g_str_equal (other, page))
      g_variant_builder_add (&builder, "{ss}", other, value);
  if (text != NULL)
    g_variant_builder_add (&builder, "{ss}", page, text);
  g_settings_set_value (settings, key, g_variant_builder_end (&builder));
}
