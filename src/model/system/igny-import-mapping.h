/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* How a person mapped the columns of files with this header; signature is igny_text_normalize
 * of the header fields, hashed. */
typedef struct
{
  IgnyRecord record;

  char *signature;
  char *source;
  char *mapping;
  char *options;
} IgnyImportMapping;

extern const IgnyEntity igny_import_mapping_entity;

IGNY_RECORD_TYPE (IgnyImportMapping)

G_END_DECLS
