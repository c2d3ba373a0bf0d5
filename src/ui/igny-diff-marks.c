/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-diff-marks.h"

#include "igny-diff.h"

/* Red and green of the palette, so thin that the text's own color can be read on
 * them in the light and in the dark; a line goes through what is removed and
 * under what is added, so that neither needs its color. */
#define REMOVED_RED 0xe000, 0x1b00, 0x2400
#define ADDED_GREEN 0x2e00, 0xc200, 0x7e00
#define ALPHA 0x4000

static void
add_attribute (PangoAttrList  *list,
               PangoAttribute *attribute,
               IgnyDiffRange   range)
{
  attribute->start_index = range.start;
  attribute->end_index = range.end;
  pango_attr_list_insert (list, attribute);
}

PangoAttrList *
igny_diff_marks_new (const GArray *ranges,
                     gboolean      added)
{
  PangoAttrList *list;

  g_return_val_if_fail (ranges != NULL, NULL);

  list = pango_attr_list_new ();
  for (guint i = 0; i < ranges->len; i++)
    {
      IgnyDiffRange   range = g_array_index (ranges, IgnyDiffRange, i);
      PangoAttribute *color = added ? pango_attr_background_new (ADDED_GREEN)
                                    : pango_attr_background_new (REMOVED_RED);
      PangoAttribute *line = added ? pango_attr_underline_new (PANGO_UNDERLINE_SINGLE)
                                   : pango_attr_strikethrough_new (TRUE);

      add_attribute (list, color, range);
      add_attribute (list, pango_attr_background_alpha_new (ALPHA), range);
      add_attribute (list, line, range);
    }
  return list;
}
