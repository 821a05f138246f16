// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <QLineEdit>
#include <QTimer>
#include <functional>

class QListWidget;

namespace app {

/// One line found by the search field.
struct SearchHit
{
    QString id;       ///< what the page is opened with: a case id
    QString title;    ///< "Zhang San · food business permit"
    QString subtitle; ///< "610116-2026-0481206 · accepted 11-20"
    QString kind;     ///< a word: case, applicant, item
    QString page = QStringLiteral("cases"); ///< the page that shows it
};

/// The search field of the title bar (Ctrl+K): numbers, names and initials in one place. Hits appear below while one types;
/// Down and Up choose, Enter opens, Esc gives the keyboard back.
class SearchBox : public QLineEdit
{
    Q_OBJECT
public:
    static constexpr int hitsMax = 12;

    explicit SearchBox(QWidget *parent = nullptr);

    /// What finds; asked on every key (after a pause shorter than a key stroke), in the main thread: it has to answer at once.
    void setSearch(std::function<QList<SearchHit>(const QString &text)> search);
    /// Empties field and hits: another clerk sits down.
    void forget();
    const QList<SearchHit> &hits() const { return m_hits; }

Q_SIGNALS:
    /// A hit was chosen.
    void chosen(const app::SearchHit &hit);
    /// Enter without a hit: the text itself is meant for the list of cases.
    void searched(const QString &text);
    /// Esc in an empty field, or a choice made: the keyboard belongs to the page again.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void findNow();
    void showHits();
    void hideHits();
    void choose(int row);
    void enter();
    void retranslate();

    std::function<QList<SearchHit>(const QString &)> m_search;
    QList<SearchHit> m_hits;
    QFrame *m_popup = nullptr;
    QListWidget *m_list = nullptr;
    QTimer m_pause;
};

} // namespace app
