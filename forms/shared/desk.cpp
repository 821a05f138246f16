// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/desk.h"
