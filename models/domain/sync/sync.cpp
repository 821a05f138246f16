// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sync/sync.h"
#include "domain/codes.h"
#include "domain/sync/chain.h"
#include <QCryptographicHash>
#include <QtEndian>

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
    return chainLink(previous, operation.canonical());
}

QByteArray chainLink(const QByteArray &previous, const QByteArray &canonical)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(previous);
    hash.addData(canonical);
    return hash.result();
}

QJsonObject storedForm(const OperationResult &result)
{
    QJsonObject at;
    for (auto scope = result.at.cbegin(); scope != result.at.cend(); ++scope)
        at[scope.key()] = scope.value();
    QJsonObject json{{u"outcome"_s, toCode(result.outcome)}, {u"at"_s, at}};
    if (result.docVersion > 0)
        json[u"doc_v"_s] = result.docVersion;
    if (result.merged)
        json[u"merged"_s] = true;
    if (!result.problem.code.isEmpty())
        json[u"problem"_s] = result.problem.toJson();
    if (!result.document.isEmpty())
        json[u"document"_s] = result.document;
    if (!result.number.isEmpty())
        json[u"number"_s] = result.number;
    if (result.handedOver)
        json[u"handed_over"_s] = true;
    if (result.skewSeconds != 0)
        json[u"skew_s"_s] = result.skewSeconds;
    return json;
}

OperationResult resultFromStored(const QJsonObject &json)
{
    OperationResult result;
    result.outcome = outcomeFromCode(json[u"outcome"_s].toString()).value_or(Outcome::Processed);
    result.docVersion = json[u"doc_v"_s].toInteger();
    const QJsonObject at = json[u"at"_s].toObject();
    for (auto scope = at.begin(); scope != at.end(); ++scope)
        result.at.insert(scope.key(), scope.value().toInteger());
    result.merged = json[u"merged"_s].toBool();
    result.problem = Refusal::fromJson(json[u"problem"_s].toObject());
    result.document = json[u"document"_s].toObject();
    result.number = json[u"number"_s].toString();
    result.handedOver = json[u"handed_over"_s].toBool();
    result.skewSeconds = json[u"skew_s"_s].toInteger();
    return result;
}

qint64 scopeSetOf(QStringList scopes)
{
    scopes.sort();
    scopes.removeDuplicates();
    const QByteArray hash = QCryptographicHash::hash(scopes.join(u'\n').toUtf8(), QCryptographicHash::Sha256);
    constexpr qint64 exactInJson = (qint64(1) << 53) - 1;
    return std::max<qint64>(1, qFromBigEndian<qint64>(hash.constData()) & exactInJson);
}

int StateDigest::bucketOf(const QString &id)
{
    return uchar(QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).front());
}

void StateDigest::toggle(const QString &id, qint64 version)
{
    const QByteArray hash = QCryptographicHash::hash(QByteArray(id.toUtf8() + '@' + QByteArray::number(version)), QCryptographicHash::Sha256);
    m_buckets[size_t(bucketOf(id))] ^= qFromBigEndian<quint64>(hash.constData());
}

QStringList StateDigest::toTexts() const
{
    QStringList texts;
    texts.reserve(bucketCount);
    for (const quint64 bucket : m_buckets)
        texts << QString::number(bucket, 16).rightJustified(16, u'0');
    return texts;
}

std::optional<StateDigest> StateDigest::fromTexts(const QStringList &texts)
{
    if (texts.size() != bucketCount)
        return std::nullopt;
    StateDigest digest;
    for (int i = 0; i < bucketCount; ++i) {
        bool ok = texts[i].size() == 16;
        digest.m_buckets[size_t(i)] = ok ? texts[i].toULongLong(&ok, 16) : 0;
        if (!ok)
            return std::nullopt;
    }
    return digest;
}

QList<int> StateDigest::differences(const StateDigest &other) const
{
    QList<int> indexes;
    for (int i = 0; i < bucketCount; ++i) {
        if (bucket(i) != other.bucket(i))
            indexes << i;
    }
    return indexes;
}

} // namespace domain
