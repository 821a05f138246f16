// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"

class QCommandLineParser;

namespace server {

/// `onewindow-server backup-key --to FILE`: makes an identity, prints its public half.
domain::Result<domain::Done> makeBackupKey(const QCommandLineParser &arguments);
/// `onewindow-server backup --to DIR --recipient FILE`: one backup; prints a line of JSON.
domain::Result<domain::Done> backup(const QCommandLineParser &arguments);
/// `onewindow-server restore --from DIR/STAMP --identity FILE --data NEW`; prints a line of JSON.
domain::Result<domain::Done> restore(const QCommandLineParser &arguments);

} // namespace server
