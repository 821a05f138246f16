// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QtGlobal>

namespace support {

/// The key of every window's store and attachments in a test: none, or one where the test is run as "sealed.…".
inline QByteArray windowKey()
{
    return qEnvironmentVariableIsSet("ONEWINDOW_TEST_SEALED") ? QByteArray(32, 'k') : QByteArray();
}

} // namespace support
