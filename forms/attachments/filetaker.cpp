// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/filetaker.h"
#include "forms/shared/desk.h"
#include "forms/shared/refusaltext.h"
#include "office/attachments.h"
#include <QCoreApplication>
#include <QFileDialog>
#include <QLocale>
#include <QMimeData>
#include <QUrl>

namespace forms {

FilesChooser desktopFilesChooser()
{
    return [](QWidget *page, const std::function<void(const QStringList &)> &chosen) {
        auto *dialog = new QFileDialog(page, QCoreApplication::translate("forms::FileTaker", "Add files to the material"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFiles);
        dialog->setNameFilters({QCoreApplication::translate("forms::FileTaker", "Scans and documents (*.jpg *.jpeg *.png *.pdf *.tif *.tiff *.ofd)"),
                                QCoreApplication::translate("forms::FileTaker", "All files (*)")});
        QObject::connect(dialog, &QFileDialog::filesSelected, page, [chosen](const QStringList &paths) { chosen(paths); });
        dialog->open();
    };
}

QStringList droppedFiles(const QMimeData &dragged)
{
    QStringList paths;
    for (const QUrl &url : dragged.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1024 * 1024 ? 0 : 1, QLocale::DataSizeTraditionalFormat);
}

FileTaker::FileTaker(Desk &desk, QObject *parent) : QObject(parent), m_desk(desk), m_chooser(desktopFilesChooser())
{
    connect(&m_work, &QTimer::timeout, this, &FileTaker::step);
}

void FileTaker::choose(QWidget *page, const QString &key)
{
    if (!m_desk.attachments()) {
        m_desk.say(Tone::Info, tr("Files can't be added at this window."));
        return;
    }
    m_chooser(page, [this, key](const QStringList &paths) { take(key, paths); });
}

void FileTaker::take(const QString &key, const QStringList &paths)
{
    if (paths.isEmpty() || !m_desk.attachments())
        return;
    m_orders << Order{key, paths, {}};
    m_total += int(paths.size());
    Q_EMIT progressed(m_done, m_total);
    m_work.start();
}

void FileTaker::cancel()
{
    // What was taken in already is added: only the rest is left.
    for (Order &order : m_orders) {
        m_total -= int(order.paths.size());
        order.paths.clear();
    }
}

void FileTaker::step()
{
    if (m_orders.isEmpty()) {
        m_work.stop();
        m_done = m_total = 0;
        Q_EMIT progressed(0, 0);
        return;
    }
    Order &order = m_orders.first();
    if (!order.paths.isEmpty()) {
        const auto file = m_desk.attachments()->takeIn(order.paths.takeFirst());
        ++m_done;
        if (file)
            order.files << *file;
        else
            m_desk.say(Tone::Warning, refusalText(file.refusal()));
        Q_EMIT progressed(m_done, m_total);
    }
    if (order.paths.isEmpty()) {
        const Order whole = m_orders.takeFirst();
        if (!whole.files.isEmpty())
            Q_EMIT taken(whole.key, whole.files);
    }
}

} // namespace forms
