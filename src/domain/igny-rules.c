/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-rules.h"

#include "igny-account.h"
#include "igny-cluster.h"
#include "igny-contents.h"
#include "igny-html.h"
#include "igny-idea.h"
#include "igny-keyword.h"
#include "igny-plan.h"
#include "igny-rules-private.h"
#include "igny-sector.h"
#include "igny-seed-keyword.h"
#include "igny-site.h"
#include "igny-sites.h"
#include "igny-task.h"
#include "igny-text.h"
#include "igny-user.h"
#include "igny-users.h"

typedef struct
{
  IgnyDb     *db;
  gint64      account;
  IgnyErrors *errors;
} Check;

static void
replace (char **member,
         char  *text)
{
  g_free (*member);
  *member = text;
}

/* Whether another living record has the same key in the same place. */
static gboolean
is_taken (Check          *check,
          const char     *sql,
          const IgnyBind *binds)
{
  gint64 found = 0;

  igny_db_get_integer (check->db, sql, binds, &found, NULL);
  return found > 0;
}

/* It follows from the cluster; only archived, and back, is a person's word. */
static void
check_keyword_status (Check             *check,
                      IgnyKeyword       *keyword,
                      const IgnyKeyword *before,
                      gboolean           moved)
{
  const char *right = keyword->cluster != 0 ? "active" : "pending";

  if (!moved && before != NULL && g_strcmp0 (before->status, keyword->status) == 0)
    return;
  if (!moved && before != NULL && g_strcmp0 (before->status, "archived") != 0 &&
      !g_str_equal (keyword->status, right))
    igny_errors_add (check->errors, "status", "“%s” cannot follow “%s”: %s", keyword->status,
                     before->status,
                     keyword->cluster != 0 ? "it is in a cluster; take it out of that first"
                                           : "it is in no cluster; assign one");
  replace (&keyword->status, g_strdup (right));
}

static void
check_keyword (Check             *check,
               IgnyKeyword       *keyword,
               const IgnyKeyword *before)
{
  gboolean moved = before == NULL || before->cluster != keyword->cluster;

  replace (&keyword->key, igny_text_normalize (keyword->keyword));
  if (is_taken (check,
                "SELECT count(*) FROM keywords WHERE sector = ?1 AND key = ?2 AND"
                " ifnull(country, '') = ?3 AND row <> ?4 AND deleted_step IS NULL",
                IGNY_BINDS (IGNY_BIND_INT (keyword->sector), IGNY_BIND_TEXT (keyword->key),
                            IGNY_BIND_TEXT (keyword->country != NULL ? keyword->country : ""),
                            IGNY_BIND_INT (keyword->record.row))))
    igny_errors_add (check->errors, "keyword", "the sector has “%s” already", keyword->keyword);

  /* A word that was guessed is no guess any more once a person sets one. */
  if (before != NULL && g_strcmp0 (before->intent, keyword->intent) != 0)
    keyword->intent_guessed = 0;
  if (before != NULL && before->volume != keyword->volume)
    keyword->volume_estimated = 0;

  if (keyword->status == NULL || g_str_equal (keyword->status, "archived"))
    return;
  check_keyword_status (check, keyword, before, moved);
}

static void
check_cluster (Check       *check,
               IgnyCluster *cluster)
{
  replace (&cluster->key, igny_text_normalize (cluster->name));
  if (is_taken (check,
                "SELECT count(*) FROM clusters WHERE sector = ?1 AND key = ?2 AND row <> ?3 AND"
                " deleted_step IS NULL",
                IGNY_BINDS (IGNY_BIND_INT (cluster->sector), IGNY_BIND_TEXT (cluster->key),
                            IGNY_BIND_INT (cluster->record.row))))
    igny_errors_add (check->errors, "name", "the sector has a cluster “%s” already", cluster->name);
  replace (&cluster->status,
           g_strdup (is_taken (check,
                               "SELECT count(*) FROM ideas WHERE keyword_cluster = ?1 AND"
                               " deleted_step IS NULL",
                               IGNY_BINDS (IGNY_BIND_INT (cluster->record.row)))
                         ? "mapped"
                         : "new"));
}

/* No way leads around this into the store, so what is shown and published is
 * safe whoever wrote it. */
static void
clean_html (Check       *check,
            IgnyContent *content)
{
  g_autoptr(GError) local = NULL;
  guint n_words = 0;
  char *clean =
      igny_html_sanitize_and_count (content->html_content, igny_contents_get_html_flags (content),
                                    &n_words, &local);

  if (clean == NULL)
    {
      igny_errors_add (check->errors, "html_content", "%s", local->message);
      return;
    }
  replace (&content->html_content, clean);
  content->word_count = n_words;
}

static void
check_content (Check             *check,
               IgnyContent       *content,
               const IgnyContent *before)
{
  if (content->html_content != NULL &&
      (before == NULL || g_strcmp0 (before->html_content, content->html_content) != 0))
    clean_html (check, content);
  if (content->slug == NULL || *content->slug == '\0')
    replace (&content->slug, igny_text_slugify (content->title, 80));
  if (is_taken (
          check,
          "SELECT count(*) FROM content WHERE task = ?1 AND row <> ?2 AND deleted_step IS NULL",
          IGNY_BINDS (IGNY_BIND_INT (content->task), IGNY_BIND_INT (content->record.row))))
    igny_errors_add (check->errors, "task", "the task has its content already");
}

static void
check_slug (Check      *check,
            gpointer    record,
            const char *parent,
            gint64      parent_row,
            char      **slug,
            const char *name)
{
  const IgnyRecord *head = record;
  g_autofree char  *wanted = NULL;
  g_autofree char  *sql = NULL;

  if (*slug == NULL || **slug == '\0')
    {
      replace (slug,
               igny_sites_make_slug (check->db, head->entity->table, parent, parent_row, name));
      return;
    }
  wanted = igny_text_slugify (*slug, 80);
  replace (slug, g_strdup (wanted));
  sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE %s = ?1 AND slug = ?2 AND row <> ?3 AND"
                         " deleted_step IS NULL",
                         head->entity->table, parent);
  if (is_taken (check, sql,
                IGNY_BINDS (IGNY_BIND_INT (parent_row), IGNY_BIND_TEXT (*slug),
                            IGNY_BIND_INT (head->row))))
    igny_errors_add (check->errors, "slug", "“%s” is taken; choose another one", *slug);
}

/* Two names for one thing in the specification; the one that was changed
 * leads. was_active is that of the record before, -1 for a new one. */
static void
follow_active (char      **status,
               gint64     *is_active,
               const char *status_before,
               gint64      was_active)
{
  if (was_active < 0 && !*is_active)
    replace (status, g_strdup ("inactive"));
  else if (was_active < 0 || g_strcmp0 (status_before, *status) != 0)
    *is_active = g_str_equal (*status, "active");
  else if (was_active != *is_active)
    replace (status, g_strdup (*is_active ? "active" : "inactive"));
}

static void
check_site (Check          *check,
            IgnySite       *site,
            const IgnySite *before)
{
  check_slug (check, site, "account", check->account, &site->slug, site->name);
  follow_active (&site->status, &site->is_active, before != NULL ? before->status : NULL,
                 before != NULL ? before->is_active : -1);
}

static gboolean
check_sector (Check            *check,
              IgnySector       *sector,
              const IgnySector *before,
              GError          **error)
{
  check_slug (check, sector, "site", sector->site, &sector->slug, sector->name);
  follow_active (&sector->status, &sector->is_active, before != NULL ? before->status : NULL,
                 before != NULL ? before->is_active : -1);
  return igny_sites_check_sector (check->db, sector, check->errors, error);
}

static gboolean
check_user (Check          *check,
            IgnyUser       *user,
            const IgnyUser *before,
            GError        **error)
{
  /* Mail does not tell them apart, and signing in does not either. */
  replace (&user->email, g_utf8_strdown (user->email, -1));
  return igny_users_check (check->db, user, before, check->errors, error);
}

static gboolean
check_account (Check             *check,
               IgnyAccount       *account,
               const IgnyAccount *before,
               GError           **error)
{
  gint64 found = 1;

  if (before != NULL && before->plan != account->plan)
    igny_errors_add (check->errors, "plan", "is assigned, with its credits: use “plan assign”");
  if (before != NULL && g_strcmp0 (before->slug, account->slug) != 0 &&
      igny_role_is_system_account (before->slug))
    igny_errors_add (check->errors, "slug", "is that of a system account and stays");
  /* Its staff sees every account: only who sets a server up makes one. */
  if ((before == NULL || g_strcmp0 (before->slug, account->slug) != 0) &&
      igny_role_is_system_account (account->slug))
    igny_errors_add (check->errors, "slug", "is kept for the system accounts; take another one");
  if (account->owner != 0 &&
      !igny_db_get_integer (check->db,
                            "SELECT count(*) FROM users WHERE row = ?1 AND role = 'owner' AND"
                            " is_active = 1 AND deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (account->owner)), &found, error))
    return FALSE;
  if (found == 0)
    igny_errors_add (check->errors, "owner", "must be an active user with the role owner");
  return TRUE;
}

/* The field in which a record and what it refers to must agree: the sector
 * where both have one, else the site. */
static const IgnyField *
find_place (const IgnyEntity *entity,
            const IgnyField  *field)
{
  static const char *const names[] = { "sector", "site" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const IgnyField *place = igny_entity_find_field (entity, names[i]);

      if (place != NULL && place != field && igny_entity_has_field (field->target, names[i]))
        return place;
    }
  return NULL;
}

/* A reference must be alive, of the account, and of the record's own place. */
static gboolean
check_reference (Check           *check,
                 gconstpointer    record,
                 const IgnyField *field,
                 GError         **error)
{
  const IgnyEntity *entity = ((const IgnyRecord *) record)->entity;
  const IgnyField  *place;
  gint64            row = igny_record_get_number (record, field);
  g_autofree char  *sql = NULL;
  gint64            found;

  if (row == 0 || (field->flags & IGNY_FIELD_COMPUTED) != 0)
    return TRUE;

  place = find_place (entity, field);
  sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE row = ?1 AND " IGNY_RECORDS_MINE
                         " AND deleted_step IS NULL AND (?2 = 0 OR %s = ?2)",
                         field->target->table, place != NULL ? place->name : "row");
  if (!igny_db_get_integer (
          check->db, sql,
          IGNY_BINDS (IGNY_BIND_INT (row),
                      IGNY_BIND_INT (place != NULL ? igny_record_get_number (record, place) : 0)),
          &found, error))
    return FALSE;
  if (found == 0)
    igny_errors_add (check->errors, field->name, "must be a %s %s%s", field->target->label_one,
                     place != NULL ? "of the same " : "that exists",
                     place != NULL ? place->name : "");
  return TRUE;
}

/* The library has a keyword once, and below the industry of its sector. */
static void
check_library (Check           *check,
               IgnySeedKeyword *keyword)
{
  replace (&keyword->key, igny_text_normalize (keyword->keyword));
  if (!is_taken (check,
                 "SELECT count(*) FROM industry_sectors WHERE row = ?1 AND industry = ?2",
                 IGNY_BINDS (IGNY_BIND_INT (keyword->industry_sector),
                             IGNY_BIND_INT (keyword->industry))))
    igny_errors_add (check->errors, "industry_sector", "must be of the same industry");
}

gboolean
igny_rules_apply (IgnyDb       *db,
                  gpointer      record,
                  gconstpointer before,
                  gint64        account,
                  IgnyErrors   *errors,
                  GError      **error)
{
  const IgnyEntity *entity = ((const IgnyRecord *) record)->entity;
  const IgnyField  *title = igny_entity_title_field (entity);
  Check             check = { db, account, errors };

  g_return_val_if_fail (db != NULL && record != NULL && errors != NULL, FALSE);

  if (before == NULL)
    igny_rules_derive_slug (db, record);
  if (!igny_record_validate (record, errors))
    return igny_errors_to_gerror (errors, error);

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (f->kind == IGNY_KIND_REFERENCE && !check_reference (&check, record, f, error))
      return FALSE;

  igny_rules_check_status (record, before, errors);
  if (before == NULL && entity != &igny_sector_entity &&
      !igny_rules_check_place (db, record, errors, error))
    return FALSE;
  if (title != NULL)
    replace ((char **) G_STRUCT_MEMBER_P (record, title->offset),
             igny_text_tidy (igny_record_get_text (record, title)));
  if (entity == &igny_keyword_entity)
    check_keyword (&check, record, before);
  else if (entity == &igny_cluster_entity)
    check_cluster (&check, record);
  else if (entity == &igny_content_entity)
    check_content (&check, record, before);
  else if (entity == &igny_seed_keyword_entity)
    check_library (&check, record);
  else if (entity == &igny_plan_entity)
    igny_plan_validate (record, errors);
  else if (entity == &igny_site_entity)
    check_site (&check, record, before);
  else if (entity == &igny_sector_entity && !check_sector (&check, record, before, error))
    return FALSE;
  else if (entity == &igny_account_entity && !check_account (&check, record, before, error))
    return FALSE;
  else if (entity == &igny_user_entity && !check_user (&check, record, before, error))
    return FALSE;

  return igny_rules_check_unique (db, record, errors, error) &&
         igny_errors_to_gerror (errors, error);
}
