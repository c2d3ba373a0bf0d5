/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What cppcheck sees in the place of GLib's macros, whose headers it does not
 * read: just enough that the text between them parses. */

/* clang-format off */
#define _(x) x
#define N_(x) x
#define C_(c, x) x
#define NC_(c, x) x

#define G_BEGIN_DECLS
#define G_END_DECLS
#define G_DECLARE_FINAL_TYPE(T, t, m, o, p) typedef struct _##T T;
#define G_DECLARE_DERIVABLE_TYPE(T, t, m, o, p) typedef struct _##T T;
#define G_DECLARE_INTERFACE(T, t, m, o, p) typedef struct _##T T;
#define G_DEFINE_QUARK(name, f) GQuark f##_quark (void) { return 1; }
#define G_DEFINE_TYPE(T, t, p)
#define G_DEFINE_TYPE_WITH_CODE(T, t, p, c)
#define G_DEFINE_TYPE_WITH_PRIVATE(T, t, p)
#define G_DEFINE_FINAL_TYPE(T, t, p)
#define G_DEFINE_FINAL_TYPE_WITH_CODE(T, t, p, c)
#define G_DEFINE_ABSTRACT_TYPE(T, t, p)
#define G_DEFINE_ABSTRACT_TYPE_WITH_CODE(T, t, p, c)
#define G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE(T, t, p)
#define G_DEFINE_INTERFACE(T, t, p)
#define G_DEFINE_INTERFACE_WITH_CODE(T, t, p, c)
#define G_DEFINE_BOXED_TYPE(T, t, c, f)
#define G_DEFINE_AUTOPTR_CLEANUP_FUNC(T, f)
#define G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(T, f)
#define G_STATIC_ASSERT(x)

#define G_GNUC_CONST
#define G_GNUC_FALLTHROUGH
#define G_GNUC_FORMAT(a)
#define G_GNUC_NO_INLINE
#define G_GNUC_NULL_TERMINATED
#define G_GNUC_PRINTF(a, b)
#define G_GNUC_PURE
#define G_GNUC_UNUSED
#define G_GNUC_WARN_UNUSED_RESULT
#define G_NORETURN

#define g_auto(T) T
#define g_autofree
#define g_autolist(T) GList *
#define g_autoptr(T) T *
#define g_autoslist(T) GSList *

#define G_GINT64_FORMAT "ld"
#define G_GUINT64_FORMAT "lu"
#define G_GSIZE_FORMAT "lu"
#define G_GSSIZE_FORMAT "ld"
/* clang-format on */
