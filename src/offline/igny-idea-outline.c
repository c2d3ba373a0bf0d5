/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-idea-text.h"

#include <glib/gi18n.h>

#include "igny-title-case.h"

/* Sections made of covered keywords; further keywords join a general one. */
#define KEYWORD_SECTIONS_MAX 8

typedef struct
{
  const char *heading; /* content in the keywords' language, so not translated */
  const char *note;
} Fixed;

/* clang-format off */
typedef struct
{
  Fixed before[5];
  Fixed after[3];
} Frame;

static const Frame sold_hub = {
  { { "%S at a Glance", N_("Say what it is, who needs it and what this page covers.") },
    { "What to Look For", N_("Name the few properties that decide, and why.") } },
  { { "Mistakes to Avoid", N_("Warn of what buyers regret most.") },
    { "Where to Go Next", N_("Link to the other pages of the cluster.") } },
};
static const Frame told_hub = {
  { { "%S in Brief", N_("Say in a few sentences what a reader takes away.") },
    { "What Matters Most", N_("Explain the basics that the rest builds on.") } },
  { { "Common Mistakes", N_("Warn of what goes wrong most often.") },
    { "Where to Go Next", N_("Link to the other pages of the cluster.") } },
};
static const Frame many = {
  { { NULL } },
  { { "Still Unsure?", N_("Link to the main page of the cluster.") } },
};
static const Frame frames[IGNY_N_SHAPES] = {
  [IGNY_SHAPE_TOPIC] = {
    { { "%S in Brief", N_("Say in a few sentences what a reader takes away.") },
      { "What Matters Most", N_("Go through the points that decide, the most important first.") } },
    { { "Mistakes to Avoid", N_("Warn of what goes wrong most often.") },
      { "What to Do Next", N_("End with one clear step and a link.") } } },
  [IGNY_SHAPE_BEST] = {
    { { "The Short List", N_("Name the candidates with one line each on who they suit.") },
      { "What to Look For", N_("Give the criteria before the details.") } },
    { { "How to Choose Between Them", N_("Help to decide by use and budget.") },
      { "Questions Before You Buy", N_("Answer what is asked just before a purchase.") } } },
  [IGNY_SHAPE_VERSUS] = {
    { { "The Short Answer", N_("Say who should take which in two sentences.") },
      { "The Main Differences", N_("Compare point by point, best in a table.") },
      { "When to Choose %S", N_("Describe the cases in which it is the better choice.") },
      { "When to Choose %O", N_("Describe the cases in which it is the better choice.") } },
    { { "Cost and Value", N_("Compare what is paid, now and later.") } } },
  [IGNY_SHAPE_REVIEW] = {
    { { "The Verdict", N_("Begin with the result and whom it is for.") },
      { "What Works Well", N_("Name strengths with examples.") },
      { "What Could Be Better", N_("Name weaknesses just as plainly.") } },
    { { "Who Should Buy It", N_("Say for whom it fits and for whom not.") },
      { "Alternatives to Consider", N_("Name two or three with one line each.") } } },
  [IGNY_SHAPE_HOW_TO] = {
    { { "What You Need", N_("List things, time and skill.") },
      { "Step by Step", N_("Number the steps; one action each.") } },
    { { "Common Mistakes", N_("Say what goes wrong and how to notice early.") },
      { "If It Does Not Work", N_("Offer the next thing to try.") } } },
  [IGNY_SHAPE_QUESTION] = {
    { { "The Short Answer", N_("Answer in the first sentence.") },
      { "The Longer Answer", N_("Give reasons, numbers and exceptions.") } },
    { { "What to Do Next", N_("End with one clear step and a link.") } } },
  [IGNY_SHAPE_LIST] = {
    { { "The Ones That Matter Most", N_("Begin with the three that help everybody.") } },
    { { "Where to Start", N_("Tell a reader with little time what to do first.") } } },
  [IGNY_SHAPE_CHECKLIST] = {
    { { "The Checklist", N_("Give the list first, grouped and short.") },
      { "What People Forget", N_("Name the items that are missed most often.") } },
    { { "How to Adapt It", N_("Say what changes with season, length or group.") } } },
  [IGNY_SHAPE_PRICE] = {
    { { "What You Can Expect to Pay", N_("Give ranges and say what each buys.") },
      { "What Moves the Price", N_("Explain the few things that make the difference.") } },
    { { "When to Spend More", N_("Say when the higher price pays off.") } } },
  [IGNY_SHAPE_CHEAP] = {
    { { "Where You Can Save", N_("Name what costs little without regret.") },
      { "Where You Should Not", N_("Name where saving costs more later.") } },
    { { "When to Buy", N_("Name seasons and sales that are worth the wait.") } } },
  [IGNY_SHAPE_BUY] = {
    { { "Before You Buy", N_("List what to settle first.") },
      { "Where to Buy", N_("Compare the ways to buy and their terms.") } },
    { { "After the Purchase", N_("Explain returns, warranty and first use.") } } },
  [IGNY_SHAPE_NEAR] = {
    { { "Where to Look", N_("Name the kinds of places and how to find them.") },
      { "How to Judge an Offer", N_("Give signs of a good and of a bad one.") } },
    { { "What to Ask", N_("List the questions for the first contact.") } } },
};
/* clang-format on */

/* Places of keywords that head no section: those of the first section, which
 * are the primary ones, and those that are too many for one of their own. */
#define OPENING (G_MAXUINT - 1)
#define GENERAL G_MAXUINT

typedef struct
{
  const IgnyKeywordShape *const *shapes;
  const char *const             *texts;
  guint                          count;
  guint                          sections[KEYWORD_SECTIONS_MAX]; /* keywords that head one */
  guint                          n_sections;
  guint                         *place; /* by keyword: its section */
} Plan;

static const Frame *
get_frame (const IgnyKeywordShape *shape,
           const IgnyIdeaPlace    *place)
{
  if (place->many)
    return &many;
  if (place->hub && shape->shape == IGNY_SHAPE_TOPIC)
    return place->sold ? &sold_hub : &told_hub;
  return &frames[shape->shape];
}

static gboolean
is_same (const IgnyKeywordShape *a,
         const IgnyKeywordShape *b)
{
  return a->shape == b->shape && igny_keyword_shape_compare (a, b) > 0.99;
}

/* A keyword that says the same as an earlier one needs no section of its own. */
static guint
find_section (const Plan *plan,
              guint       keyword,
              guint       from)
{
  if (from > 0 && is_same (plan->shapes[0], plan->shapes[keyword]))
    return OPENING;
  for (guint i = 0; i < plan->n_sections; i++)
    if (is_same (plan->shapes[plan->sections[i]], plan->shapes[keyword]))
      return i;
  return GENERAL;
}

static void
place_keywords (Plan *plan,
                guint from)
{
  for (guint i = from; i < plan->count; i++)
    {
      plan->place[i] = find_section (plan, i, from);
      if (plan->place[i] == GENERAL && plan->n_sections < KEYWORD_SECTIONS_MAX)
        {
          plan->place[i] = plan->n_sections;
          plan->sections[plan->n_sections++] = i;
        }
    }
}

/* The texts of the keywords at a place. */
static GPtrArray *
list_texts (const Plan *plan,
            guint       place)
{
  GPtrArray *texts = g_ptr_array_new ();

  for (guint i = 0; i < plan->count; i++)
    if (plan->place[i] == place)
      g_ptr_array_add (texts, (gpointer) plan->texts[i]);
  g_ptr_array_add (texts, NULL);
  return texts;
}

static char *
word_heading (const char             *wording,
              const IgnyKeywordShape *shape)
{
  g_autofree char *name = NULL;
  const char      *place = strchr (wording, '%');

  if (place == NULL)
    return g_strdup (wording);
  name = igny_title_case (place[1] == 'O' && shape->other != NULL ? shape->other : shape->subject);
  return g_strdup_printf ("%.*s%s%s", (int) (place - wording), wording, name, place + 2);
}

static void
add_fixed (GPtrArray   *outline,
           const Fixed *fixed,
           gsize        count,
           const Plan  *plan)
{
  for (gsize i = 0; i < count && fixed[i].heading != NULL; i++)
    {
      g_autofree char *heading = word_heading (fixed[i].heading, plan->shapes[0]);

      igny_outline_add (outline, 2, heading, _ (fixed[i].note), NULL);
    }
}

/* The opening section serves the primary keywords, the one behind it what has no
 * section of its own. */
static void
serve (GPtrArray  *outline,
       guint       section,
       const Plan *plan,
       guint       place)
{
  g_autoptr(GPtrArray) texts = list_texts (plan, place);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  IgnyOutlineSection *target;

  if (outline->len == 0 || texts->len == 1)
    return;
  target = outline->pdata[MIN (section, outline->len - 1)];
  for (guint i = 0; target->keywords[i] != NULL; i++)
    g_ptr_array_add (all, g_steal_pointer (&target->keywords[i]));
  g_free (target->keywords);
  for (guint i = 0; texts->pdata[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (texts->pdata[i]));
  g_ptr_array_add (all, NULL);
  target->keywords = (GStrv) g_ptr_array_steal (all, NULL);
}

static const char *
get_note (const IgnyKeywordShape *shape)
{
  switch (shape->shape)
    {
    case IGNY_SHAPE_HOW_TO:
    case IGNY_SHAPE_QUESTION:
      return _ ("Answer in the first sentence, then explain.");
    case IGNY_SHAPE_BEST:
    case IGNY_SHAPE_VERSUS:
    case IGNY_SHAPE_REVIEW:
      return _ ("Say who each choice suits, and link to the page that goes deeper.");
    case IGNY_SHAPE_PRICE:
    case IGNY_SHAPE_CHEAP:
    case IGNY_SHAPE_BUY:
    case IGNY_SHAPE_NEAR:
      return _ ("Give figures and places a reader can check.");
    case IGNY_SHAPE_TOPIC:
    case IGNY_SHAPE_LIST:
    case IGNY_SHAPE_CHECKLIST:
    case IGNY_N_SHAPES:
    default:
      return _ ("Say what is special here and what a reader should do.");
    }
}

static void
add_keyword_sections (GPtrArray  *outline,
                      const Plan *plan)
{
  for (guint i = 0; i < plan->n_sections; i++)
    {
      const IgnyKeywordShape *shape = plan->shapes[plan->sections[i]];
      g_autofree char        *heading = igny_idea_text_heading (shape);
      g_autoptr(GPtrArray) texts = list_texts (plan, i);

      igny_outline_add (outline, 2, heading, get_note (shape), (const char *const *) texts->pdata);
    }
}

GPtrArray *
igny_idea_text_outline (const IgnyKeywordShape *const *shapes,
                        const char *const             *texts,
                        guint                          count,
                        const IgnyIdeaPlace           *place)
{
  GPtrArray        *outline = igny_outline_new ();
  g_autofree guint *places = g_new (guint, count + 1);
  Plan              plan = { shapes, texts, count, { 0 }, 0, places };
  const Frame      *frame;

  g_return_val_if_fail (shapes != NULL && count > 0 && place != NULL, outline);

  frame = get_frame (shapes[0], place);
  places[0] = OPENING;
  /* Where no frame opens the page the primary keyword heads a section too. */
  place_keywords (&plan, place->many || !shapes[0]->english ? 0 : 1);
  if (shapes[0]->english)
    add_fixed (outline, frame->before, G_N_ELEMENTS (frame->before), &plan);
  add_keyword_sections (outline, &plan);
  if (shapes[0]->english)
    add_fixed (outline, frame->after, G_N_ELEMENTS (frame->after), &plan);
  serve (outline, 0, &plan, OPENING);
  serve (outline, 1, &plan, GENERAL);
  return outline;
}
