// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace forms {

class CaseInHand;

/// What the applicant has had done at this hall: newest first, one line each. Enter opens the one chosen.
class EarlierCases : public QWidget
{
    Q_OBJECT
public:
    explicit EarlierCases(CaseInHand &hand, QWidget *parent = nullptr);

    /// Reads them again when the applicant is another one, or `again`.
    void refresh(bool again = false);

Q_SIGNALS:
    /// `goesOn`: the case still waits at the window (received, or for its supplement) and can be taken up again.
    void opened(const QString &caseId, bool goesOn);

private:
    void open(const QListWidgetItem *row);

    CaseInHand &m_hand;
    QLabel *m_heading;
    QListWidget *m_list;
    QString m_applicantId;
};

} // namespace forms
