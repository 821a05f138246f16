// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/pagesource.h"
#include <QBuffer>
#include <QImageReader>
#include <QProcess>
#include <QRegularExpression>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

class PicturePages : public PageSource
{
public:
    explicit PicturePages(const QByteArray &content) { m_content.setData(content); }

    void draw(int page) override
    {
        m_content.close();
        QImageReader reader(&m_content);
        reader.setAutoTransform(true);
        if (pages() == 0)
            setPages(qMax(1, reader.imageCount()));
        // Not every format can be entered in its middle.
        for (int before = 0; before < page; ++before) {
            if (!reader.jumpToNextImage())
                return Q_EMIT failed();
        }
        const QImage picture = reader.read();
        if (picture.isNull())
            Q_EMIT failed();
        else
            Q_EMIT drawn(page, picture);
    }

private:
    QBuffer m_content;
};

class PdfPages : public PageSource
{
public:
    explicit PdfPages(const QByteArray &content) : m_content(content) {}
    ~PdfPages() override { giveUp(); }

    void draw(int page) override
    {
        giveUp();
        if (pages() > 0)
            return drawKnown(page);
        run({u"pdfinfo"_s, u"-"_s}, [this, page](const QByteArray &said) {
            static const QRegularExpression line(uR"(^Pages:\s+(\d+)$)"_s, QRegularExpression::MultilineOption);
            setPages(line.match(QString::fromUtf8(said)).captured(1).toInt());
            if (pages() > 0)
                drawKnown(page);
            else
                Q_EMIT failed();
        });
    }

private:
    void drawKnown(int page)
    {
        constexpr int longerSidePx = 2200; // an A4 sheet at 190 dpi: seals and small print can be read
        const QString number = QString::number(page + 1);
        run({u"pdftoppm"_s, u"-png"_s, u"-singlefile"_s, u"-cropbox"_s, u"-scale-to"_s, QString::number(longerSidePx), u"-f"_s, number, u"-l"_s, number, u"-"_s},
            [this, page](const QByteArray &png) {
                const QImage picture = QImage::fromData(png, "PNG");
                if (picture.isNull())
                    Q_EMIT failed();
                else
                    Q_EMIT drawn(page, picture);
            });
    }

    void run(const QStringList &command, const std::function<void(const QByteArray &)> &then)
    {
        // A file made to be expensive ends its tool, not the desk's work.
        static const QStringList limits{u"--as=1610612736"_s, u"--cpu=20"_s, u"--core=0"_s, u"--"_s};
        auto *process = m_process = new QProcess(this);
        process->setStandardErrorFile(QProcess::nullDevice());
        connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
            if (process == m_process && error == QProcess::FailedToStart) {
                giveUp();
                Q_EMIT failed();
            }
        });
        connect(process, &QProcess::finished, this, [this, process, then](int code, QProcess::ExitStatus status) {
            if (process != m_process)
                return;
            const QByteArray said = process->readAllStandardOutput();
            giveUp();
            if (code != 0 || status != QProcess::NormalExit)
                Q_EMIT failed();
            else
                then(said);
        });
        process->start(u"prlimit"_s, limits + command);
        process->write(m_content);
        process->closeWriteChannel();
    }

    void giveUp()
    {
        if (QProcess *process = std::exchange(m_process, nullptr)) {
            // It dies in its own time: nobody waits for it.
            process->disconnect(this);
            process->setParent(nullptr);
            connect(process, &QProcess::finished, process, &QObject::deleteLater);
            if (process->state() == QProcess::NotRunning)
                process->deleteLater();
            else
                process->kill();
        }
    }

    QByteArray m_content;
    QProcess *m_process = nullptr; ///< the tool at work
};

} // namespace

std::unique_ptr<PageSource> PageSource::of(const QString &media, const QByteArray &content)
{
    if (media.startsWith("image/"_L1))
        return std::make_unique<PicturePages>(content);
    if (media == "application/pdf"_L1)
        return std::make_unique<PdfPages>(content);
    return nullptr;
}

} // namespace forms
