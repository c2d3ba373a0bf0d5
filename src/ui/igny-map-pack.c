/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-pack.h"

#include <math.h>

/* What two circles that touch may overlap by, for the roundings. */
#define SLACK 1e-6
#define ENCLOSE_ROUNDS 400

/* The circles on the outside of what was laid, counterclockwise, so that what
 * lies right of a pair is free. */
typedef struct
{
  IgnyMapCircle *circles;
  guint         *next;
  guint         *previous;
} Front;

static double
get_distance (const IgnyMapCircle *a,
              const IgnyMapCircle *b)
{
  return hypot (a->x - b->x, a->y - b->y);
}

static gboolean
overlap (const IgnyMapCircle *a,
         const IgnyMapCircle *b)
{
  return get_distance (a, b) < (a->r + b->r) * (1 - SLACK);
}

/* Puts circle right of the way from a to b, touching both where it can. */
static void
place (IgnyMapCircle       *circle,
       const IgnyMapCircle *a,
       const IgnyMapCircle *b)
{
  double dx = b->x - a->x;
  double dy = b->y - a->y;
  double square = dx * dx + dy * dy;
  double to_a = a->r + circle->r;
  double to_b = b->r + circle->r;
  double along;
  double aside;

  if (square <= 0)
    {
      circle->x = a->x + to_a;
      circle->y = a->y;
      return;
    }
  along = (square + to_a * to_a - to_b * to_b) / (2 * square);
  aside = sqrt (MAX (0, to_a * to_a / square - along * along));
  circle->x = a->x + along * dx + aside * dy;
  circle->y = a->y + along * dy - aside * dx;
}

static void
join (Front *front,
      guint  a,
      guint  b)
{
  front->next[a] = b;
  front->previous[b] = a;
}

/* Looks for a circle of the front in the way of circle, between a and b, from
 * both ends, the nearer first. FALSE when there is none; else the front goes
 * from *a to *b past it. */
static gboolean
shorten (Front *front,
         guint  circle,
         guint *a,
         guint *b)
{
  const IgnyMapCircle *all = front->circles;
  guint                ahead = front->next[*b];
  guint                behind = front->previous[*a];
  double               way_ahead = all[*b].r;
  double               way_behind = all[*a].r;

  while (ahead != *a && behind != *b)
    {
      if (way_ahead <= way_behind)
        {
          if (overlap (&all[ahead], &all[circle]))
            {
              *b = ahead;
              return TRUE;
            }
          way_ahead += all[ahead].r;
          if (ahead == behind)
            return FALSE;
          ahead = front->next[ahead];
        }
      else
        {
          if (overlap (&all[behind], &all[circle]))
            {
              *a = behind;
              return TRUE;
            }
          way_behind += all[behind].r;
          if (ahead == behind)
            return FALSE;
          behind = front->previous[behind];
        }
    }
  return FALSE;
}

/* How far the point where it touches the next is from the origin, squared. */
static double
get_score (const Front *front,
           guint        node)
{
  const IgnyMapCircle *a = &front->circles[node];
  const IgnyMapCircle *b = &front->circles[front->next[node]];
  double               share = a->r / (a->r + b->r);
  double               x = a->x + (b->x - a->x) * share;
  double               y = a->y + (b->y - a->y) * share;

  return x * x + y * y;
}

static guint
find_nearest (const Front *front,
              guint        start)
{
  guint  nearest = start;
  double least = get_score (front, start);

  for (guint node = front->next[start]; node != start; node = front->next[node])
    {
      double score = get_score (front, node);

      if (score < least)
        {
          least = score;
          nearest = node;
        }
    }
  return nearest;
}

static void
pack_rest (Front *front,
           guint  n)
{
  guint a = find_nearest (front, 0);

  for (guint i = 3; i < n; i++)
    {
      guint b = front->next[a];

      do
        {
          join (front, a, b);
          place (&front->circles[i], &front->circles[a], &front->circles[b]);
        }
      while (shorten (front, i, &a, &b));
      join (front, a, i);
      join (front, i, b);
      a = find_nearest (front, i);
    }
}

void
igny_map_pack (IgnyMapCircle *circles,
               guint          n)
{
  g_autofree guint *next = NULL;
  g_autofree guint *previous = NULL;
  Front             front;

  g_return_if_fail (circles != NULL || n == 0);

  if (n == 0)
    return;
  circles[0].x = circles[0].y = 0;
  if (n == 1)
    return;
  circles[0].x = -circles[1].r;
  circles[1].x = circles[0].r;
  circles[1].y = 0;
  if (n == 2)
    return;
  place (&circles[2], &circles[0], &circles[1]);
  next = g_new0 (guint, n);
  previous = g_new0 (guint, n);
  front = (Front){ circles, next, previous };
  join (&front, 0, 2);
  join (&front, 2, 1);
  join (&front, 1, 0);
  pack_rest (&front, n);
}

IgnyMapCircle
igny_map_enclose (const IgnyMapCircle *circles,
                  guint                n)
{
  IgnyMapCircle all = { 0, 0, 0 };
  double        area = 0;

  g_return_val_if_fail (circles != NULL || n == 0, all);

  for (guint i = 0; i < n; i++)
    {
      double part = circles[i].r * circles[i].r;

      all.x += circles[i].x * part;
      all.y += circles[i].y * part;
      area += part;
    }
  if (area > 0)
    {
      all.x /= area;
      all.y /= area;
    }
  /* A step toward the farthest, each shorter than the one before. */
  for (guint round = 1; round <= ENCLOSE_ROUNDS && n > 0; round++)
    {
      guint  farthest = 0;
      double most = -1;

      for (guint i = 0; i < n; i++)
        {
          double reach = get_distance (&all, &circles[i]) + circles[i].r;

          if (reach > most)
            {
              most = reach;
              farthest = i;
            }
        }
      all.x += (circles[farthest].x - all.x) / (round + 1);
      all.y += (circles[farthest].y - all.y) / (round + 1);
    }
  for (guint i = 0; i < n; i++)
    all.r = MAX (all.r, get_distance (&all, &circles[i]) + circles[i].r);
  return all;
}
