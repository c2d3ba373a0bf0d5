/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-commands.h"

#include <glib/gi18n-lib.h>

#include "igny-sample.h"

gboolean
igny_command_sample (IgnyCall *call,
                     GError  **error)
{
  IgnyRun     run = igny_call_get_run (call);
  JsonObject *object;
  IgnyScope   scope;
  gboolean    made;

  if (!igny_sample_build (&run, &scope, &made, error))
    return FALSE;

  igny_call_say (call, "%s",
                 made ? _("The sample project is there: site “Trailhead Outfitters”.")
                      : _("The sample project was there already."));
  object = json_object_new ();
  json_object_set_boolean_member (object, "made", made);
  igny_call_take_data (call, object);
  return TRUE;
}
