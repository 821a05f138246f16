// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/attachment.h"
#include <QObject>
#include <QTimer>
#include <functional>

class QMimeData;
class QWidget;

namespace forms {

class Desk;

/// Asks which files to add and tells `chosen`, now or later; tests put their own in its place.
using FilesChooser = std::function<void(QWidget *page, const std::function<void(const QStringList &paths)> &chosen)>;
/// The file dialog of the desk; it does not stop the program.
FilesChooser desktopFilesChooser();
/// Files of this machine among what is dragged; empty: nothing that could be added.
QStringList droppedFiles(const QMimeData &dragged);
/// "3.4 MB"
QString sizeText(qint64 bytes);

/// Takes files in one in each turn of the event loop, so that the desk stays usable; what can't be taken in is said and
/// the others go on.
class FileTaker : public QObject
{
    Q_OBJECT
public:
    explicit FileTaker(Desk &desk, QObject *parent = nullptr);

    void setChooser(FilesChooser chooser) { m_chooser = std::move(chooser); }
    /// Asks for files of this material.
    void choose(QWidget *page, const QString &key);
    /// Takes these files in for a material, after those begun before.
    void take(const QString &key, const QStringList &paths);
    bool isBusy() const { return m_work.isActive(); }
    void cancel();

Q_SIGNALS:
    /// Files of one material are in the store; the list is complete when the last one was taken.
    void taken(const QString &key, const QList<domain::Attachment> &files);
    /// `done` of `total` files are dealt with; 0 of 0: over.
    void progressed(int done, int total);

private:
    struct Order
    {
        QString key;
        QStringList paths;
        QList<domain::Attachment> files;
    };
    void step();

    Desk &m_desk;
    FilesChooser m_chooser;
    QList<Order> m_orders;
    QTimer m_work;
    int m_done = 0, m_total = 0;
};

} // namespace forms
