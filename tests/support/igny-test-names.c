/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-test-names.h"

#include <dlfcn.h>
#include <netdb.h>

typedef int (*Lookup) (const char            *node,
                       const char            *service,
                       const struct addrinfo *hints,
                       struct addrinfo      **result);

static gint count;

guint
igny_test_names_get_count (void)
{
  return (guint) g_atomic_int_get (&count);
}

__attribute__ ((visibility ("default"))) int
getaddrinfo (const char            *node,
             const char            *service,
             const struct addrinfo *hints,
             struct addrinfo      **result)
{
  Lookup system_lookup = (Lookup) dlsym (RTLD_NEXT, "getaddrinfo");

  g_atomic_int_inc (&count);
  if (node != NULL && g_str_has_suffix (node, ".invalid"))
    {
      if (g_str_equal (node, "slow.invalid"))
        g_usleep (IGNY_TEST_NAMES_SLOW_MS * G_GUINT64_CONSTANT (1000));
      return EAI_NONAME;
    }
  if (node != NULL && g_str_has_suffix (node, ".test"))
    node = "127.0.0.1";
  return system_lookup (node, service, hints, result);
}
