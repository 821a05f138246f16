// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"

#include <QList>
#include <QString>
#include <QStringView>

namespace domain {

/// A postcode, 6 digits. Refusals: postcode.empty; postcode.character {position, character}; postcode.length {length,
/// expected}.
Result<QString> parsePostcode(QStringView typed);

/// A bank card for payments to the applicant.
struct BankCard
{
    QString number;          ///< 16 to 19 digits
    QList<Refusal> warnings; ///< bankcard.checksum where Luhn's formula is not satisfied; some old cards never did
};

/// Refusals: bankcard.empty; bankcard.character {position, character}; bankcard.length {length, expected}.
Result<BankCard> parseBankCard(QStringView typed);

} // namespace domain
