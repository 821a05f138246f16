// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/download/downloadstatus.h"
#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace forms {

class ElidedLabel;

/// What the bar says about the first download.
struct DownloadWords
{
    QString text;         ///< "First download: 63 MB of 105 MB received, about 1 minute left"
    QString state;        ///< the same without what changes all the time, for assistive technology
    QString actionText;   ///< of the button; empty: none
    const char *tone;     ///< info, warn, bad
    int permille = 0;     ///< of the bar; negative: how far is not known
};
/// `status` in words; empty text when there is nothing to say.
DownloadWords downloadWords(const DownloadStatus &status);
/// "63 MB", "640 kB", "1.2 GB".
QString bytesText(qint64 bytes);

/// The line below the title bar while a counter gets its first data: how much is here, how long it still takes, and a button to
/// stop it and to go on. Work goes on beside it. Not there when there is nothing to say.
class DownloadBar : public QFrame
{
    Q_OBJECT
public:
    explicit DownloadBar(QWidget *parent = nullptr);
    void setStatus(const DownloadStatus &status);

Q_SIGNALS:
    void stopRequested();
    void resumeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void present();
    DownloadStatus m_status;
    QLabel *m_icon;
    ElidedLabel *m_text, *m_hint;
    QProgressBar *m_progress;
    QPushButton *m_action;
};

} // namespace forms
