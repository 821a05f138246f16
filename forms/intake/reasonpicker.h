// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

class QLabel;
class QLineEdit;

namespace forms {

class ChoiceBox;

/// Asks for a reason in place, without a dialog: the common ones by digit, any other in words. Hidden until ask().
class ReasonPicker : public QFrame
{
    Q_OBJECT
public:
    /// `name` prefixes the names of its parts: "defect" → "defect.reasons", "defect.words".
    ReasonPicker(const QString &name, const QStringList &reasons, QWidget *parent = nullptr);

    /// Shows itself and takes the keyboard; `words` is what was said before.
    void ask(const QString &title, const QString &words = {});

Q_SIGNALS:
    /// A reason was given; empty when what was said before was deleted.
    void picked(const QString &reason);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void finish(const QString &reason);

    QLabel *m_title;
    ChoiceBox *m_reasons;
    QLineEdit *m_words;
};

} // namespace forms
