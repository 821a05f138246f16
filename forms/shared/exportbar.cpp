// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/exportbar.h"
#include "forms/shared/theme.h"
#include <QDir>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>

namespace forms {
using namespace Qt::StringLiterals;

namespace {
constexpr int sliceMs = 20;
constexpr int progressScale = 1000;
} // namespace

SaveChooser desktopSaveChooser()
{
    return [](QWidget *page, const QString &suggestedName, const QString &nameFilter, const std::function<void(const QString &)> &chosen) {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        auto *dialog = new QFileDialog(page, QString(), QDir(folder).filePath(suggestedName), nameFilter);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QFileInfo(suggestedName).suffix());
        QObject::connect(dialog, &QFileDialog::fileSelected, page, chosen);
        dialog->open();
    };
}

ExportBar::ExportBar(QWidget *parent)
    : QFrame(parent), m_label(new QLabel(tr("Writing the file"))), m_progress(new QProgressBar), m_cancel(new QPushButton(tr("Stop")))
{
    setObjectName(u"exportBar"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::gap);
    row->addWidget(m_label);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_cancel->setObjectName(u"exportStop"_s);
    m_cancel->setAccessibleName(tr("Stop the export"));
    m_work.setInterval(0);
    connect(&m_work, &QTimer::timeout, this, &ExportBar::step);
    connect(m_cancel, &QPushButton::clicked, this, &ExportBar::cancel);
    hide();
}

void ExportBar::start(const QString &path, const QByteArray &begin, qint64 total, Source source, Record record)
{
    if (isBusy())
        return;
    m_file = std::make_unique<QSaveFile>(path);
    m_source = std::move(source);
    m_record = std::move(record);
    m_hash.reset();
    m_hash.addData(begin);
    m_done = 0;
    m_progress->setRange(0, total > 0 ? progressScale : 0);
    m_progress->setProperty("total", total);
    if (!m_file->open(QIODevice::WriteOnly) || m_file->write(begin) != begin.size()) {
        fail();
        return;
    }
    show();
    m_work.start();
}

void ExportBar::step()
{
    QElapsedTimer spent;
    spent.start();
    while (spent.elapsed() < sliceMs) {
        const QByteArray piece = m_source(m_done);
        if (piece.isEmpty()) {
            const QString path = m_file->fileName();
            const domain::Result<domain::Done> recorded = m_record ? m_record(m_done, m_hash.result()) : domain::Result<domain::Done>(domain::Done{});
            if (!recorded) {
                m_file->cancelWriting();
                end();
                Q_EMIT failed(recorded.refusal());
                return;
            }
            if (!m_file->commit()) {
                fail();
                return;
            }
            end();
            Q_EMIT finished(path);
            return;
        }
        if (m_file->write(piece) != piece.size()) {
            fail();
            return;
        }
        m_hash.addData(piece);
    }
    const qint64 total = m_progress->property("total").toLongLong();
    if (total > 0)
        m_progress->setValue(int(qMin(m_done, total) * progressScale / total));
}

void ExportBar::fail()
{
    const domain::Refusal refusal = domain::refuse(u"export.write-failed", {{u"file"_s, QFileInfo(m_file->fileName()).fileName()}, {u"reason"_s, m_file->errorString()}});
    m_file->cancelWriting();
    end();
    Q_EMIT failed(refusal);
}

void ExportBar::cancel()
{
    if (!isBusy())
        return;
    m_file->cancelWriting();
    end();
    Q_EMIT cancelled();
}

void ExportBar::end()
{
    m_work.stop();
    m_file.reset();
    m_source = {};
    m_record = {};
    hide();
}

} // namespace forms
