/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-function.h"

G_BEGIN_DECLS

/* The functions of the table that igny-work.h does. Options of auto_cluster:
 * "strictness" (hundredths) and "again" (flag); of generate_content: "again",
 * which writes named tasks anew. */
GArray  *igny_function_find_keywords (const IgnyRun          *run,
                                      const IgnyFunctionCall *call,
                                      GError                **error);
GArray  *igny_function_find_clusters (const IgnyRun          *run,
                                      const IgnyFunctionCall *call,
                                      GError                **error);
GArray  *igny_function_find_tasks (const IgnyRun          *run,
                                   const IgnyFunctionCall *call,
                                   GError                **error);
gboolean igny_function_run_cluster (const IgnyRun          *run,
                                    const IgnyFunctionCall *call,
                                    IgnyReport             *report,
                                    GError                **error);
gboolean igny_function_run_ideas (const IgnyRun          *run,
                                  const IgnyFunctionCall *call,
                                  IgnyReport             *report,
                                  GError                **error);
gboolean igny_function_run_write (const IgnyRun          *run,
                                  const IgnyFunctionCall *call,
                                  IgnyReport             *report,
                                  GError                **error);
/* igny-function-images.c */
GArray  *igny_function_find_bare_tasks (const IgnyRun          *run,
                                        const IgnyFunctionCall *call,
                                        GError                **error);
GArray  *igny_function_find_images (const IgnyRun          *run,
                                    const IgnyFunctionCall *call,
                                    GError                **error);
gboolean igny_function_run_image_prompts (const IgnyRun          *run,
                                          const IgnyFunctionCall *call,
                                          IgnyReport             *report,
                                          GError                **error);
gboolean igny_function_run_images (const IgnyRun          *run,
                                   const IgnyFunctionCall *call,
                                   IgnyReport             *report,
                                   GError                **error);
/* igny-function-optimize.c */
GArray  *igny_function_find_articles (const IgnyRun          *run,
                                      const IgnyFunctionCall *call,
                                      GError                **error);
gboolean igny_function_run_optimize (const IgnyRun          *run,
                                     const IgnyFunctionCall *call,
                                     IgnyReport             *report,
                                     GError                **error);

G_END_DECLS
