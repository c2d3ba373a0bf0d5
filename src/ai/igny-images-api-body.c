/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-images-api-private.h"
#include "igny-number.h"

#define MAX_PROMPT_DALL_E 4000
#define MAX_PROMPT 32000
#define MAX_EDGE 3840
#define COMPRESSION 85

typedef struct
{
  guint width;
  guint height;
} Size;

/* Of the sizes the one of the nearest shape. */
static Size
find_nearest (const Size *sizes,
              guint       n,
              guint       width,
              guint       height)
{
  guint  best = 0;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      double ratio = (double) sizes[i].width * height / ((double) sizes[i].height * width);
      double off = ratio < 1 ? 1 / ratio : ratio;

      if (off < least)
        {
          least = off;
          best = i;
        }
    }
  return sizes[best];
}

static guint
snap (guint length,
      guint grid,
      guint minimum,
      guint maximum)
{
  return CLAMP ((length + grid / 2) / grid * grid, minimum, maximum);
}

void
igny_images_api_fit_size (const IgnyImageFamily *family,
                          guint                 *width,
                          guint                 *height)
{
  static const Size gpt[] = { { 1024, 1024 }, { 1536, 1024 }, { 1024, 1536 } };
  static const Size dall_e[] = { { 1024, 1024 }, { 1792, 1024 }, { 1024, 1792 } };
  gboolean          runware;
  Size              size;

  g_return_if_fail (family != NULL && width != NULL && height != NULL);

  *width = MAX (*width, 1);
  *height = MAX (*height, 1);
  runware = strcmp (family->form, "runware") == 0;
  if (family->grid > 0)
    {
      *width = snap (*width, family->grid, 512, runware ? 2048 : MAX_EDGE);
      *height = snap (*height, family->grid, 512, runware ? 2048 : MAX_EDGE);
      return;
    }
  size = strcmp (family->form, "gpt-image") == 0
             ? find_nearest (gpt, G_N_ELEMENTS (gpt), *width, *height)
             : find_nearest (dall_e, G_N_ELEMENTS (dall_e), *width, *height);
  *width = size.width;
  *height = size.height;
}

static char *
cut_prompt (const char *prompt,
            glong       max_chars)
{
  return g_utf8_substring (prompt, 0, MIN (max_chars, g_utf8_strlen (prompt, -1)));
}

/* Unless the server does not want it. */
static gboolean
wants (IgnyImagesApi *self,
       const char    *field)
{
  return !g_hash_table_contains (self->refused, field);
}

static void
set_gpt_members (IgnyImagesApi           *self,
                 const IgnyImagesRequest *request,
                 JsonObject              *object)
{
  if (request->quality != NULL && wants (self, "quality"))
    json_object_set_string_member (object, "quality", request->quality);
  if (request->format != NULL && wants (self, "output_format"))
    {
      json_object_set_string_member (object, "output_format", request->format);
      if (strcmp (request->format, "png") != 0 && wants (self, "output_compression"))
        json_object_set_int_member (object, "output_compression", COMPRESSION);
    }
}

static void
set_dall_e_members (IgnyImagesApi           *self,
                    const IgnyImagesRequest *request,
                    JsonObject              *object)
{
  gboolean hd = g_strcmp0 (request->quality, "high") == 0;

  if (request->quality != NULL && g_str_has_prefix (self->model, "dall-e-3") &&
      wants (self, "quality"))
    json_object_set_string_member (object, "quality", hd ? "hd" : "standard");
  if (wants (self, "response_format"))
    json_object_set_string_member (object, "response_format", "b64_json");
}

char *
igny_images_api_build_body (IgnyImagesApi           *self,
                            const IgnyImagesRequest *request)
{
  g_autoptr (JsonObject) object = json_object_new ();
  gboolean         gpt = strcmp (self->family.form, "gpt-image") == 0;
  g_autofree char *prompt = cut_prompt (request->prompt, gpt ? MAX_PROMPT : MAX_PROMPT_DALL_E);
  g_autofree char *size = NULL;
  guint            width = request->width;
  guint            height = request->height;

  igny_images_api_fit_size (&self->family, &width, &height);
  size = g_strdup_printf ("%ux%u", width, height);
  json_object_set_string_member (object, "model", self->model);
  json_object_set_string_member (object, "prompt", prompt);
  json_object_set_int_member (object, "n", CLAMP (request->n, 1, 4));
  if (wants (self, "size"))
    json_object_set_string_member (object, "size", size);
  if (gpt)
    set_gpt_members (self, request, object);
  else
    set_dall_e_members (self, request, object);
  return igny_json_object_to_text (object, FALSE);
}

IgnyImagesRead
igny_images_api_read (JsonObject       *object,
                      IgnyImagesAnswer *answer,
                      GPtrArray        *urls)
{
  JsonArray  *data = igny_json_get_array (object, "data");
  JsonObject *usage = igny_json_get_object (object, "usage");

  for (guint i = 0; i < MIN (igny_json_array_get_length (data), 16); i++)
    {
      JsonObject *item = igny_json_array_get_object (data, i);
      const char *base64 = igny_json_get_string (item, "b64_json", NULL);
      const char *url = igny_json_get_string (item, "url", NULL);
      const char *revised = igny_json_get_string (item, "revised_prompt", NULL);

      if (base64 == NULL || !igny_images_answer_add_base64 (answer, base64, revised))
        if (url != NULL)
          g_ptr_array_add (urls, g_strdup (url));
    }
  answer->tokens_in = igny_json_get_int (usage, "input_tokens", IGNY_UNKNOWN);
  answer->tokens_out = igny_json_get_int (usage, "output_tokens", IGNY_UNKNOWN);
  return answer->items->len + urls->len > 0 ? IGNY_IMAGES_READ_DONE : IGNY_IMAGES_READ_NOTHING;
}
