// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace forms {

class Desk;

/// 首问负责 in one strip above a list: who answers for a case or an enquiry hands it over, who is asked takes it or says why not. Esc closes
/// it and nothing was done.
class HandoverBar : public QFrame
{
    Q_OBJECT
public:
    explicit HandoverBar(Desk &desk, QWidget *parent = nullptr);

    /// Opens for the document of kind "case" or "workorder": to answer an offer that waits for who sits here, else to make one.
    void begin(const QString &docId);
    /// Who answers for it, in words: "Wang Min since 20 Nov, offered to Li Lei"; empty: nobody in particular.
    static QString text(Desk &desk, const QJsonObject &body);

Q_SIGNALS:
    void done();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void confirm();
    void decline();
    void submit(const QString &operationType, const QJsonObject &body, const QString &saying);
    void close();

    Desk &m_desk;
    QString m_docId;
    bool m_isAnswer = false;
    QLabel *m_title;
    QComboBox *m_who;
    QLineEdit *m_words;
    QPushButton *m_confirm, *m_decline, *m_cancel;
};

} // namespace forms
