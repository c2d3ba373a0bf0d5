/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-provider-memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "igny-json.h"

#define MAX_FILE (1024 * 1024)

struct _IgnyProviderMemory
{
  GMutex      lock;
  JsonObject *entries; /* "BASE MODEL" → object of what is TRUE or known */
  gboolean    changed;
};

typedef struct
{
  const char *name;
  gsize       offset;
} FlagMember;

static const FlagMember flags[] = {
  { "other_cap", offsetof (IgnyChatQuirks, other_cap) },
  { "no_cap", offsetof (IgnyChatQuirks, no_cap) },
  { "no_temperature", offsetof (IgnyChatQuirks, no_temperature) },
  { "no_schema", offsetof (IgnyChatQuirks, no_schema) },
  { "no_json", offsetof (IgnyChatQuirks, no_json) },
  { "no_usage", offsetof (IgnyChatQuirks, no_usage) },
  { "no_stream", offsetof (IgnyChatQuirks, no_stream) },
};

IgnyProviderMemory *
igny_provider_memory_new (void)
{
  IgnyProviderMemory *self = g_new0 (IgnyProviderMemory, 1);

  g_mutex_init (&self->lock);
  self->entries = json_object_new ();
  return self;
}

void
igny_provider_memory_free (IgnyProviderMemory *self)
{
  if (self == NULL)
    return;

  json_object_unref (self->entries);
  g_mutex_clear (&self->lock);
  g_free (self);
}

IgnyChatQuirks
igny_provider_memory_get (IgnyProviderMemory *self,
                          const char         *base,
                          const char         *model)
{
  IgnyChatQuirks   quirks = { 0 };
  g_autofree char *name = g_strconcat (base, " ", model, NULL);
  JsonObject      *entry;

  g_return_val_if_fail (self != NULL && base != NULL && model != NULL, quirks);

  g_mutex_lock (&self->lock);
  entry = igny_json_get_object (self->entries, name);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    G_STRUCT_MEMBER (gboolean, &quirks, flags[i].offset) =
        igny_json_get_bool (entry, flags[i].name, FALSE);
  quirks.max_cap = MAX (0, igny_json_get_int (entry, "max_cap", 0));
  quirks.context = MAX (0, igny_json_get_int (entry, "context", 0));
  g_mutex_unlock (&self->lock);
  return quirks;
}

static void
forget_oldest (JsonObject *entries)
{
  g_autoptr (GList) names = json_object_get_members (entries);

  if (g_list_length (names) > IGNY_PROVIDER_MEMORY_MAX)
    json_object_remove_member (entries, names->data);
}

void
igny_provider_memory_set (IgnyProviderMemory   *self,
                          const char           *base,
                          const char           *model,
                          const IgnyChatQuirks *quirks)
{
  g_autofree char *name = g_strconcat (base, " ", model, NULL);
  JsonObject      *entry;

  g_return_if_fail (self != NULL && base != NULL && model != NULL && quirks != NULL);

  entry = json_object_new ();
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (G_STRUCT_MEMBER (gboolean, quirks, flags[i].offset))
      json_object_set_boolean_member (entry, flags[i].name, TRUE);
  if (quirks->max_cap > 0)
    json_object_set_int_member (entry, "max_cap", quirks->max_cap);
  if (quirks->context > 0)
    json_object_set_int_member (entry, "context", quirks->context);

  g_mutex_lock (&self->lock);
  json_object_set_object_member (self->entries, name, entry);
  forget_oldest (self->entries);
  self->changed = TRUE;
  g_mutex_unlock (&self->lock);
}

IgnyProviderMemory *
igny_provider_memory_load (const IgnyEnv *env,
                           const char    *folder)
{
  IgnyProviderMemory *self = igny_provider_memory_new ();
  g_autofree char    *path = g_build_filename (folder, IGNY_PROVIDER_MEMORY_FILE, NULL);
  int                 descriptor = igny_env_open (env, path, O_RDONLY | O_CLOEXEC, 0);
  g_autofree char    *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  gssize size = 0;

  if (descriptor < 0)
    return self;
  text = g_malloc (MAX_FILE);
  for (gssize n = 1; n > 0 && size < MAX_FILE; size += MAX (n, 0))
    n = read (descriptor, text + size, (gsize) (MAX_FILE - size));
  close (descriptor);
  node = igny_json_parse (text, size, NULL);
  if (igny_json_node_get_object (node) != NULL)
    {
      json_object_unref (self->entries);
      self->entries = json_object_ref (igny_json_node_get_object (node));
    }
  return self;
}

/* Beside it first, so that it is whole whenever it is read. */
static gboolean
write_file (const IgnyEnv *env,
            const char    *path,
            const char    *text,
            GError       **error)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);
  gsize            left = strlen (text);
  int              flags_of_open = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  int              descriptor = igny_env_open (env, beside, flags_of_open, 0600);
  gboolean         ok = descriptor >= 0;

  while (ok && left > 0)
    {
      gssize n = write (descriptor, text, left);

      ok = n > 0;
      text += MAX (n, 0);
      left -= (gsize) MAX (n, 0);
    }
  if (descriptor >= 0)
    ok = close (descriptor) == 0 && ok;
  if (ok && rename (beside, path) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "write %s: %s", path,
               g_strerror (errno));
  return FALSE;
}

gboolean
igny_provider_memory_save (IgnyProviderMemory *self,
                           const IgnyEnv      *env,
                           const char         *folder,
                           GError            **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL && env != NULL && folder != NULL, FALSE);

  g_mutex_lock (&self->lock);
  if (self->changed)
    text = igny_json_object_to_text (self->entries, TRUE);
  self->changed = FALSE;
  g_mutex_unlock (&self->lock);
  if (text == NULL)
    return TRUE;

  path = g_build_filename (folder, IGNY_PROVIDER_MEMORY_FILE, NULL);
  return write_file (env, path, text, error);
}
