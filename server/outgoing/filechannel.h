// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/outgoing/channel.h"

namespace server {

/// The way out where no partner is named yet: a line of JSON a thing, <folder>/<channel>.jsonl, on disk before it counts as sent.
/// Another program may carry it on from there.
class FileChannel : public Channel
{
public:
    FileChannel(QString folder, QString channel) : m_folder(std::move(folder)), m_channel(std::move(channel)) {}
    SendResult send(const domain::Outgoing &outgoing, const QString &text) override;

private:
    const QString m_folder, m_channel;
};

} // namespace server
