/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The stand-in for OpenAI (igny-openai-stub), running for one test. Its path is
 * in the environment as IGNY8_TEST_STUB. */
typedef struct
{
  GSubprocess *process;
  char        *base_url; /* http://127.0.0.1:PORT/v1 */
  char        *journal;  /* path of the journal */
  gboolean     own;      /* it goes with the process */
} IgnyStubProcess;

#define IGNY_STUB_KEY "test-key"

/* journal: where to keep the requests; NULL for a file that goes with it. */
IgnyStubProcess *igny_stub_process_new (const char *journal);
/* The same; each answer begins after so long. */
IgnyStubProcess *igny_stub_process_new_slow (const char *journal,
                                             guint       latency_ms);
void             igny_stub_process_free (IgnyStubProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyStubProcess, igny_stub_process_free)

G_END_DECLS
