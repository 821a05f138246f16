// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <functional>

class QBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace forms {

/// One column of the intake page: a card with a numbered heading, keys beside it, a middle that scrolls by itself and a
/// foot that stays.
class ColumnCard : public QFrame
{
    Q_OBJECT
public:
    ColumnCard(int number, const QString &title, QWidget *parent = nullptr);

    void setHeading(const QString &title);
    /// A small button in the head that says which key does the same: "F3 Read card". Not a stop for the keyboard.
    QPushButton *addKey(const QString &keys, const QString &act, const QString &name, const std::function<void()> &action);

protected:
    /// The scrolling middle.
    QVBoxLayout *body() const { return m_body; }
    /// The part below it that never scrolls away.
    QVBoxLayout *foot() const { return m_foot; }
    /// Where keys go; the column may put it below the heading.
    QBoxLayout *head() const { return m_head; }
    QScrollArea *scroll() const { return m_scroll; }
    void setKeyRow(QLayout *row) { m_keyRow = row; }

private:
    int m_number;
    QLabel *m_heading;
    QBoxLayout *m_head;
    QLayout *m_keyRow = nullptr;
    QScrollArea *m_scroll;
    QVBoxLayout *m_body;
    QVBoxLayout *m_foot;
};

} // namespace forms
