/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-caller.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define SECRET_MAX 4096

char *
igny_caller_dup_path (const IgnyCaller *self,
                      const char       *path)
{
  g_return_val_if_fail (self != NULL && path != NULL, NULL);

  return g_canonicalize_filename (path, self->folder);
}

/* A descriptor that came from another process may be in non-blocking mode. */
static void
wait_for_room (int fd)
{
  struct pollfd room = { .fd = fd, .events = POLLOUT };

  poll (&room, 1, -1);
}

static gboolean
write_all (int         fd,
           const char *text,
           gsize       length)
{
  while (length > 0)
    {
      gssize written = write (fd, text, length);

      if (written >= 0)
        {
          text += written;
          length -= (gsize) written;
        }
      else if (errno == EAGAIN)
        wait_for_room (fd);
      else if (errno != EINTR)
        return FALSE;
    }
  return TRUE;
}

gboolean
igny_caller_print (const IgnyCaller *self,
                   const char       *text,
                   gssize            length,
                   GError          **error)
{
  int cause;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  if (write_all (self->out, text, length < 0 ? strlen (text) : (gsize) length))
    return TRUE;
  cause = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (cause),
               _("write the output: %s"), g_strerror (cause));
  return FALSE;
}

void
igny_caller_complain (const IgnyCaller *self,
                      const char       *message)
{
  g_autofree char *line = NULL;

  g_return_if_fail (self != NULL && message != NULL);

  /* There is nobody left to tell when this fails. */
  line = g_strdup_printf ("igny8ctl: %s\n", message);
  write_all (self->err, line, strlen (line));
}

void
igny_caller_offer (const IgnyCaller *self,
                   const char       *text)
{
  struct pollfd room = { .events = POLLOUT };

  g_return_if_fail (self != NULL && text != NULL);

  room.fd = self->err;
  if (poll (&room, 1, 0) == 1 && (room.revents & POLLOUT) != 0)
    write_all (self->err, text, strlen (text));
}

gboolean
igny_caller_has_terminal (int fd)
{
  return isatty (fd) == 1;
}

guint
igny_caller_get_columns (const IgnyCaller *self)
{
  struct winsize size = { 0 };

  g_return_val_if_fail (self != NULL, 0);

  return ioctl (self->err, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* FALSE when cancelled before there was anything to read. */
static gboolean
wait_for_input (const IgnyCaller *self,
                GError          **error)
{
  GPollFD polls[2] = { { .fd = self->in, .events = G_IO_IN } };
  guint   n_polls = 1;

  if (self->cancellable != NULL && g_cancellable_make_pollfd (self->cancellable, &polls[1]))
    n_polls = 2;
  while (g_poll (polls, n_polls, -1) < 0 && errno == EINTR)
    continue;
  if (n_polls == 2)
    g_cancellable_release_fd (self->cancellable);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* Byte by byte, so that what follows the line stays for its reader. */
static gboolean
read_line (const IgnyCaller *self,
           char             *line,
           GError          **error)
{
  gsize length = 0;

  for (;;)
    {
      gssize got;

      if (!wait_for_input (self, error))
        return FALSE;
      got = read (self->in, line + length, 1);
      if (got < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (got <= 0 || line[length] == '\n')
        break;
      if (++length == SECRET_MAX)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("read the secret: the line is longer than %d bytes"), SECRET_MAX);
          return FALSE;
        }
    }
  if (length > 0 && line[length - 1] == '\r')
    length--;
  line[length] = '\0';
  return TRUE;
}

static gboolean
check_secret (const char *line,
              GError    **error)
{
  const char *wrong = NULL;

  if (*line == '\0')
    wrong = _("the input is empty; give one line on standard input");
  else if (!g_utf8_validate (line, -1, NULL))
    wrong = _("it is not valid UTF-8");
  for (const char *c = line; wrong == NULL && *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      wrong = _("it has a control character in it");
  if (wrong == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("read the secret: %s"), wrong);
  return FALSE;
}

static gboolean
hide_echo (int             fd,
           struct termios *before)
{
  struct termios hidden;

  if (tcgetattr (fd, before) != 0)
    return FALSE;
  hidden = *before;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  return tcsetattr (fd, TCSAFLUSH, &hidden) == 0;
}

char *
igny_caller_read_secret (const IgnyCaller *self,
                         const char       *prompt,
                         GError          **error)
{
  char           line[SECRET_MAX + 1];
  struct termios before;
  gboolean       hidden = FALSE;
  gboolean       ok;
  char          *secret = NULL;

  g_return_val_if_fail (self != NULL && prompt != NULL, NULL);

  if (igny_caller_has_terminal (self->in))
    {
      write_all (self->err, prompt, strlen (prompt));
      hidden = hide_echo (self->in, &before);
    }
  ok = read_line (self, line, error);
  if (hidden)
    {
      tcsetattr (self->in, TCSANOW, &before);
      write_all (self->err, "\n", 1);
    }
  if (ok && check_secret (line, error))
    secret = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return secret;
}

gboolean
igny_caller_ask (const IgnyCaller *self,
                 const char       *question)
{
  char line[SECRET_MAX + 1];

  g_return_val_if_fail (self != NULL && question != NULL, FALSE);

  if (!igny_caller_has_terminal (self->in) || !igny_caller_has_terminal (self->err))
    return FALSE;
  write_all (self->err, question, strlen (question));
  /* Translators: the letter that stands for yes. */
  return read_line (self, line, NULL) &&
         g_ascii_strncasecmp (line, C_("answer", "y"), strlen (C_("answer", "y"))) == 0;
}
