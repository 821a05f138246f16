// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/papers/paper.h"
#include <QList>
#include <QObject>
#include <QPointer>
#include <functional>

namespace forms {

class Desk;
class PaperPrinter;

/// Prints the papers of a case that is on disk, and says in the message bar what came of it. One case after the other; a
/// printer that fails loses nothing: the papers can be printed again from the message or later from the list of cases.
class PaperFlow : public QObject
{
    Q_OBJECT
public:
    explicit PaperFlow(Desk &desk, QObject *parent = nullptr);

    /// `file` as it is on disk. `done` is what happened, for the message: "accepted".
    void print(const domain::CaseFile &file, const domain::Item &item, const QStringList &kinds, const QString &done);
    bool isPrinting() const { return !m_jobs.isEmpty(); }

Q_SIGNALS:
    void idle();

private:
    struct Job
    {
        QString caseId, head; ///< head: "610116-2026-… accepted"
        QList<domain::Paper> papers;
    };

    void begin();
    void end();
    void attach(PaperPrinter *printer);
    void printed(int papers);
    void failed(const domain::Refusal &refusal);
    std::function<void()> retry(const Job &job);
    static QString names(const QList<domain::Paper> &papers);

    Desk &m_desk;
    QPointer<PaperPrinter> m_printer;
    QList<Job> m_jobs; ///< the first is at the printer
    bool m_begun = false;
};

} // namespace forms
