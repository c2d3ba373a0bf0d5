/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-answer.h"
#include "igny-chat-body.h"
#include "igny-env.h"
#include "igny-provider-limiter.h"
#include "igny-provider-memory.h"
#include "igny-tokens.h"

G_BEGIN_DECLS

/* A server that writes text: OpenAI (chat completions and responses), those
 * that speak like it (Ollama, llama.cpp, LM Studio, vLLM, OpenRouter and many
 * more), and Anthropic. Which of the interfaces is asked, models.json says.
 * Keeps what it learned about the server, so one lives as long as the settings
 * it was made from. Its functions block: worker threads only; several may use
 * one at a time. */
typedef struct _IgnyChat IgnyChat;

typedef struct
{
  const char *base_url; /* with or without /v1 or a slash at the end */
  const char *key;      /* or NULL or "" for servers that want none */
  const char *model;    /* "" where only the list is asked for */
  gboolean    allow_http;
  gboolean    whole; /* do not stream */

  /* All borrowed, outliving the client, and each may be NULL. */
  IgnyTokens          *tokens;       /* counts a prompt exactly where that can be */
  IgnyProviderLimiter *limiter;      /* learns; asking it before is the caller's */
  IgnyProviderMemory  *memory;       /* of what was learned about servers */
  const char          *speaks;       /* "chat", "responses", "messages": not as the models say */
  guint                max_attempts; /* 0: 5 */
} IgnyChatConfig;

/* Characters of text and of reasoning so far; fewer than before when another
 * attempt begins. Called on the calling thread, often. */
typedef void (*IgnyChatProgressFunc) (guint64  text_chars,
                                      guint64  reasoning_chars,
                                      gpointer user_data);

/* More of the text, whole characters; NULL: what came so far is void, another
 * attempt begins. Called on the calling thread. */
typedef void (*IgnyChatTextFunc) (const char *piece,
                                  gpointer    user_data);

typedef struct
{
  const IgnyChatMessage *messages;
  guint                  n_messages;
  double                 temperature;       /* negative: the server's own */
  guint                  max_output_tokens; /* 0: the server's own */
  gboolean               json;              /* the prompt asks for one JSON object */
  const char            *schema;            /* of that object, as JSON text; or NULL */
  const char            *schema_name;       /* with schema: letters, digits, _ and - */
  gboolean               allow_cut;         /* an answer that met the cap is of use */
  IgnyChatProgressFunc   on_progress;       /* or NULL */
  IgnyChatTextFunc       on_text;           /* live text; or NULL */
  /* Gets the answer that came to nothing (refused, filtered, cut, empty, broken
   * off) but is paid for all the same, else NULL; its counts of tokens may be
   * unknown. Full ownership; or NULL. */
  IgnyChatAnswer **wasted;
  gpointer         user_data;
} IgnyChatRequest;

/* env (with its http) and models are borrowed and outlive it; config is copied.
 * Errors: IGNY_CHAT_ERROR_ADDRESS, and IGNY_CHAT_ERROR_KEY for a key that holds
 * what none can hold. */
IgnyChat *igny_chat_new (const IgnyEnv        *env,
                         const IgnyModels     *models,
                         const IgnyChatConfig *config,
                         GError              **error);
/* Wipes the key. */
void igny_chat_free (IgnyChat *self);

/* The host, for logs and messages. Borrowed. */
const char *igny_chat_get_host (IgnyChat *self);

/* Asks, with up to 5 attempts where that can help. text of the answer is not
 * empty; its finish is LENGTH only with allow_cut. Full ownership; errors are
 * IGNY_CHAT_ERROR and G_IO_ERROR_CANCELLED. Cancelled requests may still cost
 * money. */
IgnyChatAnswer *igny_chat_send (IgnyChat              *self,
                                const IgnyChatRequest *request,
                                GCancellable          *cancellable,
                                GError               **error);

/* Tokens that the messages will be, with what the form of a chat adds. */
gint64 igny_chat_count_tokens (IgnyChat              *self,
                               const IgnyChatRequest *request);

/* The body that igny_chat_send would send first, for logs and previews; no
 * secret is in it. Full ownership. */
char *igny_chat_preview (IgnyChat              *self,
                         const IgnyChatRequest *request);

/* How long the server wanted to be left alone when it last answered with
 * IGNY_CHAT_ERROR_RATE or IGNY_CHAT_ERROR_SERVER; ms, or IGNY_UNKNOWN. */
gint64 igny_chat_get_wait_ms (IgnyChat *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyChat, igny_chat_free)

G_END_DECLS
