/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>

#include "igny-log-keeper.h"
#include "igny-program.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(IgnyLogKeeper) keeper = NULL;
  g_autoptr(IgnyProgram) program = NULL;

  /* As in igny8ctl: see there. */
  (void) g_ascii_strtoull ("0", NULL, 10);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, IGNY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("IGNY8");

  keeper = igny_log_keeper_install ();
  program = igny_program_new ();
  igny_log_keeper_attach (keeper, G_OBJECT (program));
  return g_application_run (G_APPLICATION (program), argc, argv);
}
