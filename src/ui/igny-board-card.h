/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-layout.h"
#include "igny-table-record.h"

G_BEGIN_DECLS

#define IGNY_BOARD_FACTS 4

/* Where a card finds what it says: columns of the table, by number. All cards of
 * a board share one. */
typedef struct
{
  IgnyTableLayout *layout;
  guint            status;
  guint            title;
  guint            line;
  guint            facts[IGNY_BOARD_FACTS];
  const char      *words[IGNY_BOARD_FACTS]; /* "%s words" */
  guint            n_facts;
} IgnyBoardCells;

/* A record as a card of a board. It draws its texts itself: a column makes two
 * hundred of them. */
#define IGNY_TYPE_BOARD_CARD (igny_board_card_get_type ())
G_DECLARE_FINAL_TYPE (IgnyBoardCard, igny_board_card, IGNY, BOARD_CARD, GtkWidget)

/* cells outlives the card. */
GtkWidget *igny_board_card_new (const IgnyBoardCells *cells);
/* NULL while it is being read: the card is empty then. */
void igny_board_card_set_record (IgnyBoardCard   *self,
                                 IgnyTableRecord *record);
/* 0 when it has none. */
gint64 igny_board_card_get_row (IgnyBoardCard *self);

G_END_DECLS
