/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-time.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-number.h"
#include "igny-wordpress-error.h"

#define MAX_TEXT 40
/* No zone is further from Greenwich. */
#define MAX_HOURS 15

/* As ISO 8601 wants it: a T in the middle, and seconds. */
static char *
complete (const char *text)
{
  g_autoptr(GString) full = g_string_new (text);
  char *middle;

  middle = strchr (full->str, ' ');
  if (middle != NULL)
    *middle = 'T';
  if (full->len >= 16 && full->str[10] == 'T' && full->str[13] == ':' && full->str[16] != ':')
    g_string_insert (full, 16, ":00");

  return g_string_free (g_steal_pointer (&full), FALSE);
}

gboolean
igny_wordpress_time_read (const char *text,
                          GTimeZone  *zone,
                          gint64     *ms,
                          GError    **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *full = NULL;
  g_autofree char *cause = NULL;
  g_autoptr(GDateTime) time = NULL;

  g_return_val_if_fail (text != NULL && zone != NULL && ms != NULL, FALSE);

  trimmed = g_strstrip (g_strndup (text, MAX_TEXT));
  full = complete (trimmed);
  if (strlen (full) >= 19)
    time = g_date_time_new_from_iso8601 (full, zone);
  if (time != NULL)
    {
      *ms = g_date_time_to_unix (time) * 1000;
      return TRUE;
    }

  cause = g_strdup_printf (_("“%s” is not a time such as “2026-12-01 09:00”"), trimmed);
  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_REJECTED, _("Schedule the post"), cause);
  return FALSE;
}

gint64
igny_wordpress_time_from_gmt (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = NULL;

  if (text == NULL || strlen (text) > MAX_TEXT)
    return IGNY_UNKNOWN;

  time = g_date_time_new_from_iso8601 (text, utc);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : IGNY_UNKNOWN;
}

char *
igny_wordpress_time_to_gmt (gint64 ms)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);

  g_return_val_if_fail (time != NULL, NULL);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
}

char *
igny_wordpress_time_show (gint64     ms,
                          GTimeZone *zone)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr(GDateTime) there = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  there = zone != NULL ? g_date_time_to_timezone (time, zone) : g_date_time_ref (time);
  return g_date_time_format (there, "%Y-%m-%d %H:%M %Z");
}

GTimeZone *
igny_wordpress_time_find_zone (const char *name,
                               double      hours)
{
  GTimeZone *zone = NULL;

  if (name != NULL && *name != '\0')
    zone = g_time_zone_new_identifier (name);
  if (zone != NULL)
    return zone;
  if (!(hours > -MAX_HOURS && hours < MAX_HOURS))
    hours = 0;

  return g_time_zone_new_offset ((gint32) (hours * 3600));
}
