/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* The third idea of the house: a page is data. A table says what is shown and
 * names what is done; it has no conditions and no code. A field is named by
 * its place in the record's struct, so that a member that goes breaks the
 * build and not the page. Actions are names: ui has a function for each, and a
 * test walks all pages and looks for them. */

typedef enum
{
  IGNY_LOOK_PLAIN,      /* what the field's kind suggests */
  IGNY_LOOK_BADGE,      /* a choice as a letter in a square, instead of a pill */
  IGNY_LOOK_DIFFICULTY, /* 0 to 100 with a dot in its color */
  IGNY_LOOK_MONEY,      /* micro-units; the currency is the record's, if it has one */
} IgnyLook;

typedef enum
{
  IGNY_COLUMN_EXPAND = 1 << 0,
  IGNY_COLUMN_EDITABLE = 1 << 1,
  IGNY_COLUMN_HIDDEN = 1 << 2, /* at first */
  IGNY_COLUMN_FILTER = 1 << 3,
} IgnyColumnFlags;

typedef struct
{
  gsize       offset; /* of the field, or of the head's created_at or updated_at */
  const char *title;  /* NULL: the field's label */
  const char *hint;   /* a sentence, or NULL */
  int         width;  /* pixels */
  guint       flags;  /* IgnyColumnFlags */
  IgnyLook    look;
} IgnyPageColumn;

typedef enum
{
  IGNY_FIGURE_COUNT,   /* how many records */
  IGNY_FIGURE_TOTAL,   /* of a number */
  IGNY_FIGURE_AVERAGE, /* of a number */
  IGNY_FIGURE_KNOWN,   /* how many have the field, with their share */
  IGNY_FIGURE_MISSING, /* how many have not */
  IGNY_FIGURE_WORD,    /* how many have a word */
} IgnyFigureKind;

/* One of the numbers above the table; it follows search and filters. */
typedef struct
{
  const char    *label;
  IgnyFigureKind kind;
  gsize          offset;
  const char    *word;
} IgnyPageFigure;

typedef enum
{
  IGNY_ACTION_HEADER = 1 << 0,    /* a button of the page, for all that is to do */
  IGNY_ACTION_BAR = 1 << 1,       /* a button of the selection bar */
  IGNY_ACTION_MENU = 1 << 2,      /* in the menu of the selection and the row */
  IGNY_ACTION_SUGGESTED = 1 << 3, /* the page's next step: one of the header's at most */
  IGNY_ACTION_DANGER = 1 << 4,    /* it takes away */
} IgnyActionFlags;

typedef enum
{
  IGNY_ASK_NOTHING, /* done at once; there is Undo */
  IGNY_ASK_VALUE,   /* a dialog asks what is needed */
  IGNY_ASK_ENGINE,  /* offline or AI, with what it costs and where data go */
  IGNY_ASK_OUTSIDE, /* it leaves the machine: the host is named first */
} IgnyAsk;

typedef struct
{
  const char *id;
  const char *label;
  const char *icon_name; /* for a header button in a narrow window */
  guint       flags;     /* IgnyActionFlags */
  IgnyAsk     ask;
} IgnyPageAction;

typedef enum
{
  IGNY_PAGE_DASHBOARD, /* of all, or the home of a module */
  IGNY_PAGE_TABLE,
  IGNY_PAGE_FORM,
  IGNY_PAGE_SYSTEM,
  IGNY_PAGE_VIEW, /* a widget of its own */
} IgnyPageTemplate;

/* What an empty table says, and what ends the emptiness. */
typedef struct
{
  const char *title;
  const char *text;
  const char *label; /* of the button, or NULL for none */
  const char *action;
} IgnyPageEmpty;

/* Small text on a card of a board, where the value is known. */
typedef struct
{
  gsize       offset;
  const char *words; /* "%s words" */
} IgnyPageFact;

/* A table that can be looked at as a board, too: a column of cards for each word
 * of a choice. What it names are columns of the table. */
typedef struct
{
  gsize               status; /* the choice; moving a card sets it */
  gsize               title;
  gsize               line;  /* under the title */
  const IgnyPageFact *facts; /* ends with NULL words; four at most */
} IgnyPageBoard;

typedef struct
{
  const IgnyEntity     *entity;
  const IgnyPageColumn *columns; /* ends with a width of 0 */
  const IgnyPageFigure *figures; /* ends with a NULL label */
  const IgnyPageAction *actions; /* ends with a NULL id */
  gsize                 sort;
  gboolean              descending;
  gsize                 sum;       /* the number that a selection adds up, */
  const char           *sum_label; /* as in “volume %s”; NULL for none */
  const char           *search;    /* hint in the search entry */
  const char           *activate;  /* what opening a row does */
  IgnyPageEmpty         empty;
  const IgnyPageBoard  *board; /* NULL for none */
  gsize                 views; /* a choice whose words are tabs, or 0 */
} IgnyTablePage;

typedef struct
{
  const char *id;
  const char *section; /* heading in the sidebar, or NULL */
  const char *title;
  const char *icon_name;
  IgnyPageTemplate template;
  const IgnyTablePage *table; /* of IGNY_PAGE_TABLE */
  const char          *view;  /* of IGNY_PAGE_VIEW: a name that ui knows */
} IgnyPage;

/* In the order of the sidebar; ends with NULL. */
extern const IgnyPage *const igny_pages[];

extern const IgnyTablePage igny_page_keywords;
extern const IgnyTablePage igny_page_clusters;
extern const IgnyTablePage igny_page_ideas;
extern const IgnyTablePage igny_page_tasks;
extern const IgnyTablePage igny_page_content;
extern const IgnyTablePage igny_page_library;
extern const IgnyTablePage igny_page_images;
extern const IgnyTablePage igny_page_profiles;
extern const IgnyTablePage igny_page_strategies;
extern const IgnyTablePage igny_page_team;
extern const IgnyTablePage igny_page_industries;
extern const IgnyTablePage igny_page_plans;
extern const IgnyTablePage igny_page_credits;
extern const IgnyTablePage igny_page_spending;
extern const IgnyTablePage igny_page_ai_log;
extern const IgnyTablePage igny_page_publishing;
extern const IgnyTablePage igny_page_notifications;

/* NULL when there is none. */
const IgnyPage *igny_pages_find (const char *id);
/* The page that lists an entity, or NULL. */
const IgnyPage *igny_pages_find_entity (const IgnyEntity *entity);

#define IGNY_PAGE_OFFSET(Type, member) G_STRUCT_OFFSET (Type, member)
#define IGNY_PAGE_CREATED G_STRUCT_OFFSET (IgnyRecord, created_at)
#define IGNY_PAGE_UPDATED G_STRUCT_OFFSET (IgnyRecord, updated_at)

#define IGNY_COLUMN(Type, member, ...)                     \
  {                                                        \
    .offset = IGNY_PAGE_OFFSET (Type, member), __VA_ARGS__ \
  }

G_END_DECLS
