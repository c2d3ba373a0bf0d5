/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-seed-library.h"

#include <string.h>

#include "igny-choices.h"
#include "igny-industry-sector.h"
#include "igny-industry.h"
#include "igny-json.h"
#include "igny-records.h"
#include "igny-seed-keyword.h"
#include "igny-step.h"
#include "igny-store-resources.h"
#include "igny-text.h"

const char igny_seed_library_version[] = "278e7155c966c3e064c27c6c4eec5046";

#define TEXT_PATH "/com/igny8/store/industries.json"

/* 2026-01-01, the time in every id of the library. */
#define EPOCH G_GINT64_CONSTANT (1767225600000)

typedef struct
{
  IgnyStep *step;
  gboolean  fresh; /* nothing is there yet, so nothing has to be looked up */
  gint64    industry;
  gint64    sector;

  IgnySeedKeyword *keyword; /* one for all, since there are many */
} Run;

/* A version 7 UUID with a fixed time and bits of the path instead of random
 * ones. */
static IgnyId
make_id (const char *path)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize  length = sizeof digest;
  IgnyId id;

  g_checksum_update (checksum, (const guchar *) path, (gssize) strlen (path));
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (id.bytes, digest, sizeof id.bytes);
  for (guint i = 0; i < 6; i++)
    id.bytes[i] = (guint8) (EPOCH >> (40 - 8 * i));
  id.bytes[6] = (guint8) (0x70 | (id.bytes[6] & 0x0f));
  id.bytes[8] = (guint8) (0x80 | (id.bytes[8] & 0x3f));
  return id;
}

/* By the id, and by the name that only one may have: a person may have renamed
 * the one or made the other. A deleted one counts as there. 0 when there is
 * none. */
static gint64
find (Run        *run,
      const char *sql,
      const char *path,
      gint64      parent,
      const char *text)
{
  IgnyId id = make_id (path);
  gint64 row = IGNY_UNKNOWN;

  if (!run->fresh)
    igny_db_get_integer (
        igny_step_get_db (run->step), sql,
        IGNY_BINDS (IGNY_BIND_ID (&id), IGNY_BIND_INT (parent), IGNY_BIND_TEXT (text)), &row, NULL);
  return row == IGNY_UNKNOWN ? 0 : row;
}

#define FIND_SQL(table, condition)             \
  "SELECT row FROM " table " WHERE id = ?1 OR" \
  " (" condition " AND deleted_step IS NULL) ORDER BY id = ?1 DESC LIMIT 1"
#define FIND_INDUSTRY FIND_SQL ("industries", "?2 = 0 AND slug = ?3")
#define FIND_SECTOR FIND_SQL ("industry_sectors", "industry = ?2 AND slug = ?3")
#define FIND_KEYWORD FIND_SQL ("seed_keywords", "industry_sector = ?2 AND key = ?3")

static gboolean
insert (Run        *run,
        gpointer    record,
        const char *path,
        gint64     *row,
        GError    **error)
{
  IgnyRecord *head = record;

  head->id = make_id (path);
  head->created_at = head->updated_at = igny_step_get_now (run->step);
  if (!igny_records_insert (igny_step_get_db (run->step), record, 0, error))
    return FALSE;
  *row = head->row;
  return TRUE;
}

/* Only what no person changed: a change sets updated_at. */
static gboolean
update (Run        *run,
        const char *table,
        gint64      row,
        JsonObject *object,
        GError    **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE %s SET name = ?1, description = ?2 WHERE row = ?3 AND updated_at = created_at"
      " AND (name IS NOT ?1 OR description IS NOT ?2)",
      table);

  return igny_db_exec (igny_step_get_db (run->step), sql,
                       IGNY_BINDS (IGNY_BIND_TEXT (igny_json_get_string (object, "name", NULL)),
                                   IGNY_BIND_TEXT (
                                       igny_json_get_string (object, "description", NULL)),
                                   IGNY_BIND_INT (row)),
                       error);
}

static gboolean
add_industry (Run        *run,
              JsonObject *object,
              GError    **error)
{
  const char *slug = igny_json_get_string (object, "slug", "");
  g_autoptr(IgnyIndustry) industry = NULL;

  run->industry = find (run, FIND_INDUSTRY, slug, 0, slug);
  if (run->industry != 0)
    return update (run, "industries", run->industry, object, error);

  industry = igny_record_new (&igny_industry_entity);
  industry->name = g_strdup (igny_json_get_string (object, "name", NULL));
  industry->slug = g_strdup (slug);
  industry->description = g_strdup (igny_json_get_string (object, "description", NULL));
  return insert (run, industry, slug, &run->industry, error);
}

static gboolean
add_sector (Run        *run,
            JsonObject *object,
            const char *path,
            GError    **error)
{
  const char *slug = igny_json_get_string (object, "slug", "");
  g_autoptr(IgnyIndustrySector) sector = NULL;

  run->sector = find (run, FIND_SECTOR, path, run->industry, slug);
  if (run->sector != 0)
    return update (run, "industry_sectors", run->sector, object, error);

  sector = igny_record_new (&igny_industry_sector_entity);
  sector->industry = run->industry;
  sector->name = g_strdup (igny_json_get_string (object, "name", NULL));
  sector->slug = g_strdup (slug);
  sector->description = g_strdup (igny_json_get_string (object, "description", NULL));
  return insert (run, sector, path, &run->sector, error);
}

static gboolean
add_keyword (Run        *run,
             const char *text,
             const char *intent,
             const char *path,
             GError    **error)
{
  IgnySeedKeyword *keyword = run->keyword;
  g_autofree char *key = igny_text_normalize (text);
  g_autofree char *full = g_strconcat (path, "/", key, NULL);
  gint64           row = find (run, FIND_KEYWORD, full, run->sector, key);

  if (row != 0)
    return TRUE;
  keyword->record.row = 0;
  keyword->industry = run->industry;
  keyword->industry_sector = run->sector;
  igny_text_set (&keyword->keyword, text);
  igny_text_set (&keyword->key, key);
  igny_text_set (&keyword->intent, intent);
  return insert (run, keyword, full, &row, error);
}

static gboolean
add_keywords (Run        *run,
              JsonObject *sector,
              const char *path,
              GError    **error)
{
  JsonObject *intents = igny_json_get_object (sector, "keywords");

  for (const IgnyChoice *c = igny_choices_intent; intents != NULL && c->word != NULL; c++)
    {
      JsonArray *words = igny_json_get_array (intents, c->word);

      for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
        if (!add_keyword (run, igny_json_array_get_string (words, i, ""), c->word, path, error))
          return FALSE;
    }
  return TRUE;
}

/* A bulk is of one table: so industries first, then sectors, then keywords. */
typedef enum
{
  PASS_INDUSTRIES,
  PASS_SECTORS,
  PASS_KEYWORDS,
} Pass;

static gboolean
read_sectors (Run        *run,
              JsonObject *industry,
              Pass        pass,
              GError    **error)
{
  JsonArray *sectors = igny_json_get_array (industry, "sectors");

  for (guint i = 0; sectors != NULL && i < json_array_get_length (sectors); i++)
    {
      JsonObject      *sector = json_array_get_object_element (sectors, i);
      g_autofree char *path = g_strconcat (igny_json_get_string (industry, "slug", ""), "/",
                                           igny_json_get_string (sector, "slug", ""), NULL);

      if (pass == PASS_SECTORS && !add_sector (run, sector, path, error))
        return FALSE;
      if (pass == PASS_SECTORS)
        json_object_set_int_member (sector, "row", run->sector);
      run->sector = igny_json_get_int (sector, "row", 0);
      if (pass == PASS_KEYWORDS && !add_keywords (run, sector, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_pass (Run       *run,
           JsonArray *industries,
           Pass       pass,
           GError   **error)
{
  static const IgnyEntity *const entities[] = {
    &igny_industry_entity,
    &igny_industry_sector_entity,
    &igny_seed_keyword_entity,
  };

  if (run->fresh && !igny_step_begin_bulk (run->step, entities[pass], error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (industries); i++)
    {
      JsonObject *industry = json_array_get_object_element (industries, i);

      if (pass == PASS_INDUSTRIES && !add_industry (run, industry, error))
        return FALSE;
      if (pass == PASS_INDUSTRIES)
        json_object_set_int_member (industry, "row", run->industry);
      run->industry = igny_json_get_int (industry, "row", 0);
      if (pass != PASS_INDUSTRIES && !read_sectors (run, industry, pass, error))
        return FALSE;
    }
  return !run->fresh || igny_step_end_bulk (run->step, error);
}

static gboolean
read_all (Run     *run,
          GError **error)
{
  g_autoptr(GBytes) text =
                 g_resource_lookup_data (igny_store_get_resource (), TEXT_PATH,
                                         G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr(JsonNode) root = NULL;
  JsonArray *industries;

  if (text == NULL)
    return FALSE;
  root = igny_json_parse (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text), error);
  if (root == NULL)
    return FALSE;
  industries = igny_json_get_array (json_node_get_object (root), "industries");
  for (Pass pass = PASS_INDUSTRIES; pass <= PASS_KEYWORDS; pass++)
    if (!read_pass (run, industries, pass, error))
      return FALSE;
  return igny_db_exec (igny_step_get_db (run->step),
                       "INSERT OR REPLACE INTO meta (name, value) VALUES ('library', ?1)",
                       IGNY_BINDS (IGNY_BIND_TEXT (igny_seed_library_version)), error);
}

gboolean
igny_seed_library_update (IgnyDb        *db,
                          const IgnyEnv *env,
                          GError       **error)
{
  g_autofree char *stored = NULL;
  g_autoptr(IgnyStep) step = NULL;
  g_autoptr(IgnySeedKeyword) keyword = NULL;
  Run    run = { 0 };
  gint64 known;

  g_return_val_if_fail (db != NULL && env != NULL, FALSE);

  if (!igny_db_get_text (db, "SELECT value FROM meta WHERE name = 'library'", NULL, &stored,
                         error) ||
      !igny_db_get_integer (db, "SELECT count(*) FROM industries", NULL, &known, error))
    return FALSE;
  if (g_strcmp0 (stored, igny_seed_library_version) == 0)
    return TRUE;

  step = igny_step_begin (db, env, IGNY_STEP_SYSTEM, "Read the keyword library", 0, error);
  keyword = igny_record_new (&igny_seed_keyword_entity);
  run.step = step;
  run.keyword = keyword;
  run.fresh = known == 0;
  return step != NULL && read_all (&run, error) && igny_step_commit (step, error);
}
