// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/outgoing/filechannel.h"
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <unistd.h>

namespace server {
using namespace Qt::StringLiterals;

SendResult FileChannel::send(const domain::Outgoing &outgoing, const QString &text)
{
    // Channels are named by the program and the settings, yet a name is never trusted to be a path.
    QString name = m_channel;
    name.removeIf([](QChar each) { return !each.isLetterOrNumber() && each != u'-' && each != u'_'; });
    const auto failed = [](const QString &detail) { return SendResult{false, {}, domain::refuse(u"outgoing.file", {{u"detail"_s, detail}}), false, true}; };
    if (!QDir().mkpath(m_folder))
        return failed(m_folder);
    QFile file(QDir(m_folder).filePath(QString(name + u".jsonl"_s)));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append))
        return failed(file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // it holds telephone numbers
    const QByteArray line = QJsonDocument(envelopeOf(outgoing, text)).toJson(QJsonDocument::Compact) + '\n';
    if (file.write(line) != line.size() || !file.flush() || fdatasync(file.handle()) != 0)
        return failed(file.errorString());
    return SendResult::done({{u"reference"_s, outgoing.id}, {u"file"_s, QString(name + u".jsonl"_s)}});
}

} // namespace server
