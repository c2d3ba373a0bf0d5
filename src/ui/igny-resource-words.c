/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-resource-words.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-format.h"

/* With less there may be no room for a backup. */
#define LITTLE (G_GINT64_CONSTANT (1000) * 1000 * 1000)

/* clang-format off */
static const IgnyChoice works[] = {
  { "igny-writer",    N_("Writes the data") },
  { "igny-reader",    N_("Reads the data for the pages") },
  { "igny-queue",     N_("Begins what waits in the queue") },
  { "igny-scheduler", N_("Does what is due") },
  { "igny-reading",   N_("Reads a file to import") },
  { "igny-command",   N_("Does what a terminal asks for") },
  { "igny8",          N_("The window") },
  { "gmain",          N_("Watches files for the window") },
  { "gdbus",          N_("Speaks to the desktop") },
  { "dconf worker",   N_("Keeps the preferences") },
  { NULL },
};
/* clang-format on */

gint64
igny_resource_words_permille (gint64 cpu_time,
                              gint64 wall_time)
{
  if (cpu_time == IGNY_UNKNOWN || wall_time <= 0 || cpu_time > G_MAXINT64 / 1000)
    return IGNY_UNKNOWN;
  return cpu_time * 1000 / wall_time;
}

char *
igny_resource_words_share (gint64 cpu_time,
                           gint64 wall_time)
{
  gint64           permille = igny_resource_words_permille (cpu_time, wall_time);
  g_autofree char *number = igny_format_decimal (permille, 1);

  /* Translators: a percentage */
  return permille != IGNY_UNKNOWN ? g_strdup_printf (_("%s %%"), number)
                                  : g_steal_pointer (&number);
}

char *
igny_resource_words_size (gint64 bytes)
{
  return bytes != IGNY_UNKNOWN ? g_format_size ((guint64) MAX (bytes, 0)) : g_strdup (IGNY_DASH);
}

char *
igny_resource_words_process (const IgnyResourceData  *data,
                             const IgnyResourcePoint *point)
{
  g_autofree char *memory = igny_resource_words_size (data->use.memory);
  g_autofree char *share = NULL;
  g_autofree char *seconds = NULL;

  share = point != NULL ? igny_resource_words_share (point->cpu_time, point->wall_time)
                        : g_strdup (IGNY_DASH);
  seconds = igny_format_decimal (
      data->use.cpu_time != IGNY_UNKNOWN ? data->use.cpu_time / 100000 : IGNY_UNKNOWN, 1);
  /* Translators: “3.1 % of one processor core (12.4 s since the start), 143 MB of memory” */
  return g_strdup_printf (_("%s of one processor core (%s s since the start), %s of memory"), share,
                             seconds, memory);
}

char *
igny_resource_words_traffic (const IgnyResourceData *data)
{
  g_autofree char *read = igny_resource_words_size (data->use.read_bytes);
  g_autofree char *written = igny_resource_words_size (data->use.written_bytes);

  return g_strdup_printf (_("%s from disk and %s to disk since the start"), read, written);
}

char *
igny_resource_words_file (const IgnyResourceData *data)
{
  g_autofree char *file = igny_resource_words_size (data->file_bytes);
  g_autofree char *wal = igny_resource_words_size (data->wal_bytes);

  return g_strdup_printf (_("%s, and %s beside it that is not merged yet"), file, wal);
}

char *
igny_resource_words_disk (const IgnyResourceData *data)
{
  g_autofree char *free_words = igny_resource_words_size (data->free_bytes);
  g_autofree char *all = igny_resource_words_size (data->disk_bytes);

  if (data->free_bytes != IGNY_UNKNOWN && data->free_bytes < LITTLE)
    return g_strdup_printf (_("%s of %s free: make room, or there will be no backups"), free_words,
                               all);
  return g_strdup_printf (_("%s of %s free"), free_words, all);
}

char *
igny_resource_words_threads (GArray *threads)
{
  g_autofree char *all = igny_format_number (threads->len);
  g_autofree char *busy = NULL;
  guint            n_busy = 0;

  for (guint i = 0; i < threads->len; i++)
    n_busy += g_array_index (threads, IgnyThreadUse, i).state == 'R';
  busy = igny_format_number (n_busy);
  return g_strdup_printf (ngettext ("%s thread, %s at work", "%s threads, %s at work",
                                    threads->len),
                          all, busy);
}

static const char *
name_state (const IgnyThreadUse *use)
{
  if (use->state == 'R')
    return _("works");
  return use->state == 'D' ? _("waits for the disk") : _("waits");
}

static char *
name_thread (const IgnyThreadUse *use)
{
  const char *work = igny_choices_label (works, use->name);

  if (work != use->name)
    return g_strdup (_(work));
  if (g_str_has_prefix (use->name, "pool"))
    return g_strdup (_("Does jobs"));
  return g_strdup_printf (_("Of a library (%s)"), use->name);
}

void
igny_resource_words_thread (const IgnyResourceData *data,
                            const IgnyResourceData *before,
                            guint                   nth,
                            char                  **title,
                            char                  **subtitle)
{
  const IgnyThreadUse *use = &g_array_index (data->threads, IgnyThreadUse, nth);
  gint64               spent = IGNY_UNKNOWN;
  g_autofree char     *share = NULL;

  for (guint i = 0; before != NULL && i < before->threads->len; i++)
    {
      const IgnyThreadUse *old = &g_array_index (before->threads, IgnyThreadUse, i);

      if (old->id == use->id && use->cpu_time != IGNY_UNKNOWN && old->cpu_time != IGNY_UNKNOWN)
        spent = MAX (use->cpu_time - old->cpu_time, 0);
    }
  share = igny_resource_words_share (spent, before != NULL ? data->tick - before->tick : 0);
  *title = name_thread (use);
  /* Translators: what a thread does and the share of a core: “works · 3.1 %” */
  *subtitle = g_strdup_printf (_("%s · %s"), name_state (use), share);
}
