/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-progress.h"

G_BEGIN_DECLS

/* What is to be done, for the dialog that asks who does it. The texts are
 * translated and live as long as the program. */
typedef struct
{
  const char *heading;
  const char *offline;    /* what the offline engine does; NULL when it cannot */
  const char *ai;         /* what the AI does */
  const char *verb;       /* of the button */
  const char *operation;  /* as igny_credits_count knows it */
  gint64      things;     /* keywords, clusters, tasks */
  guint       tokens_in;  /* about, for one of them */
  guint       tokens_out; /* about, for one of them */
  guint       pictures;   /* about, for one of them; 0 when it is about texts */
} IgnyEngineQuestion;

typedef void (*IgnyEngineChosen) (IgnyEngine engine,
                                  gpointer   user_data);

/* Asks whether the offline engine or the AI does it, with what each costs and
 * the host that data would go to. chosen is not called when the person thinks
 * better of it. Main thread. */
void igny_engine_dialog_present (GtkWindow                *parent,
                                 IgnyStore                *store,
                                 const IgnyEngineQuestion *question,
                                 IgnyEngineChosen          chosen,
                                 gpointer                  user_data,
                                 GDestroyNotify            destroy);

G_END_DECLS
