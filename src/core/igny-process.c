/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-process.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "igny-number.h"

/* More than any of these files has. */
#define MOST_BYTES 4096

/* Of /proc/PID/stat, counted from the state, which is the first after the name. */
enum
{
  STATE = 0,
  UTIME = 11,
  STIME = 12,
  RSS = 21,
  N_FIELDS = 22,
};

static char *
read_file (const IgnyEnv *env,
           const char    *path)
{
  int    fd = igny_env_open (env, path, O_RDONLY | O_CLOEXEC, 0);
  char  *text;
  gssize n;

  if (fd < 0)
    return NULL;
  text = g_malloc (MOST_BYTES + 1);
  n = read (fd, text, MOST_BYTES);
  close (fd);
  text[MAX (n, 0)] = '\0';
  return text;
}

/* "PID (name) S …": the name may hold blanks and parentheses, so what follows is
 * behind the last one. NULL when it is something else. */
static char **
split_stat (char  *text,
            char **name)
{
  char *open = strchr (text, '(');
  char *close = strrchr (text, ')');
  g_auto(GStrv) fields = NULL;

  if (open == NULL || close == NULL || close < open || close[1] != ' ')
    return NULL;
  *close = '\0';
  *name = open + 1;
  fields = g_strsplit (close + 2, " ", N_FIELDS + 1);
  return g_strv_length (fields) >= N_FIELDS ? g_steal_pointer (&fields) : NULL;
}

static gint64
parse (const char *text)
{
  gint64 number;

  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT64 / 1000000, &number, NULL)
             ? number
             : IGNY_UNKNOWN;
}

static gint64
get_cpu_time (char **fields)
{
  gint64 user = parse (fields[UTIME]);
  gint64 system = parse (fields[STIME]);
  long   ticks = sysconf (_SC_CLK_TCK);

  if (user == IGNY_UNKNOWN || system == IGNY_UNKNOWN || ticks <= 0)
    return IGNY_UNKNOWN;
  return (user + system) / ticks * G_USEC_PER_SEC +
         (user + system) % ticks * G_USEC_PER_SEC / ticks;
}

/* "name: number", one a line. */
static gint64
find_number (const char *text,
             const char *name)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", 32);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], name) && g_str_has_prefix (lines[i] + strlen (name), ": "))
      return parse (lines[i] + strlen (name) + 2);
  return IGNY_UNKNOWN;
}

void
igny_process_read (const IgnyEnv  *env,
                   IgnyProcessUse *self)
{
  g_autofree char *stat = NULL;
  g_autofree char *io = NULL;
  g_auto(GStrv) fields = NULL;
  char *name;

  g_return_if_fail (env != NULL && self != NULL);

  *self = (IgnyProcessUse){ IGNY_UNKNOWN, IGNY_UNKNOWN, IGNY_UNKNOWN, IGNY_UNKNOWN };
  stat = read_file (env, "/proc/self/stat");
  io = read_file (env, "/proc/self/io");
  fields = stat != NULL ? split_stat (stat, &name) : NULL;
  if (fields != NULL)
    {
      gint64 pages = parse (fields[RSS]);

      self->cpu_time = get_cpu_time (fields);
      if (pages != IGNY_UNKNOWN && pages < G_MAXINT64 / sysconf (_SC_PAGESIZE))
        self->memory = pages * sysconf (_SC_PAGESIZE);
    }
  if (io == NULL)
    return;
  self->read_bytes = find_number (io, "read_bytes");
  self->written_bytes = find_number (io, "write_bytes");
}

static int
compare_threads (gconstpointer a,
                 gconstpointer b)
{
  const IgnyThreadUse *left = a;
  const IgnyThreadUse *right = b;

  return (left->id > right->id) - (left->id < right->id);
}

GArray *
igny_process_read_threads (const IgnyEnv *env)
{
  GArray *threads = g_array_new (FALSE, TRUE, sizeof (IgnyThreadUse));
  g_autoptr(GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *id;

  g_return_val_if_fail (env != NULL, threads);

  while (dir != NULL && (id = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/stat", id);
      g_autofree char *text = read_file (env, path);
      g_auto(GStrv) fields = NULL;
      IgnyThreadUse use = { 0 };
      char         *name;

      fields = text != NULL ? split_stat (text, &name) : NULL;
      if (fields == NULL)
        continue;
      use.id = parse (id);
      use.state = fields[STATE][0];
      use.cpu_time = get_cpu_time (fields);
      g_strlcpy (use.name, name, sizeof use.name);
      g_array_append_val (threads, use);
    }
  g_array_sort (threads, compare_threads);
  return threads;
}
