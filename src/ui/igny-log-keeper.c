/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-log-keeper.h"

#include <gio/gio.h>

#define MOST_LINES 100
#define MOST_CHARS 500
#define KEY "igny-log-keeper"

struct _IgnyLogKeeper
{
  GObject parent_instance;

  GMutex mutex; /* of lines */
  GQueue lines; /* of char * */
};

G_DEFINE_FINAL_TYPE (IgnyLogKeeper, igny_log_keeper, G_TYPE_OBJECT)

static void
keep (IgnyLogKeeper *self,
      const char    *message)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_autofree char *start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MOST_CHARS));

  g_strdelimit (start, "\n", ' ');
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->lines, g_strdup_printf ("%s  %s", time, start));
  if (self->lines.length > MOST_LINES)
    g_free (g_queue_pop_head (&self->lines));
  g_mutex_unlock (&self->mutex);
}

static GLogWriterOutput
write_cb (GLogLevelFlags   level,
          const GLogField *fields,
          gsize            n_fields,
          gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0 &&
        (level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) == 0)
      keep (user_data, fields[i].value);
  return g_log_writer_default (level, fields, n_fields, NULL);
}

static void
igny_log_keeper_finalize (GObject *object)
{
  IgnyLogKeeper *self = IGNY_LOG_KEEPER (object);

  g_queue_clear_full (&self->lines, g_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (igny_log_keeper_parent_class)->finalize (object);
}

static void
igny_log_keeper_class_init (IgnyLogKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_log_keeper_finalize;
}

static void
igny_log_keeper_init (IgnyLogKeeper *self)
{
  g_mutex_init (&self->mutex);
  g_queue_init (&self->lines);
}

IgnyLogKeeper *
igny_log_keeper_install (void)
{
  IgnyLogKeeper *self = g_object_new (IGNY_TYPE_LOG_KEEPER, NULL);

  g_log_set_writer_func (write_cb, g_object_ref (self), g_object_unref);
  return self;
}

void
igny_log_keeper_attach (IgnyLogKeeper *self,
                        GObject       *application)
{
  g_return_if_fail (IGNY_IS_LOG_KEEPER (self) && G_IS_APPLICATION (application));

  g_object_set_data_full (application, KEY, g_object_ref (self), g_object_unref);
}

IgnyLogKeeper *
igny_log_keeper_find (void)
{
  GApplication *application = g_application_get_default ();

  return application != NULL ? g_object_get_data (G_OBJECT (application), KEY) : NULL;
}

char *
igny_log_keeper_dup_lines (IgnyLogKeeper *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (IGNY_IS_LOG_KEEPER (self), g_string_free (text, FALSE));

  g_mutex_lock (&self->mutex);
  for (const GList *l = self->lines.head; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", (const char *) l->data);
  g_mutex_unlock (&self->mutex);
  return g_string_free (text, FALSE);
}
