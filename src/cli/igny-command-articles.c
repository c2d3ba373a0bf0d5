/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-command-articles.h"

#include <glib/gi18n-lib.h>

#include "igny-chosen.h"
#include "igny-content.h"
#include "igny-export-articles.h"

static void
answer (IgnyCall               *call,
        const char             *path,
        const IgnyExportCounts *counts)
{
  JsonObject *object = json_object_new ();

  igny_call_say (call,
                 ngettext ("%u article written to %s.", "%u articles written to %s.",
                           counts->n_articles),
                 counts->n_articles, path);
  if (counts->n_left_out > 0)
    igny_call_say (call,
                   ngettext ("%u picture is left out: it has no file, or is not on the site yet.",
                             "%u pictures are left out: they have no file, or are not on the "
                             "site yet.",
                             counts->n_left_out),
                   counts->n_left_out);
  json_object_set_string_member (object, "file", path);
  json_object_set_int_member (object, "articles", counts->n_articles);
  json_object_set_int_member (object, "pictures", counts->n_pictures);
  json_object_set_int_member (object, "left_out", counts->n_left_out);
  igny_call_take_data (call, object);
}

/* --format, else what the ending of the file says of articles. */
static gboolean
read_format (const IgnyCall    *call,
             IgnyArticleFormat *format)
{
  static const struct
  {
    const char       *ending;
    IgnyArticleFormat format;
  } endings[] = {
    { ".html", IGNY_EXPORT_HTML },
    { ".md", IGNY_EXPORT_MARKDOWN },
    { ".wxr", IGNY_EXPORT_WXR },
    { ".xml", IGNY_EXPORT_WXR },
  };
  const char      *word = igny_call_get (call, IGNY_OPTION_FORMAT);
  g_autofree char *name = NULL;

  if (word != NULL)
    return igny_article_format_parse (word, format);
  if (g_strcmp0 (igny_call_get_word (call, 0), "content") != 0)
    return FALSE;
  name = g_ascii_strdown (igny_call_get (call, IGNY_OPTION_OUTPUT), -1);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i].ending))
      {
        *format = endings[i].format;
        return TRUE;
      }
  return FALSE;
}

gboolean
igny_command_articles_are_wanted (IgnyCall *call)
{
  IgnyArticleFormat format;

  return read_format (call, &format);
}

gboolean
igny_command_articles (IgnyCall *call,
                       GError  **error)
{
  g_autofree char  *path = igny_caller_dup_path (call->caller,
                                                 igny_call_get (call, IGNY_OPTION_OUTPUT));
  IgnyArticleFormat format = IGNY_EXPORT_HTML;
  IgnyRun           run = igny_call_get_run (call);
  IgnyExportCounts  counts;
  g_auto(IgnyChosen) chosen = { .call = call,
                                 .entity = &igny_content_entity,
                                 .option = IGNY_OPTION_CONTENT };

  if (g_strcmp0 (igny_call_get_word (call, 0), "content") != 0 ||
      g_str_equal (igny_call_get (call, IGNY_OPTION_OUTPUT), "-"))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _ ("“export content” alone makes articles, and only in a file or a folder"));
      return FALSE;
    }
  read_format (call, &format);
  if (!igny_call_may_write (call, path, error) ||
      !igny_chosen_find (&chosen, error) ||
      !igny_export_articles (&run, &chosen.scope, chosen.rows, format, path, &counts, error))
    return FALSE;
  answer (call, path, &counts);
  return TRUE;
}
