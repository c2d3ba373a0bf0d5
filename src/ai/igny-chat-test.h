/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat.h"

G_BEGIN_DECLS

typedef struct
{
  char    *id;
  char    *shutdown_date; /* YYYY-MM-DD by the server, else by models.json; or NULL */
  gboolean for_chat;      /* by its name */
} IgnyChatModel;

typedef struct
{
  GPtrArray *models; /* of IgnyChatModel, as listed; empty when the server has no list */
  gboolean   has_list;
  gboolean   has_model; /* the configured one is listed, or answered */
  gint64     elapsed_ms;
  char      *shutdown; /* YYYY-MM-DD of the configured model; NULL when none is known */
  char      *base_url; /* that worked, to be stored */
} IgnyChatTest;

/* Free of charge where the server lists its models; else it asks the model for
 * one token. A model that is not listed is no error. Full ownership; errors as
 * igny_chat_send. */
IgnyChatTest *igny_chat_test_connection (IgnyChat     *self,
                                         GCancellable *cancellable,
                                         GError      **error);
void          igny_chat_test_free (IgnyChatTest *test);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyChatTest, igny_chat_test_free)

G_END_DECLS
