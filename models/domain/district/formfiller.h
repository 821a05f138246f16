// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/district/madeupdistrict.h"

namespace domain {

/// Fills in the application form of a made-up case. Fields that mean the same (semantic keys) get the same value, those
/// that repeat an answer agree with it, children are younger than their parents.
class FormFiller
{
public:
    /// `visit` has item, people and answers already.
    FormFiller(const Item &item, const MadeUpCase &visit, Dice &dice);
    /// Values of the required fields and of half of the others; none for computed ones.
    QJsonObject fill(const QList<FormField> &fields);

private:
    QJsonValue valueOf(const FormField &field);
    QJsonValue bySemantic(const FormField &field);
    QJsonValue byKey(const FormField &field);
    QJsonValue byType(const FormField &field);
    QJsonValue asAnswered(const FormField &field) const;
    QJsonValue number(const FormField &field);
    QJsonValue money(const FormField &field);
    QJsonValue date(const FormField &field);
    QJsonValue text(const FormField &field);
    QJsonArray rows(const FormField &field);
    QString cell(const QString &column, const MadeUpPerson &someone);
    QString digits(int count);

    const Item &m_item;
    const MadeUpCase &m_visit;
    Dice &m_dice;
    QDate m_today;
    MadeUpPerson m_spouse;
    MadeUpPerson m_child; ///< the one the case is about: newborn, or starting school
    MadeUpPerson m_colleague;
};

} // namespace domain
