/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roles-fixture.h"

/* Somebody who works in an account, the own one or another that was entered. */
typedef struct
{
  const char *email;
  const char *role;    /* for messages */
  int         rights;  /* the letter of the table */
  int         sees;    /* whose sites in the own account: a line of roles_sees */
  const char *account; /* the one that is entered; NULL is the own */
  int         home;    /* a place in the account that is worked in */
} RolesVisit;

/* Every entity, every operation and every place, held to the table: lists
 * through views, reads through records and through literal SQL, writes by hand
 * through the edits, and writes that go around those straight into a step.
 * Counts into the fixture's checks, added and wrong. */
void roles_walk (RolesFixture     *fixture,
                 const RolesVisit *visit);
