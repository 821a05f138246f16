// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <QTimer>
#include <functional>

class QLabel;

namespace forms {

class ElidedLabel;

/// How full the disk is, by what is still free on it.
enum class DiskRoom { Enough, Low, Critical };
DiskRoom diskRoom(qint64 bytesFree);

/// A line that warns before the disk of the store is full: yellow below 1 GiB, red below 200 MiB. Not there otherwise. Looks
/// every minute.
class DiskBar : public QFrame
{
    Q_OBJECT
public:
    /// `bytesFree` gives what is free; a negative number: not known.
    explicit DiskBar(std::function<qint64()> bytesFree, QWidget *parent = nullptr);

public Q_SLOTS:
    void look();

protected:
    void changeEvent(QEvent *event) override;

private:
    const std::function<qint64()> m_bytesFree;
    QTimer m_timer;
    QLabel *m_icon;
    ElidedLabel *m_text;
};

} // namespace forms
