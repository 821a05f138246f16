// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/papers/seal.h"
#include <QJsonArray>
#include <QJsonObject>

namespace domain {
using namespace Qt::StringLiterals;

Seal Seal::of(const Region &region, const Place &place, const QString &department, const QString &word)
{
    Seal seal{place.sealAgency.isEmpty() ? place.name : place.sealAgency, place.agencyWord, {}, false};
    const QString name = department.section(u'(', 0, 0).section(u'（', 0, 0).trimmed();
    QJsonObject named;
    for (const QJsonValue &entry : region.more[u"seals"_s].toArray()) {
        const QString of = entry[u"department"_s].toString();
        if (!word.isEmpty() && entry[u"word"_s].toString() != word)
            continue;
        if (!word.isEmpty() && named.isEmpty())
            named = entry.toObject();
        if (of == name || (of.isEmpty() && named.isEmpty()))
            named = entry.toObject();
    }
    if (named.isEmpty())
        return seal;
    seal.agency = named[u"agency"_s].toString(seal.agency);
    seal.word = named[u"word"_s].toString(seal.word);
    seal.picture = QByteArray::fromBase64(named[u"picture"_s].toString().toLatin1());
    seal.standIn = named[u"standIn"_s].toBool();
    return seal;
}

QStringList Seal::words(const Region &region)
{
    QStringList words;
    for (const QJsonValue &entry : region.more[u"seals"_s].toArray()) {
        const QString word = entry[u"word"_s].toString();
        if (!word.isEmpty() && !words.contains(word))
            words << word;
    }
    return words;
}

} // namespace domain
