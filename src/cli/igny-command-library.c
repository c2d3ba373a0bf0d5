/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-industry-sector.h"
#include "igny-library.h"
#include "igny-sector.h"
#include "igny-seed-keyword.h"
#include "igny-target.h"

typedef struct
{
  IgnyCall *call;
  IgnyScope scope;
  gint64    added;
  gint64    known;
} Copy;

static gboolean
copy_sector (Copy     *copy,
             IgnyStep *step,
             gint64    sector,
             GError  **error)
{
  g_autoptr(GPtrArray) seeds =
                 igny_records_select (igny_step_get_db (step), &igny_seed_keyword_entity,
                                      "industry_sector = ?1 AND is_active = 1", "ORDER BY row",
                                      IGNY_BINDS (IGNY_BIND_INT (sector)), error);

  for (guint i = 0; seeds != NULL && i < seeds->len; i++)
    {
      const IgnyRecord *seed = seeds->pdata[i];
      gboolean          added;

      if (!igny_library_use (step, &copy->scope, seed->row, &added, error))
        return FALSE;
      *(added ? &copy->added : &copy->known) += 1;
    }
  return seeds != NULL;
}

/* Without a word, what the sector was made from. */
static gboolean
copy_template (Copy     *copy,
               IgnyStep *step,
               GError  **error)
{
  g_autoptr(IgnySector) sector = igny_records_load (igny_step_get_db (step), &igny_sector_entity,
                                                     copy->scope.sector, error);

  if (sector == NULL)
    return FALSE;
  if (sector->industry_sector != 0)
    return copy_sector (copy, step, sector->industry_sector, error);
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
               _("“%s” was made from no template; name an industry sector, see “list "
                 "industry_sectors”"),
                  sector->name);
  return FALSE;
}

static gboolean
copy_all (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Copy           *copy = data;
  GPtrArray      *words = copy->call->line->words;
  const IgnyScope everywhere = { 0, 0 };

  if (words->len == 0 && !copy_template (copy, step, error))
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      gint64 row;

      if (!igny_target_find (igny_step_get_db (step), igny_step_get_account (step),
                             &igny_industry_sector_entity, &everywhere, words->pdata[i], &row,
                             error) ||
          !copy_sector (copy, step, row, error))
        return FALSE;
    }
  igny_step_set_label (step, "Add %" G_GINT64_FORMAT " keywords of the library", copy->added);
  return TRUE;
}

gboolean
igny_command_library_add (IgnyCall *call,
                          GError  **error)
{
  Copy        copy = { .call = call };
  JsonObject *object;

  if (!igny_call_find_scope (call, &copy.scope, error) ||
      !igny_call_write (call, "Add keywords of the library", copy_all, &copy, error))
    return FALSE;

  igny_call_say (call,
                 ngettext ("Added %u keyword; %u was there already.",
                           "Added %u keywords; %u were there already.", (gulong) copy.added),
                 (guint) copy.added, (guint) copy.known);
  object = json_object_new ();
  json_object_set_int_member (object, "added", copy.added);
  json_object_set_int_member (object, "known", copy.known);
  igny_call_take_data (call, object);
  return TRUE;
}
