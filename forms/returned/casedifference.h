// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/archive.h"
#include "office/rulebook.h"
#include <QCoreApplication>

namespace forms {

/// One line of two versions side by side.
struct VersionLine
{
    QString name, ours, centres;
    bool differs = false;
};

/// Puts both versions of a case into plain words, field by field: those that differ first, then the rest. A version that is
/// not there gives empty words; numbers of persons are masked, and two that differ only where they are masked still differ.
class CaseDifference
{
    Q_DECLARE_TR_FUNCTIONS(forms::CaseDifference)
public:
    static QList<VersionLine> between(const QJsonObject &ours, const QJsonObject &centres, const office::Rulebook &rules, const QDateTime &now);
};

} // namespace forms
