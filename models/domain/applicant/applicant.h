// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"

namespace domain {

/// A person or organisation the hall has served: the document of kind "applicant". What was told once is kept under
/// its semantic key ("org.legalRep", "premises.address") so that no form asks it again.
struct Applicant
{
    ApplicantCard card;
    QString sex;         ///< "male", "female" or empty
    QDate birth;
    QJsonObject known;   ///< semantic key → last value given
    QJsonObject more;

    QJsonObject toJson() const;
    static Result<Applicant> fromJson(const QJsonObject &json);
};

/// The id of an applicant's document: the same person found at two windows off line is one document.
QString applicantIdFor(QStringView idKind, QStringView normalisedNumber);

} // namespace domain
