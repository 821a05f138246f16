// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/cardtext.h"

#include "domain/identity/numbertext.h"

#include <QList>
#include <QStringConverter>
#include <algorithm>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

/// Where a text stands in the record; offset and size in bytes.
struct TextPlace
{
    QString CardText::*text;
    int offset;
    int size;
};

constexpr int dateSize = 16;
constexpr int sexSize = 2;
constexpr int markOffset = 248;
constexpr int validFromOffset = 188; // the same in all layouts
constexpr int validToOffset = 204;
constexpr QStringView longTermText = u"长期";

/// One layout of GA 467 as implemented by all certified readers. The Latin name of 2023 goes on at a second place.
struct Layout
{
    CardLayout layout;
    char16_t mark;
    int sexOffset;
    int birthOffset;
    QList<TextPlace> texts;
    TextPlace continuation{nullptr, 0, 0};
};

const QList<Layout> &layouts()
{
    using C = CardText;
    static const QList<Layout> all{
        {CardLayout::Citizen,
         u' ',
         30,
         36,
         {{&C::name, 0, 30},
          {&C::ethnicGroup, 32, 4},
          {&C::address, 52, 70},
          {&C::number, 122, 36},
          {&C::authority, 158, 30}}},
        {CardLayout::HkMacauTaiwan,
         u'J',
         30,
         36,
         {{&C::name, 0, 30},
          {&C::address, 52, 70},
          {&C::number, 122, 36},
          {&C::authority, 158, 30},
          {&C::travelPermit, 220, 18},
          {&C::issueCount, 238, 4}}},
        {CardLayout::Foreigner2017,
         u'I',
         120,
         220,
         {{&C::latinName, 0, 120},
          {&C::number, 122, 30},
          {&C::nationality, 152, 6},
          {&C::name, 158, 30},
          {&C::cardVersion, 236, 4},
          {&C::authority, 240, 8}}},
        {CardLayout::Foreigner2023,
         u'Y',
         30,
         36,
         {{&C::name, 0, 30},
          {&C::issueCount, 32, 4},
          {&C::latinName, 52, 70},
          {&C::number, 122, 36},
          {&C::nationality, 242, 6},
          {&C::associationItem, 250, 6}},
         {&C::latinName, 220, 22}},
    };
    return all;
}

/// The characters at a place, padding included.
QString padded(QByteArrayView record, int offset, int size)
{
    QStringDecoder decode(QStringDecoder::Utf16LE, QStringDecoder::Flag::ConvertInitialBom);
    return decode(record.sliced(offset, size));
}

/// Readers pad with spaces, a few with zeros.
QString textAt(QByteArrayView record, int offset, int size)
{
    return padded(record, offset, size).replace(QChar(u'\0'), QChar(u' ')).trimmed();
}

Refusal unreadable(const QString &field)
{
    return refuse(u"cardreader.text", {{u"field"_s, field}});
}

Result<QDate> dateAt(QByteArrayView record, int offset, const QString &field)
{
    const QString text = textAt(record, offset, dateSize);
    const QDate date(QStringView(text).left(4).toInt(), QStringView(text).mid(4, 2).toInt(),
                     QStringView(text).mid(6).toInt());
    if (text.size() != 8 || !isAllDigits(text) || !date.isValid())
        return unreadable(field);
    return date;
}

Result<Sex> sexAt(QByteArrayView record, int offset)
{
    const QString code = textAt(record, offset, sexSize); // GB/T 2261.1
    if (code == u"1")
        return Sex::Male;
    if (code == u"2")
        return Sex::Female;
    if (code == u"0" || code == u"9")
        return Sex::Unknown;
    return unreadable(u"sex"_s);
}

void write(QByteArray &record, int offset, int size, QStringView text)
{
    QStringEncoder encode(QStringEncoder::Utf16LE);
    const QByteArray bytes = encode(text.left(size / 2));
    record.replace(offset, bytes.size(), bytes);
}

void writeDate(QByteArray &record, int offset, QDate date)
{
    write(record, offset, dateSize, date.toString(u"yyyyMMdd"));
}

QString sexCode(Sex sex)
{
    switch (sex) {
    case Sex::Male:
        return u"1"_s;
    case Sex::Female:
        return u"2"_s;
    case Sex::Unknown:
        break;
    }
    return u"0"_s;
}

IdentityKind kindOf(CardLayout layout)
{
    switch (layout) {
    case CardLayout::Citizen:
        return IdentityKind::CitizenId;
    case CardLayout::HkMacauTaiwan:
        return IdentityKind::ResidencePermit;
    case CardLayout::Foreigner2017:
    case CardLayout::Foreigner2023:
        break;
    }
    return IdentityKind::ForeignerId;
}

/// Whether the number agrees with the birth date on the card; the number of 2017 tells only the last two digits of the
/// year.
bool bornAsCardSays(const CardText &card, const IdentityNumber &identity)
{
    const QString format = card.layout == CardLayout::Foreigner2017 ? u"yyMMdd"_s : u"yyyyMMdd"_s;
    return identity.birth.toString(format) == card.birth.toString(format);
}

} // namespace

Result<CardText> decodeCardText(QByteArrayView record)
{
    if (record.size() != cardTextSize)
        return refuse(u"cardreader.record-size", {{u"size"_s, record.size()}});
    QChar mark = padded(record, markOffset, 2).at(0);
    if (mark == u'\0')
        mark = u' ';
    const auto layout =
        std::find_if(layouts().begin(), layouts().end(), [mark](const Layout &l) { return mark == l.mark; });
    if (layout == layouts().end())
        return refuse(u"cardreader.layout", {{u"mark"_s, QString(mark)}});

    CardText card;
    card.layout = layout->layout;
    for (const TextPlace &place : layout->texts)
        card.*place.text = textAt(record, place.offset, place.size);
    if (const TextPlace &rest = layout->continuation; rest.text) {
        // A space may stand where the name is broken, so the first part is taken with it.
        const QString whole = padded(record, 52, 70) + padded(record, rest.offset, rest.size);
        card.*rest.text = QString(whole).replace(QChar(u'\0'), QChar(u' ')).trimmed();
    }

    const auto sex = sexAt(record, layout->sexOffset);
    if (!sex)
        return sex.refusal();
    const auto birth = dateAt(record, layout->birthOffset, u"birth"_s);
    if (!birth)
        return birth.refusal();
    const auto validFrom = dateAt(record, validFromOffset, u"valid-from"_s);
    if (!validFrom)
        return validFrom.refusal();
    card.sex = *sex;
    card.birth = *birth;
    card.validFrom = *validFrom;
    card.longTerm = textAt(record, validToOffset, dateSize) == longTermText;
    if (!card.longTerm) {
        const auto validTo = dateAt(record, validToOffset, u"valid-to"_s);
        if (!validTo)
            return validTo.refusal();
        card.validTo = *validTo;
    }
    return card;
}

QByteArray encodeCardText(const CardText &card)
{
    const auto layout =
        std::find_if(layouts().begin(), layouts().end(), [&card](const Layout &l) { return l.layout == card.layout; });
    Q_ASSERT(layout != layouts().end());
    QByteArray record;
    for (int i = 0; i < cardTextSize / 2; ++i)
        record.append(" \0", 2);
    for (const TextPlace &place : layout->texts)
        write(record, place.offset, place.size, card.*place.text);
    if (const TextPlace &rest = layout->continuation; rest.text)
        write(record, rest.offset, rest.size, QStringView(card.*rest.text).mid(35));
    write(record, layout->sexOffset, sexSize, sexCode(card.sex));
    writeDate(record, layout->birthOffset, card.birth);
    writeDate(record, validFromOffset, card.validFrom);
    if (card.longTerm)
        write(record, validToOffset, dateSize, longTermText);
    else
        writeDate(record, validToOffset, card.validTo);
    write(record, markOffset, 2, QString(QChar(layout->mark)));
    return record;
}

Result<IdentityNumber> identityOf(const CardText &card, QDate today)
{
    auto identity = parseIdentityAs(kindOf(card.layout), card.number, today);
    if (!identity)
        return identity;
    if (!bornAsCardSays(card, *identity))
        return refuse(u"card.birth-mismatch", {{u"card"_s, card.birth.toString(Qt::ISODate)},
                                               {u"number"_s, identity->birth.toString(Qt::ISODate)}});
    if (card.sex != Sex::Unknown && identity->sex != Sex::Unknown && card.sex != identity->sex)
        return refuse(u"card.sex-mismatch");
    identity->birth = card.birth;
    if (identity->sex == Sex::Unknown)
        identity->sex = card.sex;
    if (!card.longTerm && card.validTo < today)
        identity->warnings.append(refuse(u"card.expired", {{u"validTo"_s, card.validTo.toString(Qt::ISODate)}}));
    if (card.validFrom > today)
        identity->warnings.append(
            refuse(u"card.not-yet-valid", {{u"validFrom"_s, card.validFrom.toString(Qt::ISODate)}}));
    return identity;
}

} // namespace domain
