// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/filepaperprinter.h"
#include "forms/papers/paperrenderer.h"
#include <QDir>
#include <QFile>
#include <QTemporaryFile>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace forms {

namespace {

/// More papers of one kind and case than anybody prints.
constexpr int namesMax = 9999;

domain::Refusal writeRefusal(const QString &file, const QString &reason)
{
    return domain::refuse(u"paper.write-failed", {{u"file"_qs, file}, {u"reason"_qs, reason}});
}

/// Letters, digits and hyphens; anything else could mean something in a path.
QString fileText(const QString &text)
{
    QString safe;
    for (const QChar character : text)
        safe += character.isLetterOrNumber() || character == u'-' ? character : QChar(u'_');
    return safe;
}

QString baseNameOf(const domain::Paper &paper)
{
    QString subject = paper.content[u"caseNumber"].toString();
    if (subject.isEmpty())
        subject = paper.content[u"item"][u"basicCode"].toString();
    return fileText(subject.isEmpty() ? paper.kind : QString(subject + u'-' + paper.kind));
}

bool syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

} // namespace

FilePaperPrinter::FilePaperPrinter(const QString &folder, QObject *parent) : PaperPrinter(parent), m_folder(folder) {}

void FilePaperPrinter::print(const QList<domain::Paper> &papers)
{
    int count = 0;
    std::optional<domain::Refusal> refusal;
    for (const domain::Paper &paper : papers) {
        const auto path = write(paper);
        if (path) {
            ++count;
            Q_EMIT written(*path);
        } else if (!refusal) {
            refusal = path.refusal();
        }
    }
    if (count > 0)
        Q_EMIT printed(count);
    if (refusal)
        Q_EMIT failed(*refusal);
}

domain::Result<QString> FilePaperPrinter::write(const domain::Paper &paper) const
{
    const auto pdf = renderPdf(paper);
    if (!pdf)
        return pdf.refusal();
    const QString base = m_folder + u'/' + baseNameOf(paper);
    if (!QDir().mkpath(m_folder))
        return writeRefusal(m_folder, {});
    QTemporaryFile file(base + u".XXXXXX.part"_qs);
    if (!file.open() || file.write(*pdf) != pdf->size() || !file.flush() || ::fsync(file.handle()) != 0)
        return writeRefusal(base, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
    const QByteArray from = QFile::encodeName(file.fileName());
    for (int number = 1; number <= namesMax; ++number) {
        const QString path = number == 1 ? QString(base + u".pdf") : u"%1-%2.pdf"_qs.arg(base).arg(number);
        // A link, unlike a rename, refuses a name that is taken, and it is there whole or not at all.
        if (::link(from.constData(), QFile::encodeName(path).constData()) == 0) {
            if (!syncFolder(m_folder))
                return writeRefusal(path, {});
            return path;
        }
        if (errno != EEXIST)
            return writeRefusal(path, qt_error_string(errno));
    }
    return writeRefusal(base, {});
}

} // namespace forms
