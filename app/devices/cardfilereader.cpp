// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/cardfilereader.h"
#include <QFile>
#include <QJsonDocument>

namespace app {
using namespace Qt::StringLiterals;

CardFileReader::CardFileReader(const QString &path, QObject *parent)
    : SimulatedIdentityReader(std::chrono::milliseconds(50), parent), m_path(path)
{
}

void CardFileReader::read()
{
    QFile file(m_path);
    if (file.open(QIODevice::ReadOnly)) {
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        domain::CardText card;
        card.name = json[u"name"_s].toString();
        card.sex = json[u"sex"_s].toString() == "female"_L1 ? domain::Sex::Female : domain::Sex::Male;
        card.birth = QDate::fromString(json[u"birth"_s].toString(), Qt::ISODate);
        card.address = json[u"address"_s].toString();
        card.number = json[u"number"_s].toString();
        card.ethnicGroup = u"01"_s;
        card.authority = u"西安市公安局长安分局"_s;
        card.validFrom = QDate(2020, 1, 1);
        card.longTerm = true;
        layCard(card);
    } else {
        liftCard();
    }
    SimulatedIdentityReader::read();
}

} // namespace app
