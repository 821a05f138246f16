// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QCryptographicHash>
#include <QFrame>
#include <QSaveFile>
#include <QTimer>
#include <functional>
#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace forms {

/// Asks where a file is to be saved and tells `chosen`, now or later; tests put their own in its place.
using SaveChooser = std::function<void(QWidget *page, const QString &suggestedName, const QString &nameFilter, const std::function<void(const QString &path)> &chosen)>;
/// The file dialog of the desk; it does not stop the program.
SaveChooser desktopSaveChooser();

/// Writes a file a piece in each turn of the event loop, with progress and a way to stop; the page stays usable. What is
/// stopped or fails leaves no file and the old one untouched. Hidden while nothing is written.
class ExportBar : public QFrame
{
    Q_OBJECT
public:
    explicit ExportBar(QWidget *parent = nullptr);

    /// A piece of the file; empty: that was all. `done` counts what progress is shown of.
    using Source = std::function<QByteArray(qint64 &done)>;
    /// Puts on record that the file leaves the house, before it stands where it was asked for: rows, SHA-256 of the file. Refused,
    /// there is no file.
    using Record = std::function<domain::Result<domain::Done>(qint64 rows, const QByteArray &sha256)>;
    /// Starts writing `begin` and then what `source` gives; `total` is how much there is (0: not known).
    /// Refusals through failed(): export.write-failed {file, reason}.
    void start(const QString &path, const QByteArray &begin, qint64 total, Source source, Record record = {});
    bool isBusy() const { return bool(m_file); }
    void cancel();

Q_SIGNALS:
    void finished(const QString &path);
    void failed(const domain::Refusal &refusal);
    void cancelled();

private:
    void step();
    void fail();
    void end();

    std::unique_ptr<QSaveFile> m_file;
    Source m_source;
    Record m_record;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_done = 0;
    QTimer m_work;
    QLabel *m_label;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
};

} // namespace forms
