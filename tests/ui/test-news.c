/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has happened since it was looked last, read from a store. */
#include "igny-contents.h"
#include "igny-news.h"
#include "igny-queue-item.h"
#include "igny-sample.h"
#include "igny-test-folder.h"

typedef struct
{
  char      *folder;
  IgnyStore *store;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyRun   run = { 0 };
  IgnyScope scope = { 0 };
  gboolean  made = FALSE;

  fixture->folder = igny_test_folder_new ();
  fixture->store = igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  run.store = fixture->store;
  g_assert_true (igny_sample_build (&run, &scope, &made, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  igny_test_folder_free (fixture->folder);
}

static IgnyNews *
look (Fixture        *fixture,
      const IgnyNews *before)
{
  g_autoptr(GError) error = NULL;
  IgnyNews *news = igny_news_new ();

  news->account = igny_store_get_account (fixture->store);
  if (before != NULL)
    {
      news->notification = before->notification;
      news->publishing = before->publishing;
      news->ended_at = before->ended_at;
    }
  g_assert_true (igny_store_read (fixture->store, igny_news_read, news, NULL, &error));
  g_assert_no_error (error);
  return news;
}

static gboolean
fail_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  gint64 content;

  return igny_db_get_integer (igny_step_get_db (step), "SELECT min (row) FROM content", NULL,
                              &content, error) &&
         igny_contents_set_failed (step, content, "The site refuses it", error);
}

static void
write_step (Fixture      *fixture,
            IgnyWriteFunc func,
            gpointer      data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Test", func, data, NULL,
                                   &error));
  g_assert_no_error (error);
}

/* Told once, however often it is looked. */
static void
test_publishing (Fixture      *fixture,
                 gconstpointer data)
{
  IgnyNews           *before = look (fixture, NULL);
  IgnyNews           *news;
  IgnyNews           *again;
  const IgnyNewsItem *item;

  g_assert_true (before->wanted);
  write_step (fixture, fail_cb, NULL);
  news = look (fixture, before);
  g_assert_cmpuint (news->items->len, ==, 1);
  item = news->items->pdata[0];
  g_assert_true (item->urgent);
  g_assert_nonnull (strstr (item->title, "was not published"));
  g_assert_nonnull (strstr (item->body, "The site refuses it"));
  again = look (fixture, news);
  g_assert_cmpuint (again->items->len, ==, 0);
  igny_news_free (before);
  igny_news_free (news);
  igny_news_free (again);
}

typedef struct
{
  gint64      batch;
  const char *state;
  gint64      started_at;
  gint64      finished_at;
} Item;

static gboolean
add_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  for (const Item *item = data; item->state != NULL; item++)
    {
      g_autoptr(IgnyQueueItem) record = igny_record_new (&igny_queue_item_entity);

      record->title = g_strdup ("Something");
      record->function = g_strdup ("generate_content");
      g_free (record->state);
      record->state = g_strdup (item->state);
      record->batch = item->batch;
      record->position = item->batch;
      record->started_at = item->started_at;
      record->finished_at = item->finished_at;
      if (!igny_step_insert (step, record, error))
        return FALSE;
    }
  return TRUE;
}

/* Only a batch that took long and has ended altogether. */
static void
test_batches (Fixture      *fixture,
              gconstpointer data)
{
  static const Item   items[] = { { 1, "done", 1000, 21000 },
                                  { 1, "failed", 2000, 22000 },
                                  { 2, "done", 1000, 3000 },
                                  { 3, "done", 1000, 31000 },
                                  { 3, "queued", IGNY_UNKNOWN, IGNY_UNKNOWN },
                                  { 0 } };
  IgnyNews           *before = look (fixture, NULL);
  IgnyNews           *news;
  const IgnyNewsItem *item;

  write_step (fixture, add_cb, (gpointer) items);
  news = look (fixture, before);
  g_assert_cmpuint (news->items->len, ==, 1);
  item = news->items->pdata[0];
  g_assert_cmpstr (item->id, ==, "batch-1");
  g_assert_cmpstr (item->title, ==, "Finished: Write");
  g_assert_cmpstr (item->body, ==, "1 done, 1 failed");
  igny_news_free (before);
  igny_news_free (news);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/news/publishing", Fixture, NULL, set_up, test_publishing, tear_down);
  g_test_add ("/ui/news/batches", Fixture, NULL, set_up, test_batches, tear_down);
  return g_test_run ();
}
