// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/intake/draftkeeper.h"
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace forms {

/// The half-done cases that wait: "1 李四 · 转移登记". A click or Ctrl+digit takes one back. Long titles give way.
class TrayBar : public QWidget
{
    Q_OBJECT
public:
    explicit TrayBar(QWidget *parent = nullptr);
    void show(const QList<DraftKeeper::TrayEntry> &tray);

Q_SIGNALS:
    void chosen(int place);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QLabel *m_label;
    QHBoxLayout *m_layout;
    QList<QPushButton *> m_buttons;
    QList<DraftKeeper::TrayEntry> m_tray;
};

} // namespace forms
