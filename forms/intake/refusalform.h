// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

class QLabel;
class QLineEdit;

namespace forms {

class ChoiceBox;

/// What 不予受理 needs, asked in place: the legal reason, the competent authority where the law wants it named, a note.
class RefusalForm : public QFrame
{
    Q_OBJECT
public:
    explicit RefusalForm(QWidget *parent = nullptr);

    /// Shows itself and takes the keyboard; `reason` is what the answers point to, empty for none.
    void ask(const QString &reason, const QString &note);
    QString reason() const;
    QString competent() const;
    QString note() const;
    /// Everything the law wants is there; else the keyboard goes to what lacks, and `lacking` says what it is.
    bool isComplete(QString &lacking);

Q_SIGNALS:
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool needsCompetent() const;
    void showCompetent();

    ChoiceBox *m_reasons;
    QLabel *m_basis;
    QLabel *m_competentLabel;
    QLineEdit *m_competent;
    QLineEdit *m_note;
};

} // namespace forms
