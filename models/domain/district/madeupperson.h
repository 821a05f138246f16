// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/district/dice.h"
#include "domain/identity/identitynumber.h"
#include <QByteArrayView>
#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace domain {

/// A person nobody is: the number has a right check character, but a sequence (900 to 995) that registration offices do
/// not come to, the telephone a prefix no operator has.
struct MadeUpPerson
{
    QString name;
    Sex sex = Sex::Unknown;
    QDate birth;
    QString idNumber;
    QString mobile;
    QString address;
    QString street; ///< 街道 of the address, 韦曲街道

    /// {name, sex: "male" | "female", birth, idNumber, mobile, address, street}
    QJsonObject toJson() const;
    bool operator==(const MadeUpPerson &) const = default;
};

/// A company, or an individual business (个体工商户), that does not exist.
struct MadeUpFirm
{
    QString name;
    QString uscc; ///< unified social credit code with right check characters, subject code beginning with MY
    QString phone;
    QString address;
    QString street;
    QString scope;             ///< 经营范围
    bool isIndividual = false; ///< 个体工商户
    MadeUpPerson legalRep;

    /// {name, uscc, phone, address, street, scope, isIndividual, legalRep: {…}}
    QJsonObject toJson() const;
    bool operator==(const MadeUpFirm &) const = default;
};

/// A street office and its villages and communities.
struct MadeUpStreet
{
    QString code; ///< nine digits
    QString name;
    QStringList communities;
};
/// Reads resources/divisions/divisions.csv and divisions_villages.csv and keeps the streets of one county ("610116").
QList<MadeUpStreet> readStreets(QByteArrayView divisionsCsv, QByteArrayView villagesCsv, QStringView county);

/// Full years between two days.
int ageOn(QDate day, QDate birth);
/// Person number `index` of the district with this seed, an adult. Numbers do not repeat below 2.6 million.
MadeUpPerson makePerson(quint64 seed, qint64 index, const QList<MadeUpStreet> &streets);
/// When that person was born, without making the rest.
QDate birthOfPerson(quint64 seed, qint64 index);
/// Someone of the same household, of the given sex, born from … to; `surname` empty: any.
MadeUpPerson makeRelative(Dice &dice, const MadeUpPerson &of, Sex sex, QDate bornFrom, QDate bornTo,
                          const QString &surname = {});
/// Firm number `index` (below 800 million) of the district with this seed.
MadeUpFirm makeFirm(quint64 seed, qint64 index, bool isIndividual, const MadeUpPerson &legalRep,
                    const QList<MadeUpStreet> &streets);

} // namespace domain
