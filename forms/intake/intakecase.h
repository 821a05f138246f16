// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/applicant/applicant.h"
#include "domain/decision/decision.h"
#include <QHash>

namespace forms {

/// What a clerk has typed of one case and nothing else: a plain value that lives in drafts and becomes an application.
/// What the hall knows of the applicant already is not repeated here; it is looked up again when a draft is taken back.
struct IntakeCase
{
    QString id;            ///< The case's own id, fixed before anything is typed: the same draft can't become two cases.
    bool resumed = false;  ///< The case exists already: received, or waiting for its supplement.
    QString number;        ///< Receipt number of a resumed case.
    QString redoOf;        ///< Returned operation that is done again by this; empty: none.

    QString numberTyped;   ///< Identity number as typed, while it is not a right one …
    bool numberWrong = false; ///< … which nobody may be decided upon by.
    domain::ApplicantCard applicant;
    QString sex;           ///< "male", "female" or empty
    QDate birth;
    QDate cardValidTo;     ///< As read from the card; invalid: not read, or valid for ever
    domain::AgentCard agent;

    QString itemId;
    int itemVersion = 0;
    QJsonObject answers;   ///< By question id; also of questions that no longer apply, so that a change of mind costs nothing.
    QJsonObject fields;    ///< By field key; only what was typed here.
    QHash<QString, QList<domain::CaseMaterial>> marks; ///< By item id: choosing the wrong item and going back loses no tick.
    /// Scans by material: those added here, and of a case taken up again those it has already (they have a time).
    QList<domain::Attachment> files;
    QString priority;      ///< 绿色通道 reason; empty: none
    QString supervisorReason; ///< Why a second notice names something overlooked.

    QDateTime begunAt;     ///< UTC; when the first thing was typed
    qint64 workedSeconds = 0; ///< Time on the page before it was last put aside.
    bool touched = false;  ///< Something was typed since it was opened.

    /// Nothing would be lost by leaving it.
    bool isBlank() const { return !touched; }
    /// How the tray names it: "李四 · 转移登记"; the parts that are known.
    QString title(const QString &itemName) const;

    const domain::CaseMaterial *mark(QStringView key) const;
    domain::CaseMaterial &markFor(const QString &key);
    /// Where a form field writes that means something of the applicant's or agent's card (one fact, one place): phones,
    /// addresses, the agent. Null: the field is its own. The applicant's name and number are typed in column 1 only.
    QString *cardText(const QString &semantic);

    /// The answers with those nobody has to give: the applicant's kind follows from the number, an agent's being there
    /// from the agent's name.
    QJsonObject answersFor(const domain::Item &item) const;
    /// Whether a form field only repeats who the applicant is.
    bool isIdentity(const domain::FormField &field) const;
    /// What a form field holds: what the cards say, what was typed into it, or what is known by its meaning ("nothing may
    /// be asked twice").
    QJsonValue fieldValue(const domain::FormField &field, const domain::Applicant *known) const;
    /// The application as it stands, without the time of receipt and the hall's rules.
    domain::Application application(const domain::Item &item, const domain::Applicant *known) const;

    QJsonObject toJson() const;
    static IntakeCase fromJson(const QJsonObject &json);
    /// A case taken up again, with its earlier marks.
    static IntakeCase fromCase(const domain::CaseFile &file);
    /// The body of a deciding act, to be done again.
    static IntakeCase fromAct(const QJsonObject &body, const QString &doc);
};

} // namespace forms
