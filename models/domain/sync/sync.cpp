// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sync/sync.h"
#include "domain/codes.h"
#include <QCryptographicHash>

namespace domain {
using namespace Qt::StringLiterals;

namespace {
constexpr Codes<Outcome, 5> outcomes{{{Outcome::Applied, u"applied"},
                                      {Outcome::Rejected, u"rejected"},
                                      {Outcome::Duplicate, u"duplicate"},
                                      {Outcome::Parked, u"parked"},
                                      {Outcome::Processed, u"processed"}}};
}

QString toCode(Outcome outcome)
{
    return outcomes.code(outcome);
}

std::optional<Outcome> outcomeFromCode(QStringView code)
{
    return outcomes.value(code);
}

QString Cursor::toText() const
{
    return epoch.isEmpty() ? QString() : QString(epoch + u'.' + QString::number(seq));
}

std::optional<Cursor> Cursor::fromText(QStringView text)
{
    if (text.isEmpty())
        return Cursor{};
    const qsizetype dot = text.lastIndexOf(u'.');
    bool ok = false;
    const qint64 seq = text.mid(dot + 1).toLongLong(&ok);
    if (dot <= 0 || !ok || seq < 0)
        return std::nullopt;
    return Cursor{text.left(dot).toString(), seq};
}

QByteArray chainHash(const QByteArray &previous, const Operation &operation)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(previous);
    hash.addData(operation.canonical());
    return hash.result();
}

} // namespace domain
