/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-phase-words.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-format.h"
#include "igny-json.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)

static char *
format_time (gint64 ms)
{
  g_autofree char *seconds = NULL;

  if (ms >= MINUTE)
    /* Translators: a duration, in minutes and seconds */
    return g_strdup_printf (_("%d min %d s"), (int) (ms / MINUTE), (int) (ms % MINUTE / SECOND));
  if (ms < SECOND)
    /* Translators: a duration, in thousandths of a second */
    return g_strdup_printf (_("%d ms"), (int) ms);
  seconds = igny_format_decimal ((ms + 50) / 100, 1);
  return g_strdup_printf (_("%s s"), seconds);
}

void
igny_phase_words_tell (const char        *phases,
                       IgnyPhaseWordsFunc func,
                       gpointer           user_data)
{
  g_autoptr(JsonNode) node = phases != NULL ? igny_json_parse (phases, -1, NULL) : NULL;
  JsonObject *times = igny_json_node_get_object (node);

  g_return_if_fail (func != NULL);

  for (const IgnyChoice *phase = igny_choices_phase; times != NULL && phase->word != NULL; phase++)
    {
      gint64           ms = igny_json_get_int (times, phase->word, -1);
      g_autofree char *time = ms >= 0 ? format_time (ms) : NULL;

      if (time != NULL)
        func (_(phase->label), time, user_data);
    }
}

static void
add_line (const char *title,
          const char *time,
          gpointer    user_data)
{
  GString *lines = user_data;

  g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\n" : "", title, time);
}

char *
igny_phase_words_dup_lines (const char *phases)
{
  GString *lines = g_string_new (NULL);

  igny_phase_words_tell (phases, add_line, lines);
  return g_string_free (lines, FALSE);
}
