/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-inspector.h"

#include <glib/gi18n.h>

#include "igny-editor-checks.h"
#include "igny-editor-coverage.h"
#include "igny-editor-field.h"
#include "igny-editor-preview.h"

typedef struct
{
  const char *group; /* a heading, when a new group begins */
  const char *name;
  const char *label;
  gboolean    is_long;
  guint       advised;
} Field;

/* clang-format off */
static const Field fields[] = {
  { N_("Search Result"), "meta_title",         N_("Meta title"),              FALSE, 60 },
  { NULL,                "meta_description",   N_("Meta description"),        TRUE,  160 },
  { NULL,                "slug",               N_("Slug"),                    FALSE, 0 },
  { N_("Excerpt"),       "excerpt",            N_("Shown in lists of posts"), TRUE,  0 },
  { N_("Keywords"),      "primary_keyword",    N_("Primary keyword"),         FALSE, 0 },
  { NULL,                "secondary_keywords", N_("Secondary keywords, with commas"), TRUE, 0 },
  { N_("On the Site"),   "categories",         N_("Categories, with commas"), FALSE, 0 },
  { NULL,                "tags",               N_("Tags, with commas"),       FALSE, 0 },
};
/* clang-format on */

#define N_FIELDS G_N_ELEMENTS (fields)

struct _IgnyEditorInspector
{
  GtkWidget parent_instance;

  GtkWidget          *box;
  IgnyEditorField    *fields[N_FIELDS];
  IgnyEditorPreview  *preview;
  IgnyEditorCoverage *coverage;
  IgnyEditorChecks   *checks;
  GtkStack           *stack;
  char               *domain;
  char               *title;
};

static guint typed_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorInspector, igny_editor_inspector, GTK_TYPE_WIDGET)

static char *
dup_field (IgnyEditorInspector *self,
           const char          *name)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_str_equal (fields[i].name, name))
      return igny_editor_field_dup_text (self->fields[i]);
  return g_strdup ("");
}

static void
preview (IgnyEditorInspector *self)
{
  g_autofree char *slug = dup_field (self, "slug");
  g_autofree char *title = dup_field (self, "meta_title");
  g_autofree char *description = dup_field (self, "meta_description");

  if (*description == '\0')
    {
      g_free (description);
      description = dup_field (self, "excerpt");
    }
  igny_editor_preview_set (self->preview, self->domain, slug, *title != '\0' ? title : self->title,
                           description);
}

static void
typed_cb (IgnyEditorInspector *self,
          IgnyEditorField     *field)
{
  igny_editor_field_set_error (field, NULL);
  preview (self);
  g_signal_emit (self, typed_signal, 0);
}

static GtkWidget *
create_group (const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  return group;
}

static GtkWidget *
create_page (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
create_meta (IgnyEditorInspector *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = NULL;

  self->preview = IGNY_EDITOR_PREVIEW (igny_editor_preview_new ());
  gtk_widget_add_css_class (box, "inspector");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview));
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (fields[i].group != NULL)
        {
          group = create_group (_ (fields[i].group));
          gtk_box_append (GTK_BOX (box), group);
        }
      self->fields[i] = igny_editor_field_new (fields[i].name, fields[i].label, fields[i].is_long,
                                               fields[i].advised);
      igny_editor_field_add_to (self->fields[i], ADW_PREFERENCES_GROUP (group));
      g_signal_connect_object (self->fields[i], "typed", G_CALLBACK (typed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  return create_page (box);
}

static void
igny_editor_inspector_dispose (GObject *object)
{
  IgnyEditorInspector *self = IGNY_EDITOR_INSPECTOR (object);

  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_object (&self->fields[i]);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (igny_editor_inspector_parent_class)->dispose (object);
}

static void
igny_editor_inspector_class_init (IgnyEditorInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_editor_inspector_dispose;

  typed_signal = g_signal_new ("typed", IGNY_TYPE_EDITOR_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL,
                               G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
igny_editor_inspector_init (IgnyEditorInspector *self)
{
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *coverage = igny_editor_coverage_new ();
  GtkWidget *checks = igny_editor_checks_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->coverage = IGNY_EDITOR_COVERAGE (coverage);
  self->checks = IGNY_EDITOR_CHECKS (checks);
  self->title = g_strdup ("");
  gtk_stack_add_titled (self->stack, create_meta (self), "meta", _ ("Meta"));
  gtk_stack_add_titled (self->stack, create_page (coverage), "coverage", _ ("Coverage"));
  gtk_stack_add_titled (self->stack, create_page (checks), "checks", _ ("Checks"));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  gtk_widget_add_css_class (switcher, "inspector-switcher");
  gtk_box_append (GTK_BOX (self->box), switcher);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
igny_editor_inspector_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_INSPECTOR, NULL);
}

void
igny_editor_inspector_set_article (IgnyEditorInspector     *self,
                                   const IgnyEditorArticle *article)
{
  g_return_if_fail (IGNY_IS_EDITOR_INSPECTOR (self));
  g_return_if_fail (article != NULL && article->content != NULL);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      const IgnyField *field = igny_entity_find_field (&igny_content_entity, fields[i].name);

      igny_editor_field_set_text (self->fields[i], igny_record_get_text (article->content, field));
      igny_editor_field_set_error (self->fields[i], NULL);
    }
  g_free (self->domain);
  self->domain = g_strdup (article->domain);
  igny_editor_coverage_set_keywords (self->coverage, article->keywords);
  igny_editor_inspector_set_title (self, article->content->title);
}

void
igny_editor_inspector_set_title (IgnyEditorInspector *self,
                                 const char          *title)
{
  g_return_if_fail (IGNY_IS_EDITOR_INSPECTOR (self));

  g_free (self->title);
  self->title = g_strdup (title);
  preview (self);
}

void
igny_editor_inspector_set_reading (IgnyEditorInspector     *self,
                                   const IgnyEditorReading *reading)
{
  g_return_if_fail (IGNY_IS_EDITOR_INSPECTOR (self));
  g_return_if_fail (reading != NULL);

  igny_editor_coverage_set_covered (self->coverage, reading->covered, reading->n_keywords);
  igny_editor_checks_set (self->checks, reading->checks);
}

void
igny_editor_inspector_collect (IgnyEditorInspector *self,
                               IgnyEditorWrite     *write)
{
  g_return_if_fail (IGNY_IS_EDITOR_INSPECTOR (self));

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = igny_editor_field_dup_text (self->fields[i]);

      igny_editor_write_add (write, fields[i].name, text);
    }
}

void
igny_editor_inspector_adopt (IgnyEditorInspector     *self,
                             GHashTable              *sent,
                             const IgnyEditorArticle *article)
{
  g_return_if_fail (IGNY_IS_EDITOR_INSPECTOR (self));
  g_return_if_fail (sent != NULL && article != NULL);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      const IgnyField *field = igny_entity_find_field (&igny_content_entity, fields[i].name);
      g_autofree char *now = igny_editor_field_dup_text (self->fields[i]);

      if (g_strcmp0 (now, g_hash_table_lookup (sent, fields[i].name)) == 0)
        igny_editor_field_set_text (self->fields[i],
                                    igny_record_get_text (article->content, field));
    }
  preview (self);
}

void
igny_editor_inspector_set_errors (IgnyEditorInspector *self,
                                  const IgnyErrors    *errors)
{
  g_return_if_fail (IGNY_IS_EDITOR_INSPECTOR (self));

  for (guint i = 0; i < N_FIELDS; i++)
    {
      const char *const *messages = errors != NULL
                                        ? igny_errors_get_messages (errors, fields[i].name)
                                        : NULL;
      gboolean           wrong = messages != NULL && messages[0] != NULL;

      igny_editor_field_set_error (self->fields[i], wrong ? messages[0] : NULL);
      if (wrong)
        gtk_stack_set_visible_child_name (self->stack, "meta");
    }
}
