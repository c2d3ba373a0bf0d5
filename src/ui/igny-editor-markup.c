/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-markup.h"

#include <adwaita.h>
#include <string.h>

/* What one idle call may take, and how far a tag may reach. */
#define BUDGET_US 3000
#define MAX_LINES 200

typedef enum
{
  ELEMENT,
  ATTRIBUTE,
  VALUE,
  COMMENT,
  ENTITY,
  N_KINDS
} Kind;

/* Each has a contrast of 4.5 or more with its background. */
static const struct
{
  const char *light;
  const char *dark;
} colors[] = {
  [ELEMENT] = { "#1a5fb4", "#78aeed" },
  [ATTRIBUTE] = { "#813d9c", "#dc8add" },
  [VALUE] = { "#1b6b3a", "#8ff0a4" },
  [COMMENT] = { "#5e5c64", "#9a9996" },
  [ENTITY] = { "#a51d2d", "#ffa348" },
};

struct _IgnyEditorMarkup
{
  GObject parent_instance;

  GtkTextBuffer *buffer;
  GtkTextTag    *tags[N_KINDS];
  GtkTextMark   *from; /* what is to be colored yet */
  GtkTextMark   *to;
  guint          idle;
};

G_DEFINE_FINAL_TYPE (IgnyEditorMarkup, igny_editor_markup, G_TYPE_OBJECT)

/* A piece of the buffer that is being colored. */
typedef struct
{
  IgnyEditorMarkup *self;
  GtkTextIter       at; /* of done */
  const char       *done;
} Pass;

/* Bytes from start to end; pieces come in order. */
static void
color (Pass       *pass,
       Kind        kind,
       const char *start,
       const char *end)
{
  GtkTextIter from;

  g_assert (start >= pass->done && end >= start);
  gtk_text_iter_forward_chars (&pass->at, (int) g_utf8_strlen (pass->done, start - pass->done));
  from = pass->at;
  gtk_text_iter_forward_chars (&pass->at, (int) g_utf8_strlen (start, end - start));
  pass->done = end;
  gtk_text_buffer_apply_tag (pass->self->buffer, pass->self->tags[kind], &from, &pass->at);
}

static const char *
skip_value (const char *p)
{
  const char *end;

  if (*p != '"' && *p != '\'')
    return p + strcspn (p, " \t\r\n>");
  end = strchr (p + 1, *p);
  return end != NULL ? end + 1 : p + strlen (p);
}

/* p is behind the name of an element. */
static const char *
color_attributes (Pass       *pass,
                  const char *p)
{
  while (*p != '\0' && *p != '>')
    {
      const char *start = p + strspn (p, " \t\r\n/=");

      p = start + strcspn (start, " \t\r\n/=>");
      if (p > start)
        color (pass, ATTRIBUTE, start, p);
      if (*p != '=')
        continue;
      start = p + 1;
      p = skip_value (start);
      color (pass, VALUE, start, p);
    }
  return p;
}

/* p is at a "<". */
static const char *
color_tag (Pass       *pass,
           const char *p)
{
  const char *start = p;

  if (g_str_has_prefix (p, "<!--"))
    {
      const char *end = strstr (p + 4, "-->");

      p = end != NULL ? end + 3 : p + strlen (p);
      color (pass, COMMENT, start, p);
      return p;
    }
  p += strspn (p, "</!");
  if (!g_ascii_isalpha (*p))
    return p;
  p += strcspn (p, " \t\r\n/>");
  color (pass, ELEMENT, start, p);
  p = color_attributes (pass, p);
  if (*p != '>')
    return p;
  color (pass, ELEMENT, p, p + 1);
  return p + 1;
}

static const char *
color_entity (Pass       *pass,
              const char *p)
{
  gsize length = strcspn (p, "; \t\r\n<");

  if (length > 1 && length < 32 && p[length] == ';')
    color (pass, ENTITY, p, p + length + 1);
  return p + 1;
}

static void
color_text (IgnyEditorMarkup  *self,
            const GtkTextIter *start,
            const char        *text)
{
  Pass pass = { self, *start, text };

  for (const char *p = text + strcspn (text, "<&"); *p != '\0'; p += strcspn (p, "<&"))
    p = *p == '<' ? color_tag (&pass, p) : color_entity (&pass, p);
}

/* Whether a tag or a comment is still open where text ends. */
static gboolean
is_open (const char *text)
{
  const char *tag = strrchr (text, '<');
  const char *comment = g_strrstr (text, "<!--");

  return (tag != NULL && strchr (tag, '>') == NULL) ||
         (comment != NULL && strstr (comment, "-->") == NULL);
}

/* Some lines from start on, so many that no tag is cut; start moves on. */
static void
color_lines (IgnyEditorMarkup *self,
             GtkTextIter      *start)
{
  GtkTextIter      end = *start;
  g_autofree char *text = NULL;

  for (guint i = 0; i < MAX_LINES; i++)
    {
      gboolean more = gtk_text_iter_forward_line (&end);

      g_free (text);
      text = gtk_text_buffer_get_slice (self->buffer, start, &end, TRUE);
      if (!more || !is_open (text))
        break;
    }
  for (guint i = 0; i < N_KINDS; i++)
    gtk_text_buffer_remove_tag (self->buffer, self->tags[i], start, &end);
  color_text (self, start, text);
  *start = end;
}

static gboolean
color_cb (gpointer user_data)
{
  IgnyEditorMarkup *self = user_data;
  gint64            until = g_get_monotonic_time () + BUDGET_US;
  GtkTextIter       from;
  GtkTextIter       to;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &from, self->from);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &to, self->to);
  while (gtk_text_iter_compare (&from, &to) < 0 && g_get_monotonic_time () < until)
    color_lines (self, &from);
  gtk_text_buffer_move_mark (self->buffer, self->from, &from);
  if (gtk_text_iter_compare (&from, &to) < 0)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

/* From the line of the tag before start. */
static void
color_soon (IgnyEditorMarkup *self,
            GtkTextIter       start,
            GtkTextIter       end)
{
  GtkTextIter tag = start;
  GtkTextIter from;
  GtkTextIter to;

  if (gtk_text_iter_backward_search (&start, "<", 0, &tag, NULL, NULL))
    start = tag;
  gtk_text_iter_set_line_offset (&start, 0);
  gtk_text_iter_forward_line (&end);
  if (self->idle != 0)
    {
      gtk_text_buffer_get_iter_at_mark (self->buffer, &from, self->from);
      gtk_text_buffer_get_iter_at_mark (self->buffer, &to, self->to);
      start = gtk_text_iter_compare (&from, &start) < 0 ? from : start;
      end = gtk_text_iter_compare (&to, &end) > 0 ? to : end;
    }
  gtk_text_buffer_move_mark (self->buffer, self->from, &start);
  gtk_text_buffer_move_mark (self->buffer, self->to, &end);
  if (self->idle == 0)
    self->idle = g_idle_add (color_cb, self);
}

static void
inserted_cb (IgnyEditorMarkup *self,
             GtkTextIter      *end,
             const char       *text,
             int               length)
{
  GtkTextIter start = *end;

  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text, length));
  color_soon (self, start, *end);
}

static void
deleted_cb (IgnyEditorMarkup *self,
            GtkTextIter      *start,
            GtkTextIter      *end)
{
  color_soon (self, *start, *end);
}

static void
theme_cb (IgnyEditorMarkup *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  for (guint i = 0; i < N_KINDS; i++)
    g_object_set (self->tags[i], "foreground", dark ? colors[i].dark : colors[i].light, NULL);
}

static void
igny_editor_markup_dispose (GObject *object)
{
  IgnyEditorMarkup *self = IGNY_EDITOR_MARKUP (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->buffer);

  G_OBJECT_CLASS (igny_editor_markup_parent_class)->dispose (object);
}

static void
igny_editor_markup_class_init (IgnyEditorMarkupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_markup_dispose;
}

static void
igny_editor_markup_init (IgnyEditorMarkup *self)
{
}

IgnyEditorMarkup *
igny_editor_markup_new (GtkTextBuffer *buffer)
{
  IgnyEditorMarkup *self;
  GtkTextIter       start;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  self = g_object_new (IGNY_TYPE_EDITOR_MARKUP, NULL);
  self->buffer = g_object_ref (buffer);
  for (guint i = 0; i < N_KINDS; i++)
    self->tags[i] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  gtk_text_buffer_get_start_iter (buffer, &start);
  self->from = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  self->to = gtk_text_buffer_create_mark (buffer, NULL, &start, FALSE);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (deleted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (theme_cb),
                           self, G_CONNECT_SWAPPED);
  theme_cb (self);
  return self;
}
