/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-error.h"

#include <glib/gi18n.h>

#include "igny-http.h"

typedef struct
{
  const char *cause;
  const char *remedy;
} Advice;

/* clang-format off */
static const Advice advices[] = {
  [IGNY_WORDPRESS_ERROR_FAILED] = {
    N_("the transfer failed"),
    N_("Try again; if it stays so, open the website in a browser to see whether it works.") },
  [IGNY_WORDPRESS_ERROR_ADDRESS] = {
    N_("this is not the address of a website"),
    N_("Enter an address such as “https://example.com”, without a user name or password in it.") },
  [IGNY_WORDPRESS_ERROR_PLAIN_HTTP] = {
    N_("with “http://” the password would travel unprotected"),
    N_("Use “https://”, or allow plain http for this site if it is in your own network.") },
  [IGNY_WORDPRESS_ERROR_NO_HOST] = {
    N_("there is no server of this name"),
    N_("Check the address for typing mistakes, and that this computer is online.") },
  [IGNY_WORDPRESS_ERROR_CONNECT] = {
    N_("the server refuses the connection or cannot be reached"),
    N_("Check the address, and that the website opens in a browser.") },
  [IGNY_WORDPRESS_ERROR_TIMEOUT] = {
    N_("the server did not answer in time"),
    N_("Try again later; nothing is posted twice. If it stays so, ask the website’s host.") },
  [IGNY_WORDPRESS_ERROR_CUT] = {
    N_("the connection ended before the answer was complete"),
    N_("Try again; nothing is posted twice.") },
  [IGNY_WORDPRESS_ERROR_TLS] = {
    N_("the secure connection could not be verified"),
    N_("Check this computer’s date; else the website’s certificate has to be renewed or corrected "
       "by its host.") },
  [IGNY_WORDPRESS_ERROR_REDIRECT] = {
    N_("the site sends its visitors to another address"),
    N_("Change the site’s address to that one.") },
  [IGNY_WORDPRESS_ERROR_REST_BLOCKED] = {
    N_("WordPress’s REST API is blocked"),
    N_("Allow the REST API (“/wp-json/”) for logged-in users in the site’s security plugin or "
       "firewall.") },
  [IGNY_WORDPRESS_ERROR_NOT_WORDPRESS] = {
    N_("there is no WordPress there"),
    N_("Check the address; when WordPress is in a folder of the website, add the folder.") },
  [IGNY_WORDPRESS_ERROR_NO_APP_PASSWORDS] = {
    N_("the site does not offer application passwords"),
    N_("The site has to use https, and its security plugin must not switch them off.") },
  [IGNY_WORDPRESS_ERROR_LOGIN] = {
    N_("the user name or the application password is not accepted"),
    N_("Make a new application password in WordPress under Users → Profile (the login password "
       "does not work) and enter it here. If it is right, the web server drops the Authorization "
       "header: saving Settings → Permalinks in WordPress repairs most servers.") },
  [IGNY_WORDPRESS_ERROR_RIGHTS] = {
    N_("the user may not do this"),
    N_("Ask an administrator of the site for the role Author or Editor, or use another user.") },
  [IGNY_WORDPRESS_ERROR_REJECTED] = {
    N_("the site does not accept what was sent"),
    N_("Correct what the site complains about, then try again.") },
  [IGNY_WORDPRESS_ERROR_GONE] = {
    N_("the post is not on the site any more"),
    N_("Publish again to make a new post.") },
  [IGNY_WORDPRESS_ERROR_CHANGED] = {
    N_("somebody changed the post on the site since it was published from here"),
    N_("Look at the post on the site; choose to overwrite it, or copy the changes here first.") },
  [IGNY_WORDPRESS_ERROR_BUSY] = {
    N_("the site is busy or under maintenance"),
    N_("Wait a little and try again.") },
  [IGNY_WORDPRESS_ERROR_SERVER] = {
    N_("the site failed with an error of its own"),
    N_("Try again; if it stays so, the site’s error log tells its host why.") },
  [IGNY_WORDPRESS_ERROR_ANSWER] = {
    N_("the site answered with something that is not data"),
    N_("Look in a browser whether the site shows a maintenance page or a login wall; a plugin "
       "that prints messages can cause it, too.") },
};
/* clang-format on */

G_DEFINE_QUARK (igny_wordpress_error_quark, igny_wordpress_error)

static IgnyWordpressError
code_of_http (int code)
{
  switch ((IgnyHttpError) code)
    {
    case IGNY_HTTP_ERROR_RESOLVE:
      return IGNY_WORDPRESS_ERROR_NO_HOST;
    case IGNY_HTTP_ERROR_CONNECT:
      return IGNY_WORDPRESS_ERROR_CONNECT;
    case IGNY_HTTP_ERROR_TIMEOUT:
      return IGNY_WORDPRESS_ERROR_TIMEOUT;
    case IGNY_HTTP_ERROR_TLS:
      return IGNY_WORDPRESS_ERROR_TLS;
    case IGNY_HTTP_ERROR_CUT:
      return IGNY_WORDPRESS_ERROR_CUT;
    case IGNY_HTTP_ERROR_TOO_LARGE:
      return IGNY_WORDPRESS_ERROR_ANSWER;
    case IGNY_HTTP_ERROR_REFUSED:
      return IGNY_WORDPRESS_ERROR_ADDRESS;
    case IGNY_HTTP_ERROR_FAILED:
    default:
      return IGNY_WORDPRESS_ERROR_FAILED;
    }
}

const char *
igny_wordpress_error_get_cause (IgnyWordpressError code)
{
  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (advices), "");

  return _(advices[code].cause);
}

const char *
igny_wordpress_error_get_remedy (IgnyWordpressError code)
{
  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (advices), "");

  return _(advices[code].remedy);
}

void
igny_wordpress_error_set (GError           **error,
                          IgnyWordpressError code,
                          const char        *tried,
                          const char        *cause)
{
  g_return_if_fail ((guint) code < G_N_ELEMENTS (advices));
  g_return_if_fail (tried != NULL);

  g_set_error (error, IGNY_WORDPRESS_ERROR, (int) code, "%s: %s. %s", tried,
               cause != NULL ? cause : _(advices[code].cause), _(advices[code].remedy));
}

void
igny_wordpress_error_take_http (GError    **error,
                                GError     *http_error,
                                const char *tried)
{
  g_return_if_fail (http_error != NULL);

  if (http_error->domain == IGNY_HTTP_ERROR)
    {
      IgnyWordpressError code = code_of_http (http_error->code);

      /* Only here the transport knows more than the code says. */
      igny_wordpress_error_set (error, code, tried,
                                code == IGNY_WORDPRESS_ERROR_FAILED ? http_error->message : NULL);
      g_error_free (http_error);
    }
  else
    g_propagate_error (error, http_error);
}
