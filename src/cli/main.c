/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#include "igny-http-curl.h"
#include "igny-terminal.h"

/* The command runs on a thread of its own, so that this one can take signals
 * and turn the first of them into a cancellation. */
typedef struct
{
  const char *const *argv;
  IgnyCaller         caller;
  GMainLoop         *loop;
  int                code;
} Program;

static gboolean
signal_cb (gpointer user_data)
{
  Program *program = user_data;

  /* Whoever asks twice does not want to wait. */
  if (g_cancellable_is_cancelled (program->caller.cancellable))
    _exit (IGNY_EXIT_INTERRUPTED);
  g_cancellable_cancel (program->caller.cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static gpointer
run (gpointer data)
{
  Program *program = data;

  program->code = igny_terminal_run (program->argv, &program->caller);
  /* Not at once: the loop may not have begun yet. */
  g_idle_add (quit_cb, program->loop);
  return NULL;
}

static int
run_program (const char *const *argv,
             const IgnyEnv     *env)
{
  g_autofree char *folder = g_get_current_dir ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Program program = {
    .argv = argv,
    .caller = { env, folder, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO, cancellable, FALSE },
    .loop = loop,
  };
  const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  GThread  *thread;

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], signal_cb, &program);
  /* A reader that has seen enough is told by write, not by a signal. */
  signal (SIGPIPE, SIG_IGN);
  thread = g_thread_new ("igny-command", run, &program);
  g_main_loop_run (loop);
  g_thread_join (thread);
  return program.code;
}

int
main (int    argc,
      char **argv)
{
  IgnyEnv env = *igny_env_get_system ();
  g_autoptr(IgnyHttp) http = NULL;

  /* The first number that GLib reads makes a locale, which may leave an errno
   * that is then taken for a bad number: so not in the middle of the work. */
  (void) g_ascii_strtoull ("0", NULL, 10);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, IGNY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  http = igny_http_curl_new (&env);
  env.http = http;
  return run_program ((const char *const *) argv + MIN (argc, 1), &env);
}
