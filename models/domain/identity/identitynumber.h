// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"

#include <QJsonValue>
#include <QDate>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringView>
#include <optional>

namespace domain {

/// The papers by which a person or an organisation is known at the counter.
enum class IdentityKind {
    CitizenId,       ///< 居民身份证, GB 11643-1999
    ResidencePermit, ///< 港澳台居民居住证, 国办发〔2018〕81号
    HkMacauPermit,   ///< 港澳居民来往内地通行证
    TaiwanPermit,    ///< 台湾居民来往大陆通行证
    ForeignerId,     ///< 外国人永久居留身份证, versions of 2023 and 2017
    Passport,        ///< Chinese or foreign passport
    CreditCode,      ///< 统一社会信用代码, GB 32100-2015
};

/// The stable code kept in documents and on the wire: "citizen-id", "residence-permit", "hk-macau-permit",
/// "taiwan-permit", "foreigner-id", "passport", "credit-code".
QString toCode(IdentityKind kind);
std::optional<IdentityKind> identityKindFromCode(QStringView code);

enum class Sex { Unknown, Male, Female };

/// A number that passed every check of its kind, in the one form in which it is stored and compared.
struct IdentityNumber
{
    IdentityKind kind = IdentityKind::CitizenId;
    QString number; ///< upper case, without separators; first-generation numbers as 18 digits
    QDate birth;    ///< invalid where the number does not tell it
    Sex sex = Sex::Unknown;
    QList<Refusal> warnings; ///< what the clerk should look at again, though the number is taken

    /// Whether it belongs to an organisation and not to a natural person.
    bool isLegalPerson() const { return kind == IdentityKind::CreditCode; }
};

/// Reads a number whose kind nobody named, as typed, pasted or scanned. A number that fits several kinds is taken as
/// the one whose checks it passes; when none passes, the refusal is that of the kind it looks most like.
/// `knownAreas` are six-digit area codes (GB/T 2260); with them an unknown area gives a warning, never a refusal, for
/// abolished codes live on in people's numbers.
///
/// Refusals: identity.empty; identity.length {length, expected}; identity.character {position, character};
/// identity.province {code}; identity.birth-date {text}; identity.birth-in-future {date}; identity.sequence {text};
/// identity.checksum {position}; identity.other-kind {kind}; identity.unrecognised {length}; creditcode.length,
/// .character, .authority {code}, .checksum. Positions count from 1; `expected` is a text such as "18" or "9, 11". The
/// right check character is never told. Warnings: identity.area-unknown {code}; identity.age-over-130 {years};
/// identity.first-generation {number} (15 digits, not valid since 2013-01-01: only to look up old files);
/// identity.manual-check {text} (sequence 996-999, kept for people born before 1900);
/// identity.foreigner-check-unverified; creditcode.inner-check; creditcode.category {code};
/// creditcode.old-registration.
Result<IdentityNumber> parseIdentity(QStringView typed, QDate today, const QSet<QString> *knownAreas = nullptr);

/// Reads a number of the kind the clerk chose. Refusals and warnings as above.
Result<IdentityNumber> parseIdentityAs(IdentityKind kind, QStringView typed, QDate today,
                                       const QSet<QString> *knownAreas = nullptr);

/// A number as it may be shown or printed where not all of it is needed (个人信息保护法 第6条): 610116********0014,
/// 138****0014. Shorter numbers keep their first two and last three characters, very short ones nothing.
QString masked(QStringView number);
/// Words somebody wrote, with every identity number and mobile number in them masked. A number is known by its digits alone, so
/// credit codes, receipt numbers and longer rows of digits stay; passports and landlines can't be told from other words.
QString maskedWithin(const QString &words);
/// The same in every text of a JSON value, whatever is in what.
QJsonValue maskedWithin(const QJsonValue &value);

} // namespace domain
