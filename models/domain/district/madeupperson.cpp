// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/district/madeupperson.h"
#include "domain/district/madeupname.h"
#include "domain/identity/checkcharacter.h"
#include <numeric>

using namespace Qt::StringLiterals;

namespace domain {

namespace {

// Numbers are dealt out by a stride through all possible ones, so that no two indices meet and neighbours look unlike.
const QDate firstBirth(1932, 1, 1);
constexpr qint64 birthDays = 27'759; // to 2007-12-31
constexpr int firstSequence = 900;   // registration offices count from 001 within a day and an area
constexpr int sequences = 96;        // up to 995; 996 to 999 are kept for centenarians
constexpr qint64 personSlots = birthDays * sequences;
constexpr qint64 personStride = 1'618'033;
static_assert(std::gcd(personSlots, personStride) == 1);

constexpr int freeSubjectCharacters = 6;
constexpr qint64 firmSlots = 887'503'681; // 31 to the sixth
constexpr qint64 firmStride = 618'033'989;
static_assert(std::gcd(firmSlots, firmStride) == 1);

constexpr QStringView district = u"610116";
constexpr QStringView districtOfOld = u"610121"; // 长安县, until it became a district
const QDate becameDistrict(2002, 6, 2);
constexpr QStringView otherAreas[] = {u"610113", u"610104", u"610103", u"610112", u"610111", u"610122",
                                      u"610124", u"610125", u"610402", u"610502", u"610524", u"610602",
                                      u"610702", u"610802", u"610924", u"611002", u"410105", u"420106",
                                      u"510104", u"620102", u"140105", u"320102", u"340104", u"370102"};

// Prefixes the numbering plan has given to nobody.
constexpr QStringView mobilePrefixes[] = {u"160", u"161", u"163", u"164", u"168", u"169"};

qint64 personSlot(quint64 seed, qint64 index)
{
    Q_ASSERT(index >= 0);
    return (index % personSlots * personStride + Dice(seed, Dice::Purpose::Order, 0).below(personSlots)) % personSlots;
}

QString areaCode(Dice &dice, QDate birth)
{
    if (dice.chance(0.35))
        return dice.pick(otherAreas).toString();
    return (birth < becameDistrict ? districtOfOld : district).toString();
}

QString citizenNumber(QStringView area, QDate birth, qint64 sequence)
{
    const QString first17 = area + birth.toString(u"yyyyMMdd") + QString::number(sequence).rightJustified(3, u'0');
    return first17 + checkcharacter::ofCitizenNumber(first17);
}

Sex sexOf(qint64 sequence)
{
    return sequence % 2 == 1 ? Sex::Male : Sex::Female;
}

QString digits(Dice &dice, int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += QChar(u'0' + char16_t(dice.below(10)));
    return text;
}

QString mobileNumber(Dice &dice)
{
    return dice.pick(mobilePrefixes).toString() + digits(dice, 8);
}

struct Home
{
    QString street, address;
};

/// A home in a village (by group) or a community (by building).
QString homeIn(Dice &dice, const QString &community)
{
    QString place = community;
    const bool isVillage = place.endsWith(u"村委会") || place.endsWith(u"村民委员会") || place.endsWith(u'村');
    for (const QStringView ending : {u"村民委员会", u"居民委员会", u"村委会", u"居委会"}) {
        if (place.endsWith(ending)) {
            place.chop(ending.size());
            break;
        }
    }
    if (isVillage && !place.endsWith(u'村'))
        place += u'村';
    return isVillage ? u"%1%2组%3号"_s.arg(place).arg(dice.between(1, 9)).arg(dice.between(1, 120))
                     : u"%1%2号楼%3单元%4%5室"_s.arg(place)
                           .arg(dice.between(1, 28))
                           .arg(dice.between(1, 4))
                           .arg(dice.between(1, 26))
                           .arg(dice.between(1, 4), 2, 10, QChar(u'0'));
}

Home homeOf(Dice &dice, const QList<MadeUpStreet> &streets)
{
    static const MadeUpStreet onlyStreet{u"610116001"_s, u"韦曲街道"_s, {u"青年街居委会"_s}};
    const MadeUpStreet &street = streets.isEmpty() ? onlyStreet : dice.pick(streets);
    const QString home = street.communities.isEmpty() ? u"%1号"_s.arg(dice.between(1, 200))
                                                      : homeIn(dice, dice.pick(street.communities));
    return {street.name, u"陕西省西安市长安区" + street.name + home};
}

QString subjectCode(qint64 slot)
{
    constexpr QStringView alphabet = checkcharacter::creditCodeCharacters;
    QString code = u"MY"_s;
    for (int i = 0; i < freeSubjectCharacters; ++i, slot /= alphabet.size())
        code += alphabet[slot % alphabet.size()];
    return code + checkcharacter::ofOrganisationCode(code);
}

} // namespace

int ageOn(QDate day, QDate birth)
{
    const int years = day.year() - birth.year();
    return birth.addYears(years) > day ? years - 1 : years;
}

QJsonObject MadeUpPerson::toJson() const
{
    return {{u"name"_s, name},
            {u"sex"_s, sex == Sex::Female ? u"female"_s : u"male"_s},
            {u"birth"_s, birth.toString(Qt::ISODate)},
            {u"idNumber"_s, idNumber},
            {u"mobile"_s, mobile},
            {u"address"_s, address},
            {u"street"_s, street}};
}

QJsonObject MadeUpFirm::toJson() const
{
    return {{u"name"_s, name},
            {u"uscc"_s, uscc},
            {u"phone"_s, phone},
            {u"address"_s, address},
            {u"street"_s, street},
            {u"scope"_s, scope},
            {u"isIndividual"_s, isIndividual},
            {u"legalRep"_s, legalRep.toJson()}};
}

QList<MadeUpStreet> readStreets(QByteArrayView divisionsCsv, QByteArrayView villagesCsv, QStringView county)
{
    QList<MadeUpStreet> streets;
    const QString divisions = QString::fromUtf8(divisionsCsv);
    for (const QStringView line : QStringView(divisions).split(u'\n', Qt::SkipEmptyParts)) {
        const QList<QStringView> cells = line.trimmed().split(u',');
        if (cells.size() >= 4 && cells[3] == county && cells[0].size() == 9)
            streets.append({cells[0].toString(), cells[1].toString(), {}});
    }
    const QString villages = QString::fromUtf8(villagesCsv);
    for (const QStringView line : QStringView(villages).split(u'\n', Qt::SkipEmptyParts)) {
        const QList<QStringView> cells = line.trimmed().split(u',');
        if (cells.size() < 4 || cells[3] != county)
            continue;
        for (MadeUpStreet &street : streets) {
            if (street.code == cells[2])
                street.communities.append(cells[1].toString());
        }
    }
    return streets;
}

QDate birthOfPerson(quint64 seed, qint64 index)
{
    return firstBirth.addDays(personSlot(seed, index) / sequences);
}

MadeUpPerson makePerson(quint64 seed, qint64 index, const QList<MadeUpStreet> &streets)
{
    const qint64 slot = personSlot(seed, index);
    const qint64 sequence = firstSequence + slot % sequences;
    Dice dice(seed, Dice::Purpose::Person, index);
    MadeUpPerson person;
    person.sex = sexOf(sequence);
    person.birth = firstBirth.addDays(slot / sequences);
    person.name = madeUpName(dice, person.sex, person.birth.year());
    person.idNumber = citizenNumber(areaCode(dice, person.birth), person.birth, sequence);
    person.mobile = mobileNumber(dice);
    const Home home = homeOf(dice, streets);
    person.street = home.street;
    person.address = home.address;
    return person;
}

MadeUpPerson makeRelative(Dice &dice, const MadeUpPerson &of, Sex sex, QDate bornFrom, QDate bornTo,
                          const QString &surname)
{
    MadeUpPerson person;
    person.sex = sex;
    person.birth = bornFrom.addDays(dice.between(0, std::max<qint64>(0, bornFrom.daysTo(bornTo))));
    person.name = surname.isEmpty() ? madeUpName(dice, sex, person.birth.year())
                                    : QString(surname + madeUpGivenName(dice, sex, person.birth.year()));
    const qint64 even = firstSequence + 2 * dice.below(sequences / 2);
    person.idNumber = citizenNumber(areaCode(dice, person.birth), person.birth, sex == Sex::Male ? even + 1 : even);
    person.mobile = mobileNumber(dice);
    person.street = of.street;
    person.address = of.address;
    return person;
}

MadeUpFirm makeFirm(quint64 seed, qint64 index, bool isIndividual, const MadeUpPerson &legalRep,
                    const QList<MadeUpStreet> &streets)
{
    Q_ASSERT(index >= 0 && index < firmSlots);
    const qint64 slot = (index * firmStride + Dice(seed, Dice::Purpose::Order, 1).below(firmSlots)) % firmSlots;
    Dice dice(seed, Dice::Purpose::Firm, index);
    const MadeUpTrade &trade = madeUpTrade(dice);
    const QString word = madeUpFirmWord(dice);
    MadeUpFirm firm;
    firm.isIndividual = isIndividual;
    firm.legalRep = legalRep;
    firm.name = isIndividual ? QString(u"西安市长安区" + word + trade.shop)
                             : QString(u"西安" + word + trade.word + u"有限公司");
    firm.scope = trade.scope.toString();
    const QString first17 = (isIndividual ? u"92" : u"91") + district.toString() + subjectCode(slot);
    firm.uscc = first17 + checkcharacter::ofCreditCode(first17);
    firm.phone = u"029-8" + digits(dice, 7);
    const Home home = homeOf(dice, streets);
    firm.street = home.street;
    firm.address = home.address;
    return firm;
}

} // namespace domain
