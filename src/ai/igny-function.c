/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-function.h"

#include <glib/gi18n.h>

#include "igny-function-private.h"

#define OFFLINE (1u << IGNY_ENGINE_OFFLINE)
#define AI (1u << IGNY_ENGINE_AI)
#define ANY (OFFLINE | AI | 1u << IGNY_ENGINE_SERP | 1u << IGNY_ENGINE_EMBEDDINGS)

/* clang-format off */
const IgnyFunction igny_functions_of_ai[] = {
  { "auto_cluster", N_("Cluster keywords"), "keywords", IGNY_LANE_TEXT, ANY,
    20, "openai.keywords-per-request", 0, IGNY_FUNCTION_SERIAL,
    igny_function_find_keywords, igny_function_run_cluster },
  { "generate_ideas", N_("Make ideas"), "clusters", IGNY_LANE_TEXT, OFFLINE | AI,
    1, NULL, 0, 0,
    igny_function_find_clusters, igny_function_run_ideas },
  { "generate_content", N_("Write"), "tasks", IGNY_LANE_TEXT, OFFLINE | AI,
    1, NULL, 50, 0,
    igny_function_find_tasks, igny_function_run_write },
  { "generate_image_prompts", N_("Describe pictures"), "tasks", IGNY_LANE_TEXT, AI,
    1, NULL, 50, 0,
    igny_function_find_bare_tasks, igny_function_run_image_prompts },
  { "generate_images", N_("Make pictures"), "images", IGNY_LANE_IMAGES, AI,
    1, NULL, 0, 0,
    igny_function_find_images, igny_function_run_images },
  { "optimize_content", N_("Propose changes"), "content", IGNY_LANE_TEXT, AI,
    1, NULL, 50, 0,
    igny_function_find_articles, igny_function_run_optimize },
};
/* clang-format on */

const guint igny_n_functions_of_ai = G_N_ELEMENTS (igny_functions_of_ai);

struct _IgnyFunctions
{
  GPtrArray *functions; /* of const IgnyFunction, borrowed */
};

static const char *const engine_words[] = { "offline", "ai", "serp", "embeddings" };

IgnyFunctions *
igny_functions_new (void)
{
  IgnyFunctions *self = g_new0 (IgnyFunctions, 1);

  self->functions = g_ptr_array_new ();
  for (guint i = 0; i < igny_n_functions_of_ai; i++)
    igny_functions_add (self, &igny_functions_of_ai[i]);
  return self;
}

void
igny_functions_add (IgnyFunctions      *self,
                    const IgnyFunction *function)
{
  g_return_if_fail (self != NULL && function != NULL);
  g_return_if_fail (igny_functions_find (self, function->name) == NULL);

  g_ptr_array_add (self->functions, (gpointer) function);
}

void
igny_functions_free (IgnyFunctions *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->functions);
  g_free (self);
}

guint
igny_functions_get_n (const IgnyFunctions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->functions->len;
}

const IgnyFunction *
igny_functions_get (const IgnyFunctions *self,
                    guint                index)
{
  g_return_val_if_fail (self != NULL && index < self->functions->len, NULL);

  return self->functions->pdata[index];
}

const IgnyFunction *
igny_functions_find (const IgnyFunctions *self,
                     const char          *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (guint i = 0; i < self->functions->len; i++)
    {
      const IgnyFunction *function = self->functions->pdata[i];

      if (g_str_equal (function->name, name))
        return function;
    }
  return NULL;
}

/* Whether the engine asks a server. */
static gboolean
asks (IgnyEngine engine)
{
  return engine == IGNY_ENGINE_AI || engine == IGNY_ENGINE_EMBEDDINGS;
}

IgnyLane
igny_function_get_lane (const IgnyFunction *self,
                        IgnyEngine          engine)
{
  g_return_val_if_fail (self != NULL, IGNY_LANE_HERE);

  if (self->lane == IGNY_LANE_SITE || asks (engine))
    return self->lane;
  return IGNY_LANE_HERE;
}

gboolean
igny_function_check_engine (const IgnyFunction *self,
                            IgnyEngine          engine,
                            GError            **error)
{
  const char *word;

  g_return_val_if_fail (self != NULL, FALSE);

  if ((self->engines & 1u << engine) != 0)
    return TRUE;
  word = igny_engine_to_word (engine);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("“%s” cannot be done by the engine %s; choose another one"), _(self->title), word);
  return FALSE;
}

gboolean
igny_function_run (const IgnyFunction     *self,
                   const IgnyRun          *run,
                   const IgnyFunctionCall *call,
                   IgnyReport             *report,
                   GError                **error)
{
  g_return_val_if_fail (self != NULL && run != NULL && call != NULL && report != NULL, FALSE);

  return igny_function_check_engine (self, call->engine, error) &&
         self->run (run, call, report, error);
}

const char *
igny_engine_to_word (IgnyEngine engine)
{
  g_return_val_if_fail (engine < G_N_ELEMENTS (engine_words), NULL);

  return engine_words[engine];
}

gboolean
igny_engine_from_word (const char *word,
                       IgnyEngine *engine)
{
  g_return_val_if_fail (word != NULL && engine != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (engine_words); i++)
    if (g_str_equal (word, engine_words[i]))
      {
        *engine = (IgnyEngine) i;
        return TRUE;
      }
  return FALSE;
}
