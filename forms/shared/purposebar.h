// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <QList>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace forms {

/// Asks in one line what personal data are needed for, before anything is done: a choice and words of one's own. Hidden until asked.
class PurposeBar : public QFrame
{
    Q_OBJECT
public:
    struct Purpose { QString code, name; bool needsWords = false; };
    /// `objectName` is the bar's; its parts are "<name>.purpose", ".words", ".confirm", ".cancel".
    PurposeBar(const QString &objectName, const QList<Purpose> &purposes, QWidget *parent = nullptr);

    void ask(const QString &title, const QString &confirmText);

    /// Why a list or a journal leaves the program as a file.
    static QList<Purpose> exporting();
    /// Why numbers are seen in full.
    static QList<Purpose> viewing();

Q_SIGNALS:
    /// `purpose`: in words, as the journal keeps it.
    void confirmed(const QString &code, const QString &purpose);
    void cancelled();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void confirm();
    void cancel();

    QList<Purpose> m_purposes;
    QLabel *m_title;
    QComboBox *m_purpose;
    QLineEdit *m_words;
    QPushButton *m_confirm, *m_cancel;
};

} // namespace forms
