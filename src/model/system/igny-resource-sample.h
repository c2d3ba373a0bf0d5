/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* What an operation took of this machine; times are in microseconds, sizes in bytes. */
typedef struct
{
  IgnyRecord record;

  char  *operation;
  gint64 wall_time;
  gint64 cpu_time;
  gint64 memory;
  gint64 read_bytes;
  gint64 written_bytes;
} IgnyResourceSample;

extern const IgnyEntity igny_resource_sample_entity;

IGNY_RECORD_TYPE (IgnyResourceSample)

G_END_DECLS
