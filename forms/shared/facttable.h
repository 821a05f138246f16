// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTableWidget>

namespace forms {

/// What is known of one thing, row by row: a name and what it is, or several columns with titles. Rows wrap, Ctrl+C copies,
/// nothing can be changed. Identity and mobile numbers in what is added are masked, whoever adds it.
class FactTable : public QTableWidget
{
    Q_OBJECT
public:
    /// Without titles: two columns, names muted.
    explicit FactTable(const QStringList &titles = {}, QWidget *parent = nullptr);

    void clearFacts();
    void add(const QStringList &cells);
    /// The last row added is marked: its cells are bold on a coloured ground (theme's warning colours).
    void markLast();
    /// Rows get the height their text needs; call after adding.
    void fit();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void paintMarks();
    QList<int> m_marked;
};

} // namespace forms
