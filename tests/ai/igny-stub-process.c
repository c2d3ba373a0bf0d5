/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-stub-process.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *
make_journal (void)
{
  char *path = NULL;
  int   descriptor = g_file_open_tmp ("igny-stub-XXXXXX", &path, NULL);

  g_assert_cmpint (descriptor, >=, 0);
  close (descriptor);
  return path;
}

IgnyStubProcess *
igny_stub_process_new (const char *journal)
{
  return igny_stub_process_new_slow (journal, 0);
}

IgnyStubProcess *
igny_stub_process_new_slow (const char *journal,
                            guint       latency_ms)
{
  g_autofree char *latency = g_strdup_printf ("%u", latency_ms);
  const char      *program = g_getenv ("IGNY8_TEST_STUB");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;
  IgnyStubProcess *self = g_new0 (IgnyStubProcess, 1);

  g_assert_nonnull (program);
  self->own = journal == NULL;
  self->journal = journal != NULL ? g_strdup (journal) : make_journal ();
  /* It ends with its input, also when this program crashes. */
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, program, "--journal", self->journal, "--key",
                                    IGNY_STUB_KEY, "--latency", latency, NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (out), FALSE);
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->base_url = g_strdup_printf ("http://127.0.0.1:%s/v1", line);
  return self;
}

void
igny_stub_process_free (IgnyStubProcess *self)
{
  if (self == NULL)
    return;

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  if (self->own)
    g_unlink (self->journal);
  g_free (self->journal);
  g_free (self->base_url);
  g_free (self);
}
