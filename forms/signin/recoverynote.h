// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace forms {

/// The recovery codes of a second factor that was just set up: shown once, in place of the work, until their owner says they are kept.
class RecoveryNote : public QWidget
{
    Q_OBJECT
public:
    explicit RecoveryNote(const QStringList &codes, QWidget *parent = nullptr);

Q_SIGNALS:
    /// They are written down.
    void kept();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    QLabel *m_title, *m_why, *m_codes;
    QPushButton *m_kept;
};

} // namespace forms
