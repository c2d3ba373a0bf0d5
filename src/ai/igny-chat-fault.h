/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-error.h"
#include "igny-json.h"

G_BEGIN_DECLS

/* An error object of any known shape. Strings are never NULL. */
typedef struct
{
  char *code; /* also a number's digits */
  char *type;
  char *param;
  char *message; /* plain text, at most 300 characters */
} IgnyChatFault;

/* From a body (error as object or text, flat, or no JSON at all). */
IgnyChatFault *igny_chat_fault_new (const char *body,
                                    gsize       length);
/* From an object inside of a 200 answer; NULL when it holds no error. */
IgnyChatFault *igny_chat_fault_new_from_object (JsonObject *object);
/* From an object that is an error itself. */
IgnyChatFault *igny_chat_fault_new_from_item (JsonObject *object);
void           igny_chat_fault_free (IgnyChatFault *fault);
/* Whether a gateway gave up on a server that may be at work all the same: its
 * status, and no error in the words of the interface. */
gboolean igny_chat_fault_is_lost (const IgnyChatFault *fault,
                                  guint                status);

/* status: of the answer; 200 for an error inside of one. */
IgnyChatError igny_chat_fault_classify (const IgnyChatFault *fault,
                                        guint                status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyChatFault, igny_chat_fault_free)

G_END_DECLS
