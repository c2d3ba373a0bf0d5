/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-groups.h"

#include "igny-term-sum.h"

#include <string.h>

/* Groups that are measured exactly for an item, after a first look over the
 * likeness of its neighbors. */
#define CHOICES_MAX 6

#define NO_GROUP G_MAXUINT

typedef struct
{
  IgnyTermSum sum;
  guint       mass; /* rows */
  guint       n_items;
} Group;

typedef struct
{
  guint  group;
  gint64 alike;
} Choice;

typedef struct
{
  guint  group;
  double alike; /* mean over pairs; below 0 when there is no partner */
} Partner;

struct _IgnyGroups
{
  const IgnyTermMatrix *matrix;
  const IgnyNeighbors  *neighbors;
  Group                *groups; /* as many as items; many are empty */
  guint                *group_of;
  gint32               *weights; /* of the row at hand, by term, else 0 */
  guint8               *quiet;   /* items whose surroundings did not change */
  gint64               *looks;   /* by group: likeness seen, else 0 */
  Choice               *choices; /* of the item or group at hand */
  guint                 n_choices;
  guint                 choices_size;
  Partner              *partners; /* by group, as its own side found them */
  guint8               *changed;  /* groups with other items than when that was */
  guint                 next_empty;
};

static guint
read_item (const IgnyGroups *self,
           guint             item,
           IgnyTermCell     *cells)
{
  const IgnyTermMatrix *matrix = self->matrix;
  guint                 count = 0;

  for (guint i = matrix->starts[item]; i < matrix->starts[item + 1]; i++)
    {
      cells[count].term = matrix->cells[i].term;
      cells[count++].weight = matrix->cells[i].weight * (gint32) matrix->mass[item];
    }
  return count;
}

static void
clear_group (Group *group)
{
  igny_term_sum_clear (&group->sum);
  group->mass = 0;
  group->n_items = 0;
}

static void
put_item (IgnyGroups *self,
          guint       item,
          guint       to)
{
  IgnyTermCell cells[IGNY_TERM_ROW_MAX];
  guint        count = read_item (self, item, cells);
  Group       *group = &self->groups[to];

  igny_term_sum_add (&group->sum, cells, count);
  group->mass += self->matrix->mass[item];
  group->n_items++;
  self->group_of[item] = to;
}

static void
take_item (IgnyGroups *self,
           guint       item)
{
  IgnyTermCell cells[IGNY_TERM_ROW_MAX];
  guint        count = read_item (self, item, cells);
  Group       *group = &self->groups[self->group_of[item]];

  if (--group->n_items == 0)
    {
      clear_group (group);
      return;
    }
  group->mass -= self->matrix->mass[item];
  igny_term_sum_subtract (&group->sum, cells, count);
}

IgnyGroups *
igny_groups_new (const IgnyTermMatrix *matrix,
                 const IgnyNeighbors  *neighbors)
{
  IgnyGroups *self = g_new0 (IgnyGroups, 1);

  g_return_val_if_fail (matrix != NULL && neighbors != NULL, self);

  self->matrix = matrix;
  self->neighbors = neighbors;
  self->groups = g_new0 (Group, matrix->n_items + 1);
  self->group_of = g_new0 (guint, matrix->n_items + 1);
  self->weights = g_new0 (gint32, matrix->n_terms + 1);
  self->quiet = g_new0 (guint8, matrix->n_items + 1);
  self->looks = g_new0 (gint64, matrix->n_items + 1);
  self->choices_size = IGNY_NEIGHBORS_MAX;
  self->choices = g_new (Choice, self->choices_size);
  self->partners = g_new0 (Partner, matrix->n_items + 1);
  self->changed = g_new (guint8, matrix->n_items + 1);
  memset (self->changed, TRUE, matrix->n_items + 1);
  for (guint item = 0; item < matrix->n_items; item++)
    put_item (self, item, item);

  return self;
}

void
igny_groups_free (IgnyGroups *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->matrix->n_items; i++)
    clear_group (&self->groups[i]);
  g_free (self->groups);
  g_free (self->group_of);
  g_free (self->weights);
  g_free (self->quiet);
  g_free (self->looks);
  g_free (self->choices);
  g_free (self->partners);
  g_free (self->changed);
  g_free (self);
}

/* The likeness of all pairs between the cells, which are spread out in weights,
 * and a group. */
static gint64
measure (const IgnyGroups   *self,
         const IgnyTermCell *cells,
         guint               count,
         guint               to)
{
  return igny_term_sum_multiply (&self->groups[to].sum, cells, count, self->weights);
}

static gboolean
is_better (const Choice *a,
           const Choice *b)
{
  return a->alike != b->alike ? a->alike > b->alike : a->group < b->group;
}

static void
look (IgnyGroups *self,
      guint       group,
      gint64      alike)
{
  if (self->looks[group] == 0)
    {
      if (self->n_choices == self->choices_size)
        {
          self->choices_size = MAX (self->choices_size * 2, IGNY_NEIGHBORS_MAX);
          self->choices = g_renew (Choice, self->choices, self->choices_size);
        }
      self->choices[self->n_choices++].group = group;
    }
  self->looks[group] += alike + 1;
}

/* Keeps the groups with most of what was looked at, best first. */
static void
settle_choices (IgnyGroups *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->n_choices; i++)
    {
      Choice choice = { self->choices[i].group, self->looks[self->choices[i].group] };
      guint  place;

      self->looks[choice.group] = 0;
      if (kept == CHOICES_MAX && !is_better (&choice, &self->choices[kept - 1]))
        continue;
      place = kept < CHOICES_MAX ? kept++ : kept - 1;
      for (; place > 0 && is_better (&choice, &self->choices[place - 1]); place--)
        self->choices[place] = self->choices[place - 1];
      self->choices[place] = choice;
    }
  self->n_choices = kept;
}

static void
look_around (IgnyGroups *self,
             guint       item)
{
  const IgnyNeighbor *list = self->neighbors->neighbors + (gsize) item * IGNY_NEIGHBORS_MAX;

  for (guint i = 0; i < self->neighbors->counts[item]; i++)
    if (self->group_of[list[i].item] != self->group_of[item])
      look (self, self->group_of[list[i].item], list[i].alike);
}

static void
find_choices (IgnyGroups *self,
              guint       item)
{
  self->n_choices = 0;
  look_around (self, item);
  settle_choices (self);
}

static void
spread (IgnyGroups         *self,
        const IgnyTermCell *cells,
        guint               count)
{
  for (guint i = 0; i < count; i++)
    self->weights[cells[i].term] = cells[i].weight;
}

static void
unspread (IgnyGroups         *self,
          const IgnyTermCell *cells,
          guint               count)
{
  for (guint i = 0; i < count; i++)
    self->weights[cells[i].term] = 0;
}

/* The likeness that an item has with the others of its group. */
static gint64
measure_home (const IgnyGroups   *self,
              const IgnyTermCell *cells,
              guint               count,
              guint               item)
{
  gint64 alike = measure (self, cells, count, self->group_of[item]);

  for (guint i = 0; i < count; i++)
    alike -= (gint64) cells[i].weight * cells[i].weight;
  return alike;
}

/* Where the item raises the whole most; its present group when nothing is
 * better, and none (itself alone) when every group lowers it. */
static guint
choose_group (IgnyGroups *self,
              guint       item,
              gint64      bar)
{
  IgnyTermCell cells[IGNY_TERM_ROW_MAX];
  guint        count = read_item (self, item, cells);
  gint64       mass = self->matrix->mass[item];
  guint        best = self->group_of[item];
  gint64       most = 0;

  spread (self, cells, count);
  if (self->groups[best].n_items > 1)
    most = measure_home (self, cells, count, item) -
           bar * mass * (self->groups[best].mass - mass);
  if (most < 0)
    {
      most = 0;
      best = NO_GROUP;
    }
  for (guint i = 0; i < self->n_choices; i++)
    {
      guint  group = self->choices[i].group;
      gint64 gain = measure (self, cells, count, group) - bar * mass * self->groups[group].mass;

      if (gain > most)
        {
          most = gain;
          best = group;
        }
    }
  unspread (self, cells, count);
  return best;
}

static void
wake_neighbors (IgnyGroups *self,
                guint       item)
{
  const IgnyNeighbor *list = self->neighbors->neighbors + (gsize) item * IGNY_NEIGHBORS_MAX;

  for (guint i = 0; i < self->neighbors->counts[item]; i++)
    self->quiet[list[i].item] = FALSE;
}

/* There are as many groups as items, so one is empty when an item leaves
 * company. */
static guint
find_empty (IgnyGroups *self,
            guint       item)
{
  if (self->groups[item].n_items == 0)
    return item;
  while (self->groups[self->next_empty].n_items > 0)
    self->next_empty = (self->next_empty + 1) % self->matrix->n_items;
  return self->next_empty;
}

static void
move_item (IgnyGroups *self,
           guint       item,
           guint       to)
{
  self->changed[self->group_of[item]] = TRUE;
  self->changed[to] = TRUE;
  take_item (self, item);
  put_item (self, item, to);
  wake_neighbors (self, item);
}

guint
igny_groups_move_items (IgnyGroups *self,
                        gint64      bar)
{
  guint moves = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint item = 0; item < self->matrix->n_items; item++)
    {
      guint to;

      if (self->quiet[item])
        continue;
      self->quiet[item] = TRUE;
      find_choices (self, item);
      to = choose_group (self, item, bar);
      if (to == self->group_of[item])
        continue;
      move_item (self, item, to != NO_GROUP ? to : find_empty (self, item));
      moves++;
    }
  return moves;
}

/* Items by group; starts has one more place than there are items. */
static guint *
list_members (const IgnyGroups *self,
              guint            *starts)
{
  guint             n = self->matrix->n_items;
  guint            *members = g_new0 (guint, n + 1);
  g_autofree guint *next = g_new0 (guint, n + 1);

  starts[0] = 0;
  for (guint i = 0; i < n; i++)
    {
      starts[i + 1] = starts[i] + self->groups[i].n_items;
      next[i] = starts[i];
    }
  for (guint i = 0; i < n; i++)
    members[next[self->group_of[i]]++] = i;
  return members;
}

static Partner
find_partner (IgnyGroups  *self,
              guint        group,
              const guint *members)
{
  const Group *own = &self->groups[group];
  Partner      best = { NO_GROUP, -1 };

  self->n_choices = 0;
  for (guint i = 0; i < own->n_items; i++)
    look_around (self, members[i]);
  settle_choices (self);

  spread (self, own->sum.cells, own->sum.count);
  for (guint i = 0; i < self->n_choices; i++)
    {
      guint  other = self->choices[i].group;
      double pairs = (double) own->mass * self->groups[other].mass;
      double alike = (double) measure (self, own->sum.cells, own->sum.count, other) / pairs;

      if (alike > best.alike || (alike == best.alike && other < best.group))
        best = (Partner){ other, alike };
    }
  unspread (self, own->sum.cells, own->sum.count);
  return best;
}

static void
join (IgnyGroups  *self,
      guint        into,
      guint        from,
      const guint *members)
{
  Group *target = &self->groups[into];
  Group *source = &self->groups[from];

  self->changed[into] = TRUE;
  self->changed[from] = TRUE;
  for (guint i = 0; i < source->n_items; i++)
    {
      self->group_of[members[i]] = into;
      self->quiet[members[i]] = FALSE;
      wake_neighbors (self, members[i]);
    }
  igny_term_sum_add (&target->sum, source->sum.cells, source->sum.count);
  target->mass += source->mass;
  target->n_items += source->n_items;
  clear_group (source);
}

/* A likeness holds both ways, whichever side found it. */
static void
tell_partners (const IgnyGroups *self,
               Partner          *partners)
{
  for (guint i = 0; i < self->matrix->n_items; i++)
    {
      Partner  own = partners[i];
      Partner *other;

      if (self->groups[i].n_items == 0 || own.group == NO_GROUP)
        continue;
      other = &partners[own.group];
      if (own.alike > other->alike || (own.alike == other->alike && i < other->group))
        *other = (Partner){ i, own.alike };
    }
}

/* Whether what find_partner said of a group may no longer hold: it depends on
 * the group and on those that its neighbors are in. */
static gboolean
needs_partner (const IgnyGroups *self,
               guint             group,
               const guint      *members)
{
  if (self->changed[group])
    return TRUE;
  for (guint i = 0; i < self->groups[group].n_items; i++)
    {
      const IgnyNeighbor *list =
          self->neighbors->neighbors + (gsize) members[i] * IGNY_NEIGHBORS_MAX;

      for (guint j = 0; j < self->neighbors->counts[members[i]]; j++)
        if (self->changed[self->group_of[list[j].item]])
          return TRUE;
    }
  return FALSE;
}

/* By group, from every side; a group without items has none. */
static Partner *
find_partners (IgnyGroups  *self,
               const guint *starts,
               const guint *members)
{
  guint    n = self->matrix->n_items;
  Partner *partners;

  for (guint i = 0; i < n; i++)
    if (self->groups[i].n_items == 0)
      self->partners[i] = (Partner){ NO_GROUP, -1 };
    else if (needs_partner (self, i, members + starts[i]))
      self->partners[i] = find_partner (self, i, members + starts[i]);
  memset (self->changed, FALSE, n);
  partners = g_memdup2 (self->partners, (n + 1) * sizeof (Partner));
  tell_partners (self, partners);
  return partners;
}

guint
igny_groups_join_pairs (IgnyGroups *self,
                        gint64      bar)
{
  g_autofree Partner *partners = NULL;
  g_autofree guint   *starts = NULL;
  g_autofree guint   *members = NULL;
  guint               joins = 0;

  g_return_val_if_fail (self != NULL, 0);

  starts = g_new0 (guint, self->matrix->n_items + 1);
  members = list_members (self, starts);
  partners = find_partners (self, starts, members);
  for (guint i = 0; i < self->matrix->n_items; i++)
    {
      guint other = partners[i].group;

      if (other == NO_GROUP || other < i || partners[other].group != i)
        continue;
      if (partners[i].alike < (double) bar)
        continue;
      join (self, i, other, members + starts[other]);
      joins++;
    }
  return joins;
}

static gboolean
is_alone (const IgnyGroups *self,
          guint             item)
{
  return self->groups[self->group_of[item]].n_items == 1 && self->matrix->mass[item] == 1;
}

guint
igny_groups_adopt (IgnyGroups *self,
                   gint64      bar)
{
  g_autofree Partner *partners = NULL;
  guint               n;
  guint               moves = 0;

  g_return_val_if_fail (self != NULL, 0);

  /* All choose before the first moves, so that the order does not matter. */
  n = self->matrix->n_items;
  partners = g_new0 (Partner, n + 1);
  for (guint item = 0; item < n; item++)
    if (is_alone (self, item))
      partners[item] = find_partner (self, self->group_of[item], &item);
    else
      partners[item] = (Partner){ NO_GROUP, -1 };

  for (guint item = 0; item < n; item++)
    {
      guint to = partners[item].group;

      if (to == NO_GROUP || partners[item].alike < (double) bar || self->groups[to].mass < 2)
        continue;
      move_item (self, item, to);
      moves++;
    }
  return moves;
}

guint
igny_groups_get_group (const IgnyGroups *self,
                       guint             item)
{
  g_return_val_if_fail (self != NULL && item < self->matrix->n_items, 0);

  return self->group_of[item];
}

guint
igny_groups_get_mass (const IgnyGroups *self,
                      guint             group)
{
  g_return_val_if_fail (self != NULL && group < self->matrix->n_items, 0);

  return self->groups[group].mass;
}
