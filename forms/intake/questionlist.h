// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QHash>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace forms {

class CaseInHand;
class ChoiceBox;

/// The questions (情形) that apply, each answered by digits. Answering goes on to the next one still open.
class QuestionList : public QWidget
{
    Q_OBJECT
public:
    explicit QuestionList(CaseInHand &hand, QWidget *parent = nullptr);

    void refresh();
    /// Goes to the first question without an answer, else says finished().
    void takeFocus();
    /// Goes to one question; false when it does not apply.
    bool focusQuestion(QString id);

Q_SIGNALS:
    /// Every question has its answer.
    void finished();
    /// The keyboard came to a part that should be in sight.
    void wantsSight(QWidget *part);

private:
    struct Row { QLabel *question; ChoiceBox *answers; };

    Row makeRow(const QString &id);
    void goOn(const QString &fromId);

    CaseInHand &m_hand;
    QVBoxLayout *m_layout;
    QHash<QString, Row> m_rows;
    QStringList m_order;
};

} // namespace forms
