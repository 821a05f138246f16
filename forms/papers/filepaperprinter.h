// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/desk/paperprinter.h"

namespace forms {

/// Puts papers into a folder as PDF instead of printing them: <case number>-<kind>.pdf, one file a paper whatever its
/// copies. A file once there is never written again: a reprint is <case number>-<kind>-2.pdf. Each is on disk (fsync)
/// before it has its name.
class FilePaperPrinter : public PaperPrinter
{
    Q_OBJECT
public:
    /// `folder` is made when it is missing.
    explicit FilePaperPrinter(const QString &folder, QObject *parent = nullptr);

    /// Refuses with paper.write-failed {file, reason} what the disk does not take.
    void print(const QList<domain::Paper> &papers) override;

Q_SIGNALS:
    /// A paper is on disk.
    void written(const QString &path);

private:
    domain::Result<QString> write(const domain::Paper &paper) const;

    QString m_folder;
};

} // namespace forms
