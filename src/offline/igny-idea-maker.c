/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-idea-maker.h"

#include <string.h>

#include "igny-idea-text.h"
#include "igny-number.h"
#include "igny-text.h"

/* Questions that are better answered on one page than on one each. */
#define QUESTIONS_TOGETHER 3
/* Keywords, the most searched first, that tell where a cluster's center is. */
#define CENTER_LOOKS 200

/* Pages of one shape that a cluster bears. */
static const guint shape_max[IGNY_N_SHAPES] = {
  [IGNY_SHAPE_TOPIC] = IGNY_IDEA_MAX,
  [IGNY_SHAPE_BEST] = 2,
  [IGNY_SHAPE_VERSUS] = 3,
  [IGNY_SHAPE_REVIEW] = 3,
  [IGNY_SHAPE_HOW_TO] = IGNY_IDEA_MAX,
  [IGNY_SHAPE_QUESTION] = IGNY_IDEA_MAX,
  [IGNY_SHAPE_LIST] = 3,
  [IGNY_SHAPE_CHECKLIST] = 3,
  [IGNY_SHAPE_PRICE] = 1,
  [IGNY_SHAPE_CHEAP] = 1,
  [IGNY_SHAPE_BUY] = 1,
  [IGNY_SHAPE_NEAR] = 1,
};

typedef struct
{
  const char *const *texts; /* as typed */
  const gint64      *volumes;
  const IgnyIntent  *intents;
  guint              count;
  IgnyKeywordShape **shapes;
  guint             *order; /* keywords, the best to stand for a page first */
  guint             *idea;  /* by keyword: its idea, or NONE */
  guint              primary[IGNY_IDEA_MAX];
  guint              n_ideas;
  guint              used[IGNY_N_SHAPES];
  guint              questions;
} Maker;

#define NONE G_MAXUINT

static void
clear_maker (Maker *self)
{
  for (guint i = 0; i < self->count; i++)
    igny_keyword_shape_free (self->shapes[i]);
  g_free (self->shapes);
  g_free (self->order);
  g_free (self->idea);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Maker, clear_maker)

void
igny_idea_free (IgnyIdea *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->description);
  g_array_unref (self->primary);
  g_array_unref (self->covered);
  g_ptr_array_unref (self->outline);
  g_free (self);
}

static void
free_idea (gpointer data)
{
  igny_idea_free (data);
}

static gint64
read_volume (const Maker *self,
             guint        keyword)
{
  return self->volumes != NULL ? self->volumes[keyword] : IGNY_UNKNOWN;
}

static int
compare_keywords (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const Maker *self = user_data;
  guint        x = *(const guint *) a;
  guint        y = *(const guint *) b;
  gint64       volume_x = read_volume (self, x);
  gint64       volume_y = read_volume (self, y);
  gsize        long_x = strlen (self->shapes[x]->text);
  gsize        long_y = strlen (self->shapes[y]->text);
  int          order;

  if (volume_x != volume_y)
    return volume_x > volume_y ? -1 : 1;
  if (long_x != long_y)
    return long_x < long_y ? -1 : 1;
  order = strcmp (self->shapes[x]->text, self->shapes[y]->text);
  return order != 0 ? order : (x > y) - (x < y);
}

static gboolean
is_buying (const Maker *self,
           guint        keyword)
{
  IgnyShape shape = self->shapes[keyword]->shape;

  if (self->intents != NULL && self->intents[keyword] != IGNY_INTENT_NONE)
    return self->intents[keyword] == IGNY_INTENT_COMMERCIAL ||
           self->intents[keyword] == IGNY_INTENT_TRANSACTIONAL;
  return shape == IGNY_SHAPE_BEST || shape >= IGNY_SHAPE_PRICE;
}

/* Whether some keyword compares or buys the same kind of thing. */
static gboolean
is_sold (const Maker *self,
         guint        keyword)
{
  const IgnyKeywordShape *shape = self->shapes[keyword];

  if (shape->doing || shape->noun == 0)
    return FALSE;
  for (guint i = 0; i < self->count; i++)
    if (self->shapes[i]->noun == shape->noun && is_buying (self, i))
      return TRUE;
  return FALSE;
}

/* One keyword rarely tells its language; its cluster does. */
static gboolean
is_english (const Maker *self,
            const char  *language)
{
  gint64 rate = 0;

  if (language != NULL)
    return g_str_has_prefix (language, "en");
  for (guint i = 0; i < self->count; i++)
    {
      g_autofree char *text = igny_text_normalize (self->texts[i]);

      rate += igny_keyword_shape_rate_english (text);
    }
  return rate >= 0;
}

static void
read_keywords (Maker      *self,
               const char *language)
{
  gboolean english = is_english (self, language);

  self->shapes = g_new0 (IgnyKeywordShape *, self->count + 1);
  self->order = g_new (guint, self->count + 1);
  self->idea = g_new (guint, self->count + 1);
  for (guint i = 0; i < self->count; i++)
    {
      self->shapes[i] = igny_keyword_shape_new (self->texts[i], english);
      self->questions += self->shapes[i]->shape == IGNY_SHAPE_QUESTION;
      self->order[i] = i;
      self->idea[i] = NONE;
    }
  g_qsort_with_data (self->order, (gint) self->count, sizeof (guint), compare_keywords, self);
}

/* How near a keyword is to the others in meaning. */
static double
measure_center (const Maker *self,
                guint        keyword)
{
  double sum = 0;

  for (guint i = 0; i < self->count && i < CENTER_LOOKS; i++)
    sum += igny_keyword_shape_compare (self->shapes[keyword], self->shapes[self->order[i]]);
  return sum;
}

/* Of equally central keywords the plainest one stands for all. */
static guint
rate_plainness (IgnyShape shape)
{
  switch (shape)
    {
    case IGNY_SHAPE_TOPIC:
      return 3;
    case IGNY_SHAPE_BEST:
      return 2;
    case IGNY_SHAPE_HOW_TO:
    case IGNY_SHAPE_QUESTION:
    case IGNY_SHAPE_VERSUS:
      return 0;
    case IGNY_SHAPE_REVIEW:
    case IGNY_SHAPE_LIST:
    case IGNY_SHAPE_CHECKLIST:
    case IGNY_SHAPE_PRICE:
    case IGNY_SHAPE_CHEAP:
    case IGNY_SHAPE_BUY:
    case IGNY_SHAPE_NEAR:
    case IGNY_N_SHAPES:
    default:
      return 1;
    }
}

/* The broadest keyword: the most central one that is not a question, unless
 * all are. */
static guint
find_hub (const Maker *self)
{
  guint  best = self->order[0];
  double most = -1;
  guint  plainest = 0;

  for (guint i = 0; i < self->count && i < CENTER_LOOKS; i++)
    {
      guint  keyword = self->order[i];
      guint  plain = rate_plainness (self->shapes[keyword]->shape);
      double center = measure_center (self, keyword);

      if (plain == 0)
        center -= CENTER_LOOKS;
      if (center > most + 1e-9 || (center > most - 1e-9 && plain > plainest) || i == 0)
        {
          most = center;
          plainest = plain;
          best = keyword;
        }
    }
  return best;
}

static guint
count_wanted (guint keywords)
{
  static const guint from[] = { 1, 2, 4, 7, 11, 17, 31 };
  guint              wanted = 0;

  while (wanted < G_N_ELEMENTS (from) && keywords >= from[wanted])
    wanted++;
  return wanted;
}

static void
take (Maker *self,
      guint  keyword)
{
  self->idea[keyword] = self->n_ideas;
  self->primary[self->n_ideas++] = keyword;
  self->used[self->shapes[keyword]->shape]++;
}

/* Two pages would compete for the same readers. */
static gboolean
is_taken (const Maker *self,
          guint        keyword)
{
  const IgnyKeywordShape *shape = self->shapes[keyword];

  for (guint i = 0; i < self->n_ideas; i++)
    {
      const IgnyKeywordShape *other = self->shapes[self->primary[i]];

      if (other->shape == shape->shape && igny_keyword_shape_compare (shape, other) > 0.99)
        return TRUE;
    }
  return FALSE;
}

static guint
find_next (const Maker *self,
           IgnyShape    shape)
{
  guint most = shape_max[shape];

  if (shape == IGNY_SHAPE_QUESTION && self->questions >= QUESTIONS_TOGETHER)
    most = 1;
  if (self->used[shape] >= most)
    return NONE;
  for (guint i = 0; i < self->count; i++)
    {
      guint keyword = self->order[i];

      if (self->shapes[keyword]->shape == shape && self->idea[keyword] == NONE &&
          !is_taken (self, keyword))
        return keyword;
    }
  return NONE;
}

/* Each turn takes the most searched page of every shape, so that a cluster gets
 * different kinds of pages before it gets two of one kind. */
static void
choose_primaries (Maker *self)
{
  guint wanted = count_wanted (self->count);
  guint before = 0;

  take (self, find_hub (self));
  while (self->n_ideas < wanted && before < self->n_ideas)
    {
      gboolean done[IGNY_N_SHAPES] = { FALSE };

      before = self->n_ideas;
      /* A first round of other shapes than the hub's own. */
      if (self->n_ideas == 1)
        done[self->shapes[self->primary[0]]->shape] = TRUE;
      for (guint i = 0; i < self->count && self->n_ideas < wanted; i++)
        {
          IgnyShape shape = self->shapes[self->order[i]]->shape;
          guint     keyword = done[shape] ? NONE : find_next (self, shape);

          done[shape] = TRUE;
          if (keyword != NONE)
            take (self, keyword);
        }
      if (before == 1 && self->n_ideas == 1)
        {
          guint keyword = find_next (self, self->shapes[self->primary[0]]->shape);

          if (keyword != NONE)
            take (self, keyword);
        }
    }
}

static gboolean
gathers_questions (const Maker *self,
                   guint        idea)
{
  if (idea == 0 || self->questions < QUESTIONS_TOGETHER)
    return FALSE;
  g_assert (idea < self->n_ideas);
  return self->shapes[self->primary[idea]]->shape == IGNY_SHAPE_QUESTION;
}

/* Every other keyword goes to the page nearest in meaning and shape. */
static void
cover_keyword (Maker *self,
               guint  keyword)
{
  const IgnyKeywordShape *shape = self->shapes[keyword];
  double                  most = 0.2;
  guint                   best = 0;

  for (guint i = 0; i < self->n_ideas; i++)
    {
      const IgnyKeywordShape *other = self->shapes[self->primary[i]];
      double                  alike = igny_keyword_shape_compare (shape, other);

      if (shape->shape == other->shape || (i == 0 && shape->shape == IGNY_SHAPE_TOPIC))
        alike += gathers_questions (self, i) ? 2 : 0.3;
      if (alike > most)
        {
          most = alike;
          best = i;
        }
    }
  self->idea[keyword] = best;
}

static gboolean
is_used (GPtrArray  *ideas,
         const char *title)
{
  g_autofree char *key = igny_text_normalize (title);

  for (guint i = 0; i < ideas->len; i++)
    {
      const IgnyIdea  *idea = ideas->pdata[i];
      g_autofree char *other = igny_text_normalize (idea->title);

      if (g_str_equal (key, other))
        return TRUE;
    }
  return FALSE;
}

static char *
make_title (GPtrArray              *ideas,
            const IgnyKeywordShape *shape,
            const IgnyIdeaPlace    *place)
{
  g_autofree char *first = igny_idea_text_title (shape, place, 0);

  for (guint attempt = 0;; attempt++)
    {
      g_autofree char *title = igny_idea_text_title (shape, place, attempt);

      if (title == NULL)
        break;
      if (!is_used (ideas, title))
        return g_steal_pointer (&title);
    }
  return g_strdup_printf ("%s (%u)", first, ideas->len + 1);
}

static IgnyIdeaPlace
find_place (const Maker *self,
            guint        idea)
{
  guint         primary = self->primary[idea];
  IgnyIdeaPlace place = { self->shapes[self->primary[0]], idea == 0, is_sold (self, primary),
                          gathers_questions (self, idea), 0 };

  for (guint i = 1; i < idea; i++)
    place.earlier += self->shapes[self->primary[i]]->shape == self->shapes[primary]->shape;
  return place;
}

static const char *
find_structure (const Maker *self,
                guint        idea)
{
  IgnyShape shape = self->shapes[self->primary[idea]]->shape;

  if (idea == 0)
    return self->n_ideas >= 3 ? "cluster_hub" : "pillar_page";
  if (shape == IGNY_SHAPE_BUY || shape == IGNY_SHAPE_NEAR || shape == IGNY_SHAPE_PRICE)
    return "landing_page";
  return "supporting_page";
}

/* A second spelling of the primary keyword is primary as well. */
static void
list_keywords (const Maker *self,
               guint        number,
               IgnyIdea    *idea)
{
  guint                   primary = self->primary[number];
  const IgnyKeywordShape *shape = self->shapes[primary];

  g_array_append_val (idea->primary, primary);
  for (guint i = 0; i < self->count; i++)
    {
      guint keyword = self->order[i];

      if (keyword == primary || self->idea[keyword] != number)
        continue;
      if (idea->primary->len < 2 && self->shapes[keyword]->shape == shape->shape &&
          igny_keyword_shape_compare (self->shapes[keyword], shape) > 0.99)
        g_array_append_val (idea->primary, keyword);
      else
        g_array_append_val (idea->covered, keyword);
    }
}

static GPtrArray *
make_outline (const Maker         *self,
              const IgnyIdea      *idea,
              const IgnyIdeaPlace *place)
{
  g_autoptr(GPtrArray) shapes = g_ptr_array_new ();
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  const GArray *lists[] = { idea->primary, idea->covered };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        guint keyword = g_array_index (lists[l], guint, i);

        g_ptr_array_add (shapes, self->shapes[keyword]);
        g_ptr_array_add (texts, (gpointer) self->texts[keyword]);
      }
  return igny_idea_text_outline ((const IgnyKeywordShape *const *) shapes->pdata,
                                 (const char *const *) texts->pdata, shapes->len, place);
}

static void
add_idea (const Maker *self,
          guint        number,
          GPtrArray   *ideas)
{
  IgnyIdea               *idea = g_new0 (IgnyIdea, 1);
  const IgnyKeywordShape *shape = self->shapes[self->primary[number]];
  IgnyIdeaPlace           place = find_place (self, number);

  idea->title = make_title (ideas, shape, &place);
  idea->description = igny_idea_text_describe (shape, &place);
  idea->content_type = igny_idea_text_content_type (shape, &place);
  idea->content_structure = find_structure (self, number);
  idea->primary = g_array_new (FALSE, FALSE, sizeof (guint));
  idea->covered = g_array_new (FALSE, FALSE, sizeof (guint));
  list_keywords (self, number, idea);
  idea->outline = make_outline (self, idea, &place);
  idea->words = igny_outline_estimate_words (idea->outline);
  g_ptr_array_add (ideas, idea);
}

GPtrArray *
igny_idea_maker_run (const char *const *keywords,
                     const gint64      *volumes,
                     const IgnyIntent  *intents,
                     gsize              count,
                     const char        *language)
{
  GPtrArray *ideas = g_ptr_array_new_with_free_func (free_idea);
  g_auto(Maker) self = { keywords, volumes, intents, (guint) count };

  g_return_val_if_fail (keywords != NULL || count == 0, ideas);
  g_return_val_if_fail (count < G_MAXINT, ideas);

  if (count == 0)
    return ideas;
  read_keywords (&self, language);
  choose_primaries (&self);
  for (guint i = 0; i < self.count; i++)
    if (self.idea[i] == NONE)
      cover_keyword (&self, i);
  for (guint i = 0; i < self.n_ideas; i++)
    add_idea (&self, i, ideas);
  return ideas;
}
