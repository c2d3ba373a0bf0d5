/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-resource-sample.h"

#include <glib/gi18n.h>

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_TEXT    (IgnyResourceSample, operation,     N_("Operation"), .flags = IGNY_FIELD_REQUIRED, .max_length = 100),
  IGNY_INTEGER (IgnyResourceSample, wall_time,     N_("Time"), .minimum = 0, .maximum = G_MAXINT64, .unit = "µs"),
  IGNY_INTEGER (IgnyResourceSample, cpu_time,      N_("CPU time"), .minimum = 0, .maximum = G_MAXINT64, .unit = "µs"),
  IGNY_INTEGER (IgnyResourceSample, memory,        N_("Memory"), .minimum = 0, .maximum = G_MAXINT64, .unit = "B"),
  IGNY_INTEGER (IgnyResourceSample, read_bytes,    N_("Read"), .minimum = 0, .maximum = G_MAXINT64, .unit = "B"),
  IGNY_INTEGER (IgnyResourceSample, written_bytes, N_("Written"), .minimum = 0, .maximum = G_MAXINT64, .unit = "B"),
  { NULL },
};

const IgnyEntity igny_resource_sample_entity = {
  .table = "resource_samples",
  .label = N_("Resource samples"),
  .label_one = N_("Resource sample"),
  .fields = fields,
  .size = sizeof (IgnyResourceSample),
  .flags = IGNY_ENTITY_LOCAL,
};
/* clang-format on */
