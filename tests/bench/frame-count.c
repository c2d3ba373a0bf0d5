/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded before a program of GTK (LD_PRELOAD): counts the frames that it paints,
 * as a number of eight bytes in the file FRAME_COUNT, so that what two programs
 * take of the processor can be compared by the frame. A program that is too slow
 * for each turn of the wheel paints fewer frames, and would seem quick. */
#include <fcntl.h>
#include <gdk/gdk.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile guint64 *n_frames;

static gboolean
paint_cb (GSignalInvocationHint *hint,
          guint                  n_values,
          const GValue          *values,
          gpointer               user_data)
{
  *n_frames += 1;
  return TRUE;
}

__attribute__ ((constructor)) static void
start (void)
{
  const char *path = g_getenv ("FRAME_COUNT");
  int         fd = path != NULL ? open (path, O_RDWR | O_CLOEXEC) : -1;

  /* Whatever the program starts itself is not counted. */
  g_unsetenv ("LD_PRELOAD");
  if (fd < 0)
    return;
  n_frames = mmap (NULL, sizeof *n_frames, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close (fd);
  if (n_frames == MAP_FAILED)
    return;
  g_type_class_unref (g_type_class_ref (GDK_TYPE_FRAME_CLOCK));
  g_signal_add_emission_hook (g_signal_lookup ("paint", GDK_TYPE_FRAME_CLOCK), 0, paint_cb, NULL,
                              NULL);
}
