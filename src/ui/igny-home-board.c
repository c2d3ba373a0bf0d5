/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-home-board.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-format.h"
#include "igny-job.h"
#include "igny-kpi-card.h"
#include "igny-status-page.h"
#include "igny-task.h"

/* What a stage is called, what moves it on, and where it is shown. */
static const struct
{
  const char *title;
  const char *label;
  const char *action;
  const char *open;
} stages[IGNY_HOME_N_STAGES] = {
  [IGNY_HOME_SITES] = { N_ ("Site"), NULL, NULL, "home.do::show-sites" },
  [IGNY_HOME_KEYWORDS] = { N_ ("Keywords"), N_ ("Cluster"), "home.do::cluster",
                           "home.do::show-keywords" },
  [IGNY_HOME_CLUSTERS] = { N_ ("Clusters"), N_ ("Make Ideas"), "home.do::ideas",
                           "home.do::show-clusters" },
  [IGNY_HOME_IDEAS] = { N_ ("Ideas"), N_ ("Make Tasks"), "home.do::tasks", "home.do::show-ideas" },
  [IGNY_HOME_TASKS] = { N_ ("Tasks"), N_ ("Write"), "home.do::write", "home.do::show-tasks" },
  [IGNY_HOME_CONTENT] = { N_ ("Content"), N_ ("Review"), "home.do::show-content",
                          "home.do::show-content" },
  [IGNY_HOME_IMAGES] = { N_ ("Images"), NULL, NULL, NULL },
  [IGNY_HOME_PUBLISHED] = { N_ ("Published"), N_ ("Publish"), "home.do::publish",
                            "home.do::show-content" },
};

/* How a number changed against the 30 days before. */
static char *
dup_change (const IgnyHomeFigure *figure)
{
  g_autofree char *fresh = igny_format_number (figure->fresh);
  g_autofree char *before = igny_format_number (figure->before);
  const char      *arrow = figure->fresh > figure->before ? "▲" : "▼";

  if (figure->fresh == figure->before)
    arrow = "=";
  if (figure->fresh == 0 && figure->before == 0)
    return g_strdup (_("Nothing new in 30 days"));
  /* Translators: an arrow, how many came in the last 30 days, and in the 30 days before. */
  return g_strdup_printf (_("%s %s in 30 days, %s before"), arrow, fresh, before);
}

static void
add_card (IgnyDashboardView    *view,
          const char           *label,
          const char           *detail,
          const IgnyHomeFigure *figure)
{
  g_autofree char *number = igny_format_short (figure->count);
  g_autofree char *change = dup_change (figure);
  g_autoptr(GArray) trend = NULL;
  gboolean grows = figure->fresh > figure->before;

  if (figure->count > 0)
    {
      trend = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_vals (trend, figure->trend, IGNY_HOME_WEEKS);
    }
  igny_dashboard_view_add_card (
      view, igny_kpi_card_new (label, number, detail, change,
                               grows ? IGNY_TONE_SUCCESS : IGNY_TONE_NEUTRAL, trend));
}

static char *
dup_next (guint  stage,
          gint64 waiting)
{
  g_autofree char *number = igny_format_number (waiting);
  gulong           n = (gulong) waiting;

  switch (stage)
    {
    case IGNY_HOME_KEYWORDS:
      return g_strdup_printf (
          ngettext ("%s keyword has no cluster yet", "%s keywords have no cluster yet", n), number);
    case IGNY_HOME_CLUSTERS:
      return g_strdup_printf (
          ngettext ("%s cluster has no ideas yet", "%s clusters have no ideas yet", n), number);
    case IGNY_HOME_IDEAS:
      return g_strdup_printf (ngettext ("%s idea has no task yet", "%s ideas have no task yet", n),
                              number);
    case IGNY_HOME_TASKS:
      return g_strdup_printf (
          ngettext ("%s task waits to be written", "%s tasks wait to be written", n), number);
    case IGNY_HOME_CONTENT:
      return g_strdup_printf (
          ngettext ("%s article waits for your eyes", "%s articles wait for your eyes", n), number);
    case IGNY_HOME_PUBLISHED:
    default:
      return g_strdup_printf (ngettext ("%s approved article is not published yet",
                                        "%s approved articles are not published yet", n),
                              number);
    }
}

/* A stage, with what waits in it. */
static void
add_stage_card (IgnyDashboardView     *view,
                const IgnyHomeFigures *figures,
                guint                  stage)
{
  const IgnyHomeFigure *figure = &figures->stages[stage];
  g_autofree char      *waits = NULL;

  if (figure->waiting > 0 && stages[stage].label != NULL)
    waits = dup_next (stage, figure->waiting);
  add_card (view, _(stages[stage].title), waits, figure);
}

static void
show_planner_cards (IgnyDashboardView     *view,
                    const IgnyHomeFigures *figures)
{
  g_autofree char *known = igny_format_number (figures->volume_known);
  g_autofree char *told = g_strdup_printf (_("known of %s keywords"), known);

  add_stage_card (view, figures, IGNY_HOME_KEYWORDS);
  add_card (view, _("Searches a Month"), told, &figures->searches);
  add_stage_card (view, figures, IGNY_HOME_CLUSTERS);
  add_stage_card (view, figures, IGNY_HOME_IDEAS);
}

static void
show_writer_cards (IgnyDashboardView     *view,
                   const IgnyHomeFigures *figures)
{
  add_stage_card (view, figures, IGNY_HOME_TASKS);
  add_stage_card (view, figures, IGNY_HOME_CONTENT);
  add_stage_card (view, figures, IGNY_HOME_IMAGES);
  add_stage_card (view, figures, IGNY_HOME_PUBLISHED);
}

static void
show_thinker_cards (IgnyDashboardView     *view,
                    const IgnyHomeFigures *figures)
{
  const char      *title = _("AI Spend");
  const char      *words = _("in 14 days");
  gint64           total = 0;
  g_autofree char *money = NULL;
  GtkWidget       *card;
  g_autoptr(GArray) trend = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < IGNY_HOME_DAYS; i++)
    total += figures->spend[i];
  money = igny_format_money (total, "USD");
  g_array_append_vals (trend, figures->spend, IGNY_HOME_DAYS);
  add_card (view, _("Prompts"), _("worded by you"), &figures->means[IGNY_HOME_PROMPTS]);
  add_card (view, _("Author Profiles"), NULL, &figures->means[IGNY_HOME_PROFILES]);
  add_card (view, _("Strategies"), NULL, &figures->means[IGNY_HOME_STRATEGIES]);
  card = igny_kpi_card_new (title, money, words, NULL, IGNY_TONE_NEUTRAL, total > 0 ? trend : NULL);
  igny_dashboard_view_add_card (view, card);
}

static void
show_all_cards (IgnyDashboardView     *view,
                const IgnyHomeFigures *figures)
{
  const IgnyHomeFigure *keywords = &figures->stages[IGNY_HOME_KEYWORDS];
  const IgnyHomeFigure *content = &figures->stages[IGNY_HOME_CONTENT];
  const IgnyHomeFigure *published = &figures->stages[IGNY_HOME_PUBLISHED];
  g_autofree char      *share = igny_format_share (figures->clustered, keywords->count);
  g_autofree char      *known = igny_format_number (figures->volume_known);
  g_autofree char      *ideas = igny_format_number (figures->stages[IGNY_HOME_IDEAS].count);
  g_autofree char      *written = igny_format_number (content->count - figures->briefs);
  g_autofree char      *briefs = igny_format_number (figures->briefs);
  g_autofree char      *clustered = g_strdup_printf (_("%s clustered"), share);
  g_autofree char      *told = g_strdup_printf (_("known of %s keywords"), known);
  g_autofree char      *with_ideas = g_strdup_printf (_("%s ideas"), ideas);
  g_autofree char      *articles = g_strdup_printf (_("%s written · %s briefs"), written, briefs);

  add_card (view, _("Keywords"), clustered, keywords);
  add_card (view, _("Searches a Month"), told, &figures->searches);
  add_card (view, _("Clusters"), with_ideas, &figures->stages[IGNY_HOME_CLUSTERS]);
  add_card (view, _("Published"), articles, published);
}

/* What the home of a module shows of the way from a site to its articles. */
static const struct
{
  guint first; /* of the pipeline; behind last for none */
  guint last;
  guint next; /* from which stage on an action may be the next one */
  void (*show_cards) (IgnyDashboardView     *view,
                      const IgnyHomeFigures *figures);
} homes[] = {
  [IGNY_HOME_DASHBOARD] = { IGNY_HOME_SITES, IGNY_HOME_PUBLISHED, IGNY_HOME_KEYWORDS,
                            show_all_cards },
  [IGNY_HOME_PLANNER] = { IGNY_HOME_KEYWORDS, IGNY_HOME_IDEAS, IGNY_HOME_KEYWORDS,
                          show_planner_cards },
  /* Without tasks, they are to be made. */
  [IGNY_HOME_WRITER] = { IGNY_HOME_TASKS, IGNY_HOME_PUBLISHED, IGNY_HOME_IDEAS,
                         show_writer_cards },
  [IGNY_HOME_THINKER] = { 1, 0, 0, show_thinker_cards },
};

/* Where there is nothing at all yet, the stage says how to begin. */
static void
fill_start (IgnyPipelineStep *step,
            guint             stage)
{
  if (step->count > 0)
    return;
  if (stage == IGNY_HOME_SITES)
    {
      step->label = _("New Site");
      step->action = "home.do::new-site";
    }
  else if (stage == IGNY_HOME_KEYWORDS)
    {
      step->label = _("Import");
      step->action = "home.do::import";
    }
}

static void
show_pipeline (IgnyDashboardView     *view,
               const IgnyHomeFigures *figures)
{
  IgnyPipelineStep steps[IGNY_HOME_N_STAGES] = { 0 };
  IgnyPipeline    *pipeline = igny_dashboard_view_get_pipeline (view);
  guint            first = homes[figures->module].first;
  guint            last = homes[figures->module].last;

  gtk_widget_set_visible (GTK_WIDGET (pipeline), first <= last);
  for (guint i = first; i <= last; i++)
    {
      steps[i].title = _(stages[i].title);
      steps[i].count = figures->stages[i].count;
      steps[i].waiting = figures->stages[i].waiting;
      steps[i].open = stages[i].open;
      if (steps[i].waiting > 0 && stages[i].label != NULL)
        {
          steps[i].label = _(stages[i].label);
          steps[i].action = stages[i].action;
        }
      fill_start (&steps[i], i);
    }
  if (first <= last)
    igny_pipeline_set_steps (pipeline, steps + first, last - first + 1);
}

static const char *
get_reason (guint stage)
{
  switch (stage)
    {
    case IGNY_HOME_KEYWORDS:
      return _("Keywords that belong together become one page. Works offline, free of charge.");
    case IGNY_HOME_CLUSTERS:
      return _("Ideas say which page to write for a cluster, with an outline.");
    case IGNY_HOME_IDEAS:
      return _("A task puts the idea on the writer’s list.");
    case IGNY_HOME_TASKS:
      return _("A brief is made offline; with an AI connected, a whole article.");
    case IGNY_HOME_CONTENT:
      return _("Read them, mend what needs it, and approve them.");
    case IGNY_HOME_PUBLISHED:
    default:
      return _("Put them on the website.");
    }
}

static void
show_next_means (IgnyDashboardView     *view,
                 const IgnyHomeFigures *figures)
{
  const char *title = NULL;
  const char *words = NULL;
  const char *label = NULL;
  const char *action = NULL;

  if (figures->means[IGNY_HOME_PROFILES].count == 0)
    {
      title = _("Give your texts a voice");
      words = _("A profile says in which tone and language they are written.");
      label = _("Author Profiles");
      action = "home.do::show-profiles";
    }
  else if (figures->means[IGNY_HOME_STRATEGIES].count == 0)
    {
      title = _("Say how your texts are built");
      words = _("A strategy says which prompts and sections they are made with.");
      label = _("Strategies");
      action = "home.do::show-strategies";
    }
  igny_dashboard_view_set_next (view, title, words, label, action);
}

/* What is nearest to its reader goes first. */
static void
show_next (IgnyDashboardView     *view,
           const IgnyHomeFigures *figures)
{
  guint last = homes[figures->module].last;
  guint next = homes[figures->module].next;

  if (figures->module == IGNY_HOME_THINKER)
    {
      show_next_means (view, figures);
      return;
    }
  if (next == IGNY_HOME_KEYWORDS && figures->stages[IGNY_HOME_KEYWORDS].count == 0)
    {
      const char *title = _("Bring in keywords");
      const char *words = _("Any export of a keyword tool, or a plain list.");
      const char *label = _("Import Keywords…");

      igny_dashboard_view_set_next (view, title, words, label, "home.do::import");
      return;
    }
  for (guint i = last + 1; i-- > next;)
    if (figures->stages[i].waiting > 0 && stages[i].label != NULL)
      {
        g_autofree char *title = dup_next (i, figures->stages[i].waiting);
        const char      *label = _(stages[i].label);

        igny_dashboard_view_set_next (view, title, get_reason (i), label, stages[i].action);
        return;
      }
  igny_dashboard_view_set_next (view, NULL, NULL, NULL, NULL);
}

static GPtrArray *
create_items (const GPtrArray  *bars,
              const IgnyChoice *choices)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_chart_item_free);

  for (guint i = 0; i < bars->len; i++)
    {
      const IgnyHomeBar *bar = bars->pdata[i];
      g_autofree char   *number = igny_format_number (bar->value);
      const char        *label = bar->label;

      if (choices != NULL)
        label = _(igny_choices_label (choices, bar->label));
      g_ptr_array_add (items,
                       igny_chart_item_new (label, bar->value, number, IGNY_TONE_ACCENT));
    }
  return items;
}

/* In the order of the choice, in its tones. */
static GPtrArray *
create_statuses (const GPtrArray *bars)
{
  GPtrArray       *items = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_chart_item_free);
  const IgnyField *field = igny_entity_find_field (&igny_task_entity, "status");

  for (const IgnyChoice *c = field->choices; c->word != NULL; c++)
    for (guint i = 0; i < bars->len; i++)
      {
        const IgnyHomeBar *bar = bars->pdata[i];
        g_autofree char   *number = igny_format_number (bar->value);

        if (g_strcmp0 (bar->label, c->word) == 0)
          g_ptr_array_add (items, igny_chart_item_new (_(c->label), bar->value, number, c->tone));
      }
  return items;
}

static GPtrArray *
create_days (const IgnyHomeFigures *figures)
{
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (figures->now / 1000);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_chart_item_free);
  gint64     total = 0;

  for (guint i = 0; i < IGNY_HOME_DAYS; i++)
    {
      g_autoptr(GDateTime) day = g_date_time_add_days (today, (int) i - (IGNY_HOME_DAYS - 1));
      g_autofree char *label = g_date_time_format (day, "%-d %b");
      g_autofree char *money = igny_format_money (figures->spend[i], "USD");

      IgnyChartItem *item = igny_chart_item_new (label, figures->spend[i], money, IGNY_TONE_ACCENT);

      total += figures->spend[i];
      item->digits = 6; /* money is in millionths */
      g_ptr_array_add (items, item);
    }
  if (total == 0)
    g_ptr_array_set_size (items, 0);
  return items;
}

static void
show_charts (IgnyDashboardView     *view,
             const IgnyHomeFigures *figures)
{
  gboolean plans = figures->module == IGNY_HOME_DASHBOARD || figures->module == IGNY_HOME_PLANNER;
  g_autoptr(GPtrArray) intents = create_items (figures->intents, igny_choices_intent);
  g_autoptr(GPtrArray) statuses = create_statuses (figures->statuses);
  g_autoptr(GPtrArray) clusters = create_items (figures->clusters, NULL);
  g_autoptr(GPtrArray) days = create_days (figures);

  if (plans)
    igny_dashboard_view_set_chart (view, _("Keywords by Intent"), IGNY_CHART_BARS, intents);
  if (figures->module == IGNY_HOME_DASHBOARD || figures->module == IGNY_HOME_WRITER)
    igny_dashboard_view_set_chart (view, _("Tasks by Status"), IGNY_CHART_STACK, statuses);
  if (plans)
    igny_dashboard_view_set_chart (view, _("Volume by Cluster"), IGNY_CHART_BARS, clusters);
  if (figures->module != IGNY_HOME_PLANNER)
    igny_dashboard_view_set_chart (view, _("AI Spend by Day"), IGNY_CHART_DAYS, days);
}

static void
show_jobs (IgnyDashboardView     *view,
           const IgnyHomeFigures *figures,
           gint64                 now)
{
  igny_dashboard_view_clear_jobs (view);
  for (guint i = 0; i < figures->jobs->len; i++)
    {
      const IgnyJob   *job = figures->jobs->pdata[i];
      gint64           start = job->started_at;
      g_autofree char *age =
          igny_format_time (start != IGNY_UNKNOWN ? start : job->record.created_at, now);
      /* Translators: as in “Started 5 min ago”. */
      g_autofree char *words = g_strdup_printf (_("Started %s"), age);

      igny_dashboard_view_add_job (view, igny_status_page_name_work (job->kind), words);
    }
}

void
igny_home_board_show_events (IgnyDashboardView     *view,
                             const IgnyHomeFigures *figures,
                             gint64                 now)
{
  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (view) && figures != NULL);

  show_jobs (view, figures, now);
  igny_dashboard_view_clear_activity (view);
  for (guint i = 0; i < figures->events->len; i++)
    {
      const IgnyHomeEvent *event = figures->events->pdata[i];
      g_autofree char     *age = igny_format_time (event->at, now);
      g_autofree char     *time = event->undone ? g_strdup_printf (_("%s, undone"), age) : NULL;

      igny_dashboard_view_add_activity (view, event->label, time != NULL ? time : age,
                                        event->step == figures->undo ? "home.undo" : NULL);
    }
}

void
igny_home_board_show (IgnyDashboardView     *view,
                      const IgnyHomeFigures *figures)
{
  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (view) && figures != NULL);

  igny_dashboard_view_clear_cards (view);
  homes[figures->module].show_cards (view, figures);
  show_next (view, figures);
  show_pipeline (view, figures);
  show_charts (view, figures);
  igny_home_board_show_events (view, figures, figures->now);
}
