// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/keysource.h"
#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QProcess>

namespace server {
using namespace Qt::StringLiterals;
using domain::refuse;
using domain::Result;

namespace {

constexpr qsizetype keyBytes = 32;

domain::Refusal unusable(const QString &source, const QString &reason) { return refuse(u"key.unusable", {{u"source"_s, source}, {u"reason"_s, reason}}); }

/// The key as it is, or in base64 with a line's end.
Result<QByteArray> keyFrom(const QByteArray &text, const QString &source)
{
    if (text.size() == keyBytes)
        return text;
    const auto decoded = QByteArray::fromBase64Encoding(text.trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded && (*decoded).size() == keyBytes ? Result<QByteArray>(*decoded) : Result<QByteArray>(unusable(source, u"it is no key of 32 bytes"_s));
}

class FileKey : public KeySource
{
public:
    explicit FileKey(const QString &path) : m_path(path) {}
    Result<QByteArray> key() const override
    {
        constexpr qint64 longest = 4096;
        QFile file(m_path);
        if (!file.open(QIODevice::ReadOnly))
            return unusable(m_path, file.errorString());
        if (file.permissions() & (QFile::ReadOther | QFile::WriteOther | QFile::WriteGroup))
            return unusable(m_path, u"others may read or change it"_s);
        return keyFrom(file.read(longest), m_path);
    }

private:
    const QString m_path;
};

class CommandKey : public KeySource
{
public:
    explicit CommandKey(const QStringList &words) : m_words(words) {}
    Result<QByteArray> key() const override
    {
        constexpr int patienceMs = 10'000;
        QProcess program;
        program.start(m_words.first(), m_words.sliced(1));
        program.closeWriteChannel();
        if (!program.waitForFinished(patienceMs)) {
            const QString reason = program.error() == QProcess::FailedToStart ? program.errorString() : u"it does not answer"_s;
            program.kill();
            program.waitForFinished();
            return unusable(m_words.first(), reason);
        }
        if (program.exitStatus() != QProcess::NormalExit || program.exitCode() != 0)
            return unusable(m_words.first(), u"it ended with code %1"_s.arg(program.exitCode()));
        return keyFrom(program.readAllStandardOutput(), m_words.first());
    }

private:
    const QStringList m_words;
};

} // namespace

Result<std::unique_ptr<KeySource>> keySource(const QString &description)
{
    const qsizetype colon = description.indexOf(u':');
    const QString kind = description.left(colon), rest = description.mid(colon + 1).trimmed();
    if (colon < 0 || rest.isEmpty())
        return unusable(description, u"file:, credential: or command: is missing"_s);
    if (kind == "file"_L1)
        return std::unique_ptr<KeySource>(std::make_unique<FileKey>(rest));
    if (kind == "credential"_L1 && !rest.contains(u'/'))
        return std::unique_ptr<KeySource>(std::make_unique<FileKey>(QDir(qEnvironmentVariable("CREDENTIALS_DIRECTORY")).filePath(rest)));
    if (kind == "command"_L1)
        return std::unique_ptr<KeySource>(std::make_unique<CommandKey>(rest.split(u' ', Qt::SkipEmptyParts)));
    return unusable(description, u"nobody knows this kind of source"_s);
}

Result<QByteArray> filesKey(const QString &description)
{
    if (description.isEmpty())
        return QByteArray();
    const auto source = keySource(description);
    return source ? (*source)->key() : Result<QByteArray>(source.refusal());
}

} // namespace server
