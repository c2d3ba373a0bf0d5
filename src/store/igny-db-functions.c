/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-db-functions.h"

#include "igny-opportunity.h"

static gint64
get_number (sqlite3_value *value)
{
  return sqlite3_value_type (value) == SQLITE_NULL ? IGNY_UNKNOWN : sqlite3_value_int64 (value);
}

static gint64
get_weight (sqlite3_value *value)
{
  return MAX (sqlite3_value_int64 (value), 0);
}

static void
opportunity_cb (sqlite3_context *context,
                int              n_values,
                sqlite3_value  **values)
{
  IgnyOpportunityWeights weights = { get_weight (values[3]), get_weight (values[4]),
                                     get_weight (values[5]) };
  const char            *intent = (const char *) sqlite3_value_text (values[2]);
  gint64                 volume = get_number (values[0]);
  gint64                 score;

  score = igny_opportunity_score (volume, get_number (values[1]), intent, &weights);
  if (score != IGNY_UNKNOWN)
    sqlite3_result_int64 (context, score);
}

int
igny_db_functions_add (sqlite3 *handle)
{
  return sqlite3_create_function_v2 (handle, "opportunity", 6,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                     opportunity_cb, NULL, NULL, NULL);
}
