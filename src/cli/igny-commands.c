/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-commands.h"

#include <glib/gi18n-lib.h>

#define BIT(name) IGNY_OPTION_BIT (IGNY_OPTION_##name)
#define SCOPE (BIT (SITE) | BIT (SECTOR))
#define MANY G_MAXUINT

/* clang-format off */
const IgnyCommand igny_commands[] = {
  { "site add", "NAME [--domain DOMAIN]", N_("Add a site"),
    N_("The site gets one sector, “General”."),
    "igny8ctl site add \"Outdoor Gear\" --domain outdoor-gear.com",
    1, 1, BIT (DOMAIN), 0, 0, igny_command_site_add },
  { "site list", "", N_("List the sites"), NULL,
    "igny8ctl site list",
    0, 0, 0, 0, 0, igny_command_site_list },
  { "sector add", "--site SITE NAME", N_("Add a sector to a site"),
    N_("A site has one to five active sectors."),
    "igny8ctl sector add --site \"Outdoor Gear\" Hiking",
    1, 1, BIT (SITE), BIT (SITE), 0, igny_command_sector_add },
  { "sector list", "--site SITE", N_("List the sectors of a site"), NULL,
    "igny8ctl sector list --site \"Outdoor Gear\"",
    0, 0, BIT (SITE), BIT (SITE), 0, igny_command_sector_list },
  { "import", "FILE… --site SITE --sector SECTOR [--map COLUMN=FIELD]… [--rejects FILE] [--dry-run]", N_("Read keyword lists into a sector"),
    N_("Takes what any keyword tool exports: CSV, TSV, XLSX, ZIP or a plain list. All files are one step: "
       "either all of them are imported or none is, and one undo takes them back. FILE - is the standard input."),
    "igny8ctl import semrush.csv ahrefs.csv --site \"Outdoor Gear\" --sector Hiking",
    1, MANY, SCOPE | BIT (DRY_RUN) | BIT (MAP) | BIT (ENCODING) | BIT (DELIMITER) | BIT (SHEET) | BIT (REJECTS), SCOPE, 0, igny_command_import },
  { "cluster", "--site SITE --sector SECTOR [--engine offline|ai] [--strictness X]", N_("Group keywords that belong on one page"),
    N_("Looks at the keywords that have no cluster and are not archived."),
    "igny8ctl cluster --site \"Outdoor Gear\" --sector Hiking --strictness 0.6",
    0, 0, SCOPE | BIT (ENGINE) | BIT (STRICTNESS) | BIT (AGAIN) | BIT (KEY_STDIN), SCOPE, 0, igny_command_cluster },
  { "ideas", "--site SITE --sector SECTOR [--cluster ID]… [--engine offline|ai]", N_("Propose a page for each cluster"),
    N_("Clusters that have ideas are skipped. An ID is an id or the whole name."),
    "igny8ctl ideas --site \"Outdoor Gear\" --sector Hiking --cluster \"hiking boots\"",
    0, 0, SCOPE | BIT (CLUSTER) | BIT (ENGINE) | BIT (KEY_STDIN), SCOPE, 0, igny_command_ideas },
  { "tasks", "--site SITE --sector SECTOR [--idea ID]…", N_("Make writing tasks of ideas"),
    N_("Without --idea, of all ideas that have none."),
    "igny8ctl tasks --site \"Outdoor Gear\" --sector Hiking",
    0, 0, SCOPE | BIT (IDEA), SCOPE, 0, igny_command_tasks },
  { "write", "--site SITE --sector SECTOR [--task ID]… [--engine offline|ai]", N_("Write drafts"),
    N_("The offline engine makes briefs, the AI service articles. Without --task, all queued tasks are written."),
    "igny8ctl write --site \"Outdoor Gear\" --sector Hiking --engine ai",
    0, 0, SCOPE | BIT (TASK) | BIT (ENGINE) | BIT (KEY_STDIN), SCOPE, 0, igny_command_write },
  { "publish", "--site SITE --sector SECTOR [--content ID]… [--status draft|publish] [--schedule TIME]", N_("Put content on the WordPress site"),
    N_("Without --content, everything that is still to do. What is there already is updated, unless it was changed "
       "on the site since: see --conflict. With --status-check nothing is sent."),
    "igny8ctl publish --site \"Outdoor Gear\" --sector Hiking --schedule \"2026-12-01 09:00\"",
    0, 0, SCOPE | BIT (CONTENT) | BIT (STATUS) | BIT (SCHEDULE) | BIT (CONFLICT) | BIT (STATUS_CHECK) | BIT (KEY_STDIN), SCOPE, 0, igny_command_publish },
  { "unpublish", "--site SITE --sector SECTOR --content ID… [--trash]", N_("Take content off the WordPress site"),
    N_("The post becomes a draft there, and the content one here."),
    "igny8ctl unpublish --site \"Outdoor Gear\" --sector Hiking --content \"Best hiking boots\"",
    0, 0, SCOPE | BIT (CONTENT) | BIT (TRASH) | BIT (KEY_STDIN), SCOPE | BIT (CONTENT), 0, igny_command_unpublish },
  { "images add", "FILE --site SITE --sector SECTOR --task ID [--type featured|in_article] [--alt TEXT]", N_("Give a task a picture of yours"),
    N_("PNG, JPEG, WebP or GIF. A featured one gets a wide and a tall crop."),
    "igny8ctl images add boots.jpg --site \"Outdoor Gear\" --sector Hiking --task \"Best hiking boots\" --alt \"Boots in the rain\"",
    1, 1, SCOPE | BIT (TASK) | BIT (TYPE) | BIT (ALT), SCOPE | BIT (TASK), 0, igny_command_images_add },
  { "plan", "FILE [-o DIR]", N_("From a list to a plan, without keeping anything"),
    N_("Imports, clusters, finds ideas, makes tasks and writes briefs in a folder that is thrown away. "
       "DIR, which must be new or empty, gets keywords.csv, clusters.csv, ideas.csv, tasks.csv, briefs/*.html and "
       "summary.json. Without -o it is FILE-plan in the current folder."),
    "igny8ctl plan keywords.csv -o plan",
    1, 1, BIT (OUTPUT) | BIT (STRICTNESS), 0, IGNY_COMMAND_LOCAL, igny_command_plan },
  { "sample", "", N_("Make the sample project"),
    N_("A site with keywords, clusters, ideas, tasks and briefs to look at. Made once."),
    "igny8ctl sample",
    0, 0, 0, 0, 0, igny_command_sample },
  { "add", "ENTITY [--site SITE] [--sector SECTOR] FIELD=VALUE…", N_("Add a record"),
    N_("ENTITY is one of sites, sectors, keywords, clusters, ideas, tasks, content, images."),
    "igny8ctl add keywords --site \"Outdoor Gear\" --sector Hiking keyword=\"hiking boots\" volume=9000",
    1, MANY, SCOPE, 0, 0, igny_command_add },
  { "set", "ENTITY ID FIELD=VALUE…", N_("Change a record"),
    N_("FIELD= alone makes a field unknown. WordPress: set sites ID wp_url=https://… wp_username=…"),
    "igny8ctl set sites \"Outdoor Gear\" wp_url=https://outdoor-gear.com wp_username=editor",
    3, MANY, 0, 0, 0, igny_command_set },
  { "delete", "ENTITY ID…", N_("Delete records"),
    N_("All of them or none; “igny8ctl undo” brings them back."),
    "igny8ctl delete clusters 0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
    2, MANY, 0, 0, 0, igny_command_delete },
  { "list", "ENTITY [--site SITE] [--sector SECTOR] [--filter F=V]… [--sort F] [--limit N]", N_("List records"),
    N_("In JSON, count is the number of records that fit, however many are listed."),
    "igny8ctl list keywords --site \"Outdoor Gear\" --sector Hiking --filter 'volume>=1000' --sort -volume --limit 20",
    1, 1, SCOPE | BIT (FILTER) | BIT (SEARCH) | BIT (SORT) | BIT (LIMIT), 0, 0, igny_command_list },
  { "export", "ENTITY [--site SITE] [--sector SECTOR] [--format csv|json|xlsx] -o FILE", N_("Write records as CSV, JSON or XLSX"),
    N_("ENTITY is what “igny8ctl list” takes. FILE is there whole or not at all; - is the standard output."),
    "igny8ctl export keywords --site \"Outdoor Gear\" --sector Hiking -o keywords.csv",
    1, 1, SCOPE | BIT (OUTPUT) | BIT (FORMAT) | BIT (ALL_FIELDS), BIT (OUTPUT), 0, igny_command_export },
  { "undo", "[N]", N_("Take the last steps back"), N_("One without N. As often as wanted, also after a restart."),
    "igny8ctl undo",
    0, 1, 0, 0, 0, igny_command_undo },
  { "redo", "[N]", N_("Do again what was undone"), NULL,
    "igny8ctl redo",
    0, 1, 0, 0, 0, igny_command_redo },
  { "history", "[ENTITY ID] [--limit N]", N_("Show what was done, or what became of a record"),
    N_("Newest first; 50 unless --limit says otherwise."),
    "igny8ctl history keywords 0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
    0, 2, BIT (LIMIT), 0, 0, igny_command_history },
  { "restore-point add", "NAME", N_("Name the present state, to come back to it"), NULL,
    "igny8ctl restore-point add \"before the clean-up\"",
    1, 1, 0, 0, 0, igny_command_restore_point_add },
  { "restore-point list", "[--limit N]", N_("List the restore points"),
    N_("Steps that write 500 rows or more become one by themselves."),
    "igny8ctl restore-point list",
    0, 0, BIT (LIMIT), 0, 0, igny_command_restore_point_list },
  { "restore-point restore", "[STEP]", N_("Go back to before a step"),
    N_("Takes back one step after the other; “igny8ctl redo” does them again. Without STEP, the newest restore point."),
    "igny8ctl restore-point restore 128",
    0, 1, 0, 0, 0, igny_command_restore_point_restore },
  { "settings list", "", N_("List the settings"), NULL,
    "igny8ctl settings list",
    0, 0, 0, 0, 0, igny_command_settings_list },
  { "settings set", "NAME VALUE", N_("Change a setting"), N_("An empty VALUE goes back to the initial one."),
    "igny8ctl settings set openai.base-url http://localhost:11434/v1",
    2, 2, 0, 0, 0, igny_command_settings_set },
  { "secret set", "openai | wordpress --site SITE", N_("Keep a key or password in the keyring"),
    N_("Reads one line of standard input, never the command line."),
    "igny8ctl secret set wordpress --site \"Outdoor Gear\" < password.txt",
    1, 1, BIT (SITE), 0, 0, igny_command_secret_set },
  { "secret remove", "openai | wordpress --site SITE", N_("Remove a key or password from the keyring"), NULL,
    "igny8ctl secret remove openai",
    1, 1, BIT (SITE), 0, 0, igny_command_secret_remove },
  { "authorize", "--site SITE [--dry-run]", N_("Get an application password from the WordPress site"),
    N_("Names the page of the site that gives one, and keeps what it shows in the keyring. With --dry-run it only "
       "prints the address of that page."),
    "igny8ctl authorize --site \"Outdoor Gear\"",
    0, 0, BIT (SITE) | BIT (DRY_RUN), BIT (SITE), 0, igny_command_authorize },
  { "test", "openai | wordpress --site SITE", N_("Try a connection"), NULL,
    "igny8ctl test wordpress --site \"Outdoor Gear\"",
    1, 1, BIT (SITE) | BIT (KEY_STDIN), 0, 0, igny_command_test },
  { "help", "[COMMAND]", N_("Explain a command"), NULL,
    "igny8ctl help import",
    0, 2, 0, 0, IGNY_COMMAND_LOCAL, igny_command_help },
  { "version", "", N_("Print the version"), NULL,
    "igny8ctl version",
    0, 0, 0, 0, IGNY_COMMAND_LOCAL, igny_command_version },
  { NULL },
};
/* clang-format on */

const IgnyCommand *
igny_commands_find (const char *first,
                    const char *second,
                    guint      *n_words)
{
  g_autofree char *both = NULL;

  g_return_val_if_fail (first != NULL && n_words != NULL, NULL);

  both = g_strjoin (" ", first, second, NULL);
  for (const IgnyCommand *c = igny_commands; c->name != NULL; c++)
    {
      *n_words = strchr (c->name, ' ') != NULL ? 2 : 1;
      if (g_str_equal (c->name, *n_words == 2 ? both : first))
        return c;
    }
  return NULL;
}

char *
igny_commands_list_second (const char *first)
{
  g_autofree char *prefix = NULL;
  GString         *list = g_string_new (NULL);

  g_return_val_if_fail (first != NULL, NULL);

  prefix = g_strconcat (first, " ", NULL);
  for (const IgnyCommand *c = igny_commands; c->name != NULL; c++)
    if (g_str_has_prefix (c->name, prefix))
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", c->name + strlen (prefix));
  return g_string_free (list, list->len == 0);
}
