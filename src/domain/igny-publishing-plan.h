/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-edit.h"
#include "igny-schedule.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* When contents go to their site. A content that has a time (scheduled_at) and
 * is not there yet is planned: once it is approved and its site publishes by
 * itself (publishing settings), igny-publish-due.h sends it when the time has
 * come. Functions with IgnyDb are for any store thread. */

typedef enum
{
  IGNY_PLANNED_WAITS,     /* has a time, but nobody has approved it */
  IGNY_PLANNED_READY,     /* goes at its time */
  IGNY_PLANNED_SCHEDULED, /* the site has it and makes it public at that time */
  IGNY_PLANNED_FAILED,    /* could not be sent; it is tried again */
  IGNY_PLANNED_PUBLISHED,
} IgnyPlannedStatus;

/* "waits", "ready" … */
const char *igny_planned_status_to_word (IgnyPlannedStatus status);
/* Marked for translation. */
const char *igny_planned_status_get_label (IgnyPlannedStatus status);

/* A content in the calendar. */
typedef struct
{
  gint64            content;
  char              id[IGNY_ID_TEXT_SIZE];
  gint64            site;
  char             *title;
  gint64            at; /* ms since 1970, UTC */
  IgnyPlannedStatus status;
  char             *url; /* of what is on the site; or NULL */
} IgnyPlannedPost;

void igny_planned_post_free (IgnyPlannedPost *self);
/* Only what is not on the site yet can be given another time. */
gboolean igny_planned_post_can_move (const IgnyPlannedPost *self);

/* What is planned for and was published at from or later, before until, by time.
 * Of IgnyPlannedPost; NULL with error. */
GPtrArray *igny_publishing_plan_list (IgnyDb          *db,
                                      const IgnyScope *scope,
                                      gint64           from,
                                      gint64           until,
                                      GError         **error);
/* Gives a content another time, IGNY_UNKNOWN for none; one step that undo takes
 * back. Refused for a time that has passed, and for what is on the site. */
gboolean igny_publishing_plan_move (IgnyStep *step,
                                    gint64    content,
                                    gint64    at,
                                    GError  **error);
/* The same with the next free time of its site; *at gets it. */
gboolean igny_publishing_plan_move_to_free (IgnyStep *step,
                                            gint64    content,
                                            gint64   *at,
                                            GError  **error);
/* The next free times of a site, up to n of them; of gint64, NULL with error. */
GArray *igny_publishing_plan_list_free (IgnyDb  *db,
                                        gint64   site,
                                        gint64   now,
                                        guint    n,
                                        GError **error);

/* The publishing settings of a site, the initial ones when it has none; full
 * ownership. */
IgnyPublishingSettings *igny_publishing_plan_load_settings (IgnyDb  *db,
                                                            gint64   site,
                                                            GError **error);
/* As igny_edit_set, whether the site has some already or not. */
gboolean igny_publishing_plan_set (IgnyStep             *step,
                                   gint64                site,
                                   const IgnyAssignment *values,
                                   gsize                 n_values,
                                   IgnyErrors           *errors,
                                   GError              **error);
/* What igny_schedule_… answers about a site. Full ownership. */
IgnySchedule *igny_publishing_plan_load_schedule (IgnyDb  *db,
                                                  gint64   site,
                                                  GError **error);

/* Approves what an AI wrote or what is to be reviewed, the oldest first, when
 * the site approves by itself; rows (of gint64) gets them. */
gboolean igny_publishing_plan_approve (IgnyStep *step,
                                       gint64    site,
                                       guint     most,
                                       GArray   *rows,
                                       GError  **error);
/* Gives free times to what is approved and has none, the oldest first, when the
 * site publishes by itself; rows gets them. */
gboolean igny_publishing_plan_fill (IgnyStep *step,
                                    gint64    site,
                                    guint     most,
                                    GArray   *rows,
                                    GError  **error);

/* What is due on a site that publishes by itself, and what becomes of each: of
 * IgnyScheduleDue; empty where it does not. NULL with error. */
GArray *igny_publishing_plan_find_due (IgnyDb  *db,
                                       gint64   site,
                                       gint64   now,
                                       GError **error);
/* The earliest time after now at which something is due on any site;
 * IGNY_UNKNOWN when nothing is. */
gboolean igny_publishing_plan_find_next (IgnyDb  *db,
                                         gint64   now,
                                         gint64  *at,
                                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPlannedPost, igny_planned_post_free)

G_END_DECLS
