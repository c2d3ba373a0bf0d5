/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define IGNY_RESOURCE(path) "/com/igny8/Igny8/" path
#define IGNY_UI(name) IGNY_RESOURCE ("ui/" name)
