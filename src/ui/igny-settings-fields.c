/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-settings-fields.h"

#include <glib/gi18n.h>

#include "igny-settings.h"

/* clang-format off */
static const IgnyFormField ai[] = {
  { "openai.base-url", N_("Base URL"), N_("OpenAI, or any server that speaks like it"), IGNY_FORM_TEXT, NULL, FALSE },
  { IGNY_SETTINGS_AI_KEY, N_("API key"), N_("Kept in the keyring, never in the data folder"), IGNY_FORM_SECRET, NULL, TRUE },
  { "openai.model", N_("Model"), N_("A test of the connection fills the list"), IGNY_FORM_TEXT, NULL, TRUE },
  { IGNY_SETTINGS_AI_TEST, N_("Test the connection"), N_("Asks the server for its models; costs nothing"), IGNY_FORM_TEST, NULL, TRUE },
  { "openai.allow-http", N_("Allow plain HTTP"), N_("For a server of your own on this network; the key travels unprotected"), IGNY_FORM_SWITCH, NULL, TRUE },
};

static const IgnyFormField wordpress[] = {
  { IGNY_SETTINGS_SITE, N_("Website"), NULL, IGNY_FORM_CHOICE, NULL, FALSE },
  { IGNY_SETTINGS_WP_URL, N_("WordPress address"), N_("Such as https://outdoor-gear.com"), IGNY_FORM_TEXT, NULL, TRUE },
  { IGNY_SETTINGS_WP_USER, N_("WordPress user"), NULL, IGNY_FORM_TEXT, NULL, TRUE },
  { IGNY_SETTINGS_WP_KEY, N_("Application password"), N_("Made in WordPress under Users, Profile"), IGNY_FORM_SECRET, NULL, TRUE },
  { IGNY_SETTINGS_WP_TEST, N_("Test the connection"), N_("Asks who you are there, and what you may do"), IGNY_FORM_TEST, NULL, TRUE },
  { "wordpress.blocks", N_("Publish as blocks"), N_("For the block editor; otherwise as plain HTML"), IGNY_FORM_SWITCH, NULL, TRUE },
  { "wordpress.allow-http", N_("Allow plain HTTP"), N_("For a WordPress on this network; the password travels unprotected"), IGNY_FORM_SWITCH, NULL, TRUE },
};
/* clang-format on */

static char *
check_url (const char *value)
{
  if (*value == '\0' || g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://"))
    return NULL;
  return g_strdup (_("Begin with https://, as in https://example.com."));
}

static char *
check_number (const IgnySetting *setting,
              const char        *value)
{
  guint            digits = setting->kind == IGNY_KIND_DECIMAL ? 2 : 0;
  g_autofree char *low = igny_number_to_decimal (setting->minimum, digits);
  g_autofree char *high = igny_number_to_decimal (setting->maximum, digits);
  gint64           number;

  if (*value == '\0' && *setting->initial == '\0')
    return NULL;
  if (igny_number_from_decimal (value, digits, &number) && number >= setting->minimum &&
      number <= setting->maximum)
    return NULL;
  return g_strdup_printf (_("Type a number from %s to %s."), low, high);
}

char *
igny_settings_fields_check (const char *id,
                            const char *value)
{
  const IgnySetting *setting;

  g_return_val_if_fail (id != NULL && value != NULL, NULL);

  setting = igny_settings_find (id);
  if (g_str_equal (id, "openai.base-url") || g_str_equal (id, IGNY_SETTINGS_WP_URL))
    return check_url (value);
  if (setting != NULL &&
      (setting->kind == IGNY_KIND_INTEGER || setting->kind == IGNY_KIND_DECIMAL))
    return check_number (setting, value);
  return NULL;
}

static char *
check_cb (const IgnyFormField *field,
          const char          *value,
          gpointer             user_data)
{
  return igny_settings_fields_check (field->id, value);
}

static void
add_group (IgnyFormView        *form,
           const char          *title,
           const char          *words,
           const IgnyFormField *fields,
           guint                n_fields)
{
  igny_form_view_add_group (form, title, words);
  for (guint i = 0; i < n_fields; i++)
    igny_form_view_add_field (form, fields + i);
}

void
igny_settings_fields_add (IgnyFormView *form)
{
  g_return_if_fail (IGNY_IS_FORM_VIEW (form));

  igny_form_view_set_check (form, check_cb, NULL, NULL);
  add_group (form, _("AI"),
                      _("Only what you start with the AI engine is sent to this address: keywords, "
               "outlines and drafts. The offline engine needs none of this."),
                         ai, G_N_ELEMENTS (ai));
  add_group (form, _("WordPress"), _("Where articles of a website are published."), wordpress,
                                       G_N_ELEMENTS (wordpress));
}

static gboolean
is_flag (const char *id)
{
  const IgnySetting *setting = igny_settings_find (id);

  return setting != NULL && setting->kind == IGNY_KIND_FLAG;
}

char *
igny_settings_fields_to_form (const char *id,
                              const char *value)
{
  g_return_val_if_fail (id != NULL && value != NULL, NULL);

  if (is_flag (id))
    return g_strdup (g_str_equal (value, "true") ? "1" : "0");
  return g_strdup (value);
}

char *
igny_settings_fields_to_store (const char *id,
                               const char *value)
{
  g_return_val_if_fail (id != NULL && value != NULL, NULL);

  if (is_flag (id))
    return g_strdup (g_str_equal (value, "1") ? "true" : "false");
  return g_strstrip (g_strdup (value));
}

static const char *
find_label (const IgnyFormField *fields,
            guint                n_fields,
            const char          *id)
{
  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].id, id))
      return fields[i].label;
  return NULL;
}

const char *
igny_settings_fields_get_label (const char *id)
{
  const char *label = find_label (ai, G_N_ELEMENTS (ai), id);

  if (label == NULL)
    label = find_label (wordpress, G_N_ELEMENTS (wordpress), id);
  return label != NULL ? _(label) : id;
}
