// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <QTimer>
#include <functional>

class QLabel;
class QPushButton;

namespace domain {
struct CaseFile;
}

namespace forms {

class Desk;
class PurposeBar;

/// 查看完整号码: a person's numbers in full for half a minute, beside a page that shows them masked. Whoever looks says what for,
/// and the journal keeps that they did (operation data.view) before anything is shown. The numbers can't be copied or dragged from
/// here. It closes by itself, when something else is chosen, with its page, and when the desk changes hands.
class FullView : public QFrame
{
    Q_OBJECT
public:
    struct Number { QString title, value; };
    using Numbers = std::function<QList<Number>()>;
    static constexpr int shownSeconds = 30;

    explicit FullView(Desk &desk, QWidget *parent = nullptr);

    /// Asks for the purpose of seeing the numbers of a document; says so when there are none or the role may not.
    void ask(const QString &document, Numbers numbers);
    /// Away with it, whatever it shows. `document`: only when it is about another one.
    void close(const QString &document = {});
    bool isShowing() const { return m_end.isActive(); }
    int remainingMs() const { return m_end.remainingTime(); }

    /// Everything about persons in a case that its page masks.
    static QList<Number> of(const domain::CaseFile &file, Desk &desk);

Q_SIGNALS:
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void confirmed(const QString &code, const QString &purpose);
    void showNumbers();
    void forget();

    Desk &m_desk;
    QString m_document;
    Numbers m_numbers;
    QTimer m_end;
    PurposeBar *m_purpose;
    QFrame *m_card;
    QLabel *m_shown;
    QPushButton *m_close;
};

} // namespace forms
