// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/identity/identitynumber.h"
#include "domain/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDate>
#include <QString>

namespace domain {

/// The four records a second-generation identity card may hold.
enum class CardLayout {
    Citizen,       ///< 居民身份证
    HkMacauTaiwan, ///< 港澳台居民居住证
    Foreigner2017, ///< 外国人永久居留身份证 until November 2023
    Foreigner2023, ///< 外国人永久居留身份证 since December 2023
};

/// What a card reader read from the chip of an identity card. Texts are as on the chip, without the padding; a field
/// the layout does not have is empty.
struct CardText
{
    CardLayout layout = CardLayout::Citizen;
    QString name;      ///< Chinese name; foreigners may have none
    QString latinName; ///< foreigners only
    Sex sex = Sex::Unknown;
    QString ethnicGroup; ///< code of GB/T 3304, "01" to "56", "97" other, "98" naturalised; citizens only
    QDate birth;
    QString address;
    QString number;
    QString authority; ///< issuing authority; its code on foreigners' cards of 2017
    QDate validFrom;
    QDate validTo;           ///< invalid when longTerm
    bool longTerm = false;   ///< 长期
    QString travelPermit;    ///< 通行证号码 of Hong Kong, Macao and Taiwan residents
    QString issueCount;      ///< 签发次数 or 换证次数, two digits
    QString nationality;     ///< GB/T 2659 alpha-3; foreigners only
    QString cardVersion;     ///< foreigners of 2017
    QString associationItem; ///< links a foreigner's number of 2023 to that of 2017
    QByteArray photo;        ///< WLT, 1024 bytes, as on the chip; only a licensed library opens it

    bool operator==(const CardText &) const = default;
    /// The name the person is called by: the Chinese one where there is one.
    const QString &displayName() const { return name.isEmpty() ? latinName : name; }
};

/// Bytes of the text record on the chip.
inline constexpr int cardTextSize = 256;

/// Reads the text record (256 bytes, UTF-16LE); the layout is told by the character at byte 248. Refusals:
/// cardreader.record-size {size}; cardreader.layout {mark}; cardreader.text {field} (sex, birth, valid-from, valid-to).
Result<CardText> decodeCardText(QByteArrayView record);

/// Writes the text record as a chip holds it, for the simulated reader and tests. Texts too long are cut.
QByteArray encodeCardText(const CardText &card);

/// The number on a card after the checks of its kind, and that it agrees with the card's birth date and sex: where it
/// does not, the card is damaged or forged and the case must stop. Refusals: those of parseIdentityAs;
/// card.birth-mismatch {card, number}; card.sex-mismatch. Warnings besides those of the number: card.expired {validTo};
/// card.not-yet-valid {validFrom}.
Result<IdentityNumber> identityOf(const CardText &card, QDate today);

} // namespace domain
